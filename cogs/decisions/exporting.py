"""Taking decisions along: Markdown files, one after the other, for whoever asks alone."""

import io
from contextlib import aclosing
from dataclasses import replace
from typing import Any

import discord
from discord import ui
from discord.ext import commands

from bot.client import Circlekeeper, Mode, Press, sentence
from bot.client.faults import BROKEN, kind_of, log
from bot.client.layout import Layout, layout
from bot.domain.decisions.telling import Part
from bot.words import say
from cogs.parts import Area, argument, sees, text


class DecisionExport(commands.Cog):
    """The button that takes decisions along. It has no commands."""

    def __init__(self, client: Circlekeeper) -> None:
        self._telling = client.house.decisions.telling
        self._area = Area(client, {"decision.export": (self.export, Mode.REPLY)})

    async def cog_load(self) -> None:
        """Take up the button."""
        self._area.open()

    async def cog_unload(self) -> None:
        """Leave it."""
        self._area.shut()

    async def export(self, press: Press) -> None:
        """Hand over one decision, or all that the person sees."""
        which, group = argument(press), _group(press)
        if not which:
            await self._all(press, group)
            return
        content = await self._telling.one(press.person, which, sees(press.interaction), group)
        shown, files = _message(say("decisions.export.done"), say("decisions.export.file"), content)
        await press.answer.show(shown, files=files)

    async def _all(self, press: Press, group: str) -> None:
        seen, limit = sees(press.interaction), press.interaction.filesize_limit
        ids = [title.decision_id for title in await self._telling.titles(press.person, seen)]
        arrived: Part | None = None
        try:
            found = self._telling.several(press.person, ids, seen, group, limit)
            async with aclosing(found) as parts:
                async for part in parts:
                    await _send(press, part, len(ids))
                    # Its content isn't held while the next one is made.
                    arrived = replace(part, content=b"")
        except Exception as error:
            if arrived is None:
                raise
            # The answer, which holds the first file, isn't written over.
            log.warning("decisions could not be taken along to the end: %s", kind_of(error))
            await _tell_end(press, arrived, len(ids))
        if arrived is None:
            await press.answer.show(sentence(say("decisions.export.none")))


async def _send(press: Press, part: Part, count: int) -> None:
    """Send a part; the first one is the answer itself."""
    shown, files = _message(_told(part, count), _name(part), part.content)
    if part.number == 1:
        await press.answer.show(shown, files=files)
    else:
        await press.answer.more(shown, files=files)


async def _tell_end(press: Press, arrived: Part, count: int) -> None:
    """Say calmly what has arrived, after an end before the end."""
    blanks = {"part": arrived.number, "so_far": arrived.so_far, "count": count}
    try:
        await press.answer.more(sentence(say("decisions.export.stopped", **blanks)))
    except (discord.HTTPException, *BROKEN) as error:
        log.warning("how far the decisions came could not be told: %s", kind_of(error))


def _told(part: Part, count: int) -> str:
    blanks = {"part": part.number, "so_far": part.so_far, "count": count}
    if part.number > 1:
        return say("decisions.export.last" if part.last else "decisions.export.more", **blanks)
    if count == 1:
        return say("decisions.export.done")
    return say("decisions.export.done_all" if part.last else "decisions.export.first", **blanks)


def _name(part: Part) -> str:
    if part.number == 1 and part.last:
        return say("decisions.export.file_all")
    return say("decisions.export.file_part", part=part.number)


def _group(press: Press) -> str:
    guild = press.interaction.guild
    return guild.name if guild else ""


def _message(told: str, name: str, content: bytes) -> tuple[Layout, tuple[discord.File, ...]]:
    file = discord.File(io.BytesIO(content), filename=name)
    return layout(text(told), ui.File[Any](f"attachment://{name}")), (file,)
