"""Voting: the private ballot, one's own vote, changing it and taking it back."""

from discord.ext import commands

from bot.client import Circlekeeper, Mode, Press
from bot.domain.polls.ballot import filled
from bot.domain.refusals import BadInput
from bot.words import say
from cogs.parts import Area, argument
from cogs.polls import cards, forms


class Voting(commands.Cog):
    """The buttons and the form of a ballot. It has no commands."""

    def __init__(self, client: Circlekeeper) -> None:
        self._voting = client.house.polls.voting
        self._area = Area(
            client,
            {
                "poll.vote": (self.vote, Mode.FORM),
                "poll.change": (self.change, Mode.FORM),
                "poll.again": (self.again, Mode.FORM),
                "poll.ballot": (self.cast, Mode.REPLY),
                "poll.take_back": (self.take_back, Mode.UPDATE),
                "poll.private": (self.private, Mode.REPLY),
            },
        )

    async def cog_load(self) -> None:
        """Take up the buttons and the form."""
        self._area.open()

    async def cog_unload(self) -> None:
        """Leave them."""
        self._area.shut()

    async def vote(self, press: Press) -> None:
        """Open the ballot; show the person's own vote instead if there is one."""
        receipt = await self._voting.look(press.person, argument(press))
        if receipt.ballot is None:
            await press.answer.form(forms.ballot_form(receipt.poll, None))
        else:
            await press.answer.show(cards.vote_card(receipt, "stands"))

    async def change(self, press: Press) -> None:
        """Open the ballot with the person's own vote in it."""
        receipt = await self._voting.look(press.person, argument(press))
        await press.answer.form(forms.ballot_form(receipt.poll, receipt.ballot))

    async def again(self, press: Press) -> None:
        """Open the ballot with the choices that were not taken."""
        poll = (await self._voting.look(press.person, argument(press))).poll
        marks, passed = forms.read(argument(press, 1))
        ballot = filled(len(poll.options), marks, passed=passed)
        await press.answer.form(forms.ballot_form(poll, ballot))

    async def cast(self, press: Press) -> None:
        """Put the sent ballot into the box."""
        poll_id, values = argument(press), press.fields.many("choice")
        marks, passed = forms.ballot_in(values)
        try:
            receipt = await self._voting.cast(press.person, poll_id, marks, passed=passed)
        except BadInput as trouble:
            told = say(trouble.key, **trouble.blanks)
            await press.answer.show(cards.unsent(poll_id, forms.written(values), told))
            return
        await press.answer.show(cards.vote_card(receipt, "changed" if receipt.changed else "in"))

    async def take_back(self, press: Press) -> None:
        """Take the person's own vote out of the box."""
        receipt = await self._voting.take_back(press.person, argument(press))
        await press.answer.show(cards.taken_back(receipt))

    async def private(self, press: Press) -> None:
        """Say how private a ballot is."""
        await press.answer.show(cards.privacy())
