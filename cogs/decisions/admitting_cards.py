"""What facilitators see of experiences: one at a time, and by what it is judged."""

from typing import Any

import discord
from discord import ui

from bot.client.layout import Layout, layout
from bot.client.router import custom_id
from bot.domain.decisions.experiences import MAX_REASON, Experience, Off, State
from bot.services.decisions.admitting import ToRead
from bot.words import say
from cogs.decisions.experience_cards import WHOLE, quoted
from cogs.parts import (
    button,
    form,
    help_lines_button,
    main_button,
    plain,
    row,
    shortened,
    text,
)

MOST_LISTED = 25


def reading_card(found: ToRead, before: str = "") -> Layout:
    """Return what a facilitator reads now, by what it is judged, and the ways to decide.

    `before` says what became of the one before.
    """
    one = found.experience
    lines = [say("experiences.read.title"), *([before] if before else [])]
    if one is None:
        lines.append(say("experiences.read.none"))
        below = (*_showing(found), row(help_lines_button()))
        return layout(text("\n\n".join(lines)), *below)
    about = say("experiences.read.about", option=plain(found.about))
    lines += [f"{about}\n{quoted(one, WHOLE)}"]
    if one.state is State.SHOWN:
        lines.append(say("experiences.read.can_show"))
    lines.append(say("experiences.read.criteria"))
    return layout(
        text("\n\n".join(lines)), row(*_ways(found, one), help_lines_button()), *_showing(found)
    )


def refuse_form(one: Experience) -> ui.Modal:
    """Return the form that says why an experience doesn't show."""
    off = ui.RadioGroup[Any](custom_id="off")
    for each in Off:
        off.add_option(label=say(f"experiences.refuse.{each}"), value=each)
    writing = ui.TextInput[Any](
        custom_id="reason", style=discord.TextStyle.paragraph, max_length=MAX_REASON
    )
    items = (
        ui.Label[Any](text=say("experiences.refuse.off"), component=off),
        ui.Label[Any](
            text=say("experiences.refuse.reason"),
            description=say("experiences.refuse.reason_hint"),
            component=writing,
        ),
    )
    which = (one.experience_id, one.state)
    return form(say("experiences.refuse.title"), "decision.told_refused", *which, items=items)


def _ways(found: ToRead, one: Experience) -> list[ui.Button[Any]]:
    which = one.experience_id
    if one.state is State.SHOWN:
        no_longer = button(say("experiences.read.no_longer"), "decision.told_refuse", which)
        back = button(say("experiences.read.back"), "decision.told_next", found.decision_id)
        return [no_longer, back]
    ways = [
        main_button(say("experiences.read.show"), "decision.told_show", which),
        button(say("experiences.read.not_here"), "decision.told_refuse", which),
    ]
    if found.waiting > 1:
        again = (found.decision_id, which)
        ways.append(button(say("experiences.read.another"), "decision.told_next", *again))
    return ways


def _showing(found: ToRead) -> list[ui.Item[Any]]:
    """Return a menu of those that can show, drawn anew each time, if there are any."""
    if not found.showing:
        return []
    menu = ui.Select[Any](
        custom_id=custom_id("decision.told_look"), placeholder=say("experiences.read.showing")
    )
    for each in found.showing[:MOST_LISTED]:
        line = " ".join(each.text.split())
        menu.add_option(label=shortened(line), value=each.experience_id)
    return [ui.ActionRow[Any](menu)]
