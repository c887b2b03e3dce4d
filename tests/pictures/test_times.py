"""Pictures of times, read back pixel by pixel and without their colours."""

from collections.abc import Sequence
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain.polls.result import Share
from bot.pictures import Time, times_picture
from bot.pictures.palette import FILL, GROUND, HOLLOW, INK
from bot.pictures.places import DIGIT, LINE, SLIVER, STAR, WIDTH, Box, Row
from bot.pictures.times import LOW, find_blocks, find_times, parts
from tests.pictures.reading import Grey, margins_are_free

LOOKS = {Share.FEW: "#oo", Share.MANY: "##o", Share.MOST: "###"}
PAIRS = list(product(Share, Share))


def counts(*told: tuple[int, int], ahead: int | None = None) -> list[Time]:
    return [Time(i, None, both, i == ahead) for i, both in enumerate(told, 1)]


def shares(*told: tuple[Share, Share], ahead: int | None = None) -> list[Time]:
    return [Time(i, both, None, i == ahead) for i, both in enumerate(told, 1)]


@st.composite
def some_times(draw: st.DrawFn) -> tuple[list[Time], int]:
    """Times with counts, and how many decided."""
    decided = draw(st.integers(1, 500))
    works = draw(st.lists(st.integers(0, decided), min_size=2, max_size=10))
    both = [(count, draw(st.integers(0, decided - count))) for count in works]
    return counts(*both, ahead=draw(st.sampled_from((None, 1, len(both))))), decided


@settings(max_examples=25)
@given(some_times())
def test_high_and_low_parts_are_as_long_as_their_counts(told: tuple[list[Time], int]) -> None:
    times, decided = told
    picture = Grey(times_picture(times, decided=decided))
    for time, row in zip(times, find_times(times)[0].rows, strict=True):
        assert time.counts is not None
        works, if_needed = parts(row.whole, time.counts, decided)
        inside = row.whole.inside(LINE)
        # High parts are met near the edge of the bar, low ones only in its middle.
        high = picture.run(FILL, inside.left, inside.right, inside.top + 3)
        both = picture.run(FILL, inside.left, inside.right, inside.middle)
        assert high == pytest.approx(works.width, abs=2)
        assert both == pytest.approx(works.width + if_needed.width, abs=2)


@given(some_times())
def test_one_of_hundreds_can_still_be_told_from_none(told: tuple[list[Time], int]) -> None:
    times, decided = told
    for time, row in zip(times, find_times(times)[0].rows, strict=True):
        assert time.counts is not None
        inside, both = row.whole.inside(LINE), parts(row.whole, time.counts, decided)
        works, if_needed = both
        assert (works.left, if_needed.left) == (inside.left, works.right)
        assert if_needed.right <= inside.right
        for part, count in zip(both, time.counts, strict=True):
            assert (part.width >= SLIVER) == bool(count)
            exact = inside.width * count / decided
            assert part.width == pytest.approx(exact, abs=SLIVER + 1)


@pytest.mark.parametrize("ahead", [None, 2])
def test_both_numbers_can_be_read_below_the_shapes_that_they_count(ahead: int | None) -> None:
    told = [(0, 0), (400, 100), (38, 205), (96, 4), (1, 383), (72, 60), (5, 9), (11, 3)]
    times = counts(*told, ahead=ahead)
    picture = Grey(times_picture(times, decided=500))
    places, numbers = find_times(times)
    assert numbers is not None
    among = {count for both in told for count in both}
    for both, row, time in zip(told, places.rows, times, strict=True):
        for count, left in zip(both, numbers.lefts, strict=True):
            box = Box(left - 4, row.middle - 25, 96, 50)
            assert time.ahead or picture.number_in(box, among, size=DIGIT) == count
    high, low = numbers.samples
    assert (high.left, low.left) == numbers.lefts
    for sample, shown in ((high, FILL), (low, GROUND)):
        assert picture.shows(FILL, sample.centre, sample.middle)
        assert picture.shows(shown, sample.centre, high.top + 4)


