"""Asking the group: the form, the private preview, posting, and closing."""

import discord
from discord import app_commands
from discord.ext import commands

from bot.client import Answer, Circlekeeper, Mode, Press, sentence
from bot.client.people import person_of
from bot.client.permissions import check_allowed, posting_permissions
from bot.domain.outbox import Row
from bot.domain.polls.drafting import Typed
from bot.services.polls import Proposal
from bot.words import say
from cogs.parts import Area, Interaction, Suggestion, argument, delivered, sees, suggested
from cogs.polls import cards, forms
from cogs.polls.results import result_card


@app_commands.guild_only()
class Asking(commands.GroupCog, group_name="poll", group_description=say("polls.command.group")):
    """`/poll ask` and `/poll close`."""

    def __init__(self, client: Circlekeeper) -> None:
        self._client = client
        self._asking = client.house.polls.asking
        self._closing = client.house.polls.closing
        self._area = Area(
            client,
            {
                "poll.ask": (self.proposed, Mode.REPLY),
                "poll.edit": (self.edit, Mode.FORM),
                "poll.post": (self.post, Mode.UPDATE),
                "poll.discard": (self.discard, Mode.UPDATE),
            },
        )

    async def cog_load(self) -> None:
        """Take up buttons, forms and the outbox's rows."""
        self._area.open()
        self._client.courier.carries("poll.card", self._draw_card)
        self._client.courier.carries("poll.result", self._draw_result, self._turn_card)
        self._client.courier.carries("poll.lost", self._draw_lost)

    async def cog_unload(self) -> None:
        """Leave them."""
        self._area.shut()

    @app_commands.command(name="ask", description=say("polls.command.ask"))
    async def ask(self, interaction: Interaction) -> None:
        """Open the form that asks the group."""
        async with Answer(interaction, Mode.FORM) as answer:
            await self._asking.check_may_ask(person_of(interaction))
            check_allowed(interaction, *posting_permissions(interaction))
            await answer.form(forms.ask_form(Typed("", "")))

    @app_commands.command(name="close", description=say("polls.command.close"))
    @app_commands.describe(poll=say("polls.command.close_poll"))
    async def close(self, interaction: Interaction, poll: str) -> None:
        """Close a poll before its time."""
        async with Answer(interaction) as answer:
            closed = await self._closing.close(person_of(interaction), poll, sees(interaction))
            if closed is None:
                await answer.show(sentence(say("polls.close.under_way")))
                return
            delivery = await self._client.courier.deliver(closed)
            where = (closed.group_id, closed.channel_id)
            await answer.show(
                delivered("polls.close.done", "polls.close.done_later", where, delivery)
            )

    @close.autocomplete("poll")
    async def open_polls(self, interaction: Interaction, current: str) -> list[Suggestion]:
        """Offer the open polls that the person sees; none to somebody who may not close any."""

        async def offers() -> list[tuple[str, str]]:
            found = await self._closing.open_polls(person_of(interaction), sees(interaction))
            return [
                (poll.question, poll.poll_id)
                for poll in found
                if current.casefold() in poll.question.casefold()
            ]

        return await suggested(offers())

    async def proposed(self, press: Press) -> None:
        """Take the sent form: keep the text, and show what it would look like."""
        typed = forms.typed_in(press.fields)
        press.answer.keep(f"{typed.question}\n\n{typed.options}")
        proposal = await self._asking.propose(press.person, typed, argument(press) or None)
        await press.answer.show(self._shown(proposal, press.person.channel_id))

    async def edit(self, press: Press) -> None:
        """Open the form again with the text in it."""
        poll_id = argument(press)
        await press.answer.form(
            forms.ask_form(await self._asking.typed(press.person, poll_id), poll_id)
        )

    async def discard(self, press: Press) -> None:
        """Let the draft go."""
        await self._asking.discard(press.person, argument(press))
        await press.answer.show(sentence(say("polls.preview.discarded")))

    async def post(self, press: Press) -> None:
        """Open the poll and put its card into the channel."""
        check_allowed(press.interaction, *posting_permissions(press.interaction))
        row = await self._asking.open(press.person, argument(press))
        self._client.dispatch("work_to_do")
        delivery = await self._client.courier.deliver(row)
        where = (row.group_id, row.channel_id)
        await press.answer.show(
            delivered("polls.preview.posted", "polls.preview.posted_later", where, delivery)
        )

    @staticmethod
    def _shown(proposal: Proposal, channel_id: int) -> discord.ui.LayoutView:
        if proposal.draft is not None:
            return cards.preview(proposal, proposal.draft, channel_id)
        trouble = proposal.trouble
        told = say(trouble.key, **trouble.blanks) if trouble else ""
        return cards.trouble(proposal, told)

    async def _draw_card(self, row: Row) -> discord.ui.LayoutView:
        return cards.open_card(await self._asking.posted(row.subject), row.row_id)

    async def _draw_result(self, row: Row) -> discord.ui.LayoutView:
        return result_card(await self._asking.posted(row.subject), row.row_id)

    async def _draw_lost(self, row: Row) -> discord.ui.LayoutView:
        return cards.lost_card(await self._asking.posted(row.subject), row.row_id)

    async def _turn_card(self, row: Row, channel: discord.PartialMessageable) -> None:
        """Turn the poll's card to its closed state, unless somebody has removed it."""
        poll = await self._asking.posted(row.subject)
        first = await self._client.house.outbox.find("poll.card", row.subject)
        if poll.message_id is None or first is None:
            return
        card = channel.get_partial_message(poll.message_id)
        try:
            await card.edit(
                view=cards.closed_card(poll, first.row_id, row.message_id),
                # An edit doesn't take the client's own, as sending does.
                allowed_mentions=discord.AllowedMentions.none(),
            )
        except discord.NotFound:
            return
