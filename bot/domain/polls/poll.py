"""A poll as it stands: what was asked, where, until when, and what came of it."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from bot.domain.polls.publication import Result
from bot.domain.refusals import Gone


class State(StrEnum):
    """Where a poll is in its life."""

    OPEN = "open"
    CLOSED = "closed"


@dataclass(frozen=True, slots=True)
class Poll:
    """A posted poll.

    Ids are Discord's but `poll_id`, which is ours and random. `options` holds the group's own
    options first, then the standing ones, in the order of the card. Times are aware, in UTC.
    """

    poll_id: str
    group_id: int
    channel_id: int
    author_id: int
    question: str
    options: tuple[str, ...]
    method: str
    opened_at: datetime
    closes_at: datetime
    state: State = State.OPEN
    message_id: int | None = None
    result: Result | None = None

    def due(self, now: datetime) -> bool:
        """Say whether the time to vote has passed."""
        return now >= self.closes_at


def check_open(poll: Poll, now: datetime) -> None:
    """Refuse to take a vote in a poll that is closed or past its time. Raises Gone."""
    if poll.state is State.CLOSED or poll.due(now):
        raise Gone("polls.refused.closed")
