"""What is due: on time, late or missed, at most one at a time, and nothing that was stopped."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.topics.missed import (
    Due,
    Late,
    Progress,
    due,
    next_one,
    pause,
    resume,
    skip_next,
    unskip,
)
from bot.domain.topics.occurrences import Quiet, between, occurrences
from bot.domain.topics.schedule import Kind, Recurrence
from tests.domain.topics.samples import RECURRENCES

INSTANT = timedelta(microseconds=1)
MINUTE, HOUR, DAY, WEEK = (timedelta(**{unit: 1}) for unit in ("minutes", "hours", "days", "weeks"))
WEEKLY = Recurrence(Kind.WEEKS, time(18), "UTC", date(2026, 1, 5))
FIRST = datetime(2026, 1, 5, 18, tzinfo=UTC)
FRESH = Progress(FIRST - DAY)
LATES = st.sampled_from(list(Late))
AWAY = st.timedeltas(timedelta(0), timedelta(days=300))


def test_before_its_time_nothing_is_due() -> None:
    now = FIRST - INSTANT
    assert due(WEEKLY, FRESH, now) == Due(None, (), Progress(now), FIRST)


@pytest.mark.parametrize("late", list(Late))
@pytest.mark.parametrize("behind", [timedelta(0), MINUTE, 10 * MINUTE])
def test_within_ten_minutes_it_is_on_time(behind: timedelta, late: Late) -> None:
    now = FIRST + behind
    assert due(WEEKLY, FRESH, now, late) == Due(FIRST, (), Progress(now), FIRST + WEEK)


@pytest.mark.parametrize("behind", [10 * MINUTE + INSTANT, HOUR, DAY - INSTANT])
def test_less_than_a_day_late_it_is_posted_only_where_the_group_wants_that(
    behind: timedelta,
) -> None:
    now = FIRST + behind
    assert due(WEEKLY, FRESH, now, Late.LATE) == Due(FIRST, (), Progress(now), FIRST + WEEK)
    assert due(WEEKLY, FRESH, now, Late.SKIP) == Due(None, (FIRST,), Progress(now), FIRST + WEEK)
    assert due(WEEKLY, FRESH, now) == due(WEEKLY, FRESH, now, Late.SKIP)


@pytest.mark.parametrize("late", list(Late))
def test_a_day_late_it_is_missed(late: Late) -> None:
    now = FIRST + DAY
    assert due(WEEKLY, FRESH, now, late) == Due(None, (FIRST,), Progress(now), FIRST + WEEK)


def test_of_several_missed_ones_only_the_latest_is_posted() -> None:
    now = FIRST + 3 * WEEK + 5 * HOUR
    missed = (FIRST, FIRST + WEEK, FIRST + 2 * WEEK)
    latest, following = FIRST + 3 * WEEK, FIRST + 4 * WEEK
    assert due(WEEKLY, FRESH, now, Late.LATE) == Due(latest, missed, Progress(now), following)
    assert due(WEEKLY, FRESH, now) == Due(None, (*missed, latest), Progress(now), following)


def test_what_is_handled_is_not_due_again() -> None:
    progress = due(WEEKLY, FRESH, FIRST).progress
    assert due(WEEKLY, progress, FIRST).post is None
    assert due(WEEKLY, progress, FIRST + MINUTE) == Due(
        None, (), Progress(FIRST + MINUTE), FIRST + WEEK
    )


def test_the_time_of_the_last_occurrence_counts_as_handled() -> None:
    assert due(WEEKLY, Progress(FIRST), FIRST + MINUTE, Late.LATE).post is None


def test_a_clock_that_was_set_back_posts_nothing_twice() -> None:
    progress = due(WEEKLY, FRESH, FIRST + MINUTE).progress
    back = due(WEEKLY, progress, FIRST - DAY, Late.LATE)
    assert back == Due(None, (), progress, FIRST + WEEK)
    assert due(WEEKLY, back.progress, FIRST, Late.LATE).post is None


def test_quiet_days_are_neither_due_nor_missed() -> None:
    quiet = [Quiet(FIRST.date(), FIRST.date())]
    now = FIRST + MINUTE
    assert due(WEEKLY, FRESH, now, Late.LATE, quiet) == Due(None, (), Progress(now), FIRST + WEEK)
    ahead = [Quiet(FIRST.date() + WEEK, FIRST.date() + WEEK)]
    assert due(WEEKLY, FRESH, now, Late.LATE, ahead).next == FIRST + 2 * WEEK
    assert next_one(WEEKLY, FRESH, quiet) == FIRST + WEEK
    assert skip_next(WEEKLY, FRESH, FRESH.handled, quiet)[1] == FIRST + WEEK


def test_a_skipped_one_is_not_posted_and_not_told_as_missed() -> None:
    progress, skipped = skip_next(WEEKLY, FRESH, FRESH.handled)
    assert skipped == FIRST
    assert next_one(WEEKLY, progress) == FIRST + WEEK
    for late in Late:
        for behind in (timedelta(0), MINUTE, HOUR, 2 * DAY):
            found = due(WEEKLY, progress, FIRST + behind, late)
            assert found == Due(None, (), Progress(FIRST + behind), FIRST + WEEK)


def test_each_skip_takes_the_next_one_that_isnt_skipped_yet() -> None:
    once, first = skip_next(WEEKLY, FRESH, FRESH.handled)
    twice, second = skip_next(WEEKLY, once, FRESH.handled)
    assert (first, second) == (FIRST, FIRST + WEEK)
    assert twice.skips == {FIRST, FIRST + WEEK}
    assert next_one(WEEKLY, twice) == FIRST + 2 * WEEK
    middle = due(WEEKLY, twice, FIRST + WEEK - DAY)
    assert middle.progress.skips == {FIRST + WEEK}
    assert middle.next == FIRST + 2 * WEEK


def test_a_skip_counts_from_now_and_not_from_what_was_handled_long_ago() -> None:
    assert skip_next(WEEKLY, FRESH, FIRST + DAY)[1] == FIRST + WEEK
    assert skip_next(WEEKLY, FRESH, FIRST)[1] == FIRST + WEEK


def test_a_skip_can_be_taken_back() -> None:
    progress, _ = skip_next(WEEKLY, FRESH, FRESH.handled)
    back = unskip(progress, FIRST)
    assert back == FRESH
    assert due(WEEKLY, back, FIRST).post == FIRST
    assert unskip(FRESH, FIRST) == FRESH
    twice, _ = skip_next(WEEKLY, progress, FRESH.handled)
    assert unskip(twice, FIRST).skips == {FIRST + WEEK}


def test_where_nothing_comes_any_more_nothing_is_skipped() -> None:
    century = [Quiet(date(2000, 1, 1), date(2199, 12, 31))]
    assert skip_next(WEEKLY, FRESH, FIRST, century) == (FRESH, None)
    assert next_one(WEEKLY, FRESH, century) is None
    assert due(WEEKLY, FRESH, FIRST, Late.SKIP, century).next is None


def test_a_skip_of_a_time_that_the_schedule_left_changes_nothing() -> None:
    stale = replace(FRESH, skips=frozenset({FIRST + HOUR}))
    assert due(WEEKLY, stale, FIRST).post == FIRST


@pytest.mark.parametrize("late", list(Late))
def test_while_paused_nothing_is_due_or_missed(late: Late) -> None:
    paused = pause(FRESH)
    for now in (FIRST, FIRST + HOUR, FIRST + 5 * WEEK):
        assert due(WEEKLY, paused, now, late) == Due(None, (), paused, None)
    assert next_one(WEEKLY, paused) is None


@pytest.mark.parametrize("late", list(Late))
@pytest.mark.parametrize("behind", [timedelta(0), MINUTE, HOUR, 2 * WEEK + HOUR])
def test_resuming_posts_nothing_that_came_round_during_the_pause(
    behind: timedelta, late: Late
) -> None:
    now = FIRST + behind
    going_on = resume(pause(FRESH), now)
    following = occurrences(WEEKLY, now, 1)[0]
    for soon in (now, now + MINUTE):
        assert due(WEEKLY, going_on, soon, late) == Due(None, (), Progress(soon), following)
    assert next_one(WEEKLY, going_on) == following
    assert due(WEEKLY, going_on, following, late).post == following


def test_resuming_in_time_posts_the_next_one_and_keeps_its_skips() -> None:
    assert due(WEEKLY, resume(pause(FRESH), FIRST - HOUR), FIRST).post == FIRST
    progress, _ = skip_next(WEEKLY, pause(FRESH), FRESH.handled)
    assert due(WEEKLY, resume(progress, FIRST - HOUR), FIRST).post is None


def test_resuming_what_isnt_paused_settles_nothing() -> None:
    assert resume(FRESH, FIRST + HOUR) == FRESH


def test_a_clock_that_was_set_back_during_a_pause_brings_nothing_back() -> None:
    paused = pause(Progress(FIRST))
    assert resume(paused, FIRST - DAY) == Progress(FIRST)


@given(RECURRENCES, LATES, st.lists(AWAY, min_size=1, max_size=12))
def test_whenever_the_bot_wakes_each_occurrence_is_settled_exactly_once(
    recurrence: Recurrence, late: Late, sleeps: list[timedelta]
) -> None:
    begin = datetime(2030, 1, 1, tzinfo=UTC)
    progress, now = Progress(begin), begin
    settled: list[datetime] = []
    for sleep in sleeps:
        now += sleep
        found = due(recurrence, progress, now, late)
        posted = () if found.post is None else (found.post,)
        assert all(now - at < DAY for at in posted)
        settled += (*found.missed, *posted)
        progress = found.progress
        assert found.next == occurrences(recurrence, now, 1)[0]
    assert settled == list(between(recurrence, begin, now))


@given(RECURRENCES, LATES, st.sets(st.integers(0, 9)))
def test_a_bot_that_is_always_there_posts_all_but_what_is_skipped(
    recurrence: Recurrence, late: Late, skipped: set[int]
) -> None:
    begin = datetime(2030, 1, 1, tzinfo=UTC)
    times = occurrences(recurrence, begin, 10)
    progress = Progress(begin, skips=frozenset(times[number] for number in skipped))
    posted: list[datetime] = []
    for _ in times:
        at = next_one(recurrence, progress)
        if at is None or at > times[-1]:
            break
        found = due(recurrence, progress, at, late)
        assert found.missed == ()
        posted += [at] if found.post == at else []
        progress = found.progress
    assert posted == [at for number, at in enumerate(times) if number not in skipped]