@pytest.mark.parametrize("times", range(1, 10))
def test_words_are_three_high_blocks_and_three_low_ones(times: int) -> None:
    told = shares(*PAIRS[:times], ahead=times)
    picture = Grey(times_picture(told, decided=None))
    for time, row in zip(told, find_times(told)[0].rows, strict=True):
        assert time.shares is not None
        works, if_needed = find_blocks(row)
        for blocks, share in zip((works, if_needed), time.shares, strict=True):
            assert "".join(_look(picture, box) for box in blocks) == LOOKS[share]
        assert {box.height for box in if_needed} == {LOW}
        assert min(box.height for box in works) > 2 * LOW
        assert if_needed[0].left - works[-1].right > works[1].left - works[0].right
        assert if_needed[0].width < works[0].width


def _look(picture: Grey, box: Box) -> str:
    assert picture.shows(FILL, box.centre, box.top + 1)
    assert picture.shows(GROUND, box.centre, box.top - 2)
    full, empty = (picture.shows(each, box.centre, box.middle) for each in (FILL, HOLLOW))
    assert full != empty
    return "#" if full else "o"


@pytest.mark.parametrize("told", [counts((5, 2), (3, 3), ahead=1), shares(*PAIRS[:2], ahead=1)])
def test_the_one_ahead_has_a_star(told: Sequence[Time]) -> None:
    decided = 8 if told[0].counts else None
    picture = Grey(times_picture(told, decided=decided))
    first, second = find_times(told)[0].rows
    assert picture.shows(INK, first.star, first.middle)
    assert picture.shows(GROUND, second.star, second.middle)
    assert first.star - STAR >= 40


@pytest.mark.parametrize("times", range(1, 11))
def test_the_edges_stay_free_and_times_are_numbered(times: int) -> None:
    exact, words = counts(*[(250, 250)] * times, ahead=times), shares(*[PAIRS[3]] * times)
    for told, decided in ((exact, 500), (words, None)):
        picture = Grey(times_picture(told, decided=decided))
        assert margins_are_free(picture)
        places = find_times(told)[0]
        assert picture.height == places.height <= 0.8 * WIDTH
        for time, row in zip(told, places.rows, strict=True):
            end = Row(row.middle, 0, 0, 0, 0)
            read = picture.number(row.number - 56, end, row.left - 4, range(1, times + 1))
            assert time.ahead or read == time.number


def test_nobody_decided() -> None:
    times = counts((0, 0), (0, 0))
    picture = Grey(times_picture(times, decided=0))
    for row in find_times(times)[0].rows:
        assert picture.shows(HOLLOW, row.left + 6, row.middle)


@pytest.mark.parametrize(
    ("times", "decided"),
    [
        ([], None),
        (counts(*[(1, 1)] * 11), 5),
        ([*counts((1, 1)), *shares(PAIRS[0])], 5),
        (counts((1, 1)), None),
        (shares(PAIRS[0]), 5),
        (counts((1, 1), (3, 3)), 5),
    ],
)
def test_times_that_do_not_belong_together_are_refused(
    times: list[Time], decided: int | None
) -> None:
    with pytest.raises(ValueError, match=r"needs one to ten|told along|more people"):
        times_picture(times, decided=decided)


@pytest.mark.parametrize(
    ("number", "words", "numbers"),
    [
        (1, None, None),
        (1, PAIRS[0], (1, 2)),
        (0, None, (1, 2)),
        (1, None, (-1, 2)),
        (1, None, (1, -2)),
    ],
)
def test_a_time_that_no_result_has_is_refused(
    number: int, words: tuple[Share, Share] | None, numbers: tuple[int, int] | None
) -> None:
    with pytest.raises(ValueError, match=r"shares or counts|numbered from 1"):
        Time(number, words, numbers, ahead=False)
