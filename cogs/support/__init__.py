"""Help lines in Discord: one press away, private, and by country."""

from typing import Any

from discord import app_commands, ui
from discord.ext import commands

from bot.client import Answer, Circlekeeper, Mode, Press
from bot.client.layout import Layout, layout
from bot.domain.refusals import Gone
from bot.domain.support import Country, Line
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


class Support(commands.Cog):
    """`/support`, and the *Help lines* button that other cards carry."""

    def __init__(self, client: Circlekeeper) -> None:
        self._support = client.house.support
        self._area = Area(
            client,
            {
                "support.ask": (self.ask, Mode.REPLY),
                "support.other": (self.ask, Mode.UPDATE),
                "support.show": (self.show, Mode.UPDATE),
            },
        )

    async def cog_load(self) -> None:
        """Take up the button and the menu."""
        self._area.open()

    async def cog_unload(self) -> None:
        """Leave them."""
        self._area.shut()

    @app_commands.command(name="support", description=say("support.command.name"))
    @app_commands.describe(country=say("support.command.country"))
    @app_commands.guild_only()
    async def support(self, interaction: Interaction, country: str | None = None) -> None:
        """Show a country's help lines, or ask for the country."""
        async with Answer(interaction) as answer:
            if country is None:
                await answer.show(self._menu())
            else:
                await answer.show(self._found(country))

    @support.autocomplete("country")
    async def countries(self, interaction: Interaction, current: str) -> list[Suggestion]:
        """Offer the countries that fit what was typed so far."""

        async def offers() -> list[tuple[str, str]]:
            return [(each.name, each.code) for each in self._support.search(current)]

        return await suggested(offers())

    async def ask(self, press: Press) -> None:
        """Ask for the country; none is ever assumed."""
        await press.answer.show(self._menu())

    async def show(self, press: Press) -> None:
        """Show the lines of the country that was chosen."""
        await press.answer.show(self._found(press.fields.text("chosen")))

    def _found(self, country: str) -> Layout:
        """Return a country's lines; where there are none, what else can be done."""
        try:
            return _lines(self._support.country(country))
        except Gone as none:
            return self._menu(say(none.key))

    def _menu(self, told: str = "") -> Layout:
        menu = ui.Select[Any](
            custom_id=custom_id("support.show"), placeholder=say("support.ask.choose")
        )
        for country in self._support.countries[:OFFERED]:
            menu.add_option(label=country.name, value=country.code)
        return layout(text(told or say("support.ask.text")), ui.ActionRow[Any](menu))


def _lines(country: Country) -> Layout:
    told = "\n".join(_line(line) for line in country.lines)
    return layout(
        text(f"{say('support.lines.title', country=country.name)}\n{told}"),
        text(say("support.lines.confirm")),
        row(button(say("support.lines.other"), "support.other")),
    )


def _line(line: Line) -> str:
    return say(
        "support.lines.line",
        name=line.name,
        how=line.how,
        dial=line.dial,
        hours=say("support.lines.hours", hours=line.hours) if line.hours else "",
        date=day(line.checked_on),
    )


async def setup(client: Circlekeeper) -> None:
    """Load the cog of this area."""
    await client.add_cog(Support(client))
