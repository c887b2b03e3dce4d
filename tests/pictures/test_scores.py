"""Score pictures, read back pixel by pixel and without their colours."""

from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain.polls.result import Share
from bot.pictures import Bar, RunOff, score_picture
from bot.pictures.palette import FILL, GROUND, HOLLOW, INK
from bot.pictures.places import ADVANCE, DIGIT, LINE, SLIVER, STAR, WIDTH, Box
from bot.pictures.scores import GAP, Split, find_scores, find_split, ring
from tests.pictures.reading import Grey, margins_are_free

SHARES = (Share.MANY, Share.MOST, Share.FEW)
LOOKS = {Share.FEW: "#oo", Share.MANY: "##o", Share.MOST: "###"}


def points(*told: int, ahead: int | None = None) -> list[Bar]:
    return [Bar(i, None, count, i == ahead) for i, count in enumerate(told, 1)]


def shares(options: int, ahead: int | None = None) -> list[Bar]:
    return [Bar(i, SHARES[i % 3], None, i == ahead) for i in range(1, options + 1)]


def split(bars: Sequence[Bar], run_off: RunOff, decided: int) -> Split:
    starred = any(bar.ahead and bar.number == run_off.other for bar in bars)
    return find_split(find_scores(bars), run_off, decided, starred=starred)


def ringed(picture: Grey, around: Box) -> bool:
    """Whether a ring is there: an outline above and below, and hollow between."""
    lines = [picture.shows(FILL, around.centre, y) for y in (around.top + 1, around.bottom - 2)]
    inside = [picture.shows(HOLLOW, around.centre, y) for y in (around.top + 5, around.bottom - 6)]
    assert len({*lines, *inside}) == 1
    return lines[0]


@pytest.mark.parametrize("options", range(2, 11))
def test_the_two_of_the_run_off_have_rings_and_the_one_ahead_has_the_star(options: int) -> None:
    run_off = RunOff(options, 1, (3, 2))
    for bars, told, decided in (
        (points(*range(options), ahead=1), run_off, 9),
        (shares(options, ahead=options), RunOff(options, 1), None),
        (shares(options, ahead=2), None, None),
    ):
        picture = Grey(score_picture(bars, told, decided=decided))
        for bar, row in zip(bars, find_scores(bars).rows, strict=True):
            two = (told.one, told.other) if told else ()
            around = ring(bar.number, row.number, row.middle)
            assert ringed(picture, around) == (bar.number in two)
            assert picture.ink(around.left, around.top, around.right, around.bottom) > 60
            assert picture.shows(INK if bar.ahead else GROUND, row.star, row.middle)
            assert row.star + STAR < around.left
            assert around.right < row.left


def test_an_option_without_any_point_is_an_empty_outline() -> None:
    bars = points(0, 1, 60, ahead=3)
    picture = Grey(score_picture(bars, RunOff(3, 2, (12, 0)), decided=12))
    found = [
        picture.run(FILL, row.left + 1, row.right, row.middle) + 1 for row in find_scores(bars).rows
    ]
    row = find_scores(bars).rows[0]
    full = row.right - row.left
    assert found == pytest.approx([LINE, LINE + (full - 2 * LINE) / 60, full], abs=3)


@settings(max_examples=25)
@given(st.data())
def test_bars_are_parts_of_all_points_that_could_be_given(data: st.DataObject) -> None:
    decided = data.draw(st.integers(1, 500))
    told = data.draw(st.lists(st.integers(0, 5 * decided), min_size=2, max_size=10))
    bars = points(*told)
    picture = Grey(score_picture(bars, None, decided=decided))
    for bar, row in zip(bars, find_scores(bars).rows, strict=True):
        hollow = row.whole.inside(LINE)
        count = bar.count or 0
        length = max(hollow.width * count / (5 * decided), SLIVER) if count else 0
        found = picture.run(FILL, row.left + 1, row.right, row.middle) + 1
        assert found == pytest.approx(LINE + length, abs=4)
        written = picture.ink(row.right + 10, row.middle - 16, WIDTH, row.middle + 16)
        assert written > 60


@pytest.mark.parametrize("options", range(2, 11))
def test_each_option_has_its_own_share(options: int) -> None:
    bars = shares(options)
    picture = Grey(score_picture(bars, None, decided=None))
    for bar, row in zip(bars, find_scores(bars).rows, strict=True):
        line = ""
        for box in row.blocks:
            assert picture.shows(FILL, box.centre, box.top + 1)
            line += "#" if picture.shows(FILL, box.centre, box.middle) else "o"
        assert bar.share is not None
        assert line == LOOKS[bar.share]


