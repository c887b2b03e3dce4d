"""Suggestions: a member proposes a topic, in private or by name, and learns what became of it."""

import hashlib
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from random import Random

from bot.domain.refusals import BadInput, Gone

MAX_SUGGESTION = 1000
MAX_REPLY = 500
MOST_OPEN = 100
PER_PERSON = 5
SHOWN_AFTER = (timedelta(minutes=5), timedelta(hours=1))


class Answered(StrEnum):
    """What became of a suggestion."""

    OPEN = "open"
    YES = "yes"
    NOT_NOW = "not_now"


@dataclass(frozen=True, slots=True)
class Suggestion:
    """One suggestion. A private one has no writer; a code that its writer keeps leads to it.

    `reply_channel` is where a named writer asked to be told the answer.
    """

    suggestion_id: str
    group_id: int
    text: str
    writer_id: int | None = None
    writer_name: str | None = None
    code_hash: bytes | None = None
    reply_channel: int | None = None
    shows_at: datetime | None = None
    state: Answered = Answered.OPEN
    reply: str = ""


def check_suggestion(typed: str) -> str:
    """Return a suggestion as it was typed, without empty ends. Raises BadInput."""
    text = typed.strip()
    if not text:
        raise BadInput("topics.refused.empty_suggestion")
    if len(text) > MAX_SUGGESTION:
        raise BadInput("topics.refused.long_suggestion", length=len(text), most=MAX_SUGGESTION)
    return text


def check_room(waiting: int, so_far: int) -> None:
    """Refuse when too many wait for an answer, or one person has sent many. Raises BadInput."""
    if so_far >= PER_PERSON:
        raise BadInput("topics.refused.enough_suggested", most=PER_PERSON)
    if waiting >= MOST_OPEN:
        raise BadInput("topics.refused.many_suggestions", most=MOST_OPEN)


def check_reply(state: Answered, typed: str) -> str:
    """Return a reply; "not now" needs a reason. Raises BadInput."""
    reply = typed.strip()
    if state is Answered.NOT_NOW and not reply:
        raise BadInput("topics.refused.no_reason")
    if len(reply) > MAX_REPLY:
        raise BadInput("topics.refused.long_reply", length=len(reply), most=MAX_REPLY)
    return reply


def check_open(suggestion: Suggestion) -> None:
    """Refuse to answer twice. Raises Gone."""
    if suggestion.state is not Answered.OPEN:
        raise Gone("topics.refused.answered_already")


def hidden_until(now: datetime, chance: Random) -> datetime:
    """Return from when facilitators see a private suggestion: a random while after it was sent."""
    least, most = (each.total_seconds() for each in SHOWN_AFTER)
    return now + timedelta(seconds=chance.uniform(least, most))


def hash_of(code: bytes) -> bytes:
    """Return what is kept of a code (10 random bytes): its SHA-256."""
    return hashlib.sha256(b"suggestion" + code).digest()
