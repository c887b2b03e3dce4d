"""Planning: the topics that a group's schedules will post next, as they will be posted.

Chance is drawn afresh for each occurrence, from the schedule's id and the occurrence's time alone.
So looking ahead changes nothing, a restart changes nothing, and what is listed is what comes, as
long as the schedules, the topics and the history stay as they are. The history is the group's, not
one schedule's: all its schedules are played forward together, by time, and by id where two come at
one time. Whoever posts keeps that order, and adds each post to the history before the next choice.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from heapq import merge
from itertools import islice, takewhile
from random import Random

from bot.domain.topics.choosing import Choice, Pool, Posted, choose
from bot.domain.topics.missed import Progress, coming
from bot.domain.topics.occurrences import Quiet
from bot.domain.topics.schedule import Recurrence
from bot.domain.topics.topic import Topic

MAX_PREVIEW = 5


@dataclass(frozen=True, slots=True)
class Plan:
    """One schedule of a group: its id, when it posts, how far it has come, and from which pool."""

    schedule_id: str
    recurrence: Recurrence
    progress: Progress
    pool: Pool = field(default_factory=Pool)


@dataclass(frozen=True, slots=True)
class Planned:
    """What one schedule posts at one time (UTC), if nothing changes until then."""

    schedule_id: str
    at: datetime
    choice: Choice


def chance_for(schedule_id: str, at: datetime) -> Random:
    """Return the chance that belongs to one occurrence (`at` is aware, in any zone)."""
    return Random(f"{schedule_id}/{at.astimezone(UTC).isoformat()}")  # noqa: S311 - no secret


def choose_at(
    plan: Plan, at: datetime, topics: Mapping[str, Topic], history: Sequence[Posted]
) -> Choice:
    """Choose the topic for one occurrence of a schedule: the one way, for lists and for posts."""
    return choose(topics, plan.pool, history, chance_for(plan.schedule_id, at))


def preview_next(
    plans: Sequence[Plan],
    schedule_id: str,
    topics: Mapping[str, Topic],
    history: Sequence[Posted],
    quiet: Collection[Quiet] = (),
    most: int = MAX_PREVIEW,
) -> tuple[Planned, ...]:
    """Return the next `most` posts of one schedule, fewer where it is paused or ends.

    `plans` are all schedules of the group, each as far as it has come; one that is paused posts
    nothing. `topics` and `history` are those of `choose`. Where no topic may be posted, the choice
    says why and the history stays as it is. Raises ValueError if the schedule isn't in `plans`.
    """
    others = [plan for plan in plans if plan.schedule_id != schedule_id]
    (wanted,) = (plan for plan in plans if plan.schedule_id == schedule_id)
    times = tuple(
        (at, schedule_id) for at in islice(coming(wanted.recurrence, wanted.progress, quiet), most)
    )
    if not times:
        return ()
    every = merge(times, *(_before(times[-1], other, quiet) for other in others))
    by_id = {plan.schedule_id: plan for plan in plans}
    had, found = list(history), list[Planned]()
    for at, each in every:
        choice = choose_at(by_id[each], at, topics, had)
        if choice.slug is not None:
            had.insert(0, Posted(choice.slug, topics[choice.slug].intensity))
        if each == schedule_id:
            found.append(Planned(each, at, choice))
    return tuple(found)


def _before(
    end: tuple[datetime, str], plan: Plan, quiet: Collection[Quiet]
) -> Iterator[tuple[datetime, str]]:
    """Yield a schedule's posts that come before another post."""
    posts = ((at, plan.schedule_id) for at in coming(plan.recurrence, plan.progress, quiet))
    return takewhile(lambda post: post < end, posts)
