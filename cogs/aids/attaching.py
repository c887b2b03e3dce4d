"""Attaching an aid to a shared decision: facilitators choose one, and its options come along."""

from typing import Any

from discord import ui
from discord.ext import commands

from bot.client import Circlekeeper, Mode, Press
from bot.client.layout import layout
from bot.client.router import CHOSEN, custom_id
from bot.words import say
from cogs.fitting import fitted
from cogs.parts import OFFERED, Area, argument, button, row, shortened, text


class AidsAttach(commands.Cog):
    """The way from a decision's private card *More*. It has no commands."""

    def __init__(self, client: Circlekeeper) -> None:
        self._client = client
        self._attaching = client.house.aids.attaching
        self._area = Area(
            client,
            {
                "aid.attach": (self.choose, Mode.REPLY),
                "aid.attached": (self.attach, Mode.UPDATE),
                "aid.detach": (self.detach, Mode.UPDATE),
            },
        )

    async def cog_load(self) -> None:
        """Take up buttons and menus."""
        self._area.open()

    async def cog_unload(self) -> None:
        """Leave them."""
        self._area.shut()

    async def choose(self, press: Press) -> None:
        """Show what can be attached."""
        which = argument(press)
        offered = await self._attaching.attachable(press.person, which)
        menu = ui.Select[Any](
            custom_id=custom_id("aid.attached", which), placeholder=say("aids.list.hint")
        )
        for each in offered[:OFFERED]:
            menu.add_option(label=shortened(each.aid.question), value=each.key)
        told = f"{say('aids.attach.title')}\n{say('aids.attach.intro')}"
        off = button(say("aids.attach.off"), "aid.detach", which)
        await press.answer.show(layout(text(told), ui.ActionRow[Any](menu), row(off)))

    async def attach(self, press: Press) -> None:
        """Attach the one that was chosen."""
        key = press.fields.text(CHOSEN)
        added = await self._attaching.attach(press.person, argument(press), key)
        self._client.dispatch("work_to_do")
        told = say("aids.attach.done")
        if added:
            names = "\n".join(f"- {fitted(each, 120)}" for each in added)
            told += f"\n{say('aids.attach.added')}\n{names}"
        await press.answer.show(layout(text(told)))

    async def detach(self, press: Press) -> None:
        """Let the decision go on without one."""
        await self._attaching.detach(press.person, argument(press))
        self._client.dispatch("work_to_do")
        await press.answer.show(layout(text(say("aids.attach.gone"))))
