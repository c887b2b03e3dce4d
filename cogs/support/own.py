"""A group's own help lines in Discord: a private list for moderators, a form, and the notice."""

from discord.ext import commands

from bot.client import Circlekeeper, Mode, Press
from bot.client.layout import Layout
from bot.domain.outbox import Row
from bot.domain.support import LENGTHS, Typed
from bot.services.own_lines import OLD
from bot.words import say
from cogs.parts import Area, argument, day, plain
from cogs.support import own_cards as cards


class OwnHelp(commands.Cog):
    """The moderators' list of the group's own lines. It has no commands."""

    def __init__(self, client: Circlekeeper) -> None:
        self._client = client
        self._own = client.house.own_lines
        self._area = Area(
            client,
            {
                "support.own": (self.list, Mode.UPDATE),
                "support.own_here": (self.list, Mode.REPLY),
                "support.own_line": (self.line, Mode.UPDATE),
                "support.own_form": (self.form, Mode.FORM),
                "support.own_write": (self.write, Mode.REPLY),
                "support.own_checked": (self.checked, Mode.UPDATE),
                "support.own_renew": (self.checked, Mode.REPLY),
                "support.own_remove": (self.remove, Mode.UPDATE),
            },
        )

    async def cog_load(self) -> None:
        """Take up the buttons, and the row that tells moderators of an old line."""
        self._area.open()
        self._client.courier.carries(OLD, self._draw)

    async def cog_unload(self) -> None:
        """Leave them."""
        self._area.shut()

    async def list(self, press: Press) -> None:
        """Show the list to a moderator."""
        await self._show(press)

    async def line(self, press: Press) -> None:
        """Show the line that was chosen, with what can be done."""
        line = await self._own.find(press.person, press.fields.text("chosen"))
        await press.answer.show(cards.line_card(line))

    async def form(self, press: Press) -> None:
        """Open the form: empty, or with the line as it is now."""
        line_id = argument(press)
        if line_id:
            await press.answer.form(cards.own_form(await self._own.find(press.person, line_id)))
        else:
            await self._own.kept(press.person)
            await press.answer.form(cards.own_form(None))

    async def write(self, press: Press) -> None:
        """Keep what was sent. If that fails, the text goes back to its writer."""
        line_id = argument(press)
        typed = [press.fields.text(name) for name in LENGTHS]
        press.answer.keep("\n".join(typed), cards.again_row(line_id))
        await self._own.write(press.person, Typed(*typed), line_id)
        self._client.dispatch("work_to_do")
        await self._show(press, say("support.own.saved"))

    async def checked(self, press: Press) -> None:
        """Note that a moderator checked a line today."""
        line = await self._own.renew(press.person, argument(press))
        self._client.dispatch("work_to_do")
        name, on = plain(line.typed.name), day(line.checked_on)
        await self._show(press, say("support.own.renewed", name=name, date=on))

    async def remove(self, press: Press) -> None:
        """Remove a line, and say once more how it was."""
        line = await self._own.remove(press.person, argument(press))
        self._client.dispatch("work_to_do")
        await self._show(press, cards.removed_told(line))

    async def _show(self, press: Press, told: str = "") -> None:
        shown = await self._own.kept(press.person)
        await press.answer.show(cards.list_card(shown, told))

    async def _draw(self, row: Row) -> Layout:
        return cards.old_card(await self._own.told_of(row), row.row_id)
