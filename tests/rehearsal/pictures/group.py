"""The group: setting up, the front door, help."""

from tests.rehearsal.pictures.album import Album


async def play(album: Album) -> None:
    """Keep the pictures of this scene."""
    visitor = album.visitor
    await visitor.become("Tomasz")
    await visitor.go("welcome")
    await visitor.command("group setup")
    await album.message("setup", "Step 1 of 7")
    await visitor.command("group door")
    await visitor.press("Post and pin it")
    await visitor.become("June")
    await album.message("front-door", "Come in")
    await visitor.command("help")
    await album.message("help", "What you can do here")
