"""Ranked pictures, read back pixel by pixel and without their colours."""

from itertools import permutations, product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain.polls.result import Table
from bot.pictures import Comparison, ranked_picture
from bot.pictures.palette import DARK, FILL, GROUND, HOLLOW, INK
from bot.pictures.places import DIGIT, LINE, STAR, WIDTH, Box
from bot.pictures.ranked import BETWEEN, EDGE, Grid
from tests.pictures.reading import Grey, margins_are_free

COUNTS = st.integers(0, 500)
# Numbers that look unlike each other, also in small.
UNLIKE = (0, 1, 4, 7, 14, 38, 96, 120, 205, 383, 446, 500)
OPTIONS = range(2, 11)


def a_table(options: int, cell: st.SearchStrategy[int]) -> st.SearchStrategy[Table]:
    rows = st.lists(cell, min_size=options, max_size=options)
    return st.lists(rows, min_size=options, max_size=options).map(without_diagonal)


def without_diagonal(rows: list[list[int]]) -> Table:
    return tuple(tuple(n * (a != b) for b, n in enumerate(row)) for a, row in enumerate(rows))


def beats(table: Table) -> Table:
    every = range(len(table))
    return tuple(
        tuple((table[a][b] > table[b][a]) - (table[a][b] < table[b][a]) for b in every)
        for a in every
    )


# Few different numbers, so that some are even.
TABLES = st.sampled_from(OPTIONS).flatmap(
    lambda options: st.one_of(a_table(options, COUNTS), a_table(options, st.integers(0, 2)))
)


def grid(comparison: Comparison) -> Grid:
    most = max(map(max, comparison.preferred), default=None)
    return Grid(comparison.options, comparison.ahead is not None, most)


def look(comparison: Comparison) -> Table:
    """Which of each two options a table's cells show to be preferred, told by shapes in grey."""
    picture, places = Grey(ranked_picture(comparison)), grid(comparison)
    every = range(comparison.options)
    if comparison.preferred:
        return tuple(tuple(_ground(picture, places.cell(a, b)) for b in every) for a in every)
    return tuple(tuple(_shape(picture, places, a, b) for b in every) for a in every)


def _ground(picture: Grey, cell: Box) -> int:
    edge, inside = (cell.centre, cell.top + 1), (cell.left + LINE + 3, cell.middle)
    if picture.shows(GROUND, *edge):
        assert picture.shows(GROUND, *inside)
        return 0
    if picture.shows(DARK, *edge):
        assert picture.shows(DARK, *inside)
        return 1
    assert picture.shows(FILL, *edge)
    assert picture.shows(HOLLOW, *inside)
    return -1


def _shape(picture: Grey, places: Grid, row: int, column: int) -> int:
    shape = places.shape(row, column)
    edge, inside = (shape.centre, shape.top + 1), (shape.centre, shape.middle)
    if picture.shows(GROUND, *edge):
        assert picture.shows(GROUND if row == column else FILL, *inside)
        return 0
    assert picture.shows(FILL, *edge)
    full, empty = (picture.shows(colour, *inside) for colour in (FILL, HOLLOW))
    assert full != empty
    return 1 if full else -1


@settings(max_examples=25)
@given(table=TABLES, exact=st.booleans())
def test_whatever_is_compared_each_cell_shows_by_its_shape_which_one_more_prefer(
    table: Table, *, exact: bool
) -> None:
    told = beats(table)
    shown = Comparison(preferred=table) if exact else Comparison(beats=told)
    assert look(shown) == told


@settings(max_examples=25)
@given(st.sampled_from(OPTIONS).flatmap(lambda most: a_table(most, st.sampled_from(UNLIKE))))
def test_each_number_can_be_read(table: Table) -> None:
    shown = Comparison(preferred=table)
    picture, places, told = Grey(ranked_picture(shown)), grid(shown), beats(table)
    for a, b in permutations(range(shown.options), 2):
        light = told[a][b] > 0
        read = picture.number_in(places.cell(a, b), UNLIKE, size=places.size, light=light)
        assert read == table[a][b]


