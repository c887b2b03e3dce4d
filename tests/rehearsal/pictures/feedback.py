"""Feedback from a form to what came of it: private pieces, a check-out, the inbox, the loop."""

import re

from tests.rehearsal.pictures.album import Album

LOUD = "The evening talks get louder than I can follow. I lose the thread and stay silent."
UNDERSTOOD = "You told us that the evening talks get so loud that you lose the thread."
WILL = "From Monday on we begin with a round in which everybody speaks once."
STEPS = {"June": "Mostly", "Old Henrik": "Fully", "Kofi": "Mostly", "ليلى": "Mostly"}
MORE_STEPS = {"Tomasz": "Fully", "Ayşe": "In between"}
HEARD = "I felt heard"
ROUND = "We begin with a round in which everybody speaks once."


async def play(album: Album) -> None:
    """Keep the pictures of this scene."""
    await album.visitor.go("circle")
    code = await _give(album)
    await _check_out(album)
    for _ in range(2):
        await album.visitor.let_pass("1 day")
    await _answer(album)
    await _read(album, code)
    await _loop(album)
    await album.visitor.become("June")
    await album.visitor.command("feedback summary")
    await album.message("summary", "How sessions were")
    shown = album.visitor.page.locator(".channel-message img[alt]").last
    await shown.screenshot(path=album.path("trend"))


async def _give(album: Album) -> str:
    """Give a private piece and two others; return the code of the private one."""
    visitor = album.visitor
    await visitor.become("June")
    await visitor.command("feedback give")
    await album.message("feedback-kinds", "What is it about")
    await visitor.press("A worry", on="What is it about")
    await album.form("feedback")
    await visitor.fill({"What would": LOUD, "If moderators": "With my words"})
    await visitor.submit()
    code = re.search(r"[0-9A-Z]{4}(-[0-9A-Z]{4}){3}-[0-9A-Z]", await visitor.read("it has arrived"))
    assert code is not None
    await album.message("feedback-code", "it has arrived")
    for who, kind, words, name in (
        ("Old Henrik", "Thanks", "Thank you for the walk on Sunday 🌻", "With my name"),
        ("Kofi", "An idea", "Could the topic be posted a day before?", "Private"),
    ):
        await visitor.become(who)
        await visitor.command("feedback give", kind=kind)
        given = {"What would": words, "If moderators": "With my words", "With your name": name}
        await visitor.fill(given)
        await visitor.submit()
    return code.group()


async def _check_out(album: Album) -> None:
    visitor = album.visitor
    await visitor.become("Mira")
    await visitor.command("feedback ask")
    await album.form("ask-form")
    await visitor.submit()
    await visitor.press("Post it", on="Only you see this")
    await album.message("check-out", "Four sentences")
    for who, step in {**STEPS, **MORE_STEPS}.items():
        await visitor.become(who)
        await visitor.press("Check out")
        await visitor.fill({HEARD: step, "The way we": "A little", "On the whole": step})
        if who == "June":
            await album.form("check-out-form")
        await visitor.submit()


async def _answer(album: Album) -> None:
    visitor = album.visitor
    await visitor.become("Tomasz")
    await visitor.go("moderators")
    await album.message("digest", "Feedback has come in")
    await visitor.press("Open the inbox")
    await album.message("inbox", "Every kind")
    await visitor.choose("louder", on="Every kind")
    await visitor.press("Answer", on="louder")
    said = {"What you understood": UNDERSTOOD, "What you would like": WILL}
    await visitor.fill({**said, "What becomes": "Being talked about"})
    await album.form("answer-form")
    await visitor.submit()
    await album.message("inbox-item", "louder")


async def _read(album: Album, code: str) -> None:
    visitor = album.visitor
    await visitor.become("June")
    await visitor.go("circle")
    await visitor.command("feedback mine")
    await visitor.press("I have a code")
    await visitor.fill({"Your code": code})
    await visitor.submit()
    await album.message("feedback-mine", "Have we understood")


async def _loop(album: Album) -> None:
    visitor = album.visitor
    await visitor.become("Tomasz")
    await visitor.command("feedback loop")
    await visitor.press("Prepare a card")
    await visitor.choose("louder", on="The next card")
    await visitor.page.locator("#channel-name").click()
    await visitor.rest()
    said = {"You said": "The talks in the evening are hard to follow", "By whom": "Mira and Tomasz"}
    await visitor.fill({**said, "What we did": ROUND})
    await album.form("loop-form")
    await visitor.submit()
    await album.message("loop-prepared", "The next card")
    await visitor.press("Post it here", on="The next card")
    await album.message("loop", "You said:")
