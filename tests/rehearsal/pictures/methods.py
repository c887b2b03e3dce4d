"""Ways of choosing that have a form as their ballot: cards, ballots, results."""

from tests.rehearsal.pictures.album import Album

QUIET = "We start each evening with five quiet minutes."
NEW = "New members may join twice a year."
TWICE = "Meeting twice a week"
BOOKS = "Which books shall we read?"
TEA = "Tea break now?"


async def play(album: Album) -> None:
    """Keep the pictures of this scene."""
    await album.visitor.go("decisions")
    await _single(album)
    await _proposal(album)
    await _others(album)
    await _approval(album)


async def _single(album: Album) -> None:
    visitor = album.visitor
    await visitor.become("Mira")
    await visitor.command("poll ask")
    await visitor.fill(
        {
            "Your question": "Do we meet every week?",
            "Options": ["Every week", "Every two weeks"],
            "How people choose": "Choose one",
            "Open for": "15 minutes",
        }
    )
    await visitor.submit()
    await album.message("preview", "Only you see this")
    await visitor.press("Post it")
    await visitor.become("June")
    await visitor.press("Vote", on="Do we meet every week?")
    await visitor.fill({"Your choice": "Every two weeks"})
    await album.form("ballot")
    await visitor.submit()
    await album.message("vote", "Your vote is in")


async def _proposal(album: Album) -> None:
    visitor = album.visitor
    await visitor.become("Mira")
    await visitor.command("poll ask", method="Proposal")
    await visitor.fill({"What is proposed?": QUIET, "How many": "Two thirds", "Open for": "1 hour"})
    await album.form("ask-proposal")
    await visitor.submit()
    await visitor.press("More settings")
    await album.form("settings")
    await visitor.fill({"What the result": "Exact numbers", "From how many": "From 5 ballots on"})
    await visitor.submit()
    await visitor.press("Post it")
    await album.message("card-proposal", QUIET)
    await album.vote(QUIET, "Your say", ["Yes", "Yes", "Yes", "No", "Yes", "Pass", "Yes"])
    await album.close(QUIET, "result-proposal")
    await album.ask(
        "Proposal", {"What is proposed?": "We meet on Mondays.", "How many": "Two thirds"}
    )
    await album.vote("We meet on Mondays.", "Your say", ["Yes", "Yes", "No", "No"])
    await album.close("We meet on Mondays.", "result-not-carried")


async def _others(album: Album) -> None:
    await album.ask("Consent", {"What is proposed?": NEW}, name="card-consent")
    await album.vote(NEW, "Is there", [*["No objection"] * 3, "I have a concern"])
    await album.close(NEW, "result-consent")
    tea = "We buy a second teapot."
    await album.ask("Consent", {"What is proposed?": tea})
    await album.vote(tea, "Is there", ["No objection"] * 3)
    await album.close(tea, "result-no-objection")
    await album.ask("Temperature", {"What is it about": TWICE}, name="card-temperature")
    await album.vote(TWICE, "Where do you", ["Fully with it"] * 4 + ["Unsure, let's talk more"])
    await album.close(TWICE, "result-temperature")


async def _approval(album: Album) -> None:
    fields = {"Your question": BOOKS, "Options": ["Poems", "Letters", "A cookbook"]}
    await album.ask("Choose all", fields, name="card-approval")
    await album.vote(BOOKS, "Your choices", [["Poems"], ["Letters"], ["Poems", "Letters"], "Pass"])
    await album.close(BOOKS, "result-tie")
    again = "Which books in spring?"
    await album.ask("Choose all", fields | {"Your question": again})
    await album.vote(again, "Your choices", [["Poems"]] * 5)
    await album.close(again, "result-approval")
    fields = {"Your question": TEA, "Options": ["☕ Yes please", "🌿 A little later", "🙂 No need"]}
    await album.ask("Quick", fields, name="quick-poll")
    await album.ask("Show of hands", fields | {"Your question": "Who has a guitar at home?"})
    await album.message("hands", "Who has a guitar at home?")
    await album.close("Who has a guitar", "result-hands")
