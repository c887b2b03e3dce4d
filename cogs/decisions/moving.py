"""Moving: what brings a decision on, back, or to its end; from the private card *More*."""

from typing import Any

import discord
from discord import ui
from discord.ext import commands

from bot.client import Circlekeeper, Mode, Press, sentence
from bot.client.layout import Item, layout
from bot.domain.decisions.decision import DAYS, MAX_REASON, Stage
from bot.domain.refusals import NotAllowed
from bot.words import say
from cogs.parts import Area, argument, button, form, row, text

USUAL_DAYS = 7
STARTED_IT = "decisions.refused.started_it"


class Moving(commands.Cog):
    """The forms of a decision's steps. It has no commands."""

    def __init__(self, client: Circlekeeper) -> None:
        self._client = client
        self._moving = client.house.decisions.moving
        self._area = Area(
            client,
            {
                "decision.ready": (self.ready, Mode.FORM),
                "decision.ready_sent": (self.ready_sent, Mode.REPLY),
                "decision.ready_alone": (self.ready_alone, Mode.UPDATE),
                "decision.back": (self.back, Mode.FORM),
                "decision.back_sent": (self.back_sent, Mode.REPLY),
                "decision.withdraw": (self.withdraw, Mode.FORM),
                "decision.withdrawn": (self.withdrawn, Mode.REPLY),
            },
        )

    async def cog_load(self) -> None:
        """Take up buttons and forms."""
        self._area.open()

    async def cog_unload(self) -> None:
        """Leave them."""
        self._area.shut()

    async def ready(self, press: Press) -> None:
        """Ask how long options are to be gathered."""
        await self._moving.ready_to_go_on(press.person, argument(press))
        items = (_days(say("decisions.ready.days")),)
        made = form(
            say("decisions.ready.form"), "decision.ready_sent", argument(press), items=items
        )
        await press.answer.form(made)

    async def ready_sent(self, press: Press) -> None:
        """Go on to the options; who started it may say that nobody else facilitates."""
        which, days = argument(press), _number(press.fields.text("days"))
        try:
            await self._moving.go_on(press.person, which, days=days)
        except NotAllowed as refusal:
            if refusal.key != STARTED_IT:
                raise
            alone = button(say("decisions.ready.nobody_else"), "decision.ready_alone", which, days)
            await press.answer.show(layout(text(say(STARTED_IT)), row(alone)))
            return
        await self._done(press, "ready")

    async def ready_alone(self, press: Press) -> None:
        """Go on for somebody who started it and facilitates alone."""
        days = _number(argument(press, 1))
        await self._moving.go_on(press.person, argument(press), alone=True, days=days)
        await self._done(press, "ready")

    async def back(self, press: Press) -> None:
        """Ask where to go back to, and why."""
        found = await self._moving.can_go_back(press.person, argument(press))
        where = ui.RadioGroup[Any](custom_id="to")
        where.add_option(label=say("decisions.back.talk"), value=Stage.TALK)
        if found.stage is not Stage.OPTIONS:
            where.add_option(label=say("decisions.back.options"), value=Stage.OPTIONS)
        items: list[Item] = [_reason(), _days(say("decisions.back.days"))]
        if found.stage is not Stage.OPTIONS:
            items.insert(0, ui.Label[Any](text=say("decisions.back.to"), component=where))
        made = form(say("decisions.back.form"), "decision.back_sent", argument(press), items=items)
        await press.answer.form(made)

    async def back_sent(self, press: Press) -> None:
        """Go back."""
        to = Stage.OPTIONS if press.fields.text("to") == Stage.OPTIONS else Stage.TALK
        days = _number(press.fields.text("days"))
        reason = press.fields.text("reason")
        await self._moving.back(press.person, argument(press), reason, to=to, days=days)
        await self._done(press, "back")

    async def withdraw(self, press: Press) -> None:
        """Ask why."""
        await self._moving.can_withdraw(press.person, argument(press))
        made = form(
            say("decisions.withdraw.form"),
            "decision.withdrawn",
            argument(press),
            items=(_reason(),),
        )
        await press.answer.form(made)

    async def withdrawn(self, press: Press) -> None:
        """Let it go."""
        reason = press.fields.text("reason")
        await self._moving.withdraw(press.person, argument(press), reason)
        await self._done(press, "withdraw")

    async def _done(self, press: Press, key: str) -> None:
        self._client.dispatch("work_to_do")
        await press.answer.show(sentence(say(f"decisions.{key}.done")))


def _number(typed: str) -> int:
    """Return a number of days; one that no form offers is refused further on."""
    return int(typed) if typed.isdecimal() and len(typed) < len("1000") else -1


def _days(label: str) -> Item:
    chosen = ui.RadioGroup[Any](custom_id="days")
    for days in DAYS:
        chosen.add_option(
            label=say(f"decisions.days.{days}"), value=str(days), default=days == USUAL_DAYS
        )
    return ui.Label[Any](text=label, component=chosen)


def _reason() -> Item:
    return ui.Label[Any](
        text=say("decisions.withdraw.reason"),
        component=ui.TextInput[Any](
            custom_id="reason", style=discord.TextStyle.paragraph, max_length=MAX_REASON
        ),
    )
