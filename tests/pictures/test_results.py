"""Result pictures, read back pixel by pixel and without their colours."""

from collections.abc import Iterator, Sequence
from io import BytesIO
from itertools import pairwise

import pytest
from PIL import Image

from bot.domain.polls.result import Share
from bot.pictures import Bar, result_picture
from bot.pictures.palette import FILL, GROUND, HOLLOW, INK
from bot.pictures.places import BAR, LINE, SLIVER, SPACE, STAR, WIDTH
from tests.pictures.reading import PNG, Grey, blocks, margins_are_free, places

SHARES = (Share.MANY, Share.MOST, Share.FEW)
LARGEST = 100_000


def shares(*told: Share, ahead: int | None = None) -> list[Bar]:
    return [Bar(i, share, None, i == ahead) for i, share in enumerate(told, 1)]


def counts(*told: int, ahead: int | None = None) -> list[Bar]:
    return [Bar(i, None, count, i == ahead) for i, count in enumerate(told, 1)]


def every_kind(bars: int) -> Iterator[tuple[list[Bar], int | None]]:
    for ahead in (None, bars):
        yield shares(*(SHARES[i % 3] for i in range(bars)), ahead=ahead), None
        yield counts(*range(bars), ahead=ahead), None
        yield counts(*range(bars), ahead=ahead), bars


@pytest.mark.parametrize("bars", range(1, 23))
def test_from_1_to_22_bars_pictures_are_whole(bars: int) -> None:
    for told, decided in every_kind(bars):
        png = result_picture(told, decided=decided)
        assert png.startswith(PNG)
        assert len(png) < 100_000
        with Image.open(BytesIO(png)) as opened:
            assert (opened.format, opened.size) == ("PNG", (WIDTH, places(told).height))
            assert opened.convert("RGBA").getchannel("A").getextrema() == (255, 255)
        picture = Grey(png)
        for row in places(told).rows:
            assert picture.ink(row.number - 24, row.middle - 15, row.number, row.middle + 15) > 60
            assert picture.shows(FILL, row.left + LINE - 1, row.middle)
        assert margins_are_free(picture)


@pytest.mark.parametrize("bars", range(1, 23))
def test_bars_stand_in_order_and_none_touches_another(bars: int) -> None:
    for told, _ in every_kind(bars):
        rows = places(told).rows
        for one, next_one in pairwise(rows):
            below = next_one.whole.top - one.whole.top > BAR
            beside = next_one.star - STAR > one.right
            assert below or beside
        assert all(row.right - row.left > 200 for row in rows)


def test_the_picture_is_never_so_high_that_discord_makes_it_tiny() -> None:
    assert places(counts(*range(22))).height <= 0.8 * WIDTH


def test_few_many_and_most_are_told_apart_without_colours() -> None:
    bars = shares(Share.FEW, Share.MANY, Share.MOST)
    assert blocks(result_picture(bars, decided=None), bars) == ["#oo", "##o", "###"]


@pytest.mark.parametrize("bars", [2, 11, 12, 22])
def test_each_option_has_its_own_share(bars: int) -> None:
    told = shares(*(SHARES[i % 3] for i in range(bars)), ahead=2)
    shown = {Share.FEW: "#oo", Share.MANY: "##o", Share.MOST: "###"}
    seen = blocks(result_picture(told, decided=None), told)
    assert seen == [shown[bar.share] for bar in told if bar.share]


def test_a_picture_of_shares_knows_no_number_of_people() -> None:
    bars = shares(*SHARES, ahead=2)
    assert len({result_picture(bars, decided=decided) for decided in (None, 0, 10, 12)}) == 1


@pytest.mark.parametrize("bars", [shares(*SHARES, ahead=2), counts(5, 9, 1, ahead=2)])
def test_the_one_ahead_has_a_star(bars: list[Bar]) -> None:
    picture = Grey(result_picture(bars, decided=None))
    for bar, row in zip(bars, places(bars).rows, strict=True):
        assert picture.shows(INK if bar.ahead else GROUND, row.star, row.middle)
        assert picture.shows(GROUND, row.star - STAR, row.middle - STAR)


def test_the_one_ahead_has_bold_numbers() -> None:
    def ink(ahead: int) -> tuple[int, ...]:
        bars = [Bar(2, None, 9, place == ahead) for place in range(2)]
        picture = Grey(result_picture(bars, decided=None))
        rows = places(bars).rows
        names = (
            picture.ink(row.number - 30, row.whole.top, row.left, row.middle + 19) for row in rows
        )
        counted = (picture.ink(row.right, row.whole.top, WIDTH, row.middle + 19) for row in rows)
        return *names, *counted

    first, second = ink(0), ink(1)
    assert first[0] > 1.3 * second[0]
    assert first[2] > 1.3 * second[2]
    assert (first[0], first[2]) == (second[1], second[3])


