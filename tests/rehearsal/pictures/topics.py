"""Topics: a card, a schedule from its form to the topic that came by itself, a suggestion."""

from datetime import UTC, datetime, timedelta

from tests.rehearsal.pictures.album import Album


async def play(album: Album) -> None:
    """Keep the pictures of this scene."""
    visitor = album.visitor
    await visitor.become("Mira")
    await visitor.go("circle")
    await album.message("topic", "A way to say hello")
    await visitor.command("topic schedule")
    soon = datetime.now(UTC) + timedelta(minutes=20)
    await visitor.fill({"First day": soon.date().isoformat(), "At what time": f"{soon:%H:%M}"})
    await album.form("schedule-form")
    await visitor.submit()
    await album.message("schedule-preview", "Nothing is scheduled yet")
    await visitor.press("Start it")
    for _ in range(5):
        await visitor.let_pass("5 minutes")
    await album.message("topic-scheduled", "Why this one?")
    await visitor.command("topic schedules")
    await album.message("schedules", "Topics on a schedule")
    await visitor.command("topic suggest")
    await album.form("suggest")
