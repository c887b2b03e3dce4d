"""Forms of what a group makes of a decision: the outcome, and how it goes on after a review."""

from datetime import date, timedelta
from typing import Any

import discord
from discord import ui

from bot.client.layout import Item, Layout, layout
from bot.client.router import custom_id
from bot.domain.decisions.decision import MAX_REASON
from bot.domain.decisions.outcome import MAX_FIELD, Became, GoesOn, needs_review
from bot.services.decisions.deciding import Statable
from bot.words import say
from cogs.decisions.cards import STATED
from cogs.parts import day, form, text

# After how many weeks it is looked at again, as offered; any other day can be typed.
WEEKS = (2, 4, 6, 8, 12)
USUAL_WEEKS = 6
DAY_LENGTH = 10


def state_card(found: Statable, weeks: int) -> Layout:
    """Return the private card that asks what became of it; a form opens from its second menu."""
    which = found.decision.decision_id
    later = ui.Select[Any](custom_id=custom_id("decision.state_in", which))
    for each in WEEKS:
        label = say("decisions.state.weeks", weeks=each)
        later.add_option(label=label, value=str(each), default=each == weeks)
    menu = ui.Select[Any](
        custom_id=custom_id("decision.state_as", which, weeks),
        placeholder=say("decisions.state.choose"),
    )
    for became in Became:
        menu.add_option(
            label=say(f"decisions.state.{became}"),
            value=became,
            description=say(f"decisions.state.{became}_hint"),
        )
    told = say("decisions.state.intro", day=day(_in(found.today, weeks)))
    return layout(text(told), ui.ActionRow[Any](later), ui.ActionRow[Any](menu))


def outcome_form(found: Statable, became: Became, weeks: int) -> ui.Modal:
    """Return the form of the outcome. What needs more talk has no day to look at it again."""
    items = [_field(name, required=name == "decided") for name in STATED]
    if became is not Became.NEEDS_TALK:
        needed = needs_review(became, found.method)
        offered = _in(found.today, weeks).isoformat() if needed else ""
        hint = say(f"decisions.state.{'review_on_hint' if needed else 'no_review_hint'}")
        label = say("decisions.state.review_on")
        items.append(_day_field(label, hint, offered, required=needed))
    which = (found.decision.decision_id, became, weeks)
    return form(say("decisions.state.form"), "decision.stated", *which, items=items)


def goes_on_form(which: str, goes_on: str, weeks: int) -> ui.Modal:
    """Return the form of how a decision goes on after its review, with what was chosen before.

    `goes_on` is empty, and `weeks` 0, when it is opened for the first time.
    """
    chosen = ui.RadioGroup[Any](custom_id="goes_on")
    for each in GoesOn:
        label = say(f"decisions.review.{each}")
        chosen.add_option(label=label, value=each, default=each == goes_on)
    words = ui.TextInput[Any](
        custom_id="text", style=discord.TextStyle.paragraph, max_length=MAX_REASON
    )
    later = ui.Select[Any](custom_id="weeks")
    later.add_option(label=say("decisions.go_on.never"), value="0", default=not weeks)
    for each in WEEKS:
        label = say("decisions.go_on.in_weeks", weeks=each)
        later.add_option(label=label, value=str(each), default=each == weeks)
    hint = say("decisions.go_on.review_on_hint")
    items = (
        ui.Label[Any](text=say("decisions.go_on.choose"), component=chosen),
        ui.Label[Any](
            text=say("decisions.go_on.text"),
            description=say("decisions.go_on.text_hint"),
            component=words,
        ),
        ui.Label[Any](text=say("decisions.go_on.weeks"), component=later),
        _day_field(say("decisions.go_on.review_on"), hint, "", required=False),
    )
    return form(say("decisions.go_on.form"), "decision.goes_on", which, items=items)


def _in(today: date, weeks: int) -> date:
    return today + timedelta(weeks=weeks)


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


def _day_field(label: str, hint: str, offered: str, *, required: bool) -> Item:
    field = ui.TextInput[Any](
        custom_id="review_on", required=required, max_length=DAY_LENGTH, default=offered or None
    )
    return ui.Label[Any](text=label, description=hint, component=field)
