"""What is told of a check-out fixes nobody's answer, neither for an outsider nor for a member.

An observer knows what is told, that a certain person took part, and perhaps their own answer; in
the harder tests also exactly how many took part. Answers are kept in no order, so a profile is how
often each answer occurs, and a person who took part may have given any answer in it.
"""

import itertools
from collections import defaultdict
from collections.abc import Iterable, Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.feedback import check_out
from bot.domain.feedback.check_out import STEPS, UPPER, CheckOut, Line, Told, tell
from bot.domain.polls.result import Share

Step = int | None
# What a line can tell apart: left out, one of the lower three steps, one of the upper two.
OUT, LOW, UP = None, 1, 5
SIDES: tuple[Step, ...] = (OUT, LOW, UP)
EVERY: tuple[Step, ...] = (None, *range(1, STEPS + 1))
BY_FIRST_LINE = {step: CheckOut((step, None, None, LOW)) for step in EVERY}
Seen = dict[tuple[Told, int, Step | str], set[Step]]
OUTSIDER = "outsider"


def profile(steps: Iterable[Step]) -> list[CheckOut]:
    """Check-outs whose first line has these steps; the last line is filled, so any may be out."""
    return [BY_FIRST_LINE[step] for step in steps]


def look(sizes: Iterable[int], answers: Sequence[Step], *, counted: bool) -> Seen:
    """Who (by their own answer) can take which answers of another person to be possible.

    `counted` says whether everybody also knows exactly how many took part.
    """
    seen: Seen = defaultdict(set)
    for size in sizes:
        for steps in itertools.combinations_with_replacement(answers, size):
            told, known = tell(profile(steps)), size if counted else 0
            seen[told, known, OUTSIDER].update(steps)
            for own in set(steps):
                others = list(steps)
                others.remove(own)
                seen[told, known, own].update(others)
    return seen


def certain(seen: Seen) -> list[str]:
    """Whoever knows on which side another person's answer is."""
    return [
        f"{told}, {known or 'some'} people, own: {own}, the other: {sorted(map(str, possible))}"
        for (told, known, own), possible in seen.items()
        if not (possible & {*UPPER} and possible - {*UPPER, None})
    ]


@pytest.mark.parametrize("counted", [False, True])
def test_no_step_of_anybody_can_be_told_from_five_to_ten_people(counted: bool) -> None:
    seen = look(range(5, 11), EVERY, counted=counted)
    assert certain(seen) == []
    # Within a side nothing is told at all: every step of it stays possible.
    assert all({*UPPER} <= possible and {1, 2, 3} <= possible for possible in seen.values())
    assert {told.shares[0] for told, _, _ in seen} == {None, *Share}


@pytest.mark.parametrize("counted", [False, True])
def test_no_side_of_anybody_can_be_told_in_any_larger_group(counted: bool) -> None:
    seen = look(range(5, 60), SIDES, counted=counted)
    assert certain(seen) == []
    assert {told.turnout for told, _, _ in seen} == {(5, 9), (10, 19), (20, 49), (50, 99)}


def test_nor_by_somebody_who_knows_who_left_the_line_out() -> None:
    seen: Seen = defaultdict(set)
    # Then those who filled it are a small group of their own, whatever the others said.
    for filled in range(10):
        for steps in itertools.combinations_with_replacement(SIDES[1:], filled):
            told = tell(profile([*steps, *[OUT] * 9]))
            for own in set(steps):
                others = list(steps)
                others.remove(own)
                seen[told, filled, own].update(others)
    banded = {key: possible for key, possible in seen.items() if key[0].shares[0] is not None}
    assert {filled for _, filled, _ in banded} == set(range(5, 10))
    assert certain(banded) == []


def test_below_five_nothing_is_told_not_even_how_many() -> None:
    for size in range(5):
        for steps in itertools.combinations_with_replacement(EVERY, size):
            assert tell(profile(steps)) == Told()


@pytest.mark.parametrize("floor", [1, 2, 3, 4])
def test_with_a_lower_floor_the_same_eyes_see_answers(
    floor: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(check_out, "FLOOR", floor)
    assert certain(look(range(floor, 10), SIDES, counted=True))


def test_exact_numbers_would_fix_answers(monkeypatch: pytest.MonkeyPatch) -> None:
    def exact(count: int, filled: int) -> str:
        return f"{count}/{filled}"

    monkeypatch.setattr(check_out, "share_of", exact)
    assert certain(look(range(5, 10), SIDES, counted=False))


def test_of_two_lines_together_neither_can_be_told() -> None:
    both = [pair for pair in itertools.product(SIDES, repeat=2) if pair != (OUT, OUT)]
    seen: dict[tuple[Told, object], set[tuple[Step, ...]]] = defaultdict(set)
    for size in range(5, 9):
        for pairs in itertools.combinations_with_replacement(both, size):
            told = tell([CheckOut((*pair, None, None)) for pair in pairs])
            seen[told, OUTSIDER].update(pairs)
            for own in set(pairs):
                others = list(pairs)
                others.remove(own)
                seen[told, own].update(others)
    for possible in seen.values():
        for line in (0, 1):
            assert {pair[line] for pair in possible} >= {LOW, UP}


PEOPLE = st.lists(
    st.tuples(*(st.sampled_from(SIDES) for _ in Line)).filter(any), min_size=5, max_size=19
)


@given(PEOPLE, st.sampled_from(range(len(Line))))
def test_who_knows_all_other_lines_of_everybody_still_cannot_tell_this_one(
    people: list[tuple[Step, ...]], line: int
) -> None:
    """The observer is the first, the other person the last; nobody else's other lines change."""
    told = tell([CheckOut(each) for each in people])
    own, *others, theirs = people
    free = sum(any(each[:line] + each[line + 1 :]) for each in others)
    for side in {LOW, UP} - {theirs[line]}:
        columns = (
            [own[line], side, *[OUT] * out, *[UP] * up, *[LOW] * (len(others) - out - up)]
            for out in range(free + 1)
            for up in range(len(others) - out + 1)
        )
        assert any(tell(profile(each)).shares[0] == told.shares[line] for each in columns)
