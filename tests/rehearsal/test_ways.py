"""The page in Chromium: a group ranks, meets a tie, runs it off, and finds a time."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from playwright.async_api import Browser

from tests.rehearsal.browser import Visitor

pytestmark = pytest.mark.browser

PLACES = "Where shall we go in spring?"
WHEN = "When do we go?"


async def test_a_group_ranks_runs_a_tie_off_and_finds_a_time(
    browser: Browser, address: str, tmp_path: Path
) -> None:
    visitor = await Visitor.arrive(browser, address)
    await visitor.become("Mira")
    await visitor.go("decisions")
    await _tie(visitor)
    await _run_off(visitor)
    await _time(visitor)
    await visitor.picture(tmp_path / "event.png")
    assert visitor.troubles == []


async def _tie(visitor: Visitor) -> None:
    await visitor.command("poll ask", method="Rank them")
    asked = {
        "Your question": PLACES,
        "Options": ["The lake", "The garden"],
        "Open for": "15 minutes",
    }
    await visitor.fill({**asked, "If it is": "A run-off: a poll among the tied"})
    await visitor.submit()
    await visitor.press("Post it")
    for name, places in (("June", ("1st", "2nd")), ("Kofi", ("2nd", "1st")), ("ليلى", ("Not",))):
        await visitor.become(name)
        await visitor.press("Vote", on=PLACES)
        if places == ("Not",):
            await visitor.press("Pass", on=PLACES)
        else:
            await visitor.grade(places, on=PLACES)
            await visitor.press("Look it over", on=PLACES)
        assert "Nothing is sent yet" in await visitor.read("This is your ballot.")
        await visitor.press("Send my vote")
        await visitor.read("Your vote is in.")
    for _ in range(4):
        await visitor.let_pass("5 minutes")
    assert "Level are: The lake, The garden." in await visitor.read(f"Result: {PLACES}")


async def _run_off(visitor: Visitor) -> None:
    await visitor.become("Mira")
    await visitor.press("Ask the run-off", on=f"Result: {PLACES}")
    await visitor.submit()
    shown = await visitor.read("Nothing is posted yet")
    assert "The lake" in shown
    assert "Keep things as they are" not in shown
    await visitor.press("Discard", on="Nothing is posted yet")


async def _time(visitor: Visitor) -> None:
    soon = datetime.now(UTC) + timedelta(days=30)
    await visitor.command("poll ask", method="Find a time")
    times = [f"{soon:%Y-%m-%d} 18:00", f"{soon:%Y-%m-%d} 19:30"]
    await visitor.fill({"What is the time": WHEN, "Times": times, "Open for": "15 minutes"})
    await visitor.submit()
    await visitor.press("Post it")
    for name in ("June", "Kofi", "Old Henrik"):
        await visitor.become(name)
        await visitor.press("Vote", on=WHEN)
        await visitor.grade(("If needed", "Works"), on=WHEN)
        await visitor.press("Look it over", on=WHEN)
        await visitor.press("Send my vote")
    for _ in range(4):
        await visitor.let_pass("5 minutes")
    assert "no other time works for more people" in await visitor.read(f"Result: {WHEN}")
    await visitor.become("Mira")
    await visitor.press("Make it an event", on=f"Result: {WHEN}")
    await visitor.fill({"Where": "At the gate"})
    await visitor.submit()
    await visitor.read("among the server's events now")
