"""Gathering options: when, how many, and what stands on the ballot in the end."""

from datetime import UTC, datetime, timedelta
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.polls.gathering import (
    PER_PERSON,
    check_gathers,
    check_room,
    gathering_ends,
    own_options,
    shown_at,
    with_proposed,
)
from bot.domain.polls.options import MAX_OPTIONS, check_proposed, look
from bot.domain.polls.poll import Poll, State
from bot.domain.refusals import BadInput, Gone

OPENS = datetime(2026, 3, 4, 18, 0, tzinfo=UTC)
STANDING = ("Keep things as they are", "I'd like more conversation first")


def poll(*own: str, standing: bool = True, gathers: bool = True, state: State = State.OPEN) -> Poll:
    return Poll(
        poll_id="a",
        group_id=1,
        channel_id=2,
        author_id=3,
        question="When?",
        options=(*own, *(STANDING if standing else ())),
        method="approval",
        opened_at=OPENS,
        closes_at=OPENS + timedelta(hours=1),
        standing=standing,
        gathers=gathers,
        state=state,
    )


TAKES = poll("Monday")


@given(before=st.floats(301, 7 * 86400), seed=st.integers())
def test_an_option_is_never_shown_within_two_minutes_nor_after_voting_begins(
    before: float, seed: int
) -> None:
    now = OPENS - timedelta(seconds=before)
    check_gathers(TAKES, now)
    shown = shown_at(TAKES, now, Random(seed))  # noqa: S311 - chance that comes out alike
    assert timedelta(minutes=2) <= shown - now <= timedelta(minutes=15)
    assert shown <= OPENS


@given(seeds=st.lists(st.integers(0), min_size=30, max_size=30, unique=True))
def test_when_it_is_shown_cannot_be_foretold(seeds: list[int]) -> None:
    now = OPENS - timedelta(hours=2)
    shown = {shown_at(TAKES, now, Random(seed)) for seed in seeds}  # noqa: S311
    assert len(shown) > 20


@pytest.mark.parametrize(
    ("asked", "now"),
    [
        (TAKES, gathering_ends(TAKES)),
        (TAKES, OPENS + timedelta(days=1)),
        (poll("Monday", gathers=False), OPENS - timedelta(days=1)),
        (poll("Monday", state=State.CLOSED), OPENS - timedelta(days=1)),
    ],
)
def test_too_late_or_not_asked_for_is_refused(asked: Poll, now: datetime) -> None:
    with pytest.raises(Gone):
        check_gathers(asked, now)


def test_each_person_adds_a_few_and_a_full_ballot_takes_no_more() -> None:
    check_room(TAKES, 0, PER_PERSON - 1)
    with pytest.raises(BadInput, match="enough_proposed"):
        check_room(TAKES, 0, PER_PERSON)
    check_room(TAKES, MAX_OPTIONS - 2, 0)
    with pytest.raises(BadInput, match="ballot_full"):
        check_room(TAKES, MAX_OPTIONS - 1, 0)


@given(
    own=st.lists(st.sampled_from("abcdefgh"), min_size=1, unique=True),
    proposed=st.lists(st.text("aAbBzZ ", min_size=1).filter(str.strip), max_size=30),
    standing=st.booleans(),
)
def test_what_was_proposed_stands_once_before_the_standing_options(
    own: list[str], proposed: list[str], standing: bool
) -> None:
    asked = poll(*own, standing=standing)
    options = with_proposed(asked, [check_proposed(text) for text in proposed])
    assert options[: len(own)] == tuple(own)
    assert options[len(options) - 2 :] == STANDING or not standing
    assert len({look(option) for option in options}) == len(options)
    room = MAX_OPTIONS + (2 if standing else 0)
    assert len(options) <= room
    wanted = {look(check_proposed(text)) for text in proposed}
    assert wanted <= {look(option) for option in options} or len(options) == room


def test_the_standing_options_are_not_the_groups_own() -> None:
    assert own_options(poll("a", "b")) == ("a", "b")
    assert own_options(poll("a", "b", standing=False)) == ("a", "b")
