"""The page over HTTP: rooms, several tabs at once, and a clock that runs and leaps."""

import asyncio
from collections.abc import AsyncGenerator
from datetime import datetime, timedelta
from pathlib import Path

import aiohttp
import pytest

from bot.rehearsal.playing import playing
from bot.rehearsal.seed import real_bot, seed
from tests.rehearsal.tab import Tab


@pytest.fixture
async def address(tmp_path: Path) -> AsyncGenerator[str]:
    async with playing(real_bot, seed, tmp_path, 0, 1.0) as address:
        yield address


@pytest.fixture
async def session() -> AsyncGenerator[aiohttp.ClientSession]:
    async with aiohttp.ClientSession() as session:
        yield session


async def test_each_person_has_their_own_rooms(
    session: aiohttp.ClientSession, address: str
) -> None:
    tab = await Tab(session, address).open()
    assert list(tab.rooms) == ["welcome", "circle", "Arriving as you are", "decisions"]
    await tab.become("tomasz")
    await tab.enter("moderators")
    assert tab.rooms["moderators"]["here"]
    await tab.become("kofi")
    assert "moderators" not in tab.rooms
    assert tab.rooms["circle"]["here"]


async def test_nobody_enters_a_room_that_they_cannot_see(
    session: aiohttp.ClientSession, address: str
) -> None:
    tomasz, kofi = await Tab(session, address).open(), await Tab(session, address).open()
    await tomasz.become("tomasz")
    await kofi.become("kofi")
    closed = tomasz.rooms["moderators"]["id"]
    for way in (f"room:{closed}", "room:1", "room:", "room:x/y"):
        assert (await kofi.act("focus", target_id=way))["rejected"]
    await kofi.look()
    assert kofi.rooms["circle"]["here"]


async def test_two_tabs_that_press_at_the_same_instant_are_both_answered(
    session: aiohttp.ClientSession, address: str
) -> None:
    tabs = [await Tab(session, address).open() for _ in range(3)]
    for tab, account in zip(tabs, ("henrik", "kofi", "mira"), strict=True):
        await tab.become(account)
        await tab.enter("decisions")
    receipts = await asyncio.gather(*(tab.press("How private is this?") for tab in tabs))
    assert [receipt["settlement"] for receipt in receipts] == ["settled"] * 3
    for tab in tabs:
        shown = (await tab.look())["messageIndex"]
        assert sum(message["ephemeral"] for message in shown) == 1


async def test_a_press_counts_although_something_was_posted_an_instant_before(
    session: aiohttp.ClientSession, address: str
) -> None:
    mira, june = await Tab(session, address).open(), await Tab(session, address).open()
    await june.become("june")
    await mira.enter("decisions")
    await june.enter("decisions")
    assert (await june.act("send_message", content="One moment"))["settlement"] == "settled"
    receipt = await mira.press("How private is this?")
    assert receipt["settlement"] == "settled"
    assert "One moment" in str((await mira.look())["messages"])


async def test_a_message_goes_to_the_room_that_its_writer_is_in(
    session: aiohttp.ClientSession, address: str
) -> None:
    tab = await Tab(session, address).open()
    await tab.enter("welcome")
    await tab.act("send_message", content="Hello, all of you")
    assert "Hello, all of you" in str((await tab.look())["messages"])
    await tab.enter("circle")
    assert "Hello, all of you" not in str(tab.state["messages"])


async def test_the_clock_runs_leaps_and_closes_polls(
    session: aiohttp.ClientSession, address: str
) -> None:
    tab = await Tab(session, address).open()
    await tab.enter("decisions")
    before = datetime.fromisoformat(tab.state["rehearsal"]["now"])
    await tab.act("focus", target_id="pass:86400")
    await tab.until("Result: When shall we meet in winter?")
    after = datetime.fromisoformat(tab.state["rehearsal"]["now"])
    assert timedelta(days=1) <= after - before < timedelta(days=1, minutes=1)


async def test_a_click_on_a_thread_leads_back_to_its_card(
    session: aiohttp.ClientSession, address: str
) -> None:
    tab = await Tab(session, address).open()
    await tab.enter("Arriving as you are")
    hangs_on = tab.rooms["Arriving as you are"]["hangsOn"]
    assert hangs_on["name"] == "circle"
    await tab.act("focus", target_id=hangs_on["way"])
    assert "Arriving as you are" in str((await tab.look())["messages"])
    assert tab.rooms["circle"]["here"]


async def test_the_page_bears_the_rehearsals_frame(
    session: aiohttp.ClientSession, address: str
) -> None:
    base = address.partition("#")[0]
    page = await (await session.get(base)).text()
    for mark in (
        "<title>Circlekeeper, a rehearsal</title>",
        "Rehearsal: nothing leaves this computer",
        'href="/rehearsal.css"',
        'src="/rehearsal.js"',
    ):
        assert mark in page
    for path in ("rehearsal.js", "rehearsal.css"):
        assert (await session.get(base + path)).status == 200
        elsewhere = {"Host": "somewhere.example"}
        assert (await session.get(base + path, headers=elsewhere)).status == 403
