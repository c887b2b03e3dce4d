"""How one item and the form for an answer look to moderators."""

from typing import Any

import discord
from discord import ui

from bot.domain.feedback.item import MAX_TEXT, Item, State
from bot.words import say
from cogs.parts import day, form, moment, plain

LARGEST_VERSION = 10**9


def head_of(item: Item) -> str:
    """Return what stands above an item: its kind, who wrote it, when, and its state."""
    who = say("feedback.inbox.private")
    if item.writer is not None and item.given_at is not None:
        who = say(
            "feedback.inbox.named",
            name=plain(item.writer.name),
            mention=f"<@{item.writer.user_id}>",
            when=moment(item.given_at),
        )
    return say(
        "feedback.inbox.head",
        kind=say(f"feedback.kind.{item.kind}"),
        who=who,
        week=day(item.week),
        state=say(f"feedback.state.{item.state}"),
    )


def answer_form(item: Item) -> ui.Modal:
    """Return the form for an answer to an item as it is now."""
    heard = ui.TextInput[Any](
        custom_id="heard",
        style=discord.TextStyle.paragraph,
        default=say("feedback.inbox.answer_heard_start"),
        required=False,
        max_length=MAX_TEXT,
    )
    typing = ui.TextInput[Any](
        custom_id="text",
        style=discord.TextStyle.paragraph,
        required=False,
        max_length=MAX_TEXT,
    )
    items = (
        ui.TextDisplay[Any](say("feedback.inbox.answer_reads")),
        ui.Label[Any](text=say("feedback.inbox.answer_heard"), component=heard),
        ui.Label[Any](text=say("feedback.inbox.answer_text"), component=typing),
        ui.Label[Any](text=say("feedback.inbox.answer_state"), component=_states(item)),
    )
    return form(
        say("feedback.inbox.answer_form"),
        "feedback.answered",
        item.item_id,
        item.version,
        items=items,
    )


def _states(item: Item) -> ui.Select[Any]:
    # A menu is one line high: what is chosen in it stands above a form's fold.
    now = State.HEARD if item.state is State.RECEIVED else item.state
    menu = ui.Select[Any](custom_id="state")
    for state in State:
        if state is not State.RECEIVED:
            menu.add_option(
                label=say(f"feedback.state.{state}"),
                value=state,
                description=say("feedback.inbox.answer_not_now")
                if state is State.NOT_NOW
                else None,
                default=state is now,
            )
    return menu


def heard_in(typed: str) -> str:
    """Return what was typed of what a moderator understood; the beginning alone says nothing."""
    return "" if typed.strip() == say("feedback.inbox.answer_heard_start").strip() else typed


def state_in(chosen: str) -> State:
    """Return the state that was chosen."""
    return State(chosen) if chosen in set(State) else State.HEARD


def version_in(typed: str) -> int:
    """Return an item's version as its form says it; one that can't be is none that there is."""
    return int(typed) if typed.isdecimal() else LARGEST_VERSION
