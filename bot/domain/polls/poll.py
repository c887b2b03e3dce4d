"""A poll as it stands: what was asked, where, until when, by which rules, and what came of it."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum

from bot.domain.people import Person
from bot.domain.polls.result import Result
from bot.domain.polls.rules import Rules
from bot.domain.refusals import Gone, NotAllowed

# Shorter polls have no reminder: it would come right after the card.
REMINDED_FROM = timedelta(days=1)


class State(StrEnum):
    """Where a poll is in its life."""

    OPEN = "open"
    CLOSED = "closed"


class Reacting(StrEnum):
    """How people take part.

    FORM: a private ballot in a form. QUICK: one press on an emoji button, as private. HANDS: a
    show of hands, Discord's own reactions under the card, which everyone can see.
    """

    FORM = "form"
    QUICK = "quick"
    HANDS = "hands"

    @property
    def private(self) -> bool:
        """Say whether votes go into the sealed box."""
        return self is not Reacting.HANDS


@dataclass(frozen=True, slots=True)
class Poll:
    """A poll that was asked.

    Ids are Discord's but `poll_id`, which is ours and random. `options` holds the group's own
    options first, then the standing ones, in the order of the card; `emojis` one per option where
    people react. `opened_at` may lie ahead. `voter_role` is the only role that may vote, None for
    everyone; `here_only` leaves out who joined the group later. `gathers` says that members add
    options until it opens. `lot` is the number behind a lot, where one decides a tie. Times are
    aware, in UTC.
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
    rules: Rules = field(default_factory=Rules)
    reacting: Reacting = Reacting.FORM
    emojis: tuple[str, ...] = ()
    voter_role: int | None = None
    here_only: bool = False
    standing: bool = True
    gathers: bool = False
    state: State = State.OPEN
    message_id: int | None = None
    result: Result | None = None
    reason: str | None = None
    lot: bytes | None = None

    def due(self, now: datetime) -> bool:
        """Say whether the time to vote has passed."""
        return now >= self.closes_at

    @property
    def reminder_at(self) -> datetime | None:
        """When the channel is reminded, once: after three quarters of the time; None if short."""
        length = self.closes_at - self.opened_at
        return self.opened_at + length * 3 / 4 if length >= REMINDED_FROM else None


def check_open(poll: Poll, now: datetime) -> None:
    """Refuse a private vote in a poll that is closed, past its time, not begun, or a show of hands.

    Raises Gone.
    """
    if poll.state is State.CLOSED or poll.due(now):
        raise Gone("polls.refused.closed")
    # What is posted has begun, whatever a clock says that was set back since.
    if now < poll.opened_at and poll.message_id is None:
        raise Gone("polls.refused.not_begun")
    if not poll.reacting.private:
        raise Gone("polls.refused.hands")


def check_may_vote(poll: Poll, person: Person) -> None:
    """Refuse somebody whom the poll wasn't opened for. Raises NotAllowed."""
    if poll.voter_role is not None and poll.voter_role not in person.role_ids:
        raise NotAllowed("polls.refused.role", role=f"<@&{poll.voter_role}>")
    late = person.joined_at is None or person.joined_at > poll.opened_at
    if poll.here_only and late:
        raise NotAllowed("polls.refused.joined_later")
