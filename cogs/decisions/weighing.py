"""*What matters to me*: a private worksheet, from the cards of options and of the vote."""

import io
from typing import Any

import discord
from discord import ui
from discord.ext import commands

from bot.client import Circlekeeper, Mode, Press, sentence
from bot.client.layout import Layout, layout
from bot.client.router import CHOSEN
from bot.domain.decisions.decision import Stage, check_in
from bot.domain.decisions.weighing import MAX_OWN, Sheet
from bot.domain.refusals import BadInput
from bot.services.decisions import Shown
from bot.words import say
from cogs.decisions import weighing_cards as cards
from cogs.parts import Area, argument, form, sees, text

FILE = "what-matters-to-me.txt"


class WeighingUp(commands.Cog):
    """The worksheet's buttons and menus. It has no commands."""

    def __init__(self, client: Circlekeeper) -> None:
        self._decisions = client.house.decisions
        self._weighing = client.house.decisions.weighing
        self._area = Area(
            client,
            {
                "decision.weigh": (self.open, Mode.REPLY),
                "decision.weigh_anew": (self.open, Mode.UPDATE),
                "decision.weigh_choose": (self.choose, Mode.UPDATE),
                "decision.weigh_own": (self.own, Mode.FORM),
                "decision.weigh_owned": (self.owned, Mode.REPLY),
                "decision.weigh_own_away": (self.own_away, Mode.UPDATE),
                "decision.weigh_step": (self.step, Mode.UPDATE),
                "decision.weigh_weight": (self.weight, Mode.UPDATE),
                "decision.weigh_fit": (self.fit, Mode.UPDATE),
                "decision.weigh_check": (self.check, Mode.UPDATE),
                "decision.weigh_file": (self.file, Mode.REPLY),
                "decision.weigh_drop": (self.drop, Mode.UPDATE),
            },
        )

    async def cog_load(self) -> None:
        """Take up buttons, menus and the form."""
        self._area.open()

    async def cog_unload(self) -> None:
        """Leave them."""
        self._area.shut()

    async def open(self, press: Press) -> None:
        """Begin a sheet, or go on with one's own."""
        shown = await self._shown(press)
        which = shown.decision.decision_id
        sheet = self._weighing.find(press.person, which) or Sheet()
        self._weighing.keep(press.person, which, sheet)
        await press.answer.show(cards.choose_card(which, sheet))

    async def choose(self, press: Press) -> None:
        """Take up which of the offered statements matter."""
        if sheet := self._sheet(press):
            sheet = sheet.choosing(press.fields.many(CHOSEN))
            self._keep(press, sheet)
        await self._show(press, sheet, cards.CHOOSE)

    async def own(self, press: Press) -> None:
        """Open the form for a statement in the person's own words."""
        field = ui.Label[Any](
            text=say("weighing.own_field"),
            description=say("weighing.own_hint", most=MAX_OWN),
            component=ui.TextInput[Any](custom_id="own", max_length=MAX_OWN),
        )
        made = form(say("weighing.own"), "decision.weigh_owned", argument(press), items=(field,))
        await press.answer.form(made)

    async def owned(self, press: Press) -> None:
        """Put it on the sheet."""
        sheet = self._sheet(press) or Sheet()
        sheet = sheet.adding(press.fields.text("own"))
        self._keep(press, sheet)
        await self._show(press, sheet, cards.CHOOSE)

    async def own_away(self, press: Press) -> None:
        """Take the person's own words off the sheet."""
        if sheet := self._sheet(press):
            sheet = sheet.without_own()
            self._keep(press, sheet)
        await self._show(press, sheet, cards.CHOOSE)

    async def step(self, press: Press) -> None:
        """Go to another step."""
        sheet = self._sheet(press)
        if sheet is not None:
            self._keep(press, sheet)
        await self._show(press, sheet, argument(press, 1))

    async def weight(self, press: Press) -> None:
        """Take up how much something matters."""
        if sheet := self._sheet(press):
            sheet = sheet.weighing(_number(press, 1), press.fields.text(CHOSEN))
            self._keep(press, sheet)
        await self._show(press, sheet, cards.WEIGH)

    async def fit(self, press: Press) -> None:
        """Take up what an option says about something."""
        shown, at = await self._shown(press), _number(press, 1)
        if sheet := self._sheet(press):
            if not 0 <= at < len(shown.options):
                raise BadInput("weighing.refused.changed")
            option = shown.options[at].text
            sheet = sheet.fitting(option, _number(press, 2), press.fields.text(CHOSEN))
            self._keep(press, sheet)
        await self._show(press, sheet, str(at))

    async def check(self, press: Press) -> None:
        """Take up an answer to oneself."""
        if sheet := self._sheet(press):
            sheet = sheet.checking(argument(press, 1), press.fields.text(CHOSEN))
            self._keep(press, sheet)
        await self._show(press, sheet, cards.CHECK)

    async def file(self, press: Press) -> None:
        """Hand the sheet to the person as a file."""
        shown, sheet = await self._shown(press), self._sheet(press)
        if sheet is None:
            await press.answer.show(cards.lost_card(argument(press)))
            return
        options = [each.text for each in shown.options]
        content = cards.summary(shown.decision.asked.what, sheet, options).encode()
        told = layout(text(say("weighing.file_told")), ui.File[Any](f"attachment://{FILE}"))
        file = discord.File(io.BytesIO(content), filename=FILE)
        await press.answer.show(told, files=(file,))

    async def drop(self, press: Press) -> None:
        """Let the sheet go at once."""
        self._weighing.drop(press.person, argument(press))
        await press.answer.show(sentence(say("weighing.dropped")))

    async def _shown(self, press: Press) -> Shown:
        which = argument(press)
        shown = await self._decisions.reading.show(press.person, which, sees(press.interaction))
        check_in(shown.decision, Stage.OPTIONS, Stage.VOTE)
        return shown

    def _sheet(self, press: Press) -> Sheet | None:
        return self._weighing.find(press.person, argument(press))

    def _keep(self, press: Press, sheet: Sheet) -> None:
        self._weighing.keep(press.person, argument(press), sheet)

    async def _show(self, press: Press, sheet: Sheet | None, step: str) -> None:
        await press.answer.show(await self._card(press, sheet, step))

    async def _card(self, press: Press, sheet: Sheet | None, step: str) -> Layout:
        which = argument(press)
        if sheet is None:
            return cards.lost_card(which)
        shown = await self._shown(press)
        options = [each.text for each in shown.options]
        match step:
            case cards.CHOOSE:
                return cards.choose_card(which, sheet)
            case cards.WEIGH:
                return cards.weigh_card(which, sheet)
            case cards.CHECK:
                return cards.check_card(which, sheet)
            case cards.SIDE:
                # It begins with another one each minute, so that no option is always the first.
                first = press.interaction.created_at.minute % max(1, len(options))
                return cards.side_card(which, sheet, options, first)
            case _:
                at = int(step) if step.isdecimal() and len(step) == 1 else 0
                return cards.fit_card(which, sheet, options, min(at, max(0, len(options) - 1)))


def _number(press: Press, position: int) -> int:
    typed = argument(press, position)
    return int(typed) if typed.isdecimal() and len(typed) == 1 else -1
