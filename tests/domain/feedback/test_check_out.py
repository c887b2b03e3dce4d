"""Check-outs: what is taken, how it is written, and that within a band nothing more is told."""

import json
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.feedback.check_out import CheckOut, Line, Told, read_check_out, tell
from bot.domain.polls.result import Share
from bot.domain.refusals import BadInput

STEPS = st.tuples(*(st.sampled_from((None, 1, 2, 3, 4, 5)) for _ in Line))
CHECK_OUTS = st.lists(STEPS.filter(any).map(CheckOut), max_size=30)


def refusal(steps: tuple[int | None, ...]) -> str:
    with pytest.raises(BadInput) as refused:
        CheckOut(steps)
    return refused.value.key


def test_all_four_left_out_is_nothing_to_send() -> None:
    assert refusal((None, None, None, None)) == "feedback.check_out.nothing"


@pytest.mark.parametrize("steps", [(0, 1, 1, 1), (1, 1, 1, 6), (1, 1, 1), (1, 1, 1, 1, 1), ()])
def test_what_no_form_has_is_refused(steps: tuple[int | None, ...]) -> None:
    assert refusal(steps) == "feedback.check_out.form_changed"


@given(STEPS.filter(any))
def test_what_is_written_is_read_again_and_all_are_of_one_size(
    steps: tuple[int | None, ...],
) -> None:
    written = str(CheckOut(steps))
    assert read_check_out(written).steps == steps
    assert len(written) == 4


def test_it_is_written_in_four_letters() -> None:
    assert str(CheckOut((5, None, 3, 4))) == "5-34"


@pytest.mark.parametrize(
    ("up", "low", "share"),
    [
        (0, 5, Share.FEW),
        (2, 3, Share.FEW),
        (3, 2, Share.MOST),
        (5, 0, Share.MOST),
        (3, 3, Share.MANY),
        (2, 4, Share.FEW),
        (5, 15, Share.MANY),
        (4, 15, Share.FEW),
        (12, 8, Share.MOST),
        (11, 8, Share.MANY),
    ],
)
def test_a_line_is_told_in_one_of_three_words(up: int, low: int, share: Share) -> None:
    said = [CheckOut((4, 5, 4, 5))] * up + [CheckOut((1, 2, 3, 1))] * low
    assert tell(said).shares == (share,) * 4


def test_of_a_line_that_fewer_than_five_filled_nothing_is_told() -> None:
    said = [CheckOut((5, None, 5, 5))] * 2 + [CheckOut((5, 5, None, 5))] * 4
    told = tell(said)
    assert told.turnout == (5, 9)
    assert told.shares == (Share.MOST, None, None, Share.MOST)


@given(CHECK_OUTS, st.randoms(use_true_random=False))
def test_neither_order_nor_steps_within_a_side_nor_other_lines_matter(
    said: list[CheckOut], chance: Random
) -> None:
    told = tell(said)
    sides = [CheckOut(tuple(s and (5 if s > 3 else 1) for s in each.steps)) for each in said]
    chance.shuffle(sides)
    assert tell(sides) == told
    for line in range(len(Line)):
        alone = [CheckOut((each.steps[line], 1, None, None)) for each in said]
        assert tell(alone).shares[0] == told.shares[line]


@given(CHECK_OUTS)
def test_what_may_be_told_comes_back_from_json(said: list[CheckOut]) -> None:
    told = tell(said)
    assert Told.from_plain(json.loads(json.dumps(told.to_plain()))) == told
