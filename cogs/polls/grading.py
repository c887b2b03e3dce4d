"""Grading: the private ballot on a card, choice by choice, a last look, and sending it."""

from collections import OrderedDict

from discord.ext import commands

from bot.client import Circlekeeper, Mode, Press
from bot.client.router import CHOSEN
from bot.domain.polls.methods import METHODS
from bot.domain.polls.poll import Poll
from bot.domain.refusals import BadInput
from cogs.parts import Area, argument
from cogs.polls import grades
from cogs.polls.grades import Grades
from cogs.polls.voting import put

# How many cards are remembered between two quick choices; a card itself holds what was chosen.
REMEMBERED = 1000


class Grading(commands.Cog):
    """The menus and buttons of a graded ballot. It has no commands."""

    def __init__(self, client: Circlekeeper) -> None:
        self._voting = client.house.polls.voting
        # What each card shows, by its message: a second choice made before Discord has drawn the
        # first one would else come with the card as it was before, and undo it.
        self._shown: OrderedDict[int, Grades] = OrderedDict()
        self._area = Area(
            client,
            {
                "poll.grade": (self.grade, Mode.UPDATE),
                "poll.look_over": (self.look_over, Mode.UPDATE),
                "poll.grade_pass": (self.grade_pass, Mode.UPDATE),
                "poll.grade_again": (self.grade_again, Mode.UPDATE),
                "poll.regrade": (self.regrade, Mode.UPDATE),
                "poll.send": (self.send, Mode.UPDATE),
            },
        )

    async def cog_load(self) -> None:
        """Take up menus and buttons."""
        self._area.open()

    async def cog_unload(self) -> None:
        """Leave them."""
        self._area.shut()

    async def grade(self, press: Press) -> None:
        """Take one choice up into the card."""
        position = argument(press, 1)
        value = press.fields.text(CHOSEN)
        chosen = {int(position): value} if position.isdecimal() else {}
        found = self._on_card(press, chosen)
        poll = await self._poll(press)
        if len(found) != len(poll.options):
            raise BadInput("polls.refused.form_changed")
        await press.answer.show(grades.ballot_card(poll, found))

    async def look_over(self, press: Press) -> None:
        """Show the whole ballot before it is sent."""
        found = self._on_card(press, {})
        poll = await self._poll(press)
        if all(grade is None for grade in found):
            raise BadInput("polls.refused.nothing_chosen")
        await press.answer.show(grades.last_look(poll, found, passed=False))

    async def grade_pass(self, press: Press) -> None:
        """Show that a pass would be sent; the way back keeps what was chosen."""
        found = self._on_card(press, {})
        poll = await self._poll(press)
        await press.answer.show(grades.last_look(poll, found, passed=True))

    async def grade_again(self, press: Press) -> None:
        """Go back to the card with what was chosen."""
        poll = await self._poll(press)
        found = grades.read(argument(press, 1), poll)
        self._remember(press, found)
        await press.answer.show(grades.ballot_card(poll, found))

    async def regrade(self, press: Press) -> None:
        """Open the card with the person's own vote in it, to change it."""
        await self._poll(press)
        receipt = await self._voting.look(press.person, argument(press))
        found = grades.grades_of(receipt.poll, receipt.ballot)
        self._remember(press, found)
        await press.answer.show(grades.ballot_card(receipt.poll, found))

    async def send(self, press: Press) -> None:
        """Put the ballot into the box."""
        ballot = argument(press, 1)
        passed = ballot == grades.PASSING
        poll = await self._poll(press)
        marks = {} if passed else grades.marks_of(grades.read(ballot, poll))
        await put(press, self._voting, marks, passed=passed)
        self._forget(press)

    async def _poll(self, press: Press) -> Poll:
        poll = await self._voting.votable(press.person, argument(press))
        if not METHODS[poll.method].graded:
            raise BadInput("polls.refused.form_changed")
        return poll

    def _on_card(self, press: Press, chosen: dict[int, str]) -> Grades:
        """Return what the card holds; at once, before anything is waited for."""
        message = press.interaction.message
        found = grades.grades_on(message, argument(press), chosen)
        remembered = self._shown.get(message.id) if message else None
        if remembered is not None and len(remembered) == len(found):
            found = tuple(
                now if position in chosen else before
                for position, (now, before) in enumerate(zip(found, remembered, strict=True))
            )
        self._remember(press, found)
        return found

    def _remember(self, press: Press, found: Grades) -> None:
        if press.interaction.message is None:
            return
        message_id = press.interaction.message.id
        self._shown[message_id] = found
        self._shown.move_to_end(message_id)
        if len(self._shown) > REMEMBERED:
            self._shown.popitem(last=False)

    def _forget(self, press: Press) -> None:
        if press.interaction.message is not None:
            self._shown.pop(press.interaction.message.id, None)
