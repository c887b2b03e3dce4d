"""*More*: a private card with what this person can do about a decision now, and all of it."""

from collections.abc import Awaitable, Callable
from contextlib import suppress
from typing import Any

from discord import ui
from discord.ext import commands

from bot.client import Circlekeeper, Mode, Press
from bot.client.layout import layout
from bot.domain.people import Person
from bot.domain.refusals import Refusal
from bot.services.decisions import Shown
from bot.words import say
from cogs.decisions.admitting import ways_to_read
from cogs.decisions.cards import stage
from cogs.parts import Area, argument, button, main_button, plain, row, sees, text

IN_A_ROW = 5
Check = Callable[[Person, str], Awaitable[object]]


class DecisionMore(commands.Cog):
    """The private card. It has no commands."""

    def __init__(self, client: Circlekeeper) -> None:
        self._decisions = client.house.decisions
        self._aids = client.house.aids
        self._area = Area(
            client,
            {
                "decision.more": (self.more, Mode.REPLY),
            },
        )

    async def cog_load(self) -> None:
        """Take up the buttons."""
        self._area.open()

    async def cog_unload(self) -> None:
        """Leave them."""
        self._area.shut()

    async def more(self, press: Press) -> None:
        """Show what this person can do."""
        shown = await self._shown(press)
        decision = shown.decision
        title = say("decisions.more.title", what=plain(decision.asked.what))
        parts = [f"{title}\n{say('decisions.more.stage', stage=stage(decision))}"]
        ways = [main_button(say("decisions.more.whole"), "decision.show", decision.decision_id)]
        for check, way in self._steps(decision.decision_id):
            # What is not this person's to do, or not now, isn't offered.
            with suppress(Refusal):
                await check(press.person, decision.decision_id)
                ways.append(way)
        ways += await ways_to_read(self._decisions.admitting, press.person, decision.decision_id)
        rows = (row(*ways[at : at + IN_A_ROW]) for at in range(0, len(ways), IN_A_ROW))
        await press.answer.show(layout(text("\n".join(parts)), *rows))

    async def _shown(self, press: Press) -> Shown:
        which = argument(press)
        return await self._decisions.reading.show(press.person, which, sees(press.interaction))

    def _steps(self, which: str) -> tuple[tuple[Check, ui.Button[Any]], ...]:
        """Return what can be done about a decision, each with who asks whether it may be."""
        moving, deciding = self._decisions.moving, self._decisions.deciding
        return (
            (
                moving.ready_to_go_on,
                button(say("decisions.more.go_on"), "decision.ready", which),
            ),
            (
                self._aids.attaching.attachable,
                button(say("aids.attach.button"), "aid.attach", which),
            ),
            (deciding.typed_vote, button(say("decisions.vote.button"), "decision.vote", which)),
            (deciding.statable, button(say("decisions.state.button"), "decision.state", which)),
            (
                deciding.review_typed,
                button(say("decisions.review.button"), "decision.review_ask", which),
            ),
            (deciding.reviewable, button(say("decisions.go_on.button"), "decision.go_on", which)),
            (moving.can_go_back, button(say("decisions.more.back"), "decision.back", which)),
            (
                moving.can_withdraw,
                button(say("decisions.more.withdraw"), "decision.withdraw", which),
            ),
        )
