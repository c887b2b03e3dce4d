"""Experiences to read: facilitators see each before it shows, and say which don't, and why."""

from typing import Any

from discord import ui
from discord.ext import commands

from bot.client import Circlekeeper, Mode, Press
from bot.client.router import CHOSEN
from bot.domain.decisions.experiences import Off, State
from bot.domain.people import Person
from bot.domain.refusals import BadInput, Gone, Refusal
from bot.services.decisions import admitting as services
from bot.words import say
from cogs.decisions import admitting_cards as cards
from cogs.parts import Area, argument, button


class Admitting(commands.Cog):
    """What facilitators press. It has no commands."""

    def __init__(self, client: Circlekeeper) -> None:
        self._admitting = client.house.decisions.admitting
        self._area = Area(
            client,
            {
                "decision.told_read": (self.read, Mode.UPDATE),
                "decision.told_next": (self.read, Mode.UPDATE),
                "decision.told_look": (self.look, Mode.UPDATE),
                "decision.told_show": (self.show, Mode.UPDATE),
                "decision.told_refuse": (self.refuse, Mode.FORM),
                "decision.told_refused": (self.refused, Mode.REPLY),
            },
        )

    async def cog_load(self) -> None:
        """Take up the buttons and the form."""
        self._area.open()

    async def cog_unload(self) -> None:
        """Leave them."""
        self._area.shut()

    async def read(self, press: Press) -> None:
        """Show one that waits, another than the one that the button names."""
        found = await self._admitting.next(press.person, argument(press), argument(press, 1))
        await press.answer.show(cards.reading_card(found))

    async def look(self, press: Press) -> None:
        """Show one that was chosen among those that can show."""
        found = await self._admitting.look(press.person, press.fields.text(CHOSEN))
        await press.answer.show(cards.reading_card(found))

    async def show(self, press: Press) -> None:
        """Let one show, and go on with the next."""
        one = await self._admitting.show(press.person, argument(press))
        await self._go_on(press, one.decision_id, say("experiences.read.shown"))

    async def refuse(self, press: Press) -> None:
        """Open the form that says why."""
        found = await self._admitting.look(press.person, argument(press))
        if found.experience is None:
            raise Gone("experiences.refused.taken_back")
        await press.answer.form(cards.refuse_form(found.experience))

    async def refused(self, press: Press) -> None:
        """Keep that it doesn't show, and why; go on with the next."""
        seen, off = argument(press, 1), press.fields.text("off")
        reason = press.fields.text("reason")
        press.answer.keep(reason)
        if off not in set(Off):
            raise BadInput("experiences.refused.no_off")
        state = State(seen) if seen in set(State) else State.WAITING
        one = await self._admitting.refuse(press.person, argument(press), state, Off(off), reason)
        await self._go_on(press, one.decision_id, say("experiences.read.refused"))

    async def _go_on(self, press: Press, decision_id: str, told: str) -> None:
        found = await self._admitting.next(press.person, decision_id)
        await press.answer.show(cards.reading_card(found, told))


async def ways_to_read(
    admitting: services.Admitting, person: Person, decision_id: str
) -> list[ui.Button[Any]]:
    """Return the button to a decision's experiences, for facilitators and where there are any.

    How many wait is told here and nowhere else.
    """
    try:
        found = await admitting.next(person, decision_id)
    except Refusal:
        return []
    if not found.waiting and not found.showing:
        return []
    label = say("experiences.read.button_count", count=found.waiting)
    if not found.waiting:
        label = say("experiences.read.button")
    return [button(label, "decision.told_read", decision_id)]
