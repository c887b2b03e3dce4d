"""Talking: what anybody may put on a decision's card: questions, agreements, options."""

from typing import Any

import discord
from discord import ui
from discord.ext import commands

from bot.client import Circlekeeper, Mode, Press, sentence
from bot.client.layout import Item
from bot.domain.decisions.parts import MAX_NOTE, MAX_OPTION_FIELD, NoteKind, Option
from bot.domain.polls.options import MAX_OPTION
from bot.domain.refusals import Gone
from bot.words import say
from cogs.parts import Area, argument, form, shortened

HINT_LENGTH = 100  # Discord's; a form shows signs as they were typed


class Talking(commands.Cog):
    """The forms of a talk and of its options. It has no commands."""

    def __init__(self, client: Circlekeeper) -> None:
        self._client = client
        self._noting = client.house.decisions.noting
        self._area = Area(
            client,
            {
                "decision.note": (self.note, Mode.FORM),
                "decision.noted": (self.noted, Mode.REPLY),
                "decision.option": (self.option, Mode.FORM),
                "decision.option_sent": (self.option_sent, Mode.REPLY),
            },
        )

    async def cog_load(self) -> None:
        """Take up buttons and forms."""
        self._area.open()

    async def cog_unload(self) -> None:
        """Leave them."""
        self._area.shut()

    async def note(self, press: Press) -> None:
        """Open the form for one short text."""
        decision = await self._noting.notable(press.person, argument(press))
        await press.answer.form(_note_form(decision.decision_id, _kind(press)))

    async def noted(self, press: Press) -> None:
        """Put it on the card."""
        typed = press.fields.text("note")
        await self._noting.note(press.person, argument(press), _kind(press), typed)
        self._client.dispatch("work_to_do")
        await press.answer.show(sentence(say("decisions.talk.noted")))

    async def option(self, press: Press) -> None:
        """Open the form for an option."""
        decision = await self._noting.optionable(press.person, argument(press))
        await press.answer.form(_option_form(decision.decision_id, decision.asked.what))

    async def option_sent(self, press: Press) -> None:
        """Keep the option; it appears a while later."""
        typed = Option(**{name: press.fields.text(name) for name in Option.__match_args__})
        await self._noting.option(press.person, argument(press), typed)
        self._client.dispatch("work_to_do")
        await press.answer.show(sentence(say("decisions.options.sent")))


def _kind(press: Press) -> NoteKind:
    kind = argument(press, 1)
    if kind not in {*NoteKind}:
        raise Gone("faults.old_button")
    return NoteKind(kind)


def _note_form(which: str, kind: NoteKind) -> ui.Modal:
    title = say(f"decisions.talk.{kind}_form")
    field = ui.Label[Any](
        text=say(f"decisions.talk.{kind}_field"),
        description=say("decisions.talk.note_hint", most=MAX_NOTE),
        component=ui.TextInput[Any](
            custom_id="note", style=discord.TextStyle.paragraph, max_length=MAX_NOTE
        ),
    )
    return form(title, "decision.noted", which, kind, items=(field,))


def _option_form(which: str, what: str) -> ui.Modal:
    rest = Option.__match_args__[1:]
    items = (_option_field(what), *(_field(name) for name in rest))
    return form(say("decisions.options.form"), "decision.option_sent", which, items=items)


def _option_field(what: str) -> Item:
    return ui.Label[Any](
        text=say("decisions.options.field"),
        description=shortened(what, HINT_LENGTH),
        component=ui.TextInput[Any](custom_id="text", max_length=MAX_OPTION),
    )


def _field(name: str) -> Item:
    return ui.Label[Any](
        text=say(f"decisions.options.{name}_field"),
        description=say("decisions.options.may_be_empty"),
        component=ui.TextInput[Any](
            custom_id=name,
            style=discord.TextStyle.paragraph,
            required=False,
            max_length=MAX_OPTION_FIELD,
        ),
    )
