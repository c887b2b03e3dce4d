"""A group's schedule as it stands: what was typed, when it comes round, and how far it is."""

from collections.abc import Collection, Mapping
from dataclasses import asdict, dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any

from bot.domain.refusals import BadInput
from bot.domain.topics.choosing import Pool
from bot.domain.topics.local_time import read_date
from bot.domain.topics.missed import Late, Progress, next_one
from bot.domain.topics.occurrences import Quiet
from bot.domain.topics.planning import Plan
from bot.domain.topics.schedule import LAST, NTHS, Recurrence, Typed, check

# How long before its time the group is asked, and how little is still worth a poll.
BALLOT_LEAD = timedelta(days=2)
BALLOT_LEAST = timedelta(hours=2)
BALLOT_OF = 4
DAYS_IN_WEEK = 7


class HowOften(StrEnum):
    """How often, as the form offers it; the first day says on which day of the week or month."""

    WEEKLY = "1"
    TWO_WEEKS = "2"
    THREE_WEEKS = "3"
    FOUR_WEEKS = "4"
    MONTH_DAY = "day"
    MONTH_WEEKDAY = "weekday"
    MONTH_LAST_WEEKDAY = "last_weekday"


@dataclass(frozen=True, slots=True)
class Wish:
    """What stands in the form of a schedule, letter for letter, so that it can be given back.

    `pool` holds tags, and intensities as digits; `late` whether a missed topic still comes within
    a day; `ballot` whether the group chooses; `pin` whether each topic is pinned in place of the
    one before. `channel_id` and `role_id` are Discord's.
    """

    often: str
    first: str
    at: str
    channel_id: int
    role_id: int | None = None
    pool: tuple[str, ...] = ()
    late: bool = False
    ballot: bool = False
    pin: bool = False

    def to_plain(self) -> dict[str, object]:
        """Write it as values that JSON can carry."""
        return asdict(self)

    @classmethod
    def from_plain(cls, plain: Mapping[str, Any]) -> "Wish":
        """Read what `to_plain` wrote, also before there were pins."""
        values: dict[str, Any] = {**plain, "pool": tuple(plain["pool"])}
        return cls(**values)

    def pooled(self) -> Pool:
        """Return which topics are drawn from."""
        return Pool(
            tags=frozenset(each for each in self.pool if not each.isdecimal()),
            intensities=frozenset(int(each) for each in self.pool if each.isdecimal()),
        )


def recurrence_of(wish: Wish, zone: str) -> Recurrence:
    """Return when a wished schedule comes round, in the group's zone. Raises BadInput."""
    first = read_date(wish.first)
    try:
        often = HowOften(wish.often)
    except ValueError:
        raise BadInput("topics.refused.form_changed") from None
    typed = Typed("weeks", wish.at, zone, wish.first, weekday=first.weekday(), day=first.day)
    # A fifth one isn't in every month, so it means the last.
    nth = (first.day - 1) // DAYS_IN_WEEK + 1
    nth = nth if nth in NTHS else LAST
    match often:
        case HowOften.MONTH_DAY:
            return check(_changed(typed, kind="month_day"))
        case HowOften.MONTH_WEEKDAY:
            return check(_changed(typed, kind="month_weekday", nth=nth))
        case HowOften.MONTH_LAST_WEEKDAY:
            return check(_changed(typed, kind="month_weekday", nth=LAST))
        case _:
            return check(_changed(typed, every=int(often)))


@dataclass(frozen=True, slots=True)
class Ballot:
    """The poll in which the group chooses a topic for one time: its id, and the slugs in order."""

    poll_id: str
    at: datetime
    slugs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Schedule:
    """A schedule that runs, or is paused."""

    schedule_id: str
    group_id: int
    author_id: int
    wish: Wish
    recurrence: Recurrence
    progress: Progress
    ballot: Ballot | None = None
    pool: Pool = field(default_factory=Pool)

    @property
    def late(self) -> Late:
        """What becomes of a topic whose time passed while the bot was away."""
        return Late.LATE if self.wish.late else Late.SKIP

    @property
    def plan(self) -> Plan:
        """The schedule as the rules of planning take it."""
        return Plan(self.schedule_id, self.recurrence, self.progress, self.pool)


def asks_group(schedule: Schedule, at: datetime, now: datetime) -> bool:
    """Say whether the group is still to be asked what to talk about at `at`."""
    asked = schedule.ballot is not None and schedule.ballot.at == at
    return schedule.wish.ballot and not asked and now <= at - BALLOT_LEAST


def next_look(schedule: Schedule, now: datetime, quiet: Collection[Quiet]) -> datetime | None:
    """Return when a schedule has something to do next: to post, or to ask the group before."""
    at = next_one(schedule.recurrence, schedule.progress, quiet)
    if at is None:
        return None
    return at - BALLOT_LEAD if asks_group(schedule, at, now) else at


def _changed(typed: Typed, **values: Any) -> Typed:
    return Typed(**{**asdict(typed), **values})