def test_the_larger_of_two_is_bold() -> None:
    def ink(table: Table) -> int:
        shown = Comparison(preferred=table)
        cell = grid(shown).cell(0, 1)
        image = Grey(ranked_picture(shown)).image.crop(
            (cell.left + 9, cell.top + 9, cell.right - 9, cell.bottom - 9)
        )
        shades = image.histogram()
        return sum(shades[:120]) if table[0][1] <= table[1][0] else sum(shades[160:])

    larger, even = ink(((0, 8), (3, 0))), ink(((0, 8), (8, 0)))
    smaller = ink(((0, 8), (9, 0)))
    assert larger > 1.25 * even
    assert smaller == pytest.approx(even, rel=0.05)


@pytest.mark.parametrize("options", OPTIONS)
def test_rows_and_columns_are_numbered_and_rows_have_arrows(options: int) -> None:
    for shown in (
        Comparison(preferred=((0,) * options,) * options),
        Comparison(beats=((0,) * options,) * options, ahead=options - 1),
    ):
        picture, places = Grey(ranked_picture(shown)), grid(shown)
        for option in range(options):
            across, middle = places.head(option)
            row = places.cell(option, 0).middle
            column = Box(across - 32, middle - 25, 64, 50)
            beside = Box(places.number - 60, row - 22, 64, 44)
            numbers = range(1, options + 1)
            assert picture.number_in(column, numbers, size=DIGIT) == option + 1
            assert picture.ink(beside.left, beside.top, beside.right, beside.bottom) > 60
            arrow = places.arrow(option)
            assert picture.shows(INK, arrow.left + 3, arrow.middle)
            assert picture.shows(GROUND, arrow.right - 3, arrow.top + 3)
        assert picture.shows(FILL, places.rule.left + 9, places.rule.middle)


@pytest.mark.parametrize("ahead", [0, 4, 9])
@pytest.mark.parametrize("exact", [True, False])
def test_the_one_ahead_has_a_star(ahead: int, *, exact: bool) -> None:
    table = ((0,) * 10,) * 10
    shown = Comparison(table if exact else (), () if exact else table, ahead)
    picture, places = Grey(ranked_picture(shown)), grid(shown)
    for option in range(10):
        across, middle = places.star(option)
        assert picture.shows(INK if option == ahead else GROUND, across - 2, middle)
        assert across - STAR >= EDGE


@given(st.sampled_from(OPTIONS), st.booleans(), st.one_of(st.none(), COUNTS))
def test_nothing_in_a_table_touches_and_all_of_it_is_on_the_picture(
    options: int, starred: bool, most: int | None
) -> None:
    places = Grid(options, starred, most)
    for row, column in product(range(options), repeat=2):
        cell = places.cell(row, column)
        assert cell.right <= WIDTH - EDGE
        assert cell.bottom <= places.height - EDGE
        assert places.cell(row, column + 1).left - cell.right == BETWEEN
        assert places.cell(row + 1, column).top - cell.bottom == BETWEEN
        shape = places.shape(row, column)
        assert cell.left < shape.left < shape.right < cell.right
        assert cell.top < shape.top < shape.bottom < cell.bottom
    assert places.arrow(0).right < places.cell(0, 0).left
    assert places.rule.bottom < places.cell(0, 0).top
    # A third of it is what a phone shows: digits of 9 there.
    assert most is None or places.size >= 27


@pytest.mark.parametrize("exact", [True, False])
def test_the_edges_stay_free(*, exact: bool) -> None:
    table = tuple(tuple(500 * (a < b) for b in range(10)) for a in range(10))
    shown = Comparison(preferred=table, ahead=0)
    if not exact:
        shown = Comparison(beats=beats(table), ahead=9)
    assert margins_are_free(Grey(ranked_picture(shown)), EDGE)


@pytest.mark.parametrize(
    ("preferred", "beaten", "ahead"),
    [
        ((), (), None),
        (((0, 1), (2, 0)), ((0, -1), (1, 0)), None),
        (((0,),), (), None),
        (((0,) * 11,) * 11, (), None),
        (((0, 1), (2,)), (), None),
        (((1, 1), (2, 0)), (), None),
        (((0, -1), (2, 0)), (), None),
        ((), ((0, 2), (-2, 0)), None),
        ((), ((0, 1), (1, 0)), None),
        ((), ((0, 1), (0, 0)), None),
        (((0, 1), (2, 0)), (), 2),
        (((0, 1), (2, 0)), (), -1),
    ],
)
def test_what_no_comparison_is_is_refused(
    preferred: Table, beaten: Table, ahead: int | None
) -> None:
    with pytest.raises(ValueError, match=r"comparison|compared|below 0|more prefer"):
        Comparison(preferred, beaten, ahead)
