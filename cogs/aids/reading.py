"""`/aid read`: a person reads an aid page by page, alone or beside a shared decision."""

from typing import Any

from discord import app_commands, ui
from discord.ext import commands

from bot.client import Answer, Circlekeeper, Mode, Press
from bot.client.layout import Layout, layout
from bot.client.people import person_of
from bot.client.router import CHOSEN, custom_id
from bot.domain.aids.aid import Edition
from bot.domain.people import Person
from bot.words import say
from cogs.aids.pages import ALONE, BEGIN, BESIDE, Place, page_of
from cogs.parts import (
    OFFERED,
    Area,
    Interaction,
    Suggestion,
    argument,
    button,
    help_lines_button,
    row,
    shortened,
    suggested,
    text,
)


@app_commands.guild_only()
class AidsRead(commands.GroupCog, group_name="aid", group_description=say("aids.command.group")):
    """Reading. What is read is kept nowhere."""

    def __init__(self, client: Circlekeeper) -> None:
        self._reading = client.house.aids.reading
        self._second = client.house.aids.second
        self._area = Area(
            client,
            {
                "aid.list": (self.list, Mode.REPLY),
                "aid.open": (self.open, Mode.REPLY),
                "aid.chosen": (self.chosen, Mode.REPLY),
                "aid.page": (self.page, Mode.UPDATE),
                "aid.open_beside": (self.open_beside, Mode.REPLY),
                "aid.beside": (self.beside, Mode.UPDATE),
            },
        )

    async def cog_load(self) -> None:
        """Take up buttons and menus."""
        self._area.open()

    async def cog_unload(self) -> None:
        """Leave them."""
        self._area.shut()

    @app_commands.command(name="read", description=say("aids.command.read"))
    @app_commands.describe(aid=say("aids.command.aid"))
    async def read(self, interaction: Interaction, aid: str = "") -> None:
        """Show an aid from its first page, or all of them to choose from."""
        async with Answer(interaction) as answer:
            person = person_of(interaction)
            await answer.show(await (self._first(person, aid) if aid else self._list(person)))

    @read.autocomplete("aid")
    async def named(self, interaction: Interaction, current: str) -> list[Suggestion]:
        """Offer aids by what they ask."""

        async def offers() -> list[tuple[str, str]]:
            found = await self._reading.search(person_of(interaction), current, OFFERED)
            return [(each.aid.question, each.key) for each in found]

        return await suggested(offers())

    async def list(self, press: Press) -> None:
        """Show all of them from a button on another card."""
        await press.answer.show(await self._list(press.person))

    async def open(self, press: Press) -> None:
        """Show one from its first page, from a button on another card."""
        await press.answer.show(await self._first(press.person, argument(press)))

    async def chosen(self, press: Press) -> None:
        """Show the one that was chosen from the list."""
        await press.answer.show(await self._first(press.person, press.fields.text(CHOSEN)))

    async def page(self, press: Press) -> None:
        """Turn to another page."""
        read = await self._reading.named(press.person, argument(press))
        place = Place(ALONE, read.edition.key)
        await press.answer.show(page_of(read, place, argument(press, 1)))

    async def open_beside(self, press: Press) -> None:
        """Begin to read what goes along with a decision, from its card."""
        await press.answer.show(await self._beside(press, BEGIN))

    async def beside(self, press: Press) -> None:
        """Turn to another page of it."""
        await press.answer.show(await self._beside(press, argument(press, 1)))

    async def _beside(self, press: Press, step: str) -> Layout:
        which = argument(press)
        read = await self._reading.beside(press.person, which)
        return page_of(read, Place(BESIDE, which), step)

    async def _first(self, person: Person, name: str) -> Layout:
        read = await self._reading.named(person, name)
        return page_of(read, Place(ALONE, read.edition.key), BEGIN)

    async def _list(self, person: Person) -> Layout:
        every = await self._reading.every(person)
        menu = ui.Select[Any](custom_id=custom_id("aid.chosen"), placeholder=say("aids.list.hint"))
        for each in every[:OFFERED]:
            menu.add_option(
                label=shortened(each.aid.question), value=each.key, description=_whose(each)
            )
        told = f"{say('aids.list.title')}\n{say('aids.list.intro')}"
        if len(every) > OFFERED:
            told += f"\n-# {say('aids.list.more', count=len(every) - OFFERED)}"
        ways = (
            button(say("aids.write.title_button"), "aid.write"),
            button(say("aids.second.button"), "aid.waiting"),
        )
        shown = ways if await self._second.may_read(person) else ways[:1]
        return layout(text(told), ui.ActionRow[Any](menu), row(*shown, help_lines_button()))


def _whose(edition: Edition) -> str:
    return say("aids.list.own") if edition.own else say("aids.list.library")
