"""Checking out: the form with four sentences, and the thanks for it."""

from typing import Any

from discord import ui
from discord.ext import commands

from bot.client import Circlekeeper, Fields, Mode, Press
from bot.client.layout import Item, layout
from bot.domain.feedback.check_out import STEPS, CheckOut, Line
from bot.words import say
from cogs.parts import Area, argument, button, form, help_lines_button, moment, row, text


class CheckOuts(commands.Cog):
    """The button on a check-out's card, and its form. It has no commands."""

    def __init__(self, client: Circlekeeper) -> None:
        self._feedback = client.house.feedback
        self._area = Area(
            client,
            {
                "feedback.check_out": (self.open, Mode.FORM),
                "feedback.checked_out": (self.sent, Mode.REPLY),
            },
        )

    async def cog_load(self) -> None:
        """Take up the button and the form."""
        self._area.open()

    async def cog_unload(self) -> None:
        """Leave them."""
        self._area.shut()

    async def open(self, press: Press) -> None:
        """Open the form, with the person's own steps in it if they are known."""
        request_id = argument(press)
        looked = await self._feedback.checking_out.look(press.person, request_id)
        await press.answer.form(_check_out_form(request_id, looked.own))

    async def sent(self, press: Press) -> None:
        """Keep what was chosen, and thank for it."""
        request_id = argument(press)
        steps = [_step(press.fields, line) for line in Line]
        changed = await self._feedback.checking_out.send(press.person, request_id, steps)
        request = await self._feedback.asking.posted(request_id)
        key = "changed" if changed else "in"
        thanks = say(f"feedback.check_out.{key}", when=moment(request.closes_at))
        more = button(say("feedback.check_out.more"), "feedback.open", f"request/{request_id}")
        await press.answer.show(layout(text(thanks), row(more, help_lines_button())))


def _check_out_form(request_id: str, own: CheckOut | None) -> ui.Modal:
    steps = own.steps if own else (None,) * len(Line)
    return form(
        say("feedback.check_out.form"),
        "feedback.checked_out",
        request_id,
        items=(
            ui.TextDisplay[Any](say("feedback.check_out.form_private")),
            *(_line(line, step) for line, step in zip(Line, steps, strict=True)),
        ),
    )


def _line(line: Line, chosen: int | None) -> Item:
    # A menu can be emptied again, which a chosen radio button can't, and four fit on a phone.
    menu = ui.Select[Any](
        custom_id=line,
        placeholder=say("feedback.check_out.leave_out"),
        required=False,
        min_values=0,
    )
    for step in range(1, STEPS + 1):
        menu.add_option(
            label=say(f"feedback.check_out.step_{step}"), value=str(step), default=step == chosen
        )
    return ui.Label[Any](text=say(f"feedback.check_out.{line}"), component=menu)


def _step(fields: Fields, line: Line) -> int | None:
    """Return a chosen step; what no menu offers (a forged one) is refused later as 0."""
    chosen = fields.text(line)
    if not chosen:
        return None
    return int(chosen) if chosen.isascii() and chosen.isdecimal() else 0
