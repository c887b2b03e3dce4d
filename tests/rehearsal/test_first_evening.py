"""The first evening in Chromium: a group sets up, talks, decides, checks out, and is exported."""

from pathlib import Path

import pytest
from playwright.async_api import Browser

from tests.rehearsal.browser import Visitor

pytestmark = pytest.mark.browser

FIVE = ("Old Henrik", "ليلى", "June", "Kofi", "Tomasz")
QUESTION = "Do we meet every week?"
ASKED = {
    "Your question": QUESTION,
    "Options": ["Every week", "Every two weeks"],
    "How people choose": "Choose one",
    "Open for": "15 minutes",
}


async def test_the_first_evening(browser: Browser, address: str, tmp_path: Path) -> None:
    visitor = await Visitor.arrive(browser, address)
    await _set_up(visitor)
    await _talk(visitor)
    await _decide(visitor)
    await _check_out(visitor)
    await _export(visitor)
    assert visitor.troubles == []


async def _set_up(visitor: Visitor) -> None:
    await visitor.become("Tomasz")
    await visitor.go("welcome")
    await visitor.command("group setup")
    await visitor.press("Next", on="Who does what")
    await visitor.press("Skip the rest", on="Step 2 of 7")
    await visitor.command("group door")
    await visitor.press("Post and pin it")
    await visitor.become("June")
    await visitor.press("What can I do here?", on="Come in")
    assert "Open polls that take your vote" in await visitor.read("What you can do here")


async def _talk(visitor: Visitor) -> None:
    await visitor.become("Mira")
    await visitor.go("circle")
    await visitor.command("topic post", topic="sleep")
    await visitor.press("Post it")
    assert "Sleep, rest and permission to stop" in await visitor.rooms()


async def _decide(visitor: Visitor) -> None:
    await visitor.go("decisions")
    await visitor.command("poll ask")
    await visitor.fill(ASKED)
    await visitor.submit()
    await visitor.press("Post it", on=QUESTION)
    for name in FIVE:
        await visitor.become(name)
        await visitor.press("Vote", on=QUESTION)
        await visitor.fill({"Your choice": "Every two weeks" if name == "June" else "Every week"})
        await visitor.submit()
        await visitor.read("Your vote is in.")
    for _ in range(4):
        await visitor.let_pass("5 minutes")
    result = await visitor.read(f"Result: {QUESTION}")
    assert "Every week came out ahead" in result
    assert "5 to 9 people took part" in result


async def _check_out(visitor: Visitor) -> None:
    await visitor.become("Mira")
    await visitor.go("circle")
    await visitor.command("feedback ask")
    await visitor.submit()
    await visitor.press("Post it", on="Only you see this")
    for name in FIVE:
        await visitor.become(name)
        await visitor.press("Check out", on="Four sentences")
        await visitor.fill({"I felt heard": "Mostly", "On the whole": "Fully"})
        await visitor.submit()
        await visitor.read("Your check-out is in.")
    await visitor.become("June")
    await visitor.command("feedback give", kind="Thanks")
    await visitor.fill({"What would you like": "Thank you all", "If moderators": "With my words"})
    await visitor.submit()
    await visitor.let_pass("1 day")
    await visitor.let_pass("1 day")
    assert "I felt heard: most or all" in await visitor.read("5 to 9 people took part")


async def _export(visitor: Visitor) -> None:
    await visitor.become("Tomasz")
    await visitor.command("feedback export", format="XLSX")
    assert "feedback.xlsx" in await visitor.read("Pieces of feedback: 1")
    await visitor.become("June")
    await visitor.command("record")
    assert "exported the feedback" in await visitor.read("The group's record")
