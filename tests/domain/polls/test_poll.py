"""A poll's life: open until its time, and not one press longer."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone

import pytest

from bot.domain.polls.poll import Poll, State, check_open
from bot.domain.refusals import Gone

OPENED = datetime(2026, 3, 4, 18, 0, tzinfo=UTC)
CLOSES = OPENED + timedelta(days=1)
INSTANT = timedelta(microseconds=1)
POLL = Poll("a1", 1, 2, 3, "Tea?", ("Yes", "No"), "single", OPENED, CLOSES)


@pytest.mark.parametrize("moment", [OPENED, CLOSES - INSTANT])
def test_a_poll_takes_votes_until_the_last_instant(moment: datetime) -> None:
    assert not POLL.due(moment)
    check_open(POLL, moment)


@pytest.mark.parametrize("moment", [CLOSES, CLOSES + INSTANT, CLOSES + timedelta(days=400)])
def test_a_poll_past_its_time_takes_none_even_before_it_is_counted(moment: datetime) -> None:
    assert POLL.due(moment)
    with pytest.raises(Gone) as refused:
        check_open(POLL, moment)
    assert refused.value.key == "polls.refused.closed"


def test_a_poll_that_was_closed_early_takes_none() -> None:
    with pytest.raises(Gone) as refused:
        check_open(replace(POLL, state=State.CLOSED), OPENED)
    assert refused.value.key == "polls.refused.closed"


def test_the_same_instant_counts_wherever_somebody_lives() -> None:
    far_east = timezone(timedelta(hours=14))
    assert POLL.due(CLOSES.astimezone(far_east))
    assert not POLL.due((CLOSES - INSTANT).astimezone(far_east))


def test_a_new_poll_is_open_and_has_neither_card_nor_result() -> None:
    assert (POLL.state, POLL.message_id, POLL.result) == (State.OPEN, None, None)