def test_several_can_be_ahead() -> None:
    bars = [Bar(number, None, 4, True) for number in (1, 2)]
    picture = Grey(result_picture(bars, decided=None))
    assert all(picture.shows(INK, row.star, row.middle) for row in places(bars).rows)


def lengths(bars: Sequence[Bar], decided: int | None) -> list[int]:
    picture = Grey(result_picture(bars, decided=decided))
    rows = places(list(bars)).rows
    return [picture.run(FILL, row.left + 1, row.right, row.middle) + 1 for row in rows]


def test_bars_are_as_long_as_their_counts() -> None:
    bars = counts(0, 1, 2, 7, 14)
    row = places(bars).rows[0]
    full = row.right - row.left
    wanted = [LINE, *(full * count / 14 for count in (1, 2, 7, 14))]
    assert lengths(bars, None) == pytest.approx(wanted, abs=2)


def test_with_the_number_who_decided_each_bar_is_a_part_of_all() -> None:
    bars = counts(0, 1, 5, 10)
    row = places(bars).rows[0]
    full = row.right - row.left
    hollow = full - 2 * LINE
    wanted = [LINE, LINE + hollow / 10, LINE + hollow / 2, full]
    assert lengths(bars, 10) == pytest.approx(wanted, abs=2)
    picture = Grey(result_picture(bars, decided=10))
    for row in places(bars).rows[:3]:
        assert picture.shows(HOLLOW, row.right - LINE - 3, row.middle)
        assert picture.shows(FILL, row.right - 2, row.middle)


def test_one_of_very_many_can_still_be_told_from_none() -> None:
    none, one, _ = lengths(counts(0, 1, LARGEST), None)
    assert (none, one) == pytest.approx((LINE, SLIVER), abs=1)
    none, one, _ = lengths(counts(0, 1, LARGEST), LARGEST)
    assert (none, one) == pytest.approx((LINE, LINE + SLIVER), abs=1)


@pytest.mark.parametrize("decided", [None, LARGEST])
@pytest.mark.parametrize("bars", [3, 22])
def test_the_count_stands_where_the_shape_ends(bars: int, decided: int | None) -> None:
    told = counts(*range(bars - 1), LARGEST, ahead=bars)
    picture = Grey(result_picture(told, decided=decided))
    for row, length in zip(places(told).rows, lengths(told, decided), strict=True):
        end = row.left + length if decided is None else row.right
        start = end + SPACE - 3
        assert picture.ink(start, row.middle - 15, start + 27, row.middle + 15) > 60
        assert picture.ink(end, row.whole.top, start, row.whole.top + BAR) == 0


@pytest.mark.parametrize("decided", [None, 400])
def test_every_option_and_its_count_can_be_read(decided: int | None) -> None:
    told = (0, 17, 38, 205, 96, 4, 1, 383, 72, 60, 5, 9, 11, 3, 27, 8, 2, 149, 6, 40, 7, 14)
    bars = counts(*told)
    picture = Grey(result_picture(bars, decided=decided))
    rows = places(bars).rows
    ends = lengths(bars, decided) if decided is None else [row.right - row.left for row in rows]
    numbers, read = range(1, 23), list[tuple[int, int]]()
    for row, length in zip(rows, ends, strict=True):
        start = row.left + length + 6
        option = picture.number(row.number - 52, row, row.left - 4, numbers)
        read.append((option, picture.number(start, row, start + 90, told)))
    assert read == list(zip(numbers, told, strict=True))


@pytest.mark.parametrize("decided", [None, 0])
def test_nobody_chose_anything(decided: int | None) -> None:
    assert lengths(counts(0, 0), decided) == pytest.approx([LINE, LINE], abs=1)


@pytest.mark.parametrize(
    ("number", "share", "count"),
    [(1, None, None), (1, Share.FEW, 2), (0, Share.FEW, None), (1, None, -1)],
)
def test_a_bar_that_no_result_has_is_refused(
    number: int, share: Share | None, count: int | None
) -> None:
    with pytest.raises(ValueError, match=r"share or a count|numbered from 1"):
        Bar(number, share, count, ahead=False)


@pytest.mark.parametrize(
    ("bars", "decided"),
    [([], None), ([*shares(Share.FEW), *counts(3)], None), (counts(3, 5), 4)],
)
def test_bars_that_do_not_belong_together_are_refused(bars: list[Bar], decided: int | None) -> None:
    with pytest.raises(ValueError, match=r"needs bars|more marks"):
        result_picture(bars, decided=decided)
