"""Forms that ask the group: one for each method, and one for more settings."""

from collections.abc import Iterable
from dataclasses import replace
from typing import Any, cast

import discord
from discord import ui

from bot.client import Fields
from bot.domain.polls.drafting import DELAYS, MAX_QUESTION, MINUTES, Typed, may_gather
from bot.domain.polls.methods import METHODS
from bot.domain.polls.poll import Reacting
from bot.domain.polls.rules import QUORUMS, Publication, Rules, Threshold, Tie
from bot.words import say
from cogs.parts import form

# As offered: the methods, and two ways of reacting to options on the card.
OFFERED = (
    *("approval", "single", "ranked", "score", "times"),
    *("quick", "hands", "proposal", "consent", "temperature"),
)
# Methods whose question or options are asked for in words of their own.
ASKED_OWN = ("proposal", "consent", "temperature", "times")
HINTED = ("quick", "hands", "ranked", "score", "times")
REACTED = {"quick": Reacting.QUICK, "hands": Reacting.HANDS}
STANDING, REMIND, HERE_ONLY, GATHERS = "both", "remind", "here_only", "gathers"
Choice = tuple[str, str, str | None, bool]


def offered_as(typed: Typed) -> str:
    """Return under which name of OFFERED a text was typed."""
    return typed.method if typed.reacting == Reacting.FORM else typed.reacting


def chosen_method(typed: Typed, name: str) -> Typed:
    """Return the text with the method of that name in OFFERED."""
    if name in REACTED:
        return replace(typed, method="single", reacting=REACTED[name])
    return replace(typed, method=name, reacting=Reacting.FORM)


def ask_form(typed: Typed, poll_id: str = "", *, name: str = "") -> ui.Modal:
    """Return the form that asks the group, filled with what was typed before, if anything.

    `name` is the method's in OFFERED; without one the form asks for it.
    """
    return form(say("polls.form.title"), "poll.ask", poll_id, name, items=_items(typed, name))


def typed_in(fields: Fields, name: str, before: Typed) -> Typed:
    """Return what stands in a sent form, letter for letter, over the settings typed before."""
    minutes = fields.text("minutes")
    typed = replace(
        before,
        question=fields.text("question"),
        options=fields.text("options"),
        minutes=int(minutes) if minutes.isdecimal() else 0,
        standing=STANDING in fields.many("standing") if "standing" in fields.values else True,
    )
    rules = typed.rules
    if fields.text("threshold") in {*Threshold}:
        rules = replace(rules, threshold=Threshold(fields.text("threshold")))
    if fields.text("tie") in {*Tie}:
        rules = replace(rules, tie=Tie(fields.text("tie")))
    return chosen_method(replace(typed, rules=rules), name or fields.text("method"))


def settings_form(typed: Typed, poll_id: str) -> ui.Modal:
    """Return the form for what most polls leave as it is."""
    rules = typed.rules
    voters = ui.RoleSelect[Any](
        custom_id="voters",
        required=False,
        min_values=0,
        default_values=[_role(typed.voter_role)] if typed.voter_role else [],
    )
    opens = _label("polls.settings.opens", _menu("opens", (_opens(n, typed.delay) for n in DELAYS)))
    extras = _label("polls.settings.extras", _extras(typed))
    items = (
        _label(
            "polls.settings.quorum", _menu("quorum", (_quorum(n, rules.quorum) for n in QUORUMS))
        ),
        _label("polls.settings.publication", _radios("publication", _publications(rules))),
        opens,
        _label("polls.settings.voters", voters, hint="polls.settings.voters_hint"),
        extras,
    )
    if typed.reacting == Reacting.HANDS:
        items = (opens, extras)
    return form(say("polls.settings.title"), "poll.set", poll_id, items=items)


def _extras(typed: Typed) -> ui.CheckboxGroup[Any]:
    offered = [(REMIND, typed.remind)]
    if typed.reacting != Reacting.HANDS:
        offered.append((HERE_ONLY, typed.here_only))
    method = METHODS.get(typed.method)
    if typed.reacting == Reacting.FORM and method is not None and may_gather(method):
        offered.append((GATHERS, typed.gathers))
    extras = ui.CheckboxGroup[Any](custom_id="extras", required=False, min_values=0)
    for value, wanted in offered:
        extras.add_option(
            label=say(f"polls.settings.{value}"),
            value=value,
            description=say(f"polls.settings.{value}_description"),
            default=wanted,
        )
    return extras


def settings_in(fields: Fields, before: Typed) -> Typed:
    """Return the text with the settings that stand in a sent form."""
    quorum, delay = fields.text("quorum"), fields.text("opens")
    role = fields.text("voters")
    rules: Rules = replace(
        before.rules,
        quorum=int(quorum) if quorum.isdecimal() else before.rules.quorum,
        publication=Publication(fields.text("publication") or before.rules.publication),
    )
    return replace(
        before,
        rules=rules,
        delay=int(delay) if delay.isdecimal() else before.delay,
        voter_role=int(role) if role.isdecimal() else None,
        here_only=HERE_ONLY in fields.many("extras"),
        remind=REMIND in fields.many("extras"),
        gathers=GATHERS in fields.many("extras"),
    )


