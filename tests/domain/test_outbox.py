"""The outbox's patience: soon at first, then ever more rarely, and not for ever."""

from datetime import UTC, datetime, timedelta
from itertools import pairwise

from bot.domain.outbox import Row, Step, next_try

NOW = datetime(2026, 3, 4, 18, 0, tzinfo=UTC)


def waits() -> list[timedelta]:
    """The wait after each failure, when every try fails at once."""
    found: list[timedelta] = []
    now = NOW
    while (again := next_try(len(found) + 1, NOW, now)) is not None:
        found.append(again - now)
        now = again
        assert len(found) < 100, "it never gives up"
    return found


def test_the_first_new_try_comes_after_fifteen_seconds() -> None:
    assert next_try(1, NOW, NOW) == NOW + timedelta(seconds=15)


def test_each_wait_is_longer_than_the_one_before_until_it_is_daily() -> None:
    daily = waits().index(timedelta(days=1))
    assert all(sooner < later for sooner, later in pairwise(waits()[: daily + 1]))
    assert set(waits()[daily:]) == {timedelta(days=1)}


def test_all_tries_together_take_about_thirty_days() -> None:
    assert timedelta(days=29) < sum(waits(), timedelta()) < timedelta(days=32)


def test_what_is_old_when_it_is_first_tried_gets_every_wait_once() -> None:
    later = NOW + timedelta(days=400)
    tries = [next_try(attempts, NOW, later) for attempts in range(1, 12)]
    assert [again is None for again in tries] == [False] * 8 + [True] * 3


def test_a_clock_that_was_set_back_gives_up_nothing() -> None:
    assert next_try(50, NOW, NOW - timedelta(hours=1)) == NOW + timedelta(hours=23)


def test_a_new_row_has_no_failed_tries_and_no_message() -> None:
    row = Row(7, "poll.card", 1, 2, "a1", Step.WAITING, NOW, NOW)
    assert (row.attempts, row.message_id) == (0, None)


def test_steps_are_named_as_the_main_file_names_them() -> None:
    assert list(Step) == ["waiting", "sending", "sent", "done", "failed"]
