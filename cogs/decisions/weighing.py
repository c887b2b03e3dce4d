"""*What matters to me*: a private worksheet, from the cards of options and of the vote."""

import io
from collections.abc import Callable
from contextlib import suppress
from typing import Any

import discord
from discord import ui
from discord.ext import commands

from bot.client import Circlekeeper, Mode, Press, sentence
from bot.client.layout import layout
from bot.client.router import CHOSEN
from bot.domain.decisions.decision import Stage, check_in
from bot.domain.decisions.weighing import MAX_OWN, Matter, Sheet, mark_of
from bot.domain.refusals import BadInput, Gone
from bot.services.decisions import Shown
from bot.services.decisions.weighing import AID, matter_of_aid, matter_of_decision
from bot.words import say
from cogs.decisions import weighing_cards as cards
from cogs.decisions.weighing_side import CHECK, CHOOSE, SIDE, WEIGH, side_card, summary
from cogs.decisions.whole import whole_card
from cogs.parts import Area, argument, form, sees, text

FILE = "what-matters-to-me.txt"
DRAWN = 0xFFFF
BEGUN_IN = (Stage.OPTIONS, Stage.VOTE)


class WeighingUp(commands.Cog):
    """The worksheet's buttons and menus. It has no commands."""

    def __init__(self, client: Circlekeeper) -> None:
        self._decisions = client.house.decisions
        self._aids = client.house.aids.reading
        self._weighing = client.house.decisions.weighing
        self._area = Area(
            client,
            {
                "decision.weigh": (self.open, Mode.REPLY),
                "decision.weigh_choose": (self.choose, Mode.UPDATE),
                "decision.weigh_own": (self.own, Mode.FORM),
                "decision.weigh_owned": (self.owned, Mode.REPLY),
                "decision.weigh_own_away": (self.own_away, Mode.UPDATE),
                "decision.weigh_step": (self.step, Mode.UPDATE),
                "decision.weigh_weight": (self.weight, Mode.UPDATE),
                "decision.weigh_fit": (self.fit, Mode.UPDATE),
                "decision.weigh_again": (self.again, Mode.UPDATE),
                "decision.weigh_check": (self.check, Mode.UPDATE),
                "decision.weigh_read": (self.read, Mode.REPLY),
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
        matter = await self._matter(press, begins=True)
        sheet = self._find(press) or Sheet()
        self._keep(press, sheet)
        await press.answer.show(cards.choose_card(matter, sheet))

    async def choose(self, press: Press) -> None:
        """Take up which of the offered statements matter."""
        marks, matter = press.fields.many(CHOSEN), await self._matter(press)
        await self._change(press, CHOOSE, lambda sheet: sheet.choosing(marks, matter), first=True)

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
        typed = press.fields.text("own")
        await self._change(press, CHOOSE, lambda sheet: sheet.adding(typed), first=True)

    async def own_away(self, press: Press) -> None:
        """Take the person's own words off the sheet."""
        await self._change(press, CHOOSE, Sheet.without_own)

    async def step(self, press: Press) -> None:
        """Go to another step."""
        await self._change(press, argument(press, 1), lambda sheet: sheet)

    async def again(self, press: Press) -> None:
        """Go to the option that was chosen from all of them."""
        await self._change(press, press.fields.text(CHOSEN), lambda sheet: sheet)

    async def weight(self, press: Press) -> None:
        """Take up how much something matters."""
        said = argument(press, 1), press.fields.text(CHOSEN)
        await self._change(press, WEIGH, lambda sheet: sheet.weighing(*said))

    async def fit(self, press: Press) -> None:
        """Take up what an option says about something."""
        options, which = (await self._matter(press)).options, argument(press, 1)
        at = next((n for n, each in enumerate(options) if mark_of(each) == which), None)
        if at is None:
            raise BadInput("weighing.refused.changed")
        said = options[at], argument(press, 2), press.fields.text(CHOSEN)
        await self._change(press, str(at), lambda sheet: sheet.fitting(*said))

    async def check(self, press: Press) -> None:
        """Take up an answer to oneself."""
        said = argument(press, 1), press.fields.text(CHOSEN)
        await self._change(press, CHECK, lambda sheet: sheet.checking(*said))

    async def read(self, press: Press) -> None:
        """Show all of the decision beside the sheet."""
        await press.answer.show(whole_card(await self._shown(press), 0))

    async def file(self, press: Press) -> None:
        """Hand the sheet to the person as a file."""
        matter, sheet = await self._matter(press), self._find(press)
        if sheet is None:
            await press.answer.show(sentence(say("weighing.lost")))
            return
        content = summary(matter, sheet).encode()
        told = layout(text(say("weighing.file_told")), ui.File[Any](f"attachment://{FILE}"))
        file = discord.File(io.BytesIO(content), filename=FILE)
        await press.answer.show(told, files=(file,))

    async def drop(self, press: Press) -> None:
        """Let the sheet go at once."""
        self._weighing.drop(press.person, argument(press))
        await press.answer.show(sentence(say("weighing.dropped")))

    async def _shown(self, press: Press) -> Shown:
        which = argument(press)
        return await self._decisions.reading.show(press.person, which, sees(press.interaction))

    async def _matter(self, press: Press, *, begins: bool = False) -> Matter:
        """Return what the sheet is about. `begins` asks whether a new one may be begun on it."""
        if argument(press).startswith(AID):
            key = argument(press).removeprefix(AID)
            return matter_of_aid((await self._aids.named(press.person, key)).edition)
        shown = await self._shown(press)
        if begins:
            check_in(shown.decision, *BEGUN_IN)
        aid = None
        if shown.decision.aid:
            # It may have come with a release that is not this one's.
            with suppress(Gone):
                aid = (await self._aids.beside(press.person, argument(press))).edition
        return matter_of_decision(shown, aid)

    def _find(self, press: Press) -> Sheet | None:
        return self._weighing.find(press.person, argument(press))

    def _keep(self, press: Press, sheet: Sheet) -> None:
        self._weighing.keep(press.person, argument(press), sheet)

    async def _change(
        self, press: Press, step: str, change: Callable[[Sheet], Sheet], *, first: bool = False
    ) -> None:
        """Change the sheet and show a step of it; one that was let go begins anew.

        `first` says that what was pressed belongs on a new sheet as well. A sheet that is there
        stays its person's when the decision moves on, until it has rested.
        """
        matter = await self._matter(press, begins=self._find(press) is None)
        # Nothing is waited for from here to `_keep`: two presses at once can't undo each other.
        sheet = self._find(press)
        lost = sheet is None
        sheet = sheet or Sheet()
        if first or not lost:
            sheet = change(sheet)
        self._keep(press, sheet)
        # In a second window the last statement may just have been taken off.
        if lost or step == CHOOSE or not (sheet.statements or step == CHECK):
            await press.answer.show(cards.choose_card(matter, sheet, lost=lost))
        elif step == WEIGH:
            await press.answer.show(cards.weigh_card(matter, sheet))
        elif step == CHECK:
            await press.answer.show(cards.check_card(matter, sheet))
        elif step == SIDE and matter.options:
            # It begins with another one each minute, so that no option is always the first.
            turn = _number(press, 2, press.interaction.created_at.minute)
            where = turn, _number(press, 3), press.interaction.id & DRAWN
            await press.answer.show(side_card(matter, sheet, *where))
        else:
            at = min(_digits(step), max(0, len(matter.options) - 1))
            await press.answer.show(cards.fit_card(matter, sheet, at))


def _number(press: Press, position: int, otherwise: int = 0) -> int:
    return _digits(argument(press, position), otherwise)


def _digits(typed: str, otherwise: int = 0) -> int:
    return int(typed) if typed.isascii() and typed.isdecimal() and len(typed) <= 2 else otherwise
