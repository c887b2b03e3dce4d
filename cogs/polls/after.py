"""After a poll: its run-off, how a lot was drawn, and an event of the time that was chosen."""

import asyncio
import io
from datetime import datetime, timedelta
from typing import Any

import discord
from discord import ui
from discord.ext import commands

from bot.client import Circlekeeper, Mode, Press
from bot.client.faults import kind_of, log
from bot.client.layout import layout
from bot.client.permissions import check_allowed, posting_permissions
from bot.domain.polls.poll import Poll
from bot.domain.refusals import Gone
from bot.services.polls import Lot
from bot.words import say
from cogs.parts import Area, argument, button, form, row, sees, text
from cogs.polls.asking import open_again

LENGTHS = (30, 60, 90, 120, 180)  # minutes
USUAL_LENGTH = 60
NAME, WHERE = 100, 100  # Discord's limits, in characters


class After(commands.Cog):
    """The buttons of a result that lead on. It has no commands."""

    def __init__(self, client: Circlekeeper) -> None:
        self._client = client
        self._after = client.house.polls.after
        self._making: set[str] = set()
        self._area = Area(
            client,
            {
                "poll.run_off": (self.run_off, Mode.FORM),
                "poll.lot": (self.lot, Mode.REPLY),
                "poll.event": (self.event, Mode.FORM),
                "poll.make_event": (self.make_event, Mode.REPLY),
            },
        )

    async def cog_load(self) -> None:
        """Take up the buttons."""
        self._area.open()

    async def cog_unload(self) -> None:
        """Leave them."""
        self._area.shut()

    async def run_off(self, press: Press) -> None:
        """Open the form with the options that were tied."""
        check_allowed(press.interaction, *posting_permissions(press.interaction))
        typed = await self._after.run_off(press.person, argument(press))
        await open_again(self._client, press, typed)

    async def lot(self, press: Press) -> None:
        """Show how the lot was drawn, with all that is needed to check it."""
        lot = await self._after.lot(press.person, argument(press), sees(press.interaction))
        name = say("polls.lot.list")
        file = discord.File(io.BytesIO("\n".join(lot.marks).encode()), filename=name)
        shown = layout(text(_drawn(lot)), ui.File[Any](f"attachment://{name}"))
        await press.answer.show(shown, files=(file,))

    async def event(self, press: Press) -> None:
        """Open the form for an event of the chosen time."""
        check_allowed(press.interaction, "create_events")
        poll, _ = await self._after.chosen_time(press.person, argument(press))
        await press.answer.form(_event_form(poll))

    async def make_event(self, press: Press) -> None:
        """Put the chosen time among the server's events, once."""
        poll_id = argument(press)
        where = press.fields.text("where")
        press.answer.keep(where, row(button(say("polls.result.make_event"), "poll.event", poll_id)))
        check_allowed(press.interaction, "create_events")
        poll, starts = await self._after.chosen_time(press.person, poll_id)
        if poll_id in self._making:
            raise Gone("polls.refused.event_under_way")
        self._making.add(poll_id)
        try:
            made = await self._made(press, poll, starts)
        finally:
            self._making.discard(poll_id)
        await press.answer.show(layout(text(say("polls.event.made", link=made.url))))

    async def _made(self, press: Press, poll: Poll, starts: datetime) -> discord.ScheduledEvent:
        guild = press.interaction.guild
        if guild is None:
            raise Gone("polls.refused.gone")
        if await self._after.begin_event(press.person, poll.poll_id):
            # A try before this one was cut off, and Discord may have made the event all the same.
            found = await _there(guild, starts)
            if found is not None:
                await self._after.end_event(poll.poll_id, found.id)
                return found
        try:
            made = await _create(guild, press, poll, starts)
        except discord.HTTPException as error:
            log.warning("an event couldn't be made: %s", kind_of(error))
            await self._after.end_event(poll.poll_id, None)
            raise
        await asyncio.shield(self._after.end_event(poll.poll_id, made.id))
        return made


async def _create(
    guild: discord.Guild, press: Press, poll: Poll, starts: datetime
) -> discord.ScheduledEvent:
    typed = press.fields.text("length")
    minutes = int(typed) if typed.isdecimal() and int(typed) in LENGTHS else USUAL_LENGTH
    return await guild.create_scheduled_event(
        name=" ".join(press.fields.text("name").split())[:NAME] or poll.question[:NAME],
        description=say("polls.event.description"),
        start_time=starts,
        end_time=starts + timedelta(minutes=minutes),
        entity_type=discord.EntityType.external,
        privacy_level=discord.PrivacyLevel.guild_only,
        location=" ".join(press.fields.text("where").split())[:WHERE],
    )


async def _there(guild: discord.Guild, starts: datetime) -> discord.ScheduledEvent | None:
    """Return the event that the bot made of this time, if Discord has one."""
    for each in await guild.fetch_scheduled_events():
        if each.start_time == starts and each.creator_id == guild.me.id:
            return each
    return None


def _drawn(lot: Lot) -> str:
    told = say("polls.lot.shown", number=lot.number, seal=lot.seal)
    return f"{told}\n{say('polls.lot.how', poll=lot.poll.poll_id)}"


def _event_form(poll: Poll) -> ui.Modal:
    lengths = ui.Select[Any](custom_id="length")
    for minutes in LENGTHS:
        label = say(f"polls.event.length_{minutes}")
        lengths.add_option(label=label, value=str(minutes), default=minutes == USUAL_LENGTH)
    name = ui.TextInput[Any](custom_id="name", default=poll.question[:NAME], max_length=NAME)
    where = ui.TextInput[Any](custom_id="where", max_length=WHERE)
    hint = say("polls.event.where_hint")
    items = (
        ui.Label[Any](text=say("polls.event.name"), component=name),
        ui.Label[Any](text=say("polls.event.where"), description=hint, component=where),
        ui.Label[Any](text=say("polls.event.length"), component=lengths),
    )
    return form(say("polls.event.title"), "poll.make_event", poll.poll_id, items=items)
