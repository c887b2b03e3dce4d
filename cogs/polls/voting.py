"""Voting: the private ballot, one press in a quick poll, changing, taking back, and the key."""

from collections.abc import Mapping
from dataclasses import replace

from discord.ext import commands

from bot.client import Circlekeeper, Mode, Press
from bot.client.layout import layout
from bot.client.router import CHOSEN
from bot.domain.polls.ballot import Ballot, filled
from bot.domain.polls.methods import METHODS
from bot.domain.polls.poll import Poll, Reacting
from bot.domain.refusals import BadInput
from bot.services import polls as services
from bot.services.polls import Stands
from bot.words import say
from cogs.parts import Area, argument, form, main_button, row, text
from cogs.polls import cards, grades, votes
from cogs.polls.checking import key_field


class Voting(commands.Cog):
    """The buttons and the forms of a ballot. It has no commands."""

    def __init__(self, client: Circlekeeper) -> None:
        self._asking = client.house.polls.asking
        self._voting = client.house.polls.voting
        self._area = Area(
            client,
            {
                "poll.vote": (self.vote, Mode.FORM),
                "poll.list_vote": (self.vote_from_list, Mode.FORM),
                "poll.change": (self.change, Mode.FORM),
                "poll.again": (self.again, Mode.FORM),
                "poll.ballot": (self.cast, Mode.REPLY),
                "poll.quick": (self.quick, Mode.REPLY),
                "poll.take_back": (self.take_back, Mode.UPDATE),
                "poll.private": (self.private, Mode.REPLY),
                "poll.key": (self.key, Mode.REPLY),
                "poll.have_key": (self.have_key, Mode.FORM),
                "poll.use_key": (self.use_key, Mode.REPLY),
            },
        )

    async def cog_load(self) -> None:
        """Take up the buttons and the forms."""
        self._area.open()

    async def cog_unload(self) -> None:
        """Leave them."""
        self._area.shut()

    async def vote(self, press: Press) -> None:
        """Open the ballot; show the person's own vote instead if there is one."""
        try:
            receipt = await self._voting.look(press.person, argument(press))
        except Stands as stands:
            await offer_key(press, stands)
            return
        if receipt.ballot is None:
            await _open(press, receipt.poll, None)
        else:
            await press.answer.show(votes.vote_card(receipt.poll, receipt.ballot, "stands"))

    async def vote_from_list(self, press: Press) -> None:
        """Open the ballot of a poll that was chosen in the list; its card may be gone."""
        await self.vote(replace(press, arguments=press.fields.many(CHOSEN)))

    async def change(self, press: Press) -> None:
        """Open the ballot with the person's own vote in it."""
        receipt = await self._voting.look(press.person, argument(press))
        if receipt.poll.reacting is Reacting.QUICK:
            await press.answer.show(votes.quick_again(receipt.poll))
            return
        await _open(press, receipt.poll, receipt.ballot)

    async def again(self, press: Press) -> None:
        """Open the ballot with the choices that were not taken."""
        poll = (await self._voting.look(press.person, argument(press))).poll
        marks, passed = votes.read(argument(press, 1))
        await _open(press, poll, filled(len(poll.options), marks, passed=passed))

    async def cast(self, press: Press) -> None:
        """Put the sent ballot into the box."""
        await self._cast(press, argument(press), press.fields.many("choice"))

    async def quick(self, press: Press) -> None:
        """Put the pressed option into the box."""
        await self._cast(press, argument(press), (argument(press, 1),))

    async def take_back(self, press: Press) -> None:
        """Take the person's own vote out of the box."""
        receipt = await self._voting.take_back(press.person, argument(press))
        await press.answer.show(votes.taken_back(receipt))

    async def private(self, press: Press) -> None:
        """Say how private a ballot is, and what the result may tell."""
        poll = await self._voting.find(press.person, argument(press))
        await press.answer.show(cards.privacy(poll))

    async def key(self, press: Press) -> None:
        """Show the key to the person's own vote, to whoever asks for it."""
        key = await self._voting.key(press.person, argument(press))
        await press.answer.show(layout(text(say("polls.key.shown", key=key))))

    async def have_key(self, press: Press) -> None:
        """Open the form for a key that was written down."""
        title = say("polls.key.form")
        await press.answer.form(form(title, "poll.use_key", argument(press), items=(key_field(),)))

    async def use_key(self, press: Press) -> None:
        """Open the person's own ballot with its key; a new key takes its place."""
        poll_id = argument(press)
        receipt = await self._voting.use_key(press.person, poll_id, press.fields.text("key"))
        key = await self._voting.key(press.person, poll_id)
        if receipt.ballot is None:
            raise BadInput("polls.refused.key_wrong")
        shown = votes.vote_card(receipt.poll, receipt.ballot, "stands")
        shown.add_item(text(say("polls.key.new", key=key)))
        await press.answer.show(shown)

    async def _cast(self, press: Press, poll_id: str, values: tuple[str, ...]) -> None:
        marks, passed = votes.ballot_in(values)
        try:
            await put(press, self._voting, marks, passed=passed)
        except BadInput as trouble:
            told = say(trouble.key, **trouble.blanks)
            await press.answer.show(votes.unsent(poll_id, votes.written(values), told))


async def put(
    press: Press, voting: services.Voting, marks: Mapping[int, int], *, passed: bool
) -> None:
    """Put a ballot into the box of the poll that the press names, and show it as it stands."""
    try:
        receipt = await voting.cast(press.person, argument(press), marks, passed=passed)
    except Stands as stands:
        await offer_key(press, stands)
        return
    key = "changed" if receipt.changed else "in"
    if receipt.ballot is not None:
        await press.answer.show(votes.vote_card(receipt.poll, receipt.ballot, key))


async def offer_key(press: Press, stands: Stands) -> None:
    """Say that a vote stands and only its key opens it, with the way to type the key."""
    have = main_button(say("polls.key.have"), "poll.have_key", argument(press))
    await press.answer.show(layout(text(say(stands.key)), row(have)))


async def _open(press: Press, poll: Poll, ballot: Ballot | None) -> None:
    """Open the ballot: a card where each option is graded, a form elsewhere."""
    if METHODS[poll.method].graded:
        await press.answer.show(grades.ballot_card(poll, grades.grades_of(poll, ballot)))
    else:
        await press.answer.form(votes.ballot_form(poll, ballot))
