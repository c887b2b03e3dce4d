"""What is due: on time, late, missed while the bot was away, skipped on purpose, or paused."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum

from bot.domain.topics.occurrences import Quiet, between, upcoming
from bot.domain.topics.schedule import Recurrence

# The bot may be busy or restarting; within this time a post is still on time.
GRACE = timedelta(minutes=10)
# Less than this late, a post still serves a group that chose `LATE`.
STILL_WANTED = timedelta(hours=24)


class Late(StrEnum):
    """What becomes of a topic whose time passed while the bot was away."""

    SKIP = "skip"
    LATE = "late"


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a schedule has come.

    Everything up to `handled` (an aware time) is settled: posted, missed or skipped; a new
    schedule starts with the time of its making. `skips` are the exact instants to be left out.
    """

    handled: datetime
    paused: bool = False
    skips: frozenset[datetime] = frozenset()


@dataclass(frozen=True, slots=True)
class Due:
    """What is to be done now, and what is to be kept afterwards.

    `post` is the time, in UTC, of the occurrence to post now; `missed` are those that are not
    posted any more, oldest first, without the ones that somebody skipped; `progress` is kept in
    the same transaction as the post; `next` is when to ask again, None while paused or if none.
    """

    post: datetime | None
    missed: tuple[datetime, ...]
    progress: Progress
    next: datetime | None


def due(
    recurrence: Recurrence,
    progress: Progress,
    now: datetime,
    late: Late = Late.SKIP,
    quiet: Collection[Quiet] = (),
) -> Due:
    """Decide what a schedule has to do now: at most one post, and only the latest one missed.

    An occurrence is posted within GRACE of its time, or under `LATE` within STILL_WANTED. While
    paused nothing is due, and nothing counts as missed.
    """
    if progress.paused:
        return Due(None, (), progress, None)
    passed = between(recurrence, progress.handled, now, quiet)
    wanted = tuple(at for at in passed if at not in progress.skips)
    post = wanted[-1] if wanted and _in_time(now - wanted[-1], late) else None
    missed = wanted if post is None else wanted[:-1]
    settled = replace(
        progress,
        handled=max(progress.handled, now),
        skips=frozenset(at for at in progress.skips if at > now),
    )
    return Due(post, missed, settled, next_one(recurrence, settled, quiet))


def next_one(
    recurrence: Recurrence, progress: Progress, quiet: Collection[Quiet] = ()
) -> datetime | None:
    """Return the next occurrence, in UTC, that will be posted; None while paused or if none."""
    return next(coming(recurrence, progress, quiet), None)


def coming(
    recurrence: Recurrence, progress: Progress, quiet: Collection[Quiet] = ()
) -> Iterator[datetime]:
    """Yield every occurrence that is still to be posted, in UTC and in order; none while paused."""
    if progress.paused:
        return iter(())
    after = upcoming(recurrence, progress.handled, quiet)
    return (at for at in after if at not in progress.skips)


def skip_next(
    recurrence: Recurrence, progress: Progress, now: datetime, quiet: Collection[Quiet] = ()
) -> tuple[Progress, datetime | None]:
    """Skip the next occurrence after `now` that isn't skipped yet; return its time too, or None.

    It works while paused as well: what is skipped stays skipped if the schedule resumes before.
    """
    after = upcoming(recurrence, now, quiet)
    at = next((each for each in after if each not in progress.skips), None)
    if at is None:
        return progress, None
    return replace(progress, skips=progress.skips | {at}), at


def unskip(progress: Progress, at: datetime) -> Progress:
    """Take a skip back. A time that isn't skipped changes nothing."""
    return replace(progress, skips=progress.skips - {at})


def pause(progress: Progress) -> Progress:
    """Pause: nothing is due until `resume`."""
    return replace(progress, paused=True)


def resume(progress: Progress, now: datetime) -> Progress:
    """Resume: what came round during the pause is settled, and never posted."""
    if not progress.paused:
        return progress
    return replace(progress, paused=False, handled=max(progress.handled, now))


def _in_time(behind: timedelta, late: Late) -> bool:
    return behind <= GRACE or (late is Late.LATE and behind < STILL_WANTED)
