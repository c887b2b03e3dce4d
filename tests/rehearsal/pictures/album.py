"""An album: keeps what a visitor sees as pictures of the guides."""

from collections.abc import Mapping, Sequence
from pathlib import Path

from tests.rehearsal.browser import Answer, Visitor

PICTURES = Path(__file__).parents[3] / "docs" / "pictures"
# The invented group's members, in the order in which they take part.
MEMBERS = ("Tomasz", "ليلى", "Ayşe", "June", "Kofi", "Bảo Trân", "Old Henrik")


class Album:
    """A visitor who keeps pictures, and short ways to what many scenes do."""

    def __init__(self, visitor: Visitor, folder: Path = PICTURES) -> None:
        self.visitor = visitor
        self._folder = folder

    def path(self, name: str) -> Path:
        """Return where a picture of this name is kept."""
        return self._folder / f"{name}.png"

    async def message(self, name: str, on: str) -> None:
        """Keep the newest message that says `on`."""
        await self.visitor.read(on)
        message = self.visitor.page.locator(".channel-message").filter(has_text=on).last
        await message.scroll_into_view_if_needed()
        await message.screenshot(path=self.path(name))

    async def form(self, name: str) -> None:
        """Keep the open form."""
        await self.visitor.form.screenshot(path=self.path(name))

    async def page(self, name: str) -> None:
        """Keep the page as it is."""
        await self.visitor.page.screenshot(path=self.path(name))

    async def ask(self, method: str, fields: Mapping[str, Answer], *, name: str = "") -> None:
        """Let the facilitator ask the group; keep the posted card, if it is to have a name."""
        visitor = self.visitor
        await visitor.become("Mira")
        await visitor.command("poll ask", method=method)
        await visitor.fill(fields)
        await visitor.submit()
        await visitor.press("Post it")
        if name:
            question = next(iter(fields.values()))
            await self.message(name, str(question))

    async def vote(self, on: str, field: str, choices: Sequence[Answer]) -> None:
        """Let as many members vote in a form."""
        for member, choice in zip(MEMBERS, choices, strict=False):
            await self.visitor.become(member)
            await self.visitor.press("Vote", on=on)
            await self.visitor.fill({field: choice})
            await self.visitor.submit()

    async def grade(self, on: str, ballots: Sequence[Sequence[str]]) -> None:
        """Let as many members vote on a card, each grade in turn."""
        for member, grades in zip(MEMBERS, ballots, strict=False):
            await self.visitor.become(member)
            await self.visitor.press("Vote", on=on)
            await self.visitor.grade(grades, on=on)
            await self.visitor.press("Look it over", on=on)
            await self.visitor.press("Send my vote")

    async def close(self, on: str, name: str) -> None:
        """Let the facilitator close a poll, and keep its result."""
        await self.visitor.become("Mira")
        await self.visitor.command("poll close", poll=on[:20])
        await self.message(name, f"Result: {on}")
