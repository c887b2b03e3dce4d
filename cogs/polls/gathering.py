"""Gathering options in Discord: the card before voting begins, and a member's private proposal."""

from typing import Any

import discord
from discord import ui
from discord.ext import commands

from bot.client import Circlekeeper, Mode, Press, sentence
from bot.client.layout import Layout
from bot.domain.decisions.decision import Decision
from bot.domain.outbox import Row
from bot.domain.polls.options import MAX_OPTION
from bot.domain.polls.poll import Poll, State
from bot.domain.refusals import Gone
from bot.words import say
from cogs.parts import Area, argument, form, plain
from cogs.polls import cards
from cogs.polls.redrawing import redraw


class Gathering(commands.Cog):
    """The card on which members propose options. It has no commands."""

    def __init__(self, client: Circlekeeper) -> None:
        self._client = client
        self._polls = client.house.polls
        self._area = Area(
            client,
            {
                "poll.suggest": (self.suggest, Mode.FORM),
                "poll.suggested": (self.suggested, Mode.REPLY),
            },
        )

    async def cog_load(self) -> None:
        """Take up the button, the form and the card's rows."""
        self._area.open()
        self._client.courier.carries("poll.gathering", self._draw, self._renew)
        self._client.courier.carries("poll.gathered", self._draw, self._renew)

    async def cog_unload(self) -> None:
        """Leave them."""
        self._area.shut()

    async def suggest(self, press: Press) -> None:
        """Open the form for one option."""
        poll = await self._polls.gathering.proposable(press.person, argument(press))
        await press.answer.form(_form(poll))

    async def suggested(self, press: Press) -> None:
        """Take the sent form."""
        typed = press.fields.text("option")
        press.answer.keep(typed)
        await self._polls.gathering.propose(press.person, argument(press), typed)
        self._client.dispatch("work_to_do")
        await press.answer.show(sentence(say("polls.gathering.thanks")))

    async def _draw(self, row: Row) -> Layout:
        poll = await self._posted(row)
        if poll.state is State.CLOSED or discord.utils.utcnow() >= poll.opened_at:
            raise Gone("polls.refused.gathering_over")
        return cards.gathering_card(poll, row.row_id, await self._decision(poll))

    async def _renew(self, row: Row, _: discord.PartialMessageable) -> None:
        """Let the card show the options that came since. Once voting begins, its own row does."""
        poll = await self._posted(row)
        if poll.state is State.OPEN and poll.message_id is None:
            decision = await self._decision(poll)
            await redraw(
                self._client,
                "poll.gathering",
                poll,
                lambda mark: cards.gathering_card(poll, mark, decision),
            )

    async def _decision(self, poll: Poll) -> Decision | None:
        return await self._client.house.decisions.reading.of_poll(poll.poll_id)

    async def _posted(self, row: Row) -> Poll:
        return await self._polls.asking.posted(row.subject.partition("/")[0])


def _form(poll: Poll) -> ui.Modal:
    field = ui.Label[Any](
        text=say("polls.gathering.field"),
        description=say("polls.gathering.field_hint", most=MAX_OPTION),
        component=ui.TextInput[Any](custom_id="option", max_length=1000),
    )
    items = (
        ui.TextDisplay[Any](f"**{plain(poll.question)}**"),
        field,
        ui.TextDisplay[Any](say("polls.gathering.who_reads")),
    )
    return form(say("polls.gathering.form"), "poll.suggested", poll.poll_id, items=items)
