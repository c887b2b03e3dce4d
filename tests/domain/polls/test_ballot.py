"""A ballot and its bytes: what one person said comes back as it was said."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.polls.ballot import Ballot, filled
from bot.domain.polls.options import MAX_OPTIONS
from bot.domain.refusals import BadInput

STANDING = 2
MARKS = st.lists(st.integers(0, 255), max_size=MAX_OPTIONS + STANDING).map(tuple)


@given(marks=MARKS, passed=st.booleans())
def test_a_ballot_comes_back_from_its_bytes_as_it_was(marks: tuple[int, ...], passed: bool) -> None:
    ballot = Ballot(marks, passed)
    assert Ballot.from_bytes(ballot.to_bytes()) == ballot


@given(one=MARKS, other=MARKS, passed=st.booleans())
def test_ballots_over_the_same_options_take_the_same_room(
    one: tuple[int, ...], other: tuple[int, ...], passed: bool
) -> None:
    shorter, longer = sorted((one, other), key=len)
    padded = shorter + (0,) * (len(longer) - len(shorter))
    assert len(Ballot(padded, passed).to_bytes()) == len(Ballot(longer).to_bytes())
    assert len(Ballot(longer).to_bytes()) == len(longer) + 1


@given(written=st.lists(st.tuples(MARKS, st.booleans()), unique=True))
def test_different_ballots_never_share_their_bytes(
    written: list[tuple[tuple[int, ...], bool]],
) -> None:
    assert len({Ballot(marks, passed).to_bytes() for marks, passed in written}) == len(written)


def test_a_pass_and_a_choice_look_like_this_in_the_box() -> None:
    assert Ballot((0, 0, 0), passed=True).to_bytes() == b"\x01\x00\x00\x00"
    assert Ballot((0, 1, 5)).to_bytes() == b"\x00\x00\x01\x05"


def test_chosen_are_the_places_that_bear_a_mark() -> None:
    assert Ballot((0, 3, 0, 1)).chosen == (1, 3)
    assert Ballot((0, 0)).chosen == ()
    assert Ballot((0, 0), passed=True).chosen == ()


def test_marks_are_put_at_their_options_and_the_rest_stays_empty() -> None:
    assert filled(4, {2: 1, 0: 7}) == Ballot((7, 0, 1, 0))
    assert filled(2, {}, passed=True) == Ballot((0, 0), passed=True)


@pytest.mark.parametrize("position", [-1, 3, 4, 255])
def test_a_mark_on_an_option_that_the_poll_lacks_is_refused(position: int) -> None:
    with pytest.raises(BadInput) as refused:
        filled(3, {0: 1, position: 1})
    assert refused.value.key == "polls.refused.form_changed"
