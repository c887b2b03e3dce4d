"""Asking the group: the form, the private preview, settings, and posting."""

from typing import Any

import discord
from discord.ext import commands

from bot.client import Answer, Circlekeeper, Mode, Press, sentence
from bot.client.layout import Layout, layout
from bot.client.people import person_of
from bot.client.permissions import check_allowed, posting_permissions
from bot.domain.outbox import Row
from bot.domain.polls.drafting import Draft, Typed
from bot.domain.polls.poll import Poll, Reacting, State
from bot.domain.refusals import Gone
from bot.services.polls import Proposal
from bot.words import say
from cogs.parts import Area, argument, delivered, text, when
from cogs.polls import cards, forms
from cogs.polls.hands import offer_hands, withdraw_hands
from cogs.polls.redrawing import redraw


class Asking(commands.Cog):
    """From the form to the posted card."""

    def __init__(self, client: Circlekeeper) -> None:
        self._client = client
        self._asking = client.house.polls.asking
        self._area = Area(
            client,
            {
                "poll.new": (self.new, Mode.FORM),
                "poll.ask": (self.proposed, Mode.REPLY),
                "poll.edit": (self.edit, Mode.FORM),
                "poll.other_way": (self.other_way, Mode.FORM),
                "poll.settings": (self.settings, Mode.FORM),
                "poll.set": (self.set_up, Mode.REPLY),
                "poll.ask_again": (self.ask_again, Mode.FORM),
                "poll.post": (self.post, Mode.UPDATE),
                "poll.discard": (self.discard, Mode.UPDATE),
            },
        )

    async def cog_load(self) -> None:
        """Take up buttons, forms and the card's rows."""
        self._area.open()
        self._client.courier.carries("poll.card", self._draw_card, self._complete)

    async def cog_unload(self) -> None:
        """Leave them."""
        self._area.shut()

    async def new(self, press: Press) -> None:
        """Open the form from another card."""
        await open_form(self._client, press.interaction, press.answer)

    async def proposed(self, press: Press) -> None:
        """Take the sent form: keep the text, and show what it would look like."""
        poll_id, name = argument(press), argument(press, 1)
        # Something a facilitator wrote must not be lost, whatever comes next.
        written = (press.fields.text("question"), press.fields.text("options"))
        press.answer.keep("\n\n".join(written))
        before = await self._asking.typed_or_new(press.person, poll_id)
        typed = forms.typed_in(press.fields, name, before)
        await self._propose(press, typed, poll_id)

    async def set_up(self, press: Press) -> None:
        """Take the sent settings and show the preview anew."""
        poll_id = argument(press)
        before = await self._asking.typed(press.person, poll_id)
        await self._propose(press, forms.settings_in(press.fields, before), poll_id)

    async def edit(self, press: Press) -> None:
        """Open the form again with the text in it."""
        poll_id = argument(press)
        typed = await self._asking.typed(press.person, poll_id)
        await press.answer.form(forms.ask_form(typed, poll_id, name=forms.offered_as(typed)))

    async def other_way(self, press: Press) -> None:
        """Open the form that asks how people choose, with the text in it."""
        poll_id = argument(press)
        typed = await self._asking.typed(press.person, poll_id)
        await press.answer.form(forms.ask_form(typed, poll_id))

    async def settings(self, press: Press) -> None:
        """Open the form for what most polls leave as it is."""
        poll_id = argument(press)
        typed = await self._asking.typed(press.person, poll_id)
        await press.answer.form(forms.settings_form(typed, poll_id))

    async def ask_again(self, press: Press) -> None:
        """Open the form with the text of a poll that is over."""
        check_allowed(press.interaction, *posting_permissions(press.interaction))
        typed = await self._client.house.polls.after.again(press.person, argument(press))
        await open_again(self._client, press, typed)

    async def discard(self, press: Press) -> None:
        """Let the draft go."""
        await self._asking.discard(press.person, argument(press))
        await press.answer.show(sentence(say("polls.preview.discarded")))

    async def post(self, press: Press) -> None:
        """Open the poll and put its card into the channel, now or at its time."""
        poll_id = argument(press)
        needed = posting_permissions(press.interaction)
        typed = await self._asking.typed(press.person, poll_id)
        hands = typed.reacting == Reacting.HANDS
        check_allowed(press.interaction, *needed, *(("add_reactions",) if hands else ()))
        row = await self._asking.open(press.person, poll_id)
        self._client.dispatch("work_to_do")
        if row.due_at > discord.utils.utcnow():
            told = say("polls.preview.planned", when=when(row.due_at))
            await press.answer.show(layout(text(told)))
            return
        delivery = await self._client.courier.deliver(row)
        where = (row.group_id, row.channel_id)
        await press.answer.show(
            delivered("polls.preview.posted", "polls.preview.posted_later", where, delivery)
        )

    async def _propose(self, press: Press, typed: Typed, poll_id: str) -> None:
        proposal = await self._asking.propose(press.person, typed, poll_id or None)
        await press.answer.show(self._shown(proposal, press.person.channel_id))

    @staticmethod
    def _shown(proposal: Proposal, channel_id: int) -> Layout:
        if proposal.draft is not None:
            opens = _opens(proposal.draft)
            return cards.preview(proposal, proposal.draft, channel_id, opens)
        trouble = proposal.trouble
        told = say(trouble.key, **trouble.blanks) if trouble else ""
        return cards.trouble(proposal, told)

    async def _draw_card(self, row: Row) -> Layout:
        poll = await self._asking.posted(row.subject)
        if poll.state is State.CLOSED:
            raise Gone("polls.refused.closed_already")
        decision = await self._client.house.decisions.reading.of_poll(poll.poll_id)
        return cards.open_card(poll, row.row_id, decision)

    async def _complete(self, row: Row, channel: discord.PartialMessageable) -> None:
        """Do what follows a card: hands to raise, and a way from where options were gathered."""
        poll = await self._asking.posted(row.subject)
        if poll.state is State.CLOSED or poll.message_id is None:
            return
        if poll.reacting is Reacting.HANDS:
            await self._offer_hands(poll, channel.get_partial_message(poll.message_id))
        if poll.gathers:
            await redraw(
                self._client, "poll.gathering", poll, lambda mark: cards.begun_card(poll, mark)
            )

    async def _offer_hands(self, poll: Poll, card: discord.PartialMessage) -> None:
        if await offer_hands(card, poll):
            return
        # Discord lacks one of the emojis, and a hand for its option couldn't be raised.
        if self._client.user is not None:
            await withdraw_hands(card, poll, self._client.user)
        numbered = await self._client.house.polls.life.number_hands(poll.poll_id)
        decision = await self._client.house.decisions.reading.of_poll(poll.poll_id)
        await redraw(
            self._client,
            "poll.card",
            numbered,
            lambda mark: cards.open_card(numbered, mark, decision),
        )
        await offer_hands(card, numbered)


async def open_again(client: Circlekeeper, press: Press, typed: Typed) -> None:
    """Open the form with a text that was asked before.

    What belongs to a shared decision is kept as a draft first: a form alone can't say so.
    """
    poll_id = ""
    if typed.decision_id:
        poll_id = (await client.house.polls.asking.propose(press.person, typed)).poll_id
    await press.answer.form(forms.ask_form(typed, poll_id, name=forms.offered_as(typed)))


async def open_form(
    client: Circlekeeper, interaction: discord.Interaction[Any], answer: Answer, method: str = ""
) -> None:
    """Open the form that asks the group, for who may ask and where the bot may post."""
    await client.house.polls.asking.check_may_ask(person_of(interaction))
    check_allowed(interaction, *posting_permissions(interaction))
    await answer.form(forms.ask_form(Typed("", ""), name=method))


def _opens(draft: Draft) -> str:
    length = say(f"polls.open_for.{draft.minutes}")
    if not draft.delay:
        return say("polls.preview.open_for", length=length)
    soon = say(f"polls.opens.{draft.delay}")
    return say("polls.preview.open_later", when=soon[:1].lower() + soon[1:], length=length)
