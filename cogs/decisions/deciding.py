"""Deciding: asking the vote, writing the outcome, and how it goes on after a review."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import discord
from discord import ui
from discord.ext import commands

from bot.client import Circlekeeper, Mode, Press
from bot.client.layout import Item, Layout, layout
from bot.client.permissions import check_allowed, posting_permissions
from bot.client.router import CHOSEN, custom_id
from bot.domain.decisions.decision import MAX_REASON
from bot.domain.decisions.outcome import MAX_FIELD, Became, GoesOn, Outcome
from bot.domain.outbox import Row
from bot.domain.polls.drafting import Typed
from bot.domain.refusals import BadInput
from bot.domain.topics.local_time import read_date
from bot.services.decisions import Shown
from bot.services.decisions.deciding import GOES_ON, OUTCOME
from bot.services.decisions.due import REVIEW
from bot.words import say
from cogs.decisions import outcome_cards
from cogs.decisions.cards import STATED
from cogs.parts import Area, argument, delivered, form, text

# What the form offers as the day of the review where one is needed; it can be changed there.
USUAL_REVIEW = timedelta(weeks=6)
DAY_LENGTH = 10


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
                "decision.state": (self.state, Mode.UPDATE),
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
        courier.carries(REVIEW, self._draw_review)

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
        """Ask what became of it, before the form that has no room for the question."""
        which = argument(press)
        await self._deciding.statable(press.person, which)
        menu = ui.Select[Any](
            custom_id=custom_id("decision.state_as", which),
            placeholder=say("decisions.state.choose"),
        )
        for became in Became:
            menu.add_option(
                label=say(f"decisions.state.{became}"),
                value=became,
                description=say(f"decisions.state.{became}_hint"),
            )
        told = say("decisions.state.intro")
        await press.answer.show(layout(text(told), ui.ActionRow[Any](menu)))

    async def state_as(self, press: Press) -> None:
        """Open the form of the outcome."""
        became = _became(press.fields.text(CHOSEN))
        await self._deciding.statable(press.person, argument(press))
        offered = ""
        if became is Became.ADOPTED:
            day = await self._deciding.today(press.person)
            offered = (day + USUAL_REVIEW).isoformat()
        await press.answer.form(_outcome_form(argument(press), became, offered))

    async def stated(self, press: Press) -> None:
        """Keep the outcome and tell it."""
        texts = {name: press.fields.text(name) for name in STATED}
        became, day = _became(argument(press, 1)), _day(press)
        check_allowed(press.interaction, *posting_permissions(press.interaction))
        outcome = Outcome(became, **texts)
        told = await self._deciding.outcome(press.person, argument(press), outcome, day)
        await self._tell(press, told)

    async def go_on(self, press: Press) -> None:
        """Open the form of how it goes on."""
        await self._deciding.reviewable(press.person, argument(press))
        await press.answer.form(_goes_on_form(argument(press)))

    async def goes_on(self, press: Press) -> None:
        """Keep how it goes on and tell it."""
        chosen = press.fields.text("goes_on")
        if chosen not in {*GoesOn}:
            raise BadInput("decisions.refused.form_changed")
        check_allowed(press.interaction, *posting_permissions(press.interaction))
        told = await self._deciding.goes_on(
            press.person, argument(press), GoesOn(chosen), _day(press), press.fields.text("text")
        )
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

    async def _draw_review(self, row: Row) -> Layout:
        return outcome_cards.review_card((await self._step(row))[0], row.row_id)

    async def _step(self, row: Row) -> tuple[Shown, int]:
        decision_id, _, number = row.subject.partition("/")
        return await self._client.house.decisions.reading.posted(decision_id), int(number)


def _became(typed: str) -> Became:
    if typed not in {*Became}:
        raise BadInput("decisions.refused.form_changed")
    return Became(typed)


def _day(press: Press) -> date | None:
    typed = press.fields.text("review_on").strip()
    return read_date(typed) if typed else None


def _outcome_form(which: str, became: Became, day: str) -> ui.Modal:
    items = [
        *(_field(name, required=name == "decided") for name in STATED),
        _day_field(_day_hint(day), day, required=bool(day)),
    ]
    return form(say("decisions.state.form"), "decision.stated", which, became, items=items)


def _day_hint(day: str) -> str:
    key = "review_on_hint" if day else "no_review_hint"
    return say(f"decisions.state.{key}")


def _goes_on_form(which: str) -> ui.Modal:
    chosen = ui.RadioGroup[Any](custom_id="goes_on")
    for each in GoesOn:
        chosen.add_option(label=say(f"decisions.review.{each}"), value=each)
    words = ui.TextInput[Any](
        custom_id="text", style=discord.TextStyle.paragraph, max_length=MAX_REASON
    )
    items = (
        ui.Label[Any](text=say("decisions.go_on.choose"), component=chosen),
        ui.Label[Any](
            text=say("decisions.go_on.text"),
            description=say("decisions.go_on.text_hint"),
            component=words,
        ),
        _day_field(say("decisions.go_on.review_on_hint"), "", required=False),
    )
    return form(say("decisions.go_on.form"), "decision.goes_on", which, items=items)


def _field(name: str, *, required: bool) -> Item:
    return ui.Label[Any](
        text=say(f"decisions.state.{name}"),
        description=say(f"decisions.state.{name}_hint"),
        component=ui.TextInput[Any](
            custom_id=name,
            style=discord.TextStyle.paragraph,
            required=required,
            max_length=MAX_FIELD,
        ),
    )


def _day_field(hint: str, offered: str, *, required: bool) -> Item:
    field = ui.TextInput[Any](
        custom_id="review_on", required=required, max_length=DAY_LENGTH, default=offered or None
    )
    return ui.Label[Any](text=say("decisions.state.review_on"), description=hint, component=field)
