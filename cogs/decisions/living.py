"""The life of a decision in its channel: its card, the thread on it, and what is told of it."""

import discord
from discord.ext import commands

from bot.client import Circlekeeper
from bot.client.layout import Layout
from bot.domain.decisions.decision import Stage
from bot.domain.outbox import Row
from bot.domain.refusals import Gone
from bot.services.decisions import Shown
from bot.services.decisions.due import REVIEW
from bot.services.steps import CARD, MOVED, REDRAWN
from cogs.decisions import cards
from cogs.decisions.outcome_cards import review_card
from cogs.parts import NAME_LENGTH, shortened

WEEK = 7 * 24 * 60
THREAD_IS_THERE = 160004  # Discord's code
# In these there is nothing to talk about in a thread, yet or any more.
QUIET = (Stage.WORRY, Stage.ENDED)


class DecisionCards(commands.Cog):
    """What the outbox carries of decisions. It has no commands and no buttons."""

    def __init__(self, client: Circlekeeper) -> None:
        self._client = client
        self._reading = client.house.decisions.reading

    async def cog_load(self) -> None:
        """Take up the outbox's rows."""
        courier = self._client.courier
        courier.carries(CARD, self._draw, self._follow, self._needs)
        courier.carries(REDRAWN, self._draw, self._renew, self._needs)
        courier.carries(MOVED, self._draw_moved, self._follow_told)
        courier.carries(REVIEW, self._draw_review, self._follow_told)

    async def _draw(self, row: Row) -> Layout:
        return self._card(await self._shown(row), row)

    async def _follow(self, row: Row, _: discord.PartialMessageable) -> None:
        """Open the thread, and catch up with what changed while the card was on its way."""
        await self._renew(row, _)

    async def _renew(self, row: Row, _: discord.PartialMessageable) -> None:
        """Let the card, and what was told of earlier steps, show how it stands."""
        shown = await self._shown(row)
        decision_id = shown.decision.decision_id
        first = await self._client.house.outbox.find(CARD, decision_id)
        if first is not None and first.message_id is not None:
            if await self._client.courier.redraw(first, self._card(shown, first)) is None:
                await self._reading.card_removed(decision_id)
                shown = await self._shown(row)
            else:
                await self._open_thread(shown, first)
        await self._renew_told(shown)

    async def _follow_told(self, row: Row, _: discord.PartialMessageable) -> None:
        """Let earlier steps show that there is a newer one, where no card is left to be redrawn."""
        shown = await self._shown(row)
        if shown.decision.message_id is None:
            await self._renew_told(shown)

    async def _renew_told(self, shown: Shown) -> None:
        """Redraw what was told of steps; of the newest only its link can have changed."""
        decision = shown.decision
        for kind, draw in ((MOVED, _moved), (REVIEW, _review)):
            for told in await self._client.house.outbox.told(kind, decision.decision_id):
                if decision.message_id is None or not _newest(shown, told):
                    await self._client.courier.redraw(told, draw(shown, told))

    async def _draw_moved(self, row: Row) -> Layout:
        return _moved(await self._newly(row), row)

    async def _draw_review(self, row: Row) -> Layout:
        return _review(await self._newly(row), row)

    async def _newly(self, row: Row) -> Shown:
        """Return what a row tells of, unless it moved on while the row was on its way."""
        shown = await self._shown(row)
        if not _newest(shown, row):
            raise Gone("decisions.refused.moved_on")
        return shown

    async def _needs(self, row: Row) -> tuple[str, ...]:
        try:
            shown = await self._shown(row)
        except Gone:
            return ()
        in_channel = isinstance(self._client.get_channel(row.channel_id), discord.TextChannel)
        return ("create_public_threads",) if in_channel and _talks(shown) else ()

    async def _open_thread(self, shown: Shown, first: Row) -> None:
        """Open the thread on the card, where the channel can have one and it isn't there."""
        known = self._client.get_channel(first.channel_id)
        if not _talks(shown) or not isinstance(known, discord.TextChannel):
            return
        if first.message_id is None or known.get_thread(first.message_id) is not None:
            return
        try:
            await known.get_partial_message(first.message_id).create_thread(
                name=shortened(shown.decision.asked.what, NAME_LENGTH), auto_archive_duration=WEEK
            )
        except discord.NotFound:
            return  # The card was removed, and its thread with it.
        except discord.HTTPException as trouble:
            if trouble.code != THREAD_IS_THERE:
                raise

    def _card(self, shown: Shown, row: Row) -> Layout:
        thread = self._has_thread(row.channel_id, shown.decision.message_id)
        return cards.decision_card(shown, row.row_id, thread=thread)

    def _has_thread(self, channel_id: int, message_id: int | None) -> bool:
        """Say whether the card in this channel has a thread, or gets one."""
        known = self._client.get_channel(channel_id)
        if not isinstance(known, discord.TextChannel):
            return False
        if message_id is not None and known.get_thread(message_id) is not None:
            return True
        return known.permissions_for(known.guild.me).create_public_threads

    async def _shown(self, row: Row) -> Shown:
        return await self._reading.posted(row.subject.partition("/")[0])


def _number(row: Row) -> int:
    """Return the number of the step that a row tells."""
    return int(row.subject.partition("/")[2])


def _moved(shown: Shown, row: Row) -> Layout:
    number = _number(row)
    step = next(each for each in shown.moves if each.number == number)
    return cards.moved_card(shown, step, row.row_id, newest=_newest(shown, row))


def _review(shown: Shown, row: Row) -> Layout:
    return review_card(shown, row.row_id, newest=_newest(shown, row))


def _newest(shown: Shown, row: Row) -> bool:
    """Say whether what a row tells is how it stands, and not past."""
    # Where the options' time ended, the vote is asked without another step.
    asked = shown.decision.stage is Stage.VOTE and shown.vote is not None
    return _number(row) == shown.moves[-1].number and not asked


def _talks(shown: Shown) -> bool:
    return shown.decision.stage not in QUIET
