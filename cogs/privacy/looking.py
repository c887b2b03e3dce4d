"""`/privacy`: what is kept about somebody, what isn't; taking it along, and erasing it."""

import io
from typing import Any

import discord
from discord import app_commands, ui
from discord.ext import commands

from bot.client import Answer, Circlekeeper, Mode, Press, sentence
from bot.client.layout import Layout, layout
from bot.client.people import person_of
from bot.domain.privacy import Held, Live
from bot.words import say
from cogs.parts import Area, Interaction, button, moment, row, sees, text

FULL = 2  # SQLite's synchronous=FULL
ON = 1  # SQLite's secure_delete=ON


class Privacy(commands.Cog):
    """`/privacy`, and the same from a button."""

    def __init__(self, client: Circlekeeper) -> None:
        self._client = client
        self._looking = client.house.looking
        self._area = Area(
            client,
            {
                "privacy.open": (self.open, Mode.REPLY),
                "privacy.back": (self.open, Mode.UPDATE),
                "privacy.download": (self.download, Mode.REPLY),
                "privacy.erase": (self.erase, Mode.UPDATE),
                "privacy.erased": (self.erased, Mode.UPDATE),
            },
        )

    async def cog_load(self) -> None:
        """Take up the buttons."""
        self._area.open()

    async def cog_unload(self) -> None:
        """Leave them."""
        self._area.shut()

    @app_commands.command(name="privacy", description=say("privacy.command.name"))
    @app_commands.guild_only()
    async def privacy(self, interaction: Interaction) -> None:
        """Show what is kept about whoever asks."""
        async with Answer(interaction) as answer:
            await answer.show(await self._card(interaction))

    async def open(self, press: Press) -> None:
        """Show it from a button on another card."""
        await press.answer.show(await self._card(press.interaction))

    async def download(self, press: Press) -> None:
        """Hand somebody all that is kept under their name."""
        content = await self._looking.download(press.person)
        name = say("privacy.download.file")
        shown = layout(text(say("privacy.download.done")), ui.File[Any](f"attachment://{name}"))
        file = discord.File(io.BytesIO(content), filename=name)
        await press.answer.show(shown, files=(file,))

    async def erase(self, press: Press) -> None:
        """Say what erasing does, before anything is erased."""
        yes = button(say("privacy.erase.yes"), "privacy.erased", style=discord.ButtonStyle.danger)
        no = button(say("privacy.erase.keep"), "privacy.back")
        await press.answer.show(layout(text(say("privacy.erase.sure")), row(no, yes)))

    async def erased(self, press: Press) -> None:
        """Erase what is kept under somebody's name."""
        left = await self._looking.erase(press.person)
        self._client.house.decisions.weighing.forget(press.person)
        self._client.dispatch("work_to_do")
        count = sum(left.counts.values())
        told = say("privacy.erase.left", count=count) if count else say("privacy.erase.done")
        await press.answer.show(sentence(told))

    async def _card(self, interaction: discord.Interaction[Any]) -> Layout:
        person = person_of(interaction)
        held = await self._looking.look(person)
        live = await self._looking.live(person, sees(interaction))
        shown = layout(
            text(_kept(held)),
            text(say("privacy.card.not_kept")),
            text(_live(live)),
            text(say("privacy.card.discord")),
        )
        if held.anything:
            take = button(say("privacy.card.download"), "privacy.download")
            shown.add_item(row(take, button(say("privacy.card.erase"), "privacy.erase")))
        return shown


def _kept(held: Held) -> str:
    lines = [
        say("privacy.card.line", what=say(f"privacy.what.{name}"), count=count)
        for name, count in held.counts.items()
        if count
    ]
    return "\n".join((say("privacy.card.kept"), *(lines or [say("privacy.card.nothing")])))


def _live(live: Live) -> str:
    return say(
        "privacy.card.live",
        overwritten=_yes(live.pragmas["secure_delete"] == ON),
        synced=_yes(live.pragmas["synchronous"] == FULL),
        sealed=live.sealed,
        days=live.days,
        backup=moment(live.backup) if live.backup else say("privacy.card.no_backup"),
    )


def _yes(so: bool) -> str:
    return say("privacy.card.yes") if so else say("privacy.card.no")