@given(st.data())
def test_a_run_off_is_split_in_two_that_never_meet(data: st.DataObject) -> None:
    decided = data.draw(st.integers(1, 500))
    one = data.draw(st.integers(0, decided))
    other = data.draw(st.integers(0, decided - one))
    bars = points(0, 0, ahead=data.draw(st.sampled_from((None, 1, 2))))
    places = split(bars, RunOff(1, 2, (one, other)), decided)
    inside, (left, right) = places.row.whole.inside(LINE), places.parts
    assert (left.left, right.right) == (inside.left, inside.right)
    assert right.left - left.right >= GAP
    for part, count in ((left, one), (right, other)):
        assert (part.width >= SLIVER) == bool(count)
        exact = inside.width * count / decided
        assert part.width == pytest.approx(exact, abs=SLIVER + GAP + 1)
    if one > other:
        assert left.width >= right.width
    assert places.rule.bottom < ring(1, places.row.number, places.row.middle).top
    assert places.counts[0] < places.row.left < places.row.right < places.counts[1]
    assert ring(2, places.other, places.row.middle).right <= WIDTH


@pytest.mark.parametrize(("one", "other"), [(7, 3), (0, 12), (6, 6), (0, 0), (1, 11)])
def test_the_run_off_shows_both_numbers_and_both_parts(one: int, other: int) -> None:
    bars = points(30, 30, 2)
    run_off = RunOff(2, 1, (one, other))
    picture = Grey(score_picture(bars, run_off, decided=12))
    places = split(bars, run_off, 12)
    row, numbers = places.row, range(13)
    whole = row.whole
    assert picture.shows(FILL, places.rule.centre, places.rule.middle)
    for part, count, left in zip(places.parts, (one, other), places.counts, strict=True):
        assert not count or picture.shows(FILL, part.centre, part.middle)
        written = Box(left - 4, row.middle - 25, len(str(count)) * ADVANCE + 8, 50)
        assert picture.number_in(written, numbers, size=DIGIT) == count
    between = (places.parts[0].right + places.parts[1].left) // 2
    assert picture.shows(HOLLOW, between, row.middle)
    assert picture.shows(FILL, whole.centre, whole.top + 1)
    assert ringed(picture, ring(2, row.number, row.middle))
    assert ringed(picture, ring(1, places.other, row.middle))


@pytest.mark.parametrize("ahead", [1, 2])
def test_the_star_stands_in_the_run_off_too(ahead: int) -> None:
    bars = points(30, 31, 2, ahead=ahead)
    run_off = RunOff(2, 1, (6, 6))
    picture = Grey(score_picture(bars, run_off, decided=12))
    places = split(bars, run_off, 12)
    middle = places.row.middle
    assert picture.shows(INK if ahead == 2 else GROUND, places.row.star, middle)
    # Where the other has no star, its count stands there.
    assert picture.shows(INK, places.star, middle) or ahead == 2
    assert places.star - STAR > places.row.right


def test_the_largest_one_is_whole() -> None:
    bars = points(*(2500 - n for n in range(10)), ahead=10)
    run_off = RunOff(9, 10, (250, 250))
    picture = Grey(score_picture(bars, run_off, decided=500))
    assert margins_are_free(picture)
    assert picture.height == split(bars, run_off, 500).height <= 0.82 * WIDTH


@pytest.mark.parametrize(
    ("bars", "run_off", "decided"),
    [
        ([], None, None),
        (shares(11), None, None),
        ([*shares(1), *points(3)], None, 3),
        (points(3, 5), None, None),
        (shares(2), None, 5),
        (points(3, 26), None, 5),
        (points(3, 5), RunOff(1, 3, (1, 2)), 5),
        (points(3, 5, 4, ahead=3), RunOff(1, 2, (1, 2)), 5),
        (points(3, 5), RunOff(1, 2), 5),
        (shares(2), RunOff(1, 2, (1, 2)), None),
        (points(3, 5), RunOff(1, 2, (3, 3)), 5),
    ],
)
def test_what_no_score_is_is_refused(
    bars: list[Bar], run_off: RunOff | None, decided: int | None
) -> None:
    with pytest.raises(ValueError, match=r"bars|told along|points|run-off|scored one higher"):
        score_picture(bars, run_off, decided=decided)


@pytest.mark.parametrize(("one", "other", "higher"), [(1, 1, None), (1, 2, (3, -1))])
def test_a_run_off_that_never_was_is_refused(
    one: int, other: int, higher: tuple[int, int] | None
) -> None:
    with pytest.raises(ValueError, match=r"two different|below 0"):
        RunOff(one, other, higher)
