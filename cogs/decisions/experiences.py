"""Experiences in Discord: the facts of an option, how it was for people, and telling one's own."""

from contextlib import suppress
from typing import Any

from discord import ui
from discord.ext import commands

from bot.client import Circlekeeper, Mode, Press, sentence
from bot.client.layout import layout
from bot.client.router import CHOSEN
from bot.domain.decisions.experiences import Turned
from bot.domain.people import Person
from bot.domain.refusals import BadInput, Gone, Refusal
from bot.words import say
from cogs.decisions import experience_cards as cards
from cogs.parts import Area, argument, button, form, help_lines_button, moment, row, sees, text


class Experiences(commands.Cog):
    """What members press. It has no commands."""

    def __init__(self, client: Circlekeeper) -> None:
        self._client = client
        self._experiences = client.house.decisions.experiences
        self._area = Area(
            client,
            {
                "decision.experiences": (self.open, Mode.REPLY),
                "decision.told_option": (self.option, Mode.UPDATE),
                "decision.tell": (self.tell, Mode.FORM),
                "decision.told": (self.told, Mode.REPLY),
                "decision.told_have_code": (self.have_code, Mode.FORM),
                "decision.told_code": (self.code, Mode.REPLY),
                "decision.told_back": (self.back, Mode.UPDATE),
                "decision.told_remove": (self.remove, Mode.UPDATE),
                "decision.told_removed": (self.removed, Mode.UPDATE),
            },
        )

    async def cog_load(self) -> None:
        """Take up the buttons and the forms."""
        self._area.open()

    async def cog_unload(self) -> None:
        """Leave them."""
        self._area.shut()

    async def open(self, press: Press) -> None:
        """Show the options; their facts come before anything that people told."""
        told = await self._experiences.look(press.person, argument(press))
        await press.answer.show(cards.overview(told))

    async def option(self, press: Press) -> None:
        """Show one option: its facts, and below them how it was for people."""
        chosen = press.fields.text(CHOSEN)
        told = await self._experiences.look(press.person, argument(press))
        if chosen not in told.options:
            raise Gone("decisions.refused.gone")
        await press.answer.show(cards.option_card(told, chosen))

    async def tell(self, press: Press) -> None:
        """Open the form for one's own."""
        which = argument(press), argument(press, 1)
        option = await self._experiences.tellable(press.person, *which)
        terms = await self._experiences.terms(press.person)
        await press.answer.form(cards.tell_form(which, option, terms, press.interaction.guild))

    async def told(self, press: Press) -> None:
        """Keep what was told, and hand over its code."""
        typed, chosen = press.fields.text("text"), press.fields.text("turned")
        which = argument(press), argument(press, 1)
        press.answer.keep(typed, row(_tell(*which), help_lines_button()))
        if chosen not in set(Turned):
            raise BadInput("experiences.refused.no_turned")
        receipt = await self._experiences.tell(press.person, *which, typed, Turned(chosen))
        self._client.dispatch("work_to_do")
        when = moment(receipt.read_from)
        thanks = text(say("experiences.given.thanks", code=receipt.code, when=when))
        keep = button(say("experiences.given.keep_code"), "feedback.keep_code", receipt.code)
        await press.answer.show(layout(thanks, row(keep, help_lines_button())))

    async def have_code(self, press: Press) -> None:
        """Open the form for a code that was written down."""
        field = ui.Label[Any](
            text=say("experiences.mine.code"),
            description=say("feedback.mine.code_hint"),
            component=ui.TextInput[Any](custom_id="code", max_length=40),
        )
        opened = form(say("experiences.mine.have_code"), "decision.told_code", items=(field,))
        await press.answer.form(opened)

    async def code(self, press: Press) -> None:
        """Show a code's holder what became of theirs; a code of another kind is taken as well."""
        typed = press.fields.text("code")
        press.answer.keep(typed)
        try:
            await self._show(press, "".join(typed.split()))
        except BadInput:
            if not await self._elsewhere(press.person, typed):
                raise
            await self._client.router.hand_over("feedback.code", press)

    async def back(self, press: Press) -> None:
        """Show it again."""
        await self._show(press, argument(press))

    async def remove(self, press: Press) -> None:
        """Ask once more before it is erased."""
        code = argument(press)
        await self._experiences.held(press.person, code, sees(press.interaction))
        keep = button(say("experiences.mine.keep"), "decision.told_back", code)
        yes = button(say("experiences.mine.sure_yes"), "decision.told_removed", code)
        await press.answer.show(layout(text(say("experiences.mine.sure")), row(keep, yes)))

    async def removed(self, press: Press) -> None:
        """Erase it."""
        await self._experiences.remove(press.person, argument(press))
        self._client.dispatch("work_to_do")
        await press.answer.show(sentence(say("experiences.mine.gone")))

    async def _show(self, press: Press, code: str) -> None:
        held = await self._experiences.held(press.person, code, sees(press.interaction))
        await press.answer.show(cards.held_card(held, code))

    async def _elsewhere(self, person: Person, typed: str) -> bool:
        """Say whether a code leads to feedback or a suggestion: nobody needs to know of which."""
        house = self._client.house
        with suppress(Refusal):
            await house.feedback.holding.look(person, typed)
            return True
        with suppress(Refusal):
            await house.topics.suggesting.with_code(person, typed)
            return True
        return False


def _tell(decision_id: str, option_id: str) -> ui.Button[Any]:
    return button(say("experiences.card.tell"), "decision.tell", decision_id, option_id)
