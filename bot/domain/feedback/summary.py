"""A summary: what every member may know of a group's feedback, in numbers too coarse for names."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from bot.domain.feedback.check_out import Told
from bot.domain.feedback.item import Kind, State, week_of

WEEKS = 12
# How many check-outs a trend shows.
MOST = 12
# A kind with fewer is told together with others, never alone.
LEAST = 3
OTHER = "other"
WEEK = timedelta(weeks=1)


class Speed(StrEnum):
    """How soon the first answer came: weeks are calendar weeks, as no more is known."""

    SAME_WEEK = "same_week"
    WEEK_AFTER = "week_after"
    LATER = "later"


@dataclass(frozen=True, slots=True)
class Past:
    """One closed check-out: when it closed (UTC), and what may be told of it."""

    closed_at: datetime
    told: Told


@dataclass(frozen=True, slots=True)
class Trend:
    """The latest check-outs with enough answers, the oldest first; and how many had too few."""

    told: tuple[Past, ...] = ()
    too_few: int = 0


@dataclass(frozen=True, slots=True)
class Counts:
    """How many items came in: by kind (or OTHER, last) and state, and how soon they were answered.

    With fewer than three items in all, `total` is 0 and nothing else is told.
    """

    total: int = 0
    kinds: tuple[tuple[str, int], ...] = ()
    states: tuple[tuple[State, int], ...] = ()
    speeds: tuple[tuple[Speed, int], ...] = ()

    @property
    def answered(self) -> int:
        """How many were answered."""
        return sum(number for _, number in self.speeds)


def since(today: date) -> date:
    """Return the Monday with which the last twelve weeks begin; the present one is the last."""
    return week_of(today) - (WEEKS - 1) * WEEK


def trend(past: Iterable[Past]) -> Trend:
    """Return the trend of closed check-outs, given the newest first.

    It looks back until there are twelve with enough answers.
    """
    told: list[Past] = []
    too_few = 0
    for each in past:
        if len(told) == MOST:
            break
        if each.told.turnout is None:
            too_few += 1
        else:
            told.append(each)
    return Trend(tuple(reversed(told)), too_few)


def counts(
    found: Mapping[tuple[Kind, State], int], answered: Sequence[tuple[date, date]]
) -> Counts:
    """Return what may be told of items; of each answered one, its week and its answer's day."""
    kinds, states = Counter[Kind](), Counter[State]()
    for (kind, state), number in found.items():
        kinds[kind] += number
        states[state] += number
    if kinds.total() < LEAST:
        return Counts()
    speeds = Counter(speed_of(week, day) for week, day in answered)
    return Counts(
        total=kinds.total(),
        kinds=_merged(kinds),
        states=tuple((each, states[each]) for each in State if states[each]),
        speeds=tuple((each, speeds[each]) for each in Speed if speeds[each]),
    )


def speed_of(week: date, answered_on: date) -> Speed:
    """Return how soon an item of that week was first answered."""
    later = week_of(answered_on) - week
    if later <= timedelta():
        return Speed.SAME_WEEK
    return Speed.WEEK_AFTER if later == WEEK else Speed.LATER


def _merged(kinds: Counter[Kind]) -> tuple[tuple[str, int], ...]:
    """Merge the small kinds, and more of them until even together they are no small number."""
    apart = [(kind, number) for kind, number in kinds.most_common() if number]
    other = 0
    while apart and (apart[-1][1] < LEAST or 0 < other < LEAST):
        other += apart.pop()[1]
    # In the order of the form: kinds aren't ranked.
    shown = [(str(kind), dict(apart)[kind]) for kind in Kind if kind in dict(apart)]
    return (*shown, (OTHER, other)) if other else tuple(shown)
