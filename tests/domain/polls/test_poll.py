"""A poll's life: open until its time, and not one press longer."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone

import pytest

from bot.domain.people import Person
from bot.domain.polls.poll import Poll, State, check_may_vote, check_open
from bot.domain.refusals import Gone, NotAllowed

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


def test_a_poll_that_opens_later_takes_none_before() -> None:
    with pytest.raises(Gone) as refused:
        check_open(POLL, OPENED - INSTANT)
    assert refused.value.key == "polls.refused.not_begun"
    check_open(POLL, OPENED)
    with pytest.raises(Gone) as refused:
        check_open(replace(POLL, state=State.CLOSED), OPENED - INSTANT)
    assert refused.value.key == "polls.refused.closed"


@pytest.mark.parametrize("days", [1, 3, 7])
def test_the_one_reminder_comes_after_three_quarters_of_the_time(days: int) -> None:
    poll = replace(POLL, closes_at=OPENED + timedelta(days=days))
    assert poll.reminder_at == OPENED + timedelta(hours=18 * days)


@pytest.mark.parametrize("minutes", [5, 15, 60, 24 * 60 - 1])
def test_a_short_poll_has_no_reminder(minutes: int) -> None:
    assert replace(POLL, closes_at=OPENED + timedelta(minutes=minutes)).reminder_at is None


VOTER = Person(1, 2, 9, role_ids=frozenset({7, 8}), joined_at=OPENED)


@pytest.mark.parametrize(("role", "may"), [(None, True), (7, True), (8, True), (9, False)])
def test_where_a_role_is_named_it_alone_votes(role: int | None, may: bool) -> None:
    poll = replace(POLL, voter_role=role)
    if may:
        check_may_vote(poll, VOTER)
        return
    for person in (VOTER, replace(VOTER, role_ids=frozenset(), manages_group=True)):
        with pytest.raises(NotAllowed) as refused:
            check_may_vote(poll, person)
        assert (refused.value.key, dict(refused.value.blanks)) == (
            "polls.refused.role",
            {"role": "<@&9>"},
        )


@pytest.mark.parametrize(
    ("joined_at", "may"),
    [
        (OPENED - timedelta(days=900), True),
        (OPENED, True),
        (OPENED + INSTANT, False),
        (CLOSES, False),
        (None, False),
    ],
)
def test_where_it_is_wanted_only_who_was_here_votes(joined_at: datetime | None, may: bool) -> None:
    person = replace(VOTER, joined_at=joined_at)
    check_may_vote(POLL, person)
    if may:
        check_may_vote(replace(POLL, here_only=True), person)
        return
    with pytest.raises(NotAllowed) as refused:
        check_may_vote(replace(POLL, here_only=True), person)
    assert refused.value.key == "polls.refused.joined_later"
