"""Checking: whoever wrote down a key sees that its ballot was counted."""

import io
from typing import Any

import discord
from discord import ui
from discord.ext import commands

from bot.client import Answer, Circlekeeper, Mode, Press
from bot.client.layout import layout
from bot.services.polls import Checked
from bot.words import say
from cogs.parts import Area, argument, form, sees, text


class KeyChecking(commands.Cog):
    """The button of a result by which a key is checked."""

    def __init__(self, client: Circlekeeper) -> None:
        self._voting = client.house.polls.voting
        self._area = Area(
            client,
            {
                "poll.check_key": (self.open, Mode.FORM),
                "poll.checked": (self.check, Mode.REPLY),
            },
        )

    async def cog_load(self) -> None:
        """Take up the button."""
        self._area.open()

    async def cog_unload(self) -> None:
        """Leave it."""
        self._area.shut()

    async def open(self, press: Press) -> None:
        """Open the form for a key that was written down."""
        title = say("polls.key.form")
        await press.answer.form(form(title, "poll.checked", argument(press), items=(key_field(),)))

    async def check(self, press: Press) -> None:
        """Show a key's holder that their ballot was counted."""
        key = press.fields.text("key")
        where = sees(press.interaction)
        checked = await self._voting.counted(press.person, argument(press), key, where)
        await show_checked(press.answer, checked)


async def show_checked(answer: Answer, checked: Checked) -> None:
    """Answer whether a key's ballot was counted, with the list of all that were."""
    name = say("polls.key.list")
    file = discord.File(io.BytesIO("\n".join(checked.every).encode()), filename=name)
    how = say("polls.key.how", poll=checked.poll.poll_id)
    told = text(f"{_told(checked)}\n{how}")
    await answer.show(layout(told, ui.File[Any](f"attachment://{name}")), files=(file,))


def key_field() -> ui.Label[Any]:
    """Return the field for a key."""
    return ui.Label[Any](
        text=say("polls.key.field"),
        description=say("polls.key.field_hint"),
        component=ui.TextInput[Any](custom_id="key", max_length=40),
    )


def _told(checked: Checked) -> str:
    if not checked.counted:
        return say("polls.key.not_counted", mark=checked.mine)
    return say("polls.key.counted", line=checked.every.index(checked.mine) + 1, mark=checked.mine)
