"""Experiences: how an option was for somebody who tried it, told after the facts.

Stories change choices, so no option may speak louder than another: an equal number of each is
shown, mixed in how they turned out, and which ones is drawn, not chosen.
"""

import hashlib
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from itertools import zip_longest

from bot.domain.decisions.decision import Decision, Stage, check_in
from bot.domain.polls.options import visible
from bot.domain.refusals import BadInput, Gone

MAX_TEXT = 600
MAX_REASON = 300
MOST_SHOWN = 3
PER_DAY = 3
# Of one decision, so that nobody fills it up; more than anybody reads.
MOST_KEPT = 200
_EMPTY_LINES = re.compile(r"\n\s*\n\s*")


class Turned(StrEnum):
    """How it turned out for whoever tells it."""

    WELL = "well"
    MIXED = "mixed"
    NOT_WELL = "not_well"
    TOO_EARLY = "too_early"


class State(StrEnum):
    """What became of an experience. WAITING: no facilitator has decided yet."""

    WAITING = "waiting"
    SHOWN = "shown"
    NOT_SHOWN = "not_shown"


class Off(StrEnum):
    """Why an experience isn't shown; there are no other reasons.

    Whether it speaks for or against an option is none.
    """

    NAMES = "names"
    ADVICE = "advice"
    UNKIND = "unkind"
    ELSEWHERE = "elsewhere"


@dataclass(frozen=True, slots=True)
class Experience:
    """How an option was for somebody. Who that is, and when they told it, is kept nowhere.

    `code_hash` is what is kept of the code that leads its writer here. Until `moves_at` (aware, in
    UTC) facilitators don't see it. `off` and `reason` say why it isn't shown. `ended_on` is the
    day on which its decision ended, on the group's clocks.
    """

    experience_id: str
    decision_id: str
    option_id: str
    text: str
    turned: Turned
    code_hash: bytes = field(repr=False)
    state: State = State.WAITING
    moves_at: datetime | None = None
    off: Off | None = None
    reason: str = ""
    ended_on: date | None = None


def check_told(decision: Decision) -> None:
    """Refuse to tell or look at experiences while there are no options. Raises Gone."""
    check_in(decision, Stage.OPTIONS, Stage.VOTE)


def check_text(typed: str) -> str:
    """Return an experience as it will be shown. Raises BadInput."""
    text = _EMPTY_LINES.sub("\n\n", typed.strip())
    if not visible(text):
        raise BadInput("experiences.refused.empty")
    if len(text) > MAX_TEXT:
        raise BadInput("experiences.refused.long", most=MAX_TEXT, length=len(text))
    return text


def check_room(kept: int, by_person: int) -> None:
    """Refuse when one person has told as much as goes in a day, or too many wait. Raises BadInput.

    `kept` counts what is kept of the decision.
    """
    if by_person >= PER_DAY:
        raise BadInput("experiences.refused.enough", most=PER_DAY)
    if kept >= MOST_KEPT:
        raise BadInput("experiences.refused.many")


def check_still(found: Experience, seen: State) -> None:
    """Refuse to decide about what somebody decided since it was looked at. Raises Gone."""
    if found.state is not seen or found.state is State.NOT_SHOWN:
        raise Gone("experiences.refused.decided")


def check_reason(typed: str) -> str:
    """Return what the writer reads when theirs isn't shown. Raises BadInput."""
    text = " ".join(typed.split())
    if not visible(text):
        raise BadInput("experiences.refused.no_reason")
    if len(text) > MAX_REASON:
        raise BadInput("experiences.refused.long", most=MAX_REASON, length=len(text))
    return text


def hash_of(code: bytes) -> bytes:
    """Return what is kept of a code (10 random bytes): its SHA-256."""
    return hashlib.sha256(b"experience" + code).digest()


def drawn(
    options: Sequence[str], shown: Iterable[Experience], day: date
) -> Mapping[str, tuple[Experience, ...]]:
    """Return which experiences show under each option, by its id: of each equally many.

    As many as the option with the fewest has, 3 at the most; none where one option has none. They
    are drawn by decision and day, so that looking again brings no others.
    """
    of_option: dict[str, list[Experience]] = {option: [] for option in options}
    for each in shown:
        if each.option_id in of_option:
            of_option[each.option_id].append(each)
    most = min((MOST_SHOWN, *map(len, of_option.values()))) if of_option else 0
    return {option: _mixed(told, most, day) for option, told in of_option.items()}


def _mixed(told: list[Experience], most: int, day: date) -> tuple[Experience, ...]:
    """Return `most` experiences, of as many different outcomes as there are, alternating.

    With room for two, what went well and what didn't are both there before anything else.
    """
    by_turned: dict[Turned, list[Experience]] = {}
    for each in sorted(told, key=lambda one: _lot(one, day)):
        by_turned.setdefault(each.turned, []).append(each)
    order = list(by_turned)
    poles = [turned for turned in order if turned in (Turned.WELL, Turned.NOT_WELL)]
    if most > 1 and len(poles) > 1:
        order = poles + [turned for turned in order if turned not in poles]
    # One of each first, then a second of each, and so on.
    rounds = (
        each for those in zip_longest(*(by_turned[turned] for turned in order)) for each in those
    )
    return _alternating([each for each in rounds if each is not None][:most])


def _alternating(picked: list[Experience]) -> tuple[Experience, ...]:
    """Return up to three, the rounds of outcomes one after the other, so that none stand together.

    Of an outcome that is there twice one comes first and one last.
    """
    counts = Counter(each.turned for each in picked)
    first = max(picked, key=lambda each: counts[each.turned], default=None)
    return tuple(sorted(picked, key=lambda each: each is not first))


def _lot(experience: Experience, day: date) -> bytes:
    seed = f"{experience.decision_id}/{day.isoformat()}/{experience.experience_id}"
    return hashlib.sha256(seed.encode()).digest()
