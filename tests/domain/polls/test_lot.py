"""A lot: sealed before anyone votes, open to be checked, and even among the tied."""

import hashlib
import random
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.polls.lot import NUMBER_BYTES, draw, seal

OPTIONS = ("tea", "soup", "bread", "rice", "figs")
MARKS = ("0a", "1b", "2c")
NUMBERS = st.binary(min_size=NUMBER_BYTES, max_size=NUMBER_BYTES)


def by_hand(number: bytes, poll_id: str, counted: bytes, tied: list[str]) -> str:
    """The lot as docs/promises.md lets everyone check it, from the file of counted ballots."""
    seed = hashlib.sha256(number + poll_id.encode() + hashlib.sha256(counted).digest()).digest()
    return min(tied, key=lambda option: hashlib.sha256(seed + option.encode()).digest())


def test_a_seal_is_the_fingerprint_of_its_number() -> None:
    # The example of FIPS 180-2, appendix B.1.
    abc = "ba7816bf 8f01cfea 414140de 5dae2223 b00361a3 96177a9c b410ff61 f20015ad"
    assert seal(b"abc") == abc.replace(" ", "")


@given(NUMBERS, NUMBERS)
def test_a_seal_fits_its_own_number_alone(one: bytes, other: bytes) -> None:
    assert (seal(one) == seal(other)) == (one == other)
    assert len(seal(one)) == 64


@given(
    NUMBERS,
    st.text("0123456789abcdef", max_size=8),
    st.lists(st.text("0123456789abcdef", min_size=1, max_size=4)),
    st.sets(st.integers(0, 4), min_size=1),
)
def test_a_lot_falls_on_one_of_the_tied_as_anyone_can_check(
    number: bytes, poll_id: str, marks: list[str], tied: set[int]
) -> None:
    drawn = draw(number, poll_id, marks, OPTIONS, tied)
    assert drawn in tied
    counted = "\n".join(marks).encode()
    assert OPTIONS[drawn] == by_hand(number, poll_id, counted, [OPTIONS[each] for each in tied])


@given(NUMBERS, st.permutations(range(5)), st.sets(st.integers(0, 4), min_size=1))
def test_the_order_of_options_and_of_the_tied_moves_no_lot(
    number: bytes, order: list[int], tied: set[int]
) -> None:
    drawn = OPTIONS[draw(number, "poll", MARKS, OPTIONS, tied)]
    moved = [OPTIONS[each] for each in order]
    where = [moved.index(OPTIONS[each]) for each in tied]
    assert moved[draw(number, "poll", MARKS, moved, where)] == drawn
    assert moved[draw(number, "poll", MARKS, moved, where[::-1])] == drawn


def numbers(count: int) -> list[bytes]:
    chance = random.Random(4)  # noqa: S311 - the same draws each time
    return [chance.randbytes(NUMBER_BYTES) for _ in range(count)]


@pytest.mark.parametrize("change", ["number", "poll", "marks", "order"])
def test_number_poll_and_marks_each_move_the_lot_in_about_four_of_five_cases(change: str) -> None:
    moved = 0
    for number in numbers(1000):
        usual = draw(number, "poll", MARKS, OPTIONS, range(5))
        other = {
            "number": (number[::-1], "poll", MARKS),
            "poll": (number, "other", MARKS),
            "marks": (number, "poll", (*MARKS, "3d")),
            # Marks are published in one order, which nobody chooses.
            "order": (number, "poll", MARKS[::-1]),
        }[change]
        moved += draw(*other, OPTIONS, range(5)) != usual
    assert 740 < moved < 860


@pytest.mark.parametrize("tied", [(0, 1), (1, 3, 4), (0, 1, 2, 3, 4)])
def test_lots_are_even_among_the_tied(tied: tuple[int, ...]) -> None:
    draws = 6000
    found = Counter(draw(number, "poll", MARKS, OPTIONS, tied) for number in numbers(draws))
    assert set(found) == {*tied}
    even = draws / len(tied)
    chi_square = sum((found[each] - even) ** 2 / even for each in tied)
    # With up to four degrees of freedom one in a thousand even lots would exceed 18.5.
    assert chi_square < 18.5
