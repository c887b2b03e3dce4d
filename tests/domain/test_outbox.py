"""The outbox's patience: soon at first, then ever more rarely, and not for ever."""

from datetime import UTC, datetime, timedelta
from itertools import pairwise

from bot.domain.outbox import Row, Step, next_try

NOW = datetime(2026, 3, 4, 18, 0, tzinfo=UTC)


def waits() -> list[timedelta]:
    found: list[timedelta] = []
    while (again := next_try(len(found) + 1, NOW)) is not None:
        found.append(again - NOW)
        assert len(found) < 100, "it never gives up"
    return found


def test_the_first_new_try_comes_after_fifteen_seconds() -> None:
    assert next_try(1, NOW) == NOW + timedelta(seconds=15)


def test_each_wait_is_longer_than_the_one_before() -> None:
    assert all(sooner < later for sooner, later in pairwise(waits()))


def test_all_tries_together_take_about_two_days() -> None:
    assert timedelta(hours=36) < sum(waits(), timedelta()) < timedelta(hours=60)


def test_after_the_last_wait_it_gives_up_and_stays_so() -> None:
    last = len(waits())
    assert last == 8
    assert next_try(last, NOW) == NOW + timedelta(days=1)
    assert [next_try(last + more, NOW) for more in range(1, 5)] == [None] * 4


def test_a_new_row_has_no_failed_tries_and_no_message() -> None:
    row = Row(7, "poll.card", 1, 2, "a1", Step.WAITING, NOW, NOW)
    assert (row.attempts, row.message_id) == (0, None)


def test_steps_are_named_as_the_main_file_names_them() -> None:
    assert list(Step) == ["waiting", "sending", "sent", "done", "failed"]
