"""Forms of polls: asking the group, and the private ballot."""

from typing import Any

import discord
from discord import ui

from bot.client import Fields
from bot.domain.polls.ballot import Ballot
from bot.domain.polls.drafting import MAX_QUESTION, MINUTES, Typed
from bot.domain.polls.methods import METHODS
from bot.domain.polls.poll import Poll
from bot.words import say
from cogs.parts import form, plain

# Discord's radio and checkbox groups hold ten at most; a menu holds 25.
GROUP_HOLDS = 10
PASSING = "pass"
STANDING = "both"


def ask_form(typed: Typed, poll_id: str | None = None) -> ui.Modal:
    """Return the form that asks the group, filled with what was typed before, if anything."""
    return form(
        say("polls.form.title"),
        "poll.ask",
        poll_id or "",
        items=(
            _label("question", ui.TextInput[Any](
                custom_id="question", default=typed.question or None, max_length=4000,
                placeholder=say("polls.form.question_hint"),
                style=discord.TextStyle.short if len(typed.question) <= MAX_QUESTION
                and "\n" not in typed.question else discord.TextStyle.paragraph,
            )),
            _label("options", ui.TextInput[Any](
                custom_id="options", default=typed.options or None, max_length=4000,
                placeholder=say("polls.form.options_example"),
                style=discord.TextStyle.paragraph,
            ), hint=True),
            _label("method", _methods(typed.method)),
            _label("minutes", _minutes(typed.minutes)),
            _label("standing", _standing(typed.standing)),
        ),
    )  # fmt: skip


def typed_in(fields: Fields) -> Typed:
    """Return what stands in a sent form, letter for letter."""
    minutes = fields.text("minutes")
    return Typed(
        question=fields.text("question"),
        options=fields.text("options"),
        method=fields.text("method"),
        minutes=int(minutes) if minutes.isdecimal() else 0,
        standing=STANDING in fields.many("standing"),
    )


def ballot_form(poll: Poll, ballot: Ballot | None) -> ui.Modal:
    """Return the private ballot, with the person's choices marked if there are any."""
    many = METHODS[poll.method].many
    label = ui.Label[Any](
        text=say(f"polls.ballot.{poll.method}"),
        description=say("polls.ballot.approval_hint") if many else None,
        component=_choices(poll, ballot, many=many),
    )
    items = (
        ui.TextDisplay[Any](f"**{plain(poll.question)}**"),
        label,
        ui.TextDisplay[Any](say("polls.ballot.private")),
    )
    return form(say("polls.ballot.title"), "poll.ballot", poll.poll_id, items=items)


def ballot_in(values: tuple[str, ...]) -> tuple[dict[int, int], bool]:
    """Return what was chosen: a mark per position, and whether Pass was among it."""
    positions = (int(value) for value in values if value.isascii() and value.isdecimal())
    return dict.fromkeys(positions, 1), PASSING in values


def written(values: tuple[str, ...]) -> str:
    """Write the values of a ballot for the custom_id of a private message's button."""
    return "-".join(values)


def read(chosen: str) -> tuple[dict[int, int], bool]:
    """Read what `written` wrote."""
    return ballot_in(tuple(chosen.split("-")))


def _label(name: str, component: ui.Item[Any], *, hint: bool = False) -> ui.Label[Any]:
    return ui.Label(
        text=say(f"polls.form.{name}"),
        description=say(f"polls.form.{name}_hint") if hint else None,
        component=component,
    )


def _methods(chosen: str) -> ui.RadioGroup[Any]:
    group = ui.RadioGroup[Any](custom_id="method")
    for name in METHODS:
        group.add_option(
            label=say(f"polls.method.{name}"),
            value=name,
            description=say(f"polls.method.{name}_description"),
            default=name == chosen,
        )
    return group


def _minutes(chosen: int) -> ui.Select[Any]:
    menu = ui.Select[Any](custom_id="minutes")
    for minutes in MINUTES:
        menu.add_option(
            label=say(f"polls.open_for.{minutes}"), value=str(minutes), default=minutes == chosen
        )
    return menu


def _standing(wanted: bool) -> ui.CheckboxGroup[Any]:
    group = ui.CheckboxGroup[Any](custom_id="standing", required=False, min_values=0)
    group.add_option(
        label=say("polls.form.standing_option"),
        value=STANDING,
        description=say("polls.form.standing_description"),
        default=wanted,
    )
    return group


def _choices(poll: Poll, ballot: Ballot | None, *, many: bool) -> ui.Item[Any]:
    options: list[tuple[str, str, str | None, bool]] = [
        (option, str(position), None, ballot is not None and position in ballot.chosen)
        for position, option in enumerate(poll.options)
    ]
    passed = ballot is not None and ballot.passed
    options.append((say("polls.pass.label"), PASSING, say("polls.pass.description"), passed))
    if len(options) > GROUP_HOLDS:
        most = len(options) if many else 1
        menu = ui.Select[Any](custom_id="choice", min_values=1, max_values=most)
        for label, value, description, default in options:
            menu.add_option(label=label, value=value, description=description, default=default)
        return menu
    group = (
        ui.CheckboxGroup[Any](custom_id="choice", min_values=1)
        if many
        else ui.RadioGroup[Any](custom_id="choice")
    )
    for label, value, description, default in options:
        group.add_option(label=label, value=value, description=description, default=default)
    return group
