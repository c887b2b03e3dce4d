"""Ranked, score and times: their private card, the last look, and what came out."""

from datetime import UTC, datetime, timedelta

from tests.rehearsal.pictures.album import Album

SPRING = "Where shall we go in spring?"
ROOM = "Which room would be good for us?"
WALK = "When do we go for our walk?"
EXACT = {"What the result": "Exact numbers"}


async def play(album: Album) -> None:
    """Keep the pictures of this scene."""
    await album.visitor.go("decisions")
    await _ranked(album)
    await _score(album)
    await _times(album)
    await _lot(album)


async def _ask(album: Album, method: str, fields: dict[str, str | list[str]]) -> None:
    """Ask with exact numbers, as seven people are too few for words."""
    visitor = album.visitor
    await visitor.become("Mira")
    await visitor.command("poll ask", method=method)
    await visitor.fill(fields)
    await visitor.submit()
    await visitor.press("More settings")
    await visitor.fill(EXACT)
    await visitor.submit()
    await visitor.press("Post it")


async def _ranked(album: Album) -> None:
    visitor = album.visitor
    places = ["The lake", "The garden", "The old town"]
    await _ask(album, "Rank them", {"Your question": SPRING, "Options": places})
    await album.message("card-ranked", SPRING)
    await visitor.become("June")
    await visitor.press("Vote", on=SPRING)
    await visitor.grade(("2nd", "1st", "3rd"), on=SPRING)
    await album.message("ballot-ranked", "Look it over")
    await visitor.press("Look it over", on=SPRING)
    await album.message("last-look", "This is your ballot.")
    await visitor.press("Go back", on="This is your ballot.")
    ballots = [
        ("1st", "2nd"),
        ("2nd", "1st"),
        ("3rd", "2nd", "1st"),
        ("2nd", "1st"),
        ("1st", "2nd"),
    ]
    await album.grade(SPRING, ballots)
    await album.close(SPRING, "result-ranked")


async def _score(album: Album) -> None:
    rooms = ["The library", "The tea house", "Somebody's kitchen"]
    await _ask(album, "Score them", {"Your question": ROOM, "Options": rooms})
    ballots = [("5,", "4"), ("3", "5,"), ("4", "5,", "2"), ("5,", "2"), ("2", "4", "5,")]
    await album.grade(ROOM, ballots)
    await album.close(ROOM, "result-score")


async def _times(album: Album) -> None:
    day = datetime.now(UTC) + timedelta(days=12)
    times = [f"{day:%Y-%m-%d} 16:00", f"{day:%Y-%m-%d} 18:30"]
    await album.visitor.become("Mira")
    await album.visitor.command("poll ask", method="Find a time")
    await album.form("ask-times")
    await album.visitor.page.keyboard.press("Escape")
    await _ask(album, "Find a time", {"What is the time": WALK, "Times": times})
    ballots = [
        ("Works", "If"),
        ("If", "Works"),
        ("Doesn't", "Works"),
        ("Works", "Works"),
        ("If", "If"),
    ]
    await album.grade(WALK, ballots)
    await album.close(WALK, "result-times")
    await album.visitor.press("Make it an event")
    await album.form("event-form")
    await album.visitor.page.keyboard.press("Escape")


async def _lot(album: Album) -> None:
    question = "Who brings the cake?"
    fields: dict[str, str | list[str]] = {
        "Your question": question,
        "Options": ["The red team", "The blue team"],
        "If it is": "A lot decides, and anyone can check it",
    }
    await _ask(album, "Choose one", fields)
    await album.vote(
        question, "Your choice", ["The red team"] * 2 + ["The blue team"] * 2 + ["Pass"]
    )
    await album.close(question, "result-lot")
