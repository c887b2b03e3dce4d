"""Noting: notes stand at once, options a random while later, and of nobody who wrote them."""

import asyncio
from datetime import timedelta

import pytest

from bot.domain.decisions.decision import Stage
from bot.domain.decisions.parts import Note, NoteKind, Option
from bot.domain.refusals import BadInput
from bot.services.house import House
from tests.services.circle import Clock, Home, member
from tests.services.decisions.started import ANNA, brought_to, redrawn, shown
from tests.services.polls.asked import refused

FULL = Option("Sixty minutes", "Short", "Hurried", "Home for supper", "Who speaks less")


async def test_notes_stand_on_the_card_at_once(house: House, clock: Clock) -> None:
    one = await brought_to(house, clock, Stage.TALK)
    await house.decisions.noting.note(ANNA, one, NoteKind.QUESTION, " When\n is it? ")
    await house.decisions.noting.note(member(2), one, NoteKind.AGREEMENT, "Not in May")
    assert (await shown(house, one)).notes == (
        Note(NoteKind.QUESTION, "When is it?"),
        Note(NoteKind.AGREEMENT, "Not in May"),
    )
    # Two in one second have two rows: one that is under way may have looked before the other.
    assert await redrawn(house, one) == 2


@pytest.mark.parametrize(
    ("typed", "key"), [("", "empty_note"), (" \u200b", "empty_note"), ("x" * 201, "long")]
)
async def test_what_isnt_a_note_is_given_back(
    house: House, clock: Clock, typed: str, key: str
) -> None:
    one = await brought_to(house, clock, Stage.TALK)
    with refused(BadInput, f"decisions.refused.{key}"):
        await house.decisions.noting.note(ANNA, one, NoteKind.QUESTION, typed)
    assert (await shown(house, one)).notes == ()


async def test_there_is_room_for_ten_of_each_also_when_all_press_at_once(
    house: House, clock: Clock
) -> None:
    one = await brought_to(house, clock, Stage.TALK)
    note = house.decisions.noting.note
    for kind in NoteKind:
        presses = [note(member(n), one, kind, f"Word {n}") for n in range(13)]
        results = await asyncio.gather(*presses, return_exceptions=True)
        over = [each.key for each in results if isinstance(each, BadInput)]
        assert over == ["decisions.refused.many_notes"] * 3
    assert len((await shown(house, one)).notes) == 20


async def test_an_option_appears_a_while_later_with_all_its_fields(
    house: House, clock: Clock
) -> None:
    one = await brought_to(house, clock, Stage.OPTIONS)
    before = await redrawn(house, one)
    await house.decisions.noting.option(ANNA, one, FULL)
    clock.advance(minutes=1, seconds=59)
    await house.decisions.due.do_due()
    assert (await shown(house, one)).options == ()
    assert await redrawn(house, one) == before
    clock.advance(minutes=14)
    await house.decisions.due.do_due()
    await house.decisions.due.do_due()
    assert (await shown(house, one)).options == (FULL,)
    assert await redrawn(house, one) == before + 1


async def test_options_of_a_batch_come_in_random_order(house: House, clock: Clock) -> None:
    orders = set[tuple[str, ...]]()
    for _ in range(6):
        one = await brought_to(house, clock, Stage.OPTIONS)
        for number in range(6):
            await house.decisions.noting.option(member(number), one, Option(f"Way {number}"))
        clock.advance(minutes=20)
        await house.decisions.due.do_due()
        orders.add(tuple(option.text for option in (await shown(house, one)).options))
    assert len(orders) > 3
    assert tuple(f"Way {number}" for number in range(6)) not in orders


async def test_eight_options_fit_and_three_of_one_person(house: House, clock: Clock) -> None:
    one = await brought_to(house, clock, Stage.OPTIONS)
    option = house.decisions.noting.option
    for number in range(3):
        await option(ANNA, one, Option(f"Way {number}"))
    with refused(BadInput, "decisions.refused.enough_options"):
        await option(ANNA, one, Option("Way 3"))
    with refused(BadInput, "decisions.refused.enough_options"):
        await house.decisions.noting.optionable(ANNA, one)
    presses = [option(member(n), one, Option(f"Way {n}")) for n in range(10, 20)]
    results = await asyncio.gather(*presses, return_exceptions=True)
    over = [each.key for each in results if isinstance(each, BadInput)]
    assert over == ["decisions.refused.many_options"] * 5
    clock.advance(minutes=16)
    await house.decisions.due.do_due()
    assert len((await shown(house, one)).options) == 8


async def test_what_stands_already_is_refused_and_what_is_hidden_is_not_told(
    house: House, clock: Clock
) -> None:
    one = await brought_to(house, clock, Stage.OPTIONS)
    await house.decisions.noting.option(ANNA, one, Option("Ninety minutes"))
    await house.decisions.noting.option(member(2), one, Option("ninety  Minutes"))
    clock.advance(minutes=16)
    await house.decisions.due.do_due()
    with refused(BadInput, "decisions.refused.same_option"):
        await house.decisions.noting.option(member(3), one, Option("NINETY minutes"))
    for typed, key in ((Option(" "), "polls.refused.empty_proposal"),):
        with refused(BadInput, key):
            await house.decisions.noting.option(member(3), one, typed)
    with refused(BadInput, "decisions.refused.long"):
        await house.decisions.noting.option(member(3), one, Option("a", unknown="x" * 401))


async def test_an_option_on_its_way_survives_a_stop(home: Home, clock: Clock) -> None:
    house = await home.open()
    one = await brought_to(house, clock, Stage.OPTIONS)
    await house.decisions.noting.option(ANNA, one, FULL)
    house = await home.after_power_cut()
    clock.advance(days=100)
    await house.decisions.due.do_due()
    assert (await shown(house, one)).options == (FULL,)


async def test_the_house_knows_when_an_option_is_to_be_shown(house: House, clock: Clock) -> None:
    one = await brought_to(house, clock, Stage.OPTIONS)
    for row in await house.outbox.due():
        await house.outbox.done(row)
    assert await house.next_due() is None
    await house.decisions.noting.option(ANNA, one, FULL)
    due = await house.next_due()
    assert due is not None
    assert timedelta(minutes=1, seconds=59) <= due - clock() <= timedelta(minutes=15)
