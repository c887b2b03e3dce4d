"""Help lines in Discord: private, by country, and what holds where there are none."""

from typing import Any

import discord
from discord import app_commands, ui
from discord.ext import commands

from bot.client import Answer, Circlekeeper, Mode, Press
from bot.client.faults import log
from bot.client.layout import Item, Layout, layout
from bot.client.people import person_of
from bot.domain.people import Person
from bot.domain.refusals import Gone
from bot.domain.support import OLD_AFTER, Country, Line
from bot.services.own_lines import Shown
from bot.words import say
from cogs.parts import (
    OFFERED,
    Area,
    Interaction,
    Suggestion,
    button,
    custom_id,
    day,
    row,
    suggested,
    text,
)
from cogs.support.own import OwnHelp
from cogs.support.own_cards import lines_told, own_button


class Support(commands.Cog):
    """`/support`, and the *Help lines* button that other cards carry."""

    def __init__(self, client: Circlekeeper) -> None:
        self._support = client.house.support
        self._own = client.house.own_lines
        self._groups = client.house.groups
        self._area = Area(
            client,
            {
                "support.ask": (self.ask, Mode.REPLY),
                "support.first": (self.ask, Mode.UPDATE),
                "support.other": (self.other, Mode.UPDATE),
                "support.show": (self.show, Mode.UPDATE),
                "support.elsewhere": (self.elsewhere, Mode.UPDATE),
            },
        )

    async def cog_load(self) -> None:
        """Take up the button and the menu, and tell the operator which lines are old."""
        self._area.open()
        old = self._support.old(discord.utils.utcnow().date())
        if old:
            codes = ", ".join(country.code for country in old)
            log.warning("help lines were checked more than %d days ago: %s", OLD_AFTER.days, codes)

    async def cog_unload(self) -> None:
        """Leave them."""
        self._area.shut()

    @app_commands.command(name="support", description=say("support.command.name"))
    @app_commands.describe(country=say("support.command.country"))
    @app_commands.guild_only()
    async def support(self, interaction: Interaction, country: str | None = None) -> None:
        """Show a country's help lines, or ask for the country."""
        async with Answer(interaction) as answer:
            person = person_of(interaction)
            if country is None:
                await answer.show(await self._first(person))
            else:
                await answer.show(self._found(await self._own.shown(person), country))

    @support.autocomplete("country")
    async def countries(self, interaction: Interaction, current: str) -> list[Suggestion]:
        """Offer the countries that fit what was typed so far."""

        async def offers() -> list[tuple[str, str]]:
            return [(each.name, each.code) for each in self._support.search(current)]

        return await suggested(offers())

    async def ask(self, press: Press) -> None:
        """Show the lines that the group chose to come first, or ask for the country."""
        await press.answer.show(await self._first(press.person))

    async def other(self, press: Press) -> None:
        """Ask for another country."""
        await press.answer.show(self._menu(await self._own.shown(press.person)))

    async def show(self, press: Press) -> None:
        """Show the lines of the country that was chosen."""
        own = await self._own.shown(press.person)
        await press.answer.show(self._found(own, press.fields.text("chosen")))

    async def elsewhere(self, press: Press) -> None:
        """Show what holds in a country of which there are no lines."""
        own = await self._own.shown(press.person)
        buttons = [
            button(say("support.lines.other"), "support.other"),
            button(say("feedback.notice.give"), "feedback.open"),
            *([own_button()] if own.keeps else []),
        ]
        told = text(say("support.elsewhere.text"))
        await press.answer.show(layout(_danger(), *lines_told(own), told, row(*buttons)))

    async def _first(self, person: Person) -> Layout:
        """Return the lines of the group's country; without one none is assumed."""
        own = await self._own.shown(person)
        chosen = (await self._groups.settings(person.group_id)).country
        try:
            return _lines(own, self._support.country(chosen or ""), say("support.lines.first"))
        except Gone:
            # Nobody has chosen one, or the library has no lines of it any more.
            return self._menu(own)

    def _found(self, own: Shown, country: str) -> Layout:
        """Return a country's lines; where there are none, what else can be done."""
        try:
            return _lines(own, self._support.country(country))
        except Gone as none:
            return self._menu(own, say(none.key))

    def _menu(self, own: Shown, told: str = "") -> Layout:
        menu = ui.Select[Any](
            custom_id=custom_id("support.show"), placeholder=say("support.ask.choose")
        )
        for country in self._support.countries[:OFFERED]:
            menu.add_option(label=country.name, value=country.code)
        asked = text(told or say("support.ask.text"))
        buttons = [button(say("support.ask.elsewhere"), "support.elsewhere")]
        if own.keeps:
            buttons.append(own_button())
        return layout(_danger(), *lines_told(own), asked, ui.ActionRow[Any](menu), row(*buttons))


def _danger() -> Item:
    return text(say("support.ask.danger"))


def _lines(own: Shown, country: Country, why: str = "") -> Layout:
    head = say("support.lines.title", country=country.name)
    told = "\n".join((*filter(None, (head, why)), *(_line(line) for line in country.lines)))
    other = button(say("support.lines.other"), "support.other")
    return layout(
        _danger(),
        *lines_told(own),
        text(told),
        text(say("support.lines.confirm")),
        row(other, own_button()) if own.keeps else row(other),
    )


def _line(line: Line) -> str:
    return say(
        "support.lines.line",
        name=line.name,
        how=line.how,
        dial=line.dial,
        hours=f" {say('support.lines.hours', hours=line.hours)}" if line.hours else "",
        date=day(line.checked_on),
    )


async def setup(client: Circlekeeper) -> None:
    """Load the cogs of this area."""
    for cog in (Support, OwnHelp):
        await client.add_cog(cog(client))
