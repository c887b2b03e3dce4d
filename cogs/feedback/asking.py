"""Asking for feedback: the form, the private preview, posting, and the card's two states."""

from typing import Any

import discord
from discord.ext import commands

from bot.client import Answer, Circlekeeper, Mode, Press, sentence
from bot.client.layout import Layout
from bot.client.people import person_of
from bot.client.permissions import check_allowed, posting_permissions
from bot.domain.feedback.request import State, Typed
from bot.domain.outbox import Row
from bot.domain.refusals import Gone
from bot.services.feedback.asking import CARD, CLOSED
from bot.words import say
from cogs.feedback import request_cards as cards
from cogs.parts import Area, argument, delivered


class Requests(commands.Cog):
    """From the form to the closed card. `/feedback ask` opens the form."""

    def __init__(self, client: Circlekeeper) -> None:
        self._client = client
        self._asking = client.house.feedback.asking
        self._area = Area(
            client,
            {
                "feedback.ask_new": (self.new, Mode.FORM),
                "feedback.ask": (self.proposed, Mode.REPLY),
                "feedback.ask_edit": (self.edit, Mode.FORM),
                "feedback.ask_post": (self.post, Mode.UPDATE),
                "feedback.ask_discard": (self.discard, Mode.UPDATE),
            },
        )

    async def cog_load(self) -> None:
        """Take up buttons, the form and the outbox's rows."""
        self._area.open()
        self._client.courier.carries(CARD, self._draw, self._complete)
        self._client.courier.carries(CLOSED, self._draw, self._turn_to_closed)

    async def cog_unload(self) -> None:
        """Leave them."""
        self._area.shut()

    async def new(self, press: Press) -> None:
        """Open the form from another card."""
        await open_form(self._client, press.interaction, press.answer)

    async def proposed(self, press: Press) -> None:
        """Take the sent form: keep the text, and show what it would look like."""
        typed = cards.typed_in(press.fields)
        press.answer.keep(typed.question)
        proposal = await self._asking.propose(press.person, typed, argument(press))
        if proposal.checked is not None:
            shown = cards.preview(proposal, proposal.checked, press.person.channel_id)
        else:
            trouble = proposal.trouble
            shown = cards.trouble(proposal, say(trouble.key, **trouble.blanks) if trouble else "")
        await press.answer.show(shown)

    async def edit(self, press: Press) -> None:
        """Open the form again with the text in it."""
        request_id = argument(press)
        typed = await self._asking.typed(press.person, request_id)
        await press.answer.form(cards.ask_form(typed, request_id))

    async def discard(self, press: Press) -> None:
        """Let the draft go."""
        await self._asking.discard(press.person, argument(press))
        await press.answer.show(sentence(say("feedback.ask.discarded")))

    async def post(self, press: Press) -> None:
        """Open the request and put its card into the channel."""
        check_allowed(press.interaction, *posting_permissions(press.interaction))
        row = await self._asking.open(press.person, argument(press), _seen_in(press))
        self._client.dispatch("work_to_do")
        delivery = await self._client.courier.deliver(row)
        where = (row.group_id, row.channel_id)
        await press.answer.show(
            delivered("feedback.ask.posted", "feedback.ask.posted_later", where, delivery)
        )

    async def _draw(self, row: Row) -> Layout:
        request = await self._asking.posted(row.subject)
        if request.state is State.CLOSED:
            raise Gone(f"feedback.ask.refused.closed_{request.asks}")
        return cards.open_card(request, row.row_id)

    async def _complete(self, row: Row, _: discord.PartialMessageable) -> None:
        """Close a card whose request was closed while it was on its way."""
        request = await self._asking.posted(row.subject)
        if request.state is State.CLOSED:
            await self._client.courier.redraw(row, cards.closed_card(request, row.row_id))

    async def _turn_to_closed(self, row: Row, _: discord.PartialMessageable) -> None:
        request = await self._asking.posted(row.subject)
        card = await self._client.house.outbox.find(CARD, row.subject)
        if card is not None:
            await self._client.courier.redraw(card, cards.closed_card(request, card.row_id))


async def open_form(
    client: Circlekeeper, interaction: discord.Interaction[Any], answer: Answer
) -> None:
    """Open the form, for who may ask and where the bot may post."""
    await client.house.feedback.asking.check_may_ask(person_of(interaction))
    check_allowed(interaction, *posting_permissions(interaction))
    await answer.form(cards.ask_form(Typed()))


def _seen_in(press: Press) -> int | None:
    """Return the channel that a public thread is in: whoever sees it sees the thread."""
    channel = press.interaction.channel
    if isinstance(channel, discord.Thread) and not channel.is_private():
        return channel.parent_id
    return None
