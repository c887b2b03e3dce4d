"""The page in Chromium: what somebody does who has just typed `make rehearse`."""

import re
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from playwright.async_api import Browser, expect

from tests.rehearsal.browser import Visitor
from tests.rehearsal.running import rehearsal

pytestmark = pytest.mark.browser

QUESTION = "Which tea for Sunday?"
ASKED = {
    "Your question": QUESTION,
    "Options": ["Mint", "Sage"],
    "How people choose": "Choose one",
    "Open for": "1 hour",
}


async def test_a_group_asks_votes_and_reads_the_result(
    browser: Browser, address: str, tmp_path: Path
) -> None:
    mira = await Visitor.arrive(browser, address)
    await mira.become("Mira")
    await mira.go("decisions")
    await mira.command("poll ask")
    await mira.fill(ASKED)
    await mira.submit()
    assert "Nothing is posted yet" in await mira.read(QUESTION)
    await mira.press("Post it")

    for name, choice in (("Old Henrik", "Mint"), ("ليلى", "Sage"), ("June", "Mint")):
        await mira.become(name)
        await mira.press("Vote", on=QUESTION)
        await mira.fill({"Your choice": choice})
        await mira.submit()
        assert choice in await mira.read("Your vote is in.")

    await mira.become("Mira")
    assert not any("Your vote" in message for message in await mira.messages())
    await mira.command("poll close", poll="Which tea")
    result = await mira.read(f"Result: {QUESTION}")
    assert "Mint came out ahead" in result
    assert "3 or 4 people took part" in result
    await mira.picture(tmp_path / "result.png")
    assert mira.troubles == []


async def test_the_seeded_poll_closes_while_the_page_is_open(
    browser: Browser, address: str
) -> None:
    visitor = await Visitor.arrive(browser, address)
    await visitor.go("decisions")
    await visitor.let_pass("1 day")
    result = await visitor.read("Result: When shall we meet in winter?")
    assert "Thursdays at seven came out ahead" in result
    assert "5 to 9 people took part" in result
    await visitor.follow("To the poll")
    assert "When shall we meet in winter?" in await visitor.read("This poll is closed.")


async def test_a_topic_has_a_thread_and_both_lead_to_each_other(
    browser: Browser, address: str
) -> None:
    visitor = await Visitor.arrive(browser, address)
    await visitor.go("circle")
    await visitor.command("topic post", topic="sleep")
    await visitor.press("Post it")
    thread = "Sleep, rest and permission to stop"
    assert thread in await visitor.rooms()
    await visitor.page.locator(".thread-summary").filter(has_text=thread).click()
    await expect(visitor.page.locator("#channel-name")).to_have_text(thread)
    await visitor.page.get_by_role("button", name="Back to its card in #circle").click()
    await expect(visitor.page.locator("#channel-name")).to_have_text("circle")


async def test_a_field_offers_its_choices_before_anything_is_typed(
    browser: Browser, address: str
) -> None:
    mira = await Visitor.arrive(browser, address)
    await mira.become("Mira")
    await mira.go("circle")
    line = mira.page.locator("#channel-composer-input")
    await line.click()
    await line.press_sequentially("/topic post")
    await mira.page.locator(".command-entry").filter(has_text="/topic post").first.click()
    offered = mira.page.locator(".command-suggestion")
    await expect(offered.filter(has_text="Arriving as you are")).to_be_visible()
    assert mira.troubles == []


async def test_a_scheduled_topic_arrives_while_the_page_is_open(
    browser: Browser, address: str
) -> None:
    mira = await Visitor.arrive(browser, address)
    await mira.become("Mira")
    await mira.go("circle")
    await mira.command("topic schedule")
    soon = datetime.now(UTC) + timedelta(minutes=7)
    await mira.fill({"First day": soon.date().isoformat(), "At what time": f"{soon:%H:%M}"})
    await mira.submit()
    await mira.press("Start it")
    shown = await mira.read("It runs.")
    first = re.findall(r"[AP]M: (.+)", shown)[0]
    for _ in range(3):
        await mira.let_pass("5 minutes")
    await expect(mira.page.locator("#rooms").get_by_text(first[:18])).to_be_visible()
    await mira.become("Kofi")
    await mira.press("Why this one?", on=first)
    assert "chosen by chance" in await mira.read("chosen by chance")
    assert mira.troubles == []


async def test_private_feedback_is_given_answered_and_its_answer_read(
    browser: Browser, address: str
) -> None:
    june = await Visitor.arrive(browser, address)
    await june.become("June")
    await june.go("circle")
    await june.command("feedback give")
    await june.press("A worry", on="What is it about?")
    words = "The evening talks get louder than I can follow."
    await june.fill({"What would you like": words, "If moderators": "With my words"})
    await june.submit()
    given = await june.read("it has arrived")
    code = re.findall(r"[0-9A-Z]{4}(?:-[0-9A-Z]{4}){3}-[0-9A-Z]", given)[0]

    # What comes in less than an hour before a batch waits for the next day's.
    await june.let_pass("1 day")
    await june.let_pass("1 day")
    await june.become("Tomasz")
    await june.go("moderators")
    assert "New: 1" in await june.read("Feedback has come in")
    await june.press("Open the inbox")
    assert "private" in await june.read(words)
    await june.choose(words, on="Open one")
    await june.press("Answer", on=words)
    await june.fill({"What you would like": "We will try a round, one after the other."})
    await june.submit()
    await june.read("Your answer is there")

    await june.become("June")
    await june.go("circle")
    await june.command("feedback mine")
    await june.press("I have a code")
    await june.fill({"Your code": code})
    await june.submit()
    read = await june.read("We will try a round")
    assert "Tomasz, for the moderators" in read
    await june.press("Yes, you have", on=words)
    assert "Thank you" in await june.read("without your name")
    assert june.troubles == []


async def test_what_somebody_types_outlives_what_others_do_meanwhile(
    browser: Browser, address: str
) -> None:
    mira = await Visitor.arrive(browser, address)
    tomasz = await Visitor.arrive(browser, address)
    await tomasz.become("Tomasz")
    await mira.command("poll ask")
    await mira.fill({"Your question": "Half a sent"})
    line = tomasz.page.locator("#channel-composer-input")
    await line.fill("Good evening from another tab.")
    await line.press("Enter")
    await mira.read("Good evening from another tab.")
    question = mira.form.locator(".modal-input").first
    await expect(question).to_have_value("Half a sent")


async def test_the_page_says_when_the_rehearsal_is_over(
    browser: Browser,
) -> None:
    async with rehearsal() as (address, program):
        visitor = await Visitor.arrive(browser, address)
        program.terminate()
        await visitor.page.get_by_text("The rehearsal has ended.").wait_for()
        assert await program.wait() == 0
