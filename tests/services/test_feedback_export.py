"""The export as a file: shuffled, split where it grows too large, and safe in a spreadsheet."""

import asyncio
from collections import Counter
from itertools import count, pairwise

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from bot.domain.people import Person
from bot.services.house import House
from tests.services.circle import MODERATOR, ROOM, Clock, member, rows_of

LARGEST = 1_000_000
NEW_GROUPS = count(1)


async def test_within_a_week_no_order_tells_which_item_came_first(
    house: House, clock: Clock
) -> None:
    given_order = [f"Item {number}" for number in range(30)]
    for text in given_order:
        await house.feedback.give(member(1), text, None, None)
    exported = [
        [row["text"] for row in rows_of(await house.feedback.export(MODERATOR, LARGEST))]
        for _ in range(3)
    ]
    for order in exported:
        assert sorted(order) == sorted(given_order)
        assert order not in (given_order, given_order[::-1])
    assert len({tuple(order) for order in exported}) == 3
    clock.advance(weeks=1)
    await house.feedback.give(member(1), "Later", None, None)
    assert rows_of(await house.feedback.export(MODERATOR, LARGEST))[-1]["text"] == "Later"


@pytest.mark.parametrize("largest", [4_000, 10_000, 50_000])
async def test_files_stay_under_the_limit_and_hold_everything_once(
    house: House, largest: int
) -> None:
    texts = [f"{number} " + "ä" * (number * 37 % 1900) for number in range(40)]
    gifts = [house.feedback.give(member(1), text, None, None) for text in texts]
    await asyncio.gather(*gifts)
    export = await house.feedback.export(MODERATOR, largest)
    assert len(export.files) > 1
    assert all(len(file) <= largest for file in export.files)
    assert Counter(row["text"] for row in rows_of(export)) == Counter(map(str.strip, texts))
    # None is split off early: two neighbours would never have fitted into one.
    sizes = [len(file) for file in export.files]
    assert all(one + other > largest for one, other in pairwise(sizes))


async def test_an_item_larger_than_the_limit_still_comes_out_whole(house: House) -> None:
    await house.feedback.give(member(1), "ä" * 2000, None, None)
    await house.feedback.give(member(1), "short", None, None)
    export = await house.feedback.export(MODERATOR, 1)
    assert len(export.files) == 2
    assert sorted(row["text"] for row in rows_of(export)) == ["short", "ä" * 2000]


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(words=st.lists(st.text(min_size=1).filter(str.strip), min_size=1, max_size=5))
@example(words=["=1+1", "@SUM(A1)", "-2", "+3", 'say "yes", or\r\nno'])
@example(words=["\u00a0=1+1 ", " \t@A1", "\n+3"])
async def test_any_text_and_name_come_back_whole_and_start_no_formula(
    house: House, words: list[str]
) -> None:
    group = Person(next(NEW_GROUPS), ROOM, 1, manages_group=True)
    for word in words:
        await house.feedback.give(group, word, None, word)
    rows = rows_of(await house.feedback.export(group, LARGEST))
    for column, given_as in (("text", str.strip), ("name", str)):
        cells = [row[column] for row in rows]
        assert not [cell for cell in cells if cell.lstrip()[:1] in {"=", "+", "-", "@"}]
        kept = Counter(cell.removeprefix("'") for cell in cells)
        assert kept == Counter(given_as(word).removeprefix("'") for word in words)
