"""A decision aid: written, read by a second person, and used in a shared decision."""

from tests.rehearsal.pictures.album import MEMBERS, Album

QUESTION = "How long do we meet?"
ABOUT = {
    "What is to be decided?": QUESTION,
    "Why now?": "Some of us are tired by nine, and some have just begun to talk.",
    "Who decides?": "All of us who come, in a private poll.",
    "What is it not for?": "It sets no rule for other groups, and it is not medical advice.",
    "What could you gain or lose": "I have a long way home.",
}
# Each option's name, its four sides, effort and what is unknown, and whether it stays as it is.
OPTIONS = (
    (
        "As it is",
        (
            "We meet for as long as somebody wants to talk.",
            "Nobody has to stop in the middle of something.",
            "It often ends late, and some leave before the end.",
            "An evening whose end nobody can say beforehand.",
        ),
        ("Nothing changes.", "Whether those who stay away would come.", "Yes"),
    ),
    (
        "One hour",
        (
            "We begin and end on the hour, and say so beforehand.",
            "Whoever is tired can stay until the end.",
            "There is less time for each of us to speak.",
            "An evening of which half is free again.",
        ),
        (
            "Somebody keeps an eye on the clock.",
            "Whether an hour is enough.",
            "No, it changes something",
        ),
    ),
)
VALUES = (
    ("I want to sleep early", "One hour", "As it is"),
    ("I want time", "As it is", "One hour"),
)


async def play(album: Album) -> None:
    """Keep the pictures of this scene."""
    await album.visitor.go("decisions")
    await _write(album)
    await _second(album)
    await _attach(album)
    await _read(album)
    await _vote(album)


async def _write(album: Album) -> None:
    visitor = album.visitor
    await visitor.become("June")
    await visitor.command("aid read")
    await visitor.press("Write one")
    await visitor.press("Begin a new one")
    await visitor.fill(ABOUT)
    await visitor.submit()
    for name, sides, (effort, unknown, stays) in OPTIONS:
        await visitor.press("Add an option", on=QUESTION)
        fields = ("The option", "What is it?", "What is good", "What is hard", "What would an")
        await visitor.fill(dict(zip(fields, (name, *sides), strict=True)))
        await visitor.submit()
        await visitor.choose(name, on=QUESTION)
        await visitor.press("Effort and sources")
        rest = {"What does it take": effort, "What don't we know": unknown}
        where = {"Where is this from": "Our own circle | 2026-11", "Does it leave": stays}
        await visitor.fill(rest | where)
        await visitor.submit()
    await album.message("aid-uneven", "could be evened out")
    for statement, pro, con in VALUES:
        await visitor.press("Add what may matter", on=QUESTION)
        # Two groups of boxes have the same labels: the first is the one it speaks for.
        await visitor.fill({"Something that": statement})
        for label, choice in (("It speaks for", pro), ("It speaks against", con)):
            field = visitor.form.locator(".modal-field").filter(has_text=label)
            await field.locator(".modal-choice").filter(has_text=choice).click()
        await visitor.submit()
    await visitor.read("Nothing here leans")
    await visitor.press("Hand it over to be read", on=QUESTION)
    await visitor.read("It waits for a second person now.")


async def _second(album: Album) -> None:
    visitor = album.visitor
    await visitor.become("Mira")
    await visitor.command("help")
    await visitor.press("What waits to be read", on="wait for a second person")
    await visitor.choose(QUESTION, on="You are the second person")
    await album.message("aid-second", "Written by June")
    await visitor.press("Read it", on="Written by June")
    for _ in range(4):
        await visitor.press("Next")
    await visitor.press("Let it show")
    await visitor.fill({"By when": "In half a year"})
    await visitor.submit()
    await visitor.read("Everybody in the group can read it now")


async def _attach(album: Album) -> None:
    visitor = album.visitor
    await visitor.command("decision propose")
    await visitor.press("Begin with the talk")
    await visitor.choose("One week", on="How long does the talk last")
    await visitor.fill({"What should be decided?": QUESTION, "Why now?": "June wrote it down."})
    await visitor.submit()
    await visitor.press("More", on="The group talks")
    await visitor.press("Attach a decision aid")
    await visitor.choose(QUESTION, on="Which decision aid")
    await visitor.read("These came along as options")
    await visitor.press("More", on="The group talks")
    await visitor.press("The talk is ready: on to the options")
    await visitor.submit()
    # Mira began it herself, so she is asked whether somebody else could say so.
    await visitor.press("Nobody else facilitates")
    await visitor.let_pass("5 minutes")
    await album.message("aid-decision", "Read it in peace")


async def _read(album: Album) -> None:
    visitor = album.visitor
    await visitor.become("Old Henrik")
    await visitor.press("Read it in peace")
    await visitor.press("Next")
    await visitor.press("Next")
    await album.message("aid-option", "Option 2 of 2")
    await visitor.press("Next")
    await album.message("aid-side", "Side by side")
    await visitor.press("Hard about it")
    await visitor.press("Next")
    await visitor.press("What matters to me", on="Where this is from")
    await visitor.choose_many(("I want to sleep early",), on="What matters to you in this?")
    await visitor.press("Next", on="What matters to you in this?")
    await visitor.grade(("Very",), on="How much does each")
    await visitor.press("Next", on="How much does each")
    await visitor.grade(("Fits",), on="The aid says: this speaks for it.")
    await album.message("aid-fits", "The aid says: this speaks for it.")


async def _vote(album: Album) -> None:
    visitor = album.visitor
    await visitor.become("Mira")
    await visitor.press("More", on="Anybody can add an option")
    await visitor.press("Ask the vote")
    await visitor.fill({"How people": "Choose one"})
    await visitor.submit()
    await visitor.press("Post it")
    await visitor.read("This belongs to a")
    for member in MEMBERS[:6]:
        await visitor.become(member)
        await visitor.press("Vote", on="This belongs to a")
        await visitor.fill({"Your choice": ["One hour"]})
        await visitor.submit()
    await visitor.let_pass("1 day")
    await visitor.read("A facilitator writes next")
