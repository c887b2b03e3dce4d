"""What a newcomer sees: the rehearsal's page with a finished poll."""

from tests.rehearsal.pictures.album import Album


async def play(album: Album) -> None:
    """Keep the pictures of this scene."""
    visitor = album.visitor
    await visitor.go("decisions")
    await album.message("card-single", "When shall we meet in winter?")
    await visitor.become("Mira")
    await visitor.command("poll close", poll="When shall")
    await album.message("result-single", "Result: When shall we meet")
    await visitor.page.set_viewport_size({"width": 1280, "height": 800})
    await visitor.become("June")
    await visitor.read("Result: When shall we meet")
    await album.page("rehearsal")
