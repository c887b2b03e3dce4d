"""Reading an aid: every page, alone and beside a decision, within Discord's limits."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from bot.domain.aids.aid import SIDES, Aid, Story, Turned
from bot.domain.people import Person
from bot.storage import library
from bot.words import say
from tests.domain.aids.made import EVEN, option
from tests.services.aids.kept import let_show
from tests.world import World, answer, labels, text, told


def author(world: World) -> Person:
    return Person(world.guild.id, world.channel.id, world.members[1].id)


def reader(world: World) -> Person:
    return Person(world.guild.id, world.channel.id, world.facilitator.id, manages_events=True)


async def brought(world: World, aid: Aid) -> str:
    """Let a member write an aid and the facilitator read it; return its key."""
    house = world.client.house
    written = await house.aids.writing.begin(author(world), "A" * 32, question="Q")
    await house.aids.writing.change(author(world), written.aid_id, lambda _: aid)
    waits = await house.aids.writing.hand_in(author(world), written.aid_id)
    # Called past the simulation, the house goes by the machine's own clock.
    day = datetime.now(UTC).date() + timedelta(days=300)
    return (await let_show(house, waits, reader(world), day)).key


async def read(world: World, key: str) -> list[str]:
    """Read an aid from its first page to its last; return what stood on each."""
    page = answer(await world.member.slash(world.channel, "aid read", aid=key))
    found = [text(page)]
    while say("aids.next") in labels(page):
        page = answer(await world.member.click(page, label=say("aids.next")))
        found.append(text(page))
    return found


@pytest.mark.parametrize("key", list(library.aids()))
async def test_each_of_the_library_is_read_page_by_page(world: World, key: str) -> None:
    aid = library.aids()[key].aid
    pages = await read(world, key)
    assert len(pages) == 1 + len(aid.options) + 1 + 1
    for each, page in zip(aid.options, pages[1:], strict=False):
        for side in SIDES:
            assert say(f"aids.sides.{side}", text="").strip() in page
        assert each.name in page
        assert page.count("**") == 2 * len(SIDES)
    assert all(f"{each.name}**\n{each.benefits}" in pages[-2] for each in aid.options)
    assert "Sources" in pages[-1]


async def test_each_side_stands_side_by_side(world: World) -> None:
    key, edition = next(iter(library.aids().items()))
    page = answer(await world.member.slash(world.channel, "aid read", aid=key))
    page = answer(await world.member.click(page, label=say("aids.next")))
    page = answer(await world.member.click(page, label=say("aids.side.button")))
    for side in ("risks", "what", "unknown", "benefits"):
        page = answer(await world.member.click(page, label=say(f"aids.side.{side}")))
        assert all(getattr(each, side) in text(page) for each in edition.aid.options)
    page = answer(await world.member.click(page, label=say("aids.next")))
    assert say("aids.from.title") in text(page)
    page = answer(await world.member.click(page, label=say("aids.before")))
    assert say("aids.side.title", side=say("aids.side.benefits")) in text(page)


async def test_the_longest_of_a_groups_own_fits_on_every_page(world: World) -> None:
    long = "*_`|" * 100
    told = tuple(Story("*" * 600, turned) for turned in (Turned.WELL, Turned.NOT_WELL))
    options = tuple(
        replace(option(f"{n}" + "*" * 79, stays=n == 0), stories=told, **dict.fromkeys(SIDES, long))
        for n in range(6)
    )
    about = dict.fromkeys(("why_now", "who_decides", "not_for", "interests"), long)
    aid = replace(EVEN, question="*" * 150, options=options, values=(), **about)
    key = await brought(world, replace(aid, values=EVEN.values))
    pages = await read(world, key)
    assert len(pages) == 1 + 6 + 1 + 1 + 1
    assert say("aids.stories.well") in pages[-2]
    assert say("aids.stories.not_well") in pages[-2]


async def test_stories_show_equally_many_for_each_or_none(world: World) -> None:
    one = replace(EVEN.options[1], stories=(Story("I slept.", Turned.WELL),))
    key = await brought(world, replace(EVEN, options=(EVEN.options[0], one)))
    assert not any("I slept." in page for page in await read(world, key))


async def test_what_was_taken_down_meanwhile_says_so(world: World) -> None:
    house = world.client.house
    key = await brought(world, EVEN)
    page = answer(await world.member.slash(world.channel, "aid read", aid=EVEN.question))
    await house.aids.second.take_down(reader(world), key)
    pressed = await world.member.click(page, label=say("aids.next"))
    assert say("aids.refused.gone") in told(pressed)


async def test_the_list_leads_to_each(world: World) -> None:
    shown_list = await world.member.slash(world.channel, "aid read")
    assert shown_list.ephemeral
    assert "none is medical advice" in told(shown_list)
    first = await world.member.select(answer(shown_list), values=["how-often-we-meet"])
    assert "How often do we meet?" in told(first)