def _role(role_id: int) -> discord.SelectDefaultValue:
    # discord.py writes the id as it is, and Discord's ids are texts in JSON.
    as_text = cast("int", str(role_id))
    return discord.SelectDefaultValue(id=as_text, type=discord.SelectDefaultValueType.role)


def _items(typed: Typed, name: str) -> list[ui.Item[Any]]:
    method = METHODS.get("single" if name in REACTED else name)
    items: list[ui.Item[Any]] = [_question(typed, name)]
    if method is None or not method.fixed:
        items.append(_options(typed, name))
    if method is None:
        items.append(_label("polls.form.method", _radios("method", _methods(offered_as(typed)))))
    items.append(_label("polls.form.minutes", _menu("minutes", _minutes(typed.minutes))))
    if method is not None and method.decides_by_threshold:
        items.append(_label("polls.form.threshold", _radios("threshold", _thresholds(typed.rules))))
    if method is None or (may_gather(method) and name not in REACTED):
        items.append(_label("polls.form.standing", _standing(typed.standing)))
    if method is not None and not method.fixed and name != "hands":
        items.append(_label("polls.form.tie", _radios("tie", _ties(typed.rules))))
    return items


def _question(typed: Typed, name: str) -> ui.Item[Any]:
    short = len(typed.question) <= MAX_QUESTION and "\n" not in typed.question
    return _label(
        f"polls.form.question_{name}" if name in ASKED_OWN else "polls.form.question",
        ui.TextInput[Any](
            custom_id="question",
            default=typed.question or None,
            max_length=4000,
            placeholder=say("polls.form.question_hint"),
            style=discord.TextStyle.short if short else discord.TextStyle.paragraph,
        ),
    )


def _options(typed: Typed, name: str) -> ui.Item[Any]:
    hints = {"": "polls.form.options_general_hint"}
    hints |= {each: f"polls.form.options_{each}_hint" for each in HINTED}
    times = name == "times"
    return _label(
        "polls.form.options_times" if times else "polls.form.options",
        ui.TextInput[Any](
            custom_id="options",
            default=typed.options or None,
            max_length=4000,
            required=bool(name),
            placeholder=say(
                "polls.form.options_times_example" if times else "polls.form.options_example"
            ),
            style=discord.TextStyle.paragraph,
        ),
        hint=hints.get(name, "polls.form.options_hint"),
    )


def _label(key: str, component: ui.Item[Any], *, hint: str = "") -> ui.Label[Any]:
    return ui.Label(
        text=say(key),
        description=say(hint) if hint else None,
        component=component,
    )


def _radios(name: str, choices: Iterable[Choice]) -> ui.RadioGroup[Any]:
    group = ui.RadioGroup[Any](custom_id=name)
    for label, value, description, default in choices:
        group.add_option(label=label, value=value, description=description, default=default)
    return group


def _menu(name: str, choices: Iterable[Choice]) -> ui.Select[Any]:
    menu = ui.Select[Any](custom_id=name)
    for label, value, description, default in choices:
        menu.add_option(label=label, value=value, description=description, default=default)
    return menu


def _methods(chosen: str) -> Iterable[Choice]:
    for name in OFFERED:
        told = say(f"polls.method.{name}_description")
        yield say(f"polls.method.{name}"), name, told, name == chosen


def _minutes(chosen: int) -> Iterable[Choice]:
    for minutes in MINUTES:
        yield say(f"polls.open_for.{minutes}"), str(minutes), None, minutes == chosen


def _thresholds(rules: Rules) -> Iterable[Choice]:
    for each in Threshold:
        yield say(f"polls.threshold.{each}"), each, None, each is rules.threshold


def _ties(rules: Rules) -> Iterable[Choice]:
    for each in Tie:
        yield say(f"polls.tie.{each}"), each, None, each is rules.tie


def _publications(rules: Rules) -> Iterable[Choice]:
    for each in Publication:
        told = say(f"polls.publication.{each}_description", floor=rules.floor)
        yield say(f"polls.publication.{each}"), each, told, each is rules.publication


def _quorum(count: int, chosen: int) -> Choice:
    key = "polls.settings.quorum_from" if count else "polls.settings.quorum_none"
    return say(key, count=count), str(count), None, count == chosen


def _opens(delay: int, chosen: int) -> Choice:
    return say(f"polls.opens.{delay}"), str(delay), None, delay == chosen


def _standing(wanted: bool) -> ui.CheckboxGroup[Any]:
    group = ui.CheckboxGroup[Any](custom_id="standing", required=False, min_values=0)
    group.add_option(
        label=say("polls.form.standing_option"),
        value=STANDING,
        description=say("polls.form.standing_description"),
        default=wanted,
    )
    return group
