"""How *You said, we did* looks: its entries, its menus, and the form for one more."""

from collections.abc import Sequence
from typing import Any

import discord
from discord import ui

from bot.client.layout import Layout, layout
from bot.client.router import custom_id
from bot.domain.feedback.item import Item
from bot.domain.feedback.loop import MAX_BY, MAX_DID, MAX_SAID, Entry, Outcome
from bot.words import say
from cogs.parts import day, form, plain, shortened, text

# Their ids stand in the form's custom_id, which takes 100 characters.
MOST_CHOSEN = 3
PARAGRAPH = discord.TextStyle.paragraph


def entry_told(entry: Entry) -> str:
    """Return one entry as everybody reads it."""
    key = "entry" if entry.posted_at is not None else "entry_now"
    return say(
        f"feedback.loop.{key}",
        said=plain(entry.said),
        did=plain(entry.did),
        by=plain(entry.by_whom),
        outcome=say(f"feedback.loop.{entry.outcome}"),
        day=day(entry.posted_at.date()) if entry.posted_at else "",
    )


def choice(choosable: Sequence[Item]) -> ui.ActionRow[Any]:
    """Return the menu of what an entry can be about."""
    most = min(MOST_CHOSEN, len(choosable))
    menu = ui.Select[Any](
        custom_id=custom_id("feedback.loop_items"),
        placeholder=say("feedback.loop.choose", most=most),
        max_values=most,
    )
    for item in choosable:
        kind = say(f"feedback.kind.{item.kind}")
        label = shortened(f"{kind}: {' '.join(item.text.split())}")
        menu.add_option(label=label, value=item.item_id)
    return ui.ActionRow[Any](menu)


def dropping(entries: Sequence[Entry]) -> ui.ActionRow[Any]:
    """Return the menu of prepared entries, to drop one."""
    menu = ui.Select[Any](
        custom_id=custom_id("feedback.loop_drop"), placeholder=say("feedback.loop.drop")
    )
    for entry in entries:
        menu.add_option(label=shortened(" ".join(entry.said.split())), value=entry.entry_id)
    return ui.ActionRow[Any](menu)


def entry_form(chosen: Sequence[str]) -> ui.Modal:
    """Return the form for an entry about the items that were chosen."""
    outcome = ui.RadioGroup[Any](custom_id="outcome")
    for each in Outcome:
        outcome.add_option(
            label=say(f"feedback.loop.form_outcome_{each}"),
            value=each,
            default=each is Outcome.DONE,
        )
    said = ui.TextInput[Any](custom_id="said", style=PARAGRAPH, max_length=MAX_SAID)
    did = ui.TextInput[Any](custom_id="did", style=PARAGRAPH, max_length=MAX_DID)
    by = ui.TextInput[Any](
        custom_id="by", max_length=MAX_BY, default=say("feedback.loop.form_by_start")
    )
    items = (
        ui.TextDisplay[Any](say("feedback.loop.form_reads")),
        ui.Label[Any](text=say("feedback.loop.form_said"), component=said),
        ui.Label[Any](text=say("feedback.loop.form_did"), component=did),
        ui.Label[Any](text=say("feedback.loop.form_outcome"), component=outcome),
        ui.Label[Any](text=say("feedback.loop.form_by"), component=by),
    )
    return form(say("feedback.loop.form"), "feedback.loop_written", *chosen, items=items)


def where_card(office: int) -> Layout:
    """Return the question where a card shall stand, for who is where members see nothing."""
    menu = ui.ChannelSelect[Any](
        custom_id=custom_id("feedback.loop_post_in"),
        placeholder=say("feedback.inbox.tell_in"),
        channel_types=[discord.ChannelType.text],
    )
    asked = say("feedback.loop.where", channel=f"<#{office}>")
    return layout(text(asked), ui.ActionRow[Any](menu))
