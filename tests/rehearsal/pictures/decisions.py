"""A shared decision: from somebody's wish to the day on which the group looks at it again."""

from tests.rehearsal.pictures.album import MEMBERS, Album

WISH = "Shorter meetings"
READY = "The talk is ready: on to the options"


async def play(album: Album) -> None:
    """Keep the pictures of this scene."""
    await album.visitor.go("decisions")
    await _wish(album)
    await _talk(album)
    await _options(album)
    await _weigh(album)
    await _vote(album)
    await _outcome(album)
    await _review(album)


async def _wish(album: Album) -> None:
    visitor = album.visitor
    await visitor.become("Kofi")
    await visitor.command("decision propose")
    await album.message("decision-propose", "Put something before the group")
    await visitor.press("In private")
    await visitor.fill(
        {
            "What should be decided?": WISH,
            "Why now?": "Two hours in the evening are more than some of us can sit through.",
            "Whom does it touch?": "Everyone who comes, and those who stopped coming.",
        }
    )
    await album.form("decision-form")
    await visitor.submit()
    for _ in range(3):
        await visitor.let_pass("5 minutes")
    await album.message("decision-wish", WISH)
    for name in MEMBERS[:3]:
        await visitor.become(name)
        await visitor.press("I'd like us to talk about this", on=WISH)
    await album.message("decision-support", "Noted")
    await visitor.let_pass("1 hour")
    await visitor.read("The group talks about this now.")


async def _talk(album: Album) -> None:
    visitor = album.visitor
    for name, button, words in (
        ("Bảo Trân", "Add an open question", "What would we leave out?"),
        ("June", "Add what we agree on", "Nobody is cut off in the middle of a sentence."),
    ):
        await visitor.become(name)
        await visitor.press(button, on=WISH)
        await visitor.fill({"What do we": words})
        await visitor.submit()
    await album.message("decision-talk", "Open questions")
    await visitor.become("Mira")
    await visitor.press("More", on="Open questions")
    await album.message("decision-more", "Where it is:")
    await visitor.press(READY)
    await album.form("decision-ready")
    await visitor.submit()


async def _options(album: Album) -> None:
    visitor = album.visitor
    for name, option, sides in (
        ("June", "One hour", ("We leave before we are tired.", "Little time for each of us.")),
        ("Ayşe", "Two hours with a break", ("There is room for silence.", "It ends late.")),
    ):
        await visitor.become(name)
        await visitor.press("Add an option", on="Anybody can add an option")
        await visitor.fill(
            {"The option": option, "What is good": sides[0], "What is hard": sides[1]}
        )
        await album.form("decision-option-form")
        await visitor.submit()
    for _ in range(3):
        await visitor.let_pass("5 minutes")
    await album.message("decision-options", "Good about it")


async def _weigh(album: Album) -> None:
    visitor = album.visitor
    await visitor.become("Old Henrik")
    await visitor.press("What matters to me", on="Good about it")
    await visitor.choose_many(
        ("It leaves me energy", "Quiet people"), on="What matters to you in this?"
    )
    await visitor.press("In my own words", on="What matters to you in this?")
    await album.form("decision-own")
    await visitor.fill({"What matters": "That my bus home still runs."})
    await visitor.submit()
    await album.message("decision-matters", "What matters to you in this?")
    await visitor.press("Next", on="What matters to you in this?")
    await visitor.grade(("Very", "Quite"), on="How much does each")
    await visitor.press("Next", on="How much does each")
    for marks in (("Fits", "in part"), ("Doesn", "Fits"), ("I don", "Fits")):
        await visitor.grade(marks, on="3. ")
        await album.message("decision-fits", "3. ")
        await visitor.press("Next", on="3. ")
    await album.message("decision-side", "Side by side:")
    await visitor.press("Next", on="Side by side:")
    await visitor.grade(("Yes", "Not yet"), on="four questions")
    await album.message("decision-questions", "four questions")


async def _vote(album: Album) -> None:
    visitor = album.visitor
    await visitor.become("Mira")
    await visitor.press("More", on="Good about it")
    await visitor.press("Ask the vote")
    await album.form("decision-vote-form")
    await visitor.fill({"How people": "Choose one"})
    await visitor.submit()
    await visitor.press("Post it")
    await album.message("decision-poll", "This belongs to a")
    await album.vote("This belongs to a", "Your choice", [["One hour"]] * 6)
    await visitor.let_pass("1 day")
    await album.message("decision-closed", "A facilitator writes next")


async def _outcome(album: Album) -> None:
    visitor = album.visitor
    await visitor.become("Mira")
    await visitor.press("More", on="A facilitator writes next")
    await visitor.press("Write the outcome")
    await album.message("decision-state", "Write the outcome")
    await visitor.choose("Adopted", on="Write the outcome")
    await visitor.fill(
        {
            "What was decided?": "We meet for one hour, and whoever likes stays on.",
            "What happens next?": "Mira changes the event before next week.",
            "Which concerns": "Little time for each: we begin on the minute.",
        }
    )
    await album.form("decision-outcome-form")
    await visitor.submit()
    await album.message("decision-outcome", f"Outcome: {WISH}")
    await visitor.become("Kofi")
    await visitor.press("More", on=f"Outcome: {WISH}")
    await visitor.press("Read all of it")
    await album.message("decision-whole", "In daily life")


async def _review(album: Album) -> None:
    visitor = album.visitor
    for _ in range(7):
        await visitor.let_pass("1 week")
    await album.message("decision-review", "Time to look at it again")
    await visitor.become("Mira")
    await visitor.press("More", on="Time to look at it again")
    await visitor.press("Say how it goes on")
    await visitor.fill(
        {"How does it go on?": "Keep it as it is", "In a few words": "It did us good."}
    )
    await album.form("decision-goes-on-form")
    await visitor.submit()
    await album.message("decision-goes-on", "We keep it.")
