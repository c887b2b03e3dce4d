"""Starting: the choice to make before a form, the form, and what it becomes."""

from contextlib import suppress
from typing import Any

import discord
from discord import ui
from discord.ext import commands

from bot.client import Answer, Circlekeeper, Mode, Press, sentence
from bot.client.layout import Item, layout
from bot.client.people import person_of
from bot.client.permissions import check_allowed, posting_permissions
from bot.client.router import CHOSEN, custom_id
from bot.domain.decisions.asked import MAX_FIELD, MAX_WHAT, Asked
from bot.domain.decisions.decision import DAYS
from bot.domain.refusals import NotAllowed
from bot.words import say
from cogs.parts import Area, argument, button, delivered, form, main_button, row, text

NAMED, PRIVATE = "named", "private"


class Starting(commands.Cog):
    """The ways to begin. The command stands with the others."""

    def __init__(self, client: Circlekeeper) -> None:
        self._client = client
        self._starting = client.house.decisions.starting
        self._area = Area(
            client,
            {
                "decision.propose": (self.propose, Mode.REPLY),
                "decision.named": (self.named, Mode.FORM),
                "decision.private": (self.private, Mode.FORM),
                "decision.begin": (self.begin, Mode.UPDATE),
                "decision.begin_for": (self.begin_for, Mode.FORM),
                "decision.sent": (self.sent, Mode.REPLY),
            },
        )

    async def cog_load(self) -> None:
        """Take up buttons and forms."""
        self._area.open()

    async def cog_unload(self) -> None:
        """Leave them."""
        self._area.shut()

    async def propose(self, press: Press) -> None:
        """Show the ways from a button on another card."""
        await show_ways(self._client, press.interaction, press.answer)

    async def named(self, press: Press) -> None:
        """Open the form of what will bear a name."""
        self._check(press.interaction, press)
        await press.answer.form(_form(NAMED))

    async def private(self, press: Press) -> None:
        """Open the form of what nothing will say who it is from."""
        self._check(press.interaction, press)
        await press.answer.form(_form(PRIVATE))

    async def begin(self, press: Press) -> None:
        """Ask a facilitator how long the talk is to last."""
        await self._starting.check_may_start(press.person)
        menu = ui.Select[Any](
            custom_id=custom_id("decision.begin_for"), placeholder=say("decisions.propose.days")
        )
        for days in DAYS:
            menu.add_option(label=say(f"decisions.days.{days}"), value=str(days))
        told = f"**{say('decisions.propose.days')}**\n{say('decisions.propose.days_hint')}"
        await press.answer.show(layout(text(told), ui.ActionRow[Any](menu)))

    async def begin_for(self, press: Press) -> None:
        """Open the form of a talk that begins at once."""
        await self._starting.check_may_start(press.person)
        check_allowed(press.interaction, *posting_permissions(press.interaction))
        await press.answer.form(_form(press.fields.text(CHOSEN)))

    async def sent(self, press: Press) -> None:
        """Take the sent form."""
        asked = Asked(**{name: press.fields.text(name) for name in Asked.__match_args__})
        how, name = argument(press), press.interaction.user.display_name
        check_allowed(press.interaction, *posting_permissions(press.interaction))
        if how == PRIVATE:
            await self._starting.propose(press.person, asked, None)
            self._client.dispatch("work_to_do")
            await press.answer.show(sentence(say("decisions.propose.sent")))
            return
        if how == NAMED:
            key, new = "posted", await self._starting.propose(press.person, asked, name)
        else:
            days = int(how) if how.isdecimal() else -1
            key, new = "begun", await self._starting.start(press.person, asked, days, name)
        self._client.dispatch("work_to_do")
        delivery = await self._client.courier.deliver(new)
        where = (new.group_id, new.channel_id)
        words = (f"decisions.propose.{key}", f"decisions.propose.{key}_later")
        await press.answer.show(delivered(*words, where, delivery))

    def _check(self, interaction: discord.Interaction[Any], press: Press) -> None:
        self._starting.check_may_propose(press.person)
        check_allowed(interaction, *posting_permissions(interaction))


async def show_ways(
    client: Circlekeeper, interaction: discord.Interaction[Any], answer: Answer
) -> None:
    """Show the ways to begin, for who has a voice here and where the bot may post."""
    person = person_of(interaction)
    client.house.decisions.starting.check_may_propose(person)
    check_allowed(interaction, *posting_permissions(interaction))
    shown: list[Item] = [
        text(say("decisions.propose.intro", channel=f"<#{person.channel_id}>")),
        row(
            main_button(say("decisions.propose.named"), "decision.named"),
            main_button(say("decisions.propose.private"), "decision.private"),
        ),
    ]
    with suppress(NotAllowed):
        await client.house.decisions.starting.check_may_start(person)
        begin = button(say("decisions.propose.begin"), "decision.begin")
        shown += [text(say("decisions.propose.begin_hint")), row(begin)]
    await answer.show(layout(*shown))


def _form(how: str) -> ui.Modal:
    items = [
        _field("what", MAX_WHAT, required=True),
        _field("why", MAX_FIELD, required=True),
        *(_field(name, MAX_FIELD) for name in ("whom", "by_when", "not_for")),
    ]
    return form(say("decisions.propose.form"), "decision.sent", how, items=items)


def _field(name: str, most: int, *, required: bool = False) -> Item:
    one_line = name in ("what", "by_when")
    style = discord.TextStyle.short if one_line else discord.TextStyle.paragraph
    return ui.Label[Any](
        text=say(f"decisions.propose.{name}"),
        description=say(f"decisions.propose.{name}_hint"),
        component=ui.TextInput[Any](
            custom_id=name, style=style, required=required, max_length=most
        ),
    )
