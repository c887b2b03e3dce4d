"""The record in Discord: every member may read it, page by page."""

from datetime import UTC, datetime
from typing import Any

import discord
from discord import app_commands, ui
from discord.ext import commands

from bot.client import Answer, Circlekeeper, Mode, Press
from bot.client.layout import Layout, layout
from bot.client.people import person_of
from bot.domain.privacy import NOBODY
from bot.domain.record import Entry
from bot.services.record import NEWEST, Page
from bot.words import say
from cogs.parts import Area, Interaction, argument, button, link, moment, row, sees, text

LARGEST_ID = 2**63 - 1


class Record(commands.Cog):
    """`/record`."""

    def __init__(self, client: Circlekeeper) -> None:
        self._record = client.house.record
        self._area = Area(
            client,
            {
                "record.open": (self.open, Mode.REPLY),
                "record.earlier": (self.earlier, Mode.UPDATE),
                "record.newest": (self.newest, Mode.UPDATE),
            },
        )

    async def cog_load(self) -> None:
        """Take up the buttons that turn the page."""
        self._area.open()

    async def cog_unload(self) -> None:
        """Leave them."""
        self._area.shut()

    @app_commands.command(name="record", description=say("record.command.name"))
    @app_commands.guild_only()
    async def record(self, interaction: Interaction) -> None:
        """Show what was exported and changed, and by whom."""
        async with Answer(interaction) as answer:
            await answer.show(await self._shown(interaction, NEWEST))

    async def open(self, press: Press) -> None:
        """Show it from a button on another card."""
        await press.answer.show(await self._shown(press.interaction, NEWEST))

    async def earlier(self, press: Press) -> None:
        """Turn to the page that follows; its place stands in the button."""
        await press.answer.show(await self._shown(press.interaction, _place(press)))

    async def newest(self, press: Press) -> None:
        """Turn back to the first page, with what was written since."""
        await press.answer.show(await self._shown(press.interaction, NEWEST))

    async def _shown(
        self, interaction: discord.Interaction[Any], before: tuple[datetime, int]
    ) -> Layout:
        person = person_of(interaction)
        page = await self._record.page(person, sees(interaction), before)
        empty = "record.empty" if before == NEWEST else "record.no_earlier"
        lines = [_line(entry, person.group_id) for entry in page.entries] or [say(empty)]
        shown = layout(text("\n".join((f"## {say('record.title')}", *lines))))
        if buttons := _buttons(page, at_newest=before == NEWEST):
            shown.add_item(row(*buttons))
        return shown


def _buttons(page: Page, *, at_newest: bool) -> list[ui.Button[Any]]:
    shown: list[ui.Button[Any]] = []
    if page.more:
        at, entry_id = page.end
        shown.append(button(say("record.earlier"), "record.earlier", int(at.timestamp()), entry_id))
    if not at_newest:
        shown.append(button(say("record.newest"), "record.newest"))
    return shown


def _place(press: Press) -> tuple[datetime, int]:
    """Read where a page ended; a place that can't be read (a forged one) is the newest."""
    try:
        at = datetime.fromtimestamp(int(argument(press)), UTC)
        entry_id = int(argument(press, 1))
    except (ValueError, OverflowError, OSError):
        return NEWEST
    return (at, entry_id) if 0 < entry_id <= LARGEST_ID else NEWEST


def _line(entry: Entry, group_id: int) -> str:
    details = dict(entry.details)
    if "channel" in details:
        channel, message = int(str(details["channel"])), int(str(details["message"]))
        # What was taken down before it was posted has no message.
        details["link"] = link(group_id, channel, message) if message else f"<#{channel}>"
    told = say(f"record.entry.{entry.kind}", **details)
    who = f"<@{entry.by_id}>" if entry.by_id > 0 else say(f"record.{_nobody(entry.by_id)}")
    return say("record.line", when=moment(entry.happened_at), who=who, what=told)


def _nobody(by_id: int) -> str:
    return "forgotten" if by_id == NOBODY else "operator"


async def setup(client: Circlekeeper) -> None:
    """Load the cog of this area."""
    await client.add_cog(Record(client))
