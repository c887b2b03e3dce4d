"""The life of a poll: gathering, more time, reminder, too few, taken down, and the lists."""

from tests.rehearsal.pictures.album import Album

BOOKS = "Which book comes next?"
TEA = "A second teapot?"
CHOICE = {"Options": ["Poems", "Letters"]}


async def play(album: Album) -> None:
    """Keep the pictures of this scene."""
    visitor = album.visitor
    await visitor.go("decisions")
    await visitor.become("Mira")
    await visitor.command("poll extend", poll="When shall", longer="1 day")
    await album.message("extended", "There is more time")
    await album.ask("Choose all", {"Your question": BOOKS, **CHOICE})
    await album.vote(BOOKS, "Your choices", [["Poems"]])
    await visitor.press("A key to my vote")
    await album.message("key", "The key to your vote")
    await visitor.press("How private is this?", on=BOOKS)
    await album.message("how-private", "How private is this")
    await album.close(BOOKS, "result-too-few")
    await album.ask("Choose one", {"Your question": TEA, **CHOICE})
    await visitor.command("poll takedown", poll=TEA[:10], reason="We have one already.")
    await album.message("result-taken-down", "Taken down:")
    await visitor.command("poll list")
    await album.message("list", "Open polls")
    await visitor.command("record")
    await album.message("record", "The group's record")
    await _gathering(album)
    for _ in range(2):
        await visitor.let_pass("1 day")
    await visitor.let_pass("1 hour")


async def _gathering(album: Album) -> None:
    visitor = album.visitor
    await visitor.command("poll ask", method="Choose all")
    await visitor.fill({"Your question": "What shall we cook together?", "Options": ["Soup"]})
    await visitor.submit()
    await visitor.press("More settings")
    also = "Members may add options until it opens"
    await visitor.fill({"When it opens": "In 1 day", "Also": also})
    await visitor.submit()
    await visitor.press("Post it")
    await album.message("gathering", "Options are being gathered")
    await visitor.let_pass("1 day")
    for _ in range(13):
        await visitor.let_pass("1 hour")
    await album.message("reminder", "Whoever wants to can still")
