"""Deciding: asking the vote, writing the outcome, and how it goes on after a review."""

from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date, timedelta

from discord.ext import commands

from bot.client import Circlekeeper, Mode, Press
from bot.client.layout import Layout
from bot.client.permissions import check_allowed, posting_permissions
from bot.client.router import CHOSEN
from bot.domain.decisions.outcome import Became, GoesOn, Outcome
from bot.domain.outbox import Row
from bot.domain.polls.drafting import Typed
from bot.domain.refusals import BadInput
from bot.domain.topics.local_time import read_date
from bot.services.decisions import Shown
from bot.services.decisions.deciding import GOES_ON, OUTCOME
from bot.words import say
from cogs.decisions import outcome_cards
from cogs.decisions import outcome_forms as forms
from cogs.decisions.cards import STATED
from cogs.decisions.outcome_forms import USUAL_WEEKS, WEEKS
from cogs.parts import Area, argument, button, delivered, row

# The fields of both forms in which somebody writes, as they stand.
WRITTEN = (*STATED, "text", "review_on")


class Deciding(commands.Cog):
    """The steps from the options to the end, for facilitators. It has no commands."""

    def __init__(self, client: Circlekeeper) -> None:
        self._client = client
        self._deciding = client.house.decisions.deciding
        self._area = Area(
            client,
            {
                "decision.vote": (self.vote, Mode.FORM),
                "decision.review_ask": (self.review_ask, Mode.FORM),
                "decision.state": (self.state, Mode.REPLY),
                "decision.state_in": (self.state_in, Mode.UPDATE),
                "decision.state_as": (self.state_as, Mode.FORM),
                "decision.stated": (self.stated, Mode.REPLY),
                "decision.go_on": (self.go_on, Mode.FORM),
                "decision.goes_on": (self.goes_on, Mode.REPLY),
            },
        )

    async def cog_load(self) -> None:
        """Take up buttons, forms, and the rows of what is told."""
        self._area.open()
        courier = self._client.courier
        courier.carries(OUTCOME, self._draw_outcome)
        courier.carries(GOES_ON, self._draw_goes_on)

    async def cog_unload(self) -> None:
        """Leave them."""
        self._area.shut()

    async def vote(self, press: Press) -> None:
        """Open the form that asks the group, with the question and the options in it."""
        typed = await self._deciding.typed_vote(press.person, argument(press))
        await self._ask(press, typed, "poll.other_way")

    async def review_ask(self, press: Press) -> None:
        """Open the form that asks whether to keep, change or stop."""
        typed = await self._deciding.review_typed(press.person, argument(press))
        await self._ask(press, typed, "poll.edit")

    async def _ask(self, press: Press, typed: Typed, word: str) -> None:
        """Keep the text as a draft of the person's own; polls take it from there."""
        check_allowed(press.interaction, *posting_permissions(press.interaction))
        proposal = await self._client.house.polls.asking.propose(press.person, typed)
        await self._client.router.hand_over(word, replace(press, arguments=(proposal.poll_id,)))

    async def state(self, press: Press) -> None:
        """Ask what became of it and when to look again, before the form, which has no room."""
        found = await self._deciding.statable(press.person, argument(press))
        await press.answer.show(forms.state_card(found, USUAL_WEEKS))

    async def state_in(self, press: Press) -> None:
        """Show the same with another day to look at it again."""
        found = await self._deciding.statable(press.person, argument(press))
        await press.answer.show(forms.state_card(found, _weeks(press.fields.text(CHOSEN))))

    async def state_as(self, press: Press) -> None:
        """Open the form of the outcome, from the menu or once more after a refusal."""
        found = await self._deciding.statable(press.person, argument(press))
        became = _became(press.fields.text(CHOSEN) or argument(press, 2))
        await press.answer.form(forms.outcome_form(found, became, _weeks(argument(press, 1))))

    async def stated(self, press: Press) -> None:
        """Keep the outcome and tell it."""
        which, became = argument(press), _became(argument(press, 1))
        weeks = _weeks(argument(press, 2))
        texts = {name: press.fields.text(name) for name in STATED}
        check_allowed(press.interaction, *posting_permissions(press.interaction))
        with _again(press, "decision.state_as", which, weeks, became):
            day = _typed_day(press)
            outcome = Outcome(became, **texts)
            told = await self._deciding.outcome(press.person, which, outcome, day)
        await self._tell(press, told)

    async def go_on(self, press: Press) -> None:
        """Open the form of how it goes on, or once more after a refusal, as it was chosen then."""
        which, chosen = argument(press), argument(press, 1)
        await self._deciding.reviewable(press.person, which)
        weeks = _weeks(argument(press, 2), 0)
        await press.answer.form(forms.goes_on_form(which, chosen, weeks))

    async def goes_on(self, press: Press) -> None:
        """Keep how it goes on and tell it."""
        which, chosen = argument(press), press.fields.text("goes_on")
        if chosen not in {*GoesOn}:
            raise BadInput("decisions.refused.form_changed")
        check_allowed(press.interaction, *posting_permissions(press.interaction))
        weeks = _weeks(press.fields.text("weeks"), 0)
        with _again(press, "decision.go_on", which, chosen, weeks):
            day = _typed_day(press)
            if day is None and weeks:
                today = await self._deciding.reviewable(press.person, which)
                day = today + timedelta(weeks=weeks)
            words = press.fields.text("text")
            on = GoesOn(chosen)
            told = await self._deciding.goes_on(press.person, which, on, day, words)
        await self._tell(press, told)

    async def _tell(self, press: Press, told: Row) -> None:
        self._client.dispatch("work_to_do")
        delivery = await self._client.courier.deliver(told)
        where = (told.group_id, told.channel_id)
        await press.answer.show(
            delivered("decisions.state.done", "decisions.state.done_later", where, delivery)
        )

    async def _draw_outcome(self, row: Row) -> Layout:
        return outcome_cards.outcome_card((await self._step(row))[0], row.row_id)

    async def _draw_goes_on(self, row: Row) -> Layout:
        return outcome_cards.goes_on_card(*await self._step(row), row.row_id)

    async def _step(self, row: Row) -> tuple[Shown, int]:
        decision_id, _, number = row.subject.partition("/")
        return await self._client.house.decisions.reading.posted(decision_id), int(number)


def _became(typed: str) -> Became:
    if typed not in {*Became}:
        raise BadInput("decisions.refused.form_changed")
    return Became(typed)


def _typed_day(press: Press) -> date | None:
    typed = press.fields.text("review_on").strip()
    return read_date(typed) if typed else None


def _weeks(typed: str, usual: int = USUAL_WEEKS) -> int:
    return int(typed) if typed in map(str, WEEKS) else usual


@contextmanager
def _again(press: Press, word: str, *arguments: object) -> Generator[None]:
    """Let what was typed come back with a button that opens its form once more."""
    try:
        yield
    except BadInput:
        written = (press.fields.text(name) for name in WRITTEN)
        again = button(say("decisions.state.again"), word, *arguments)
        press.answer.keep("\n\n".join(each for each in written if each), row(again))
        raise
