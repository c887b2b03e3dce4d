"""Answering in Discord: one item with its conversation, the form for an answer, and its state."""

from typing import Any

import discord
from discord import ui
from discord.ext import commands

from bot.client import Circlekeeper, Mode, Press, sentence
from bot.client.layout import Item as Shown
from bot.client.layout import layout
from bot.client.router import CHOSEN, custom_id
from bot.domain.feedback.batch import next_batch
from bot.domain.feedback.item import MAX_TEXT, Item, State
from bot.services.feedback.reading import Reply
from bot.words import say
from cogs.feedback.conversation import conversation
from cogs.feedback.giving import titled
from cogs.parts import (
    Area,
    argument,
    button,
    day,
    form,
    link,
    main_button,
    moment,
    plain,
    row,
    sees,
    text,
)

LARGEST_VERSION = 10**9


class Answering(commands.Cog):
    """One item, for moderators. It has no commands."""

    def __init__(self, client: Circlekeeper) -> None:
        self._house = client.house
        self._client = client
        self._reading = client.house.feedback.reading
        self._area = Area(
            client,
            {
                "feedback.item": (self.item, Mode.UPDATE),
                "feedback.item_again": (self.again, Mode.UPDATE),
                "feedback.answer": (self.answer, Mode.FORM),
                "feedback.answered": (self.answered, Mode.REPLY),
                "feedback.tell_in": (self.tell_in, Mode.UPDATE),
            },
        )

    async def cog_load(self) -> None:
        """Take up the buttons, the menus and the form."""
        self._area.open()

    async def cog_unload(self) -> None:
        """Leave them."""
        self._area.shut()

    async def item(self, press: Press) -> None:
        """Show the item that was chosen in the list."""
        await self._show(press, await self._reading.item(press.person, press.fields.text(CHOSEN)))

    async def again(self, press: Press) -> None:
        """Show an item as it is now."""
        await self._show(press, await self._reading.item(press.person, argument(press)))

    async def answer(self, press: Press) -> None:
        """Open the form for an answer to the item as it is now."""
        item = await self._reading.item(press.person, argument(press))
        await press.answer.form(_answer_form(item))

    async def answered(self, press: Press) -> None:
        """Keep an answer. If somebody was faster, the moderator gets their text back."""
        heard, typed = press.fields.text("heard"), press.fields.text("text")
        item_id, version = argument(press), argument(press, 1)
        look = button(say("feedback.inbox.look_again"), "feedback.item_again", item_id)
        press.answer.keep("\n\n".join(part for part in (heard, typed) if part.strip()), row(look))
        state = press.fields.text("state")
        reply = Reply(
            version=int(version) if version.isdecimal() else LARGEST_VERSION,
            heard=""
            if heard.strip() == say("feedback.inbox.answer_heard_start").strip()
            else heard,
            text=typed,
            state=State(state) if state in set(State) else State.HEARD,
        )
        name = press.interaction.user.display_name
        item = await self._reading.answer(press.person, name, item_id, reply)
        self._client.dispatch("work_to_do")
        await self._show(press, item, *await self._told(press, item))

    async def tell_in(self, press: Press) -> None:
        """Let the group be told in this channel, from now on, that answers wait."""
        chosen = press.fields.text(CHOSEN)
        channel_id = int(chosen) if chosen.isdecimal() else 0
        await self._reading.tell_in(press.person, channel_id)
        self._client.dispatch("work_to_do")
        told = say("feedback.inbox.tell_in_set", channel=f"<#{channel_id}>")
        await press.answer.show(sentence(told))

    async def _told(self, press: Press, item: Item) -> list[Shown]:
        """Return how whoever wrote it learns that an answer is there."""
        if item.writer is not None:
            told = say("feedback.inbox.answered_named", name=plain(item.writer.name))
        else:
            told = say("feedback.inbox.answered_private")
        group_id = press.person.group_id
        channel_id = await self._reading.told_in(group_id)
        if channel_id is not None:
            zone = (await self._house.groups.settings(group_id)).zone
            at = moment(next_batch(discord.utils.utcnow(), zone))
            public = say("feedback.inbox.told", channel=f"<#{channel_id}>", when=at)
            return [text(f"{told}\n{public}")]
        menu = ui.ChannelSelect[Any](
            custom_id=custom_id("feedback.tell_in"),
            placeholder=say("feedback.inbox.tell_in"),
            channel_types=[discord.ChannelType.text],
        )
        nowhere = say("feedback.inbox.told_nowhere")
        return [text(f"{told}\n{nowhere}"), ui.ActionRow[Any](menu)]

    async def _show(self, press: Press, item: Item, *told: Shown) -> None:
        shown = conversation(item, writers_own=False)
        head = "\n".join((_head(item), *await self._about(press, item)))
        buttons = row(
            main_button(say("feedback.inbox.answer"), "feedback.answer", item.item_id),
            button(say("feedback.inbox.back"), "feedback.inbox"),
        )
        await press.answer.show(layout(*told, text(head), *shown.shown, buttons), files=shown.files)

    async def _about(self, press: Press, item: Item) -> list[str]:
        """Return what an item is about, if the moderator may know of it, and its writer's wish."""
        told: list[str] = []
        found = await self._house.feedback.about.find(item.group_id, item.about)
        if found is not None and sees(press.interaction)(found.channel_id):
            title = titled(found)
            if found.message_id is not None:
                title = f"[{title}]({link(item.group_id, found.channel_id, found.message_id)})"
            told.append(say("feedback.inbox.about", title=title))
        if not item.exportable:
            told.append(say("feedback.inbox.not_exportable"))
        return told


def _head(item: Item) -> str:
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


def _answer_form(item: Item) -> ui.Modal:
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
    hint = say("feedback.inbox.answer_text_hint")
    items = (
        ui.TextDisplay[Any](say("feedback.inbox.answer_reads")),
        ui.Label[Any](text=say("feedback.inbox.answer_heard"), component=heard),
        ui.Label[Any](text=say("feedback.inbox.answer_text"), description=hint, component=typing),
        ui.Label[Any](text=say("feedback.inbox.answer_state"), component=_states(item)),
    )
    return form(
        say("feedback.inbox.answer_form"),
        "feedback.answered",
        item.item_id,
        item.version,
        items=items,
    )


def _states(item: Item) -> ui.RadioGroup[Any]:
    now = State.HEARD if item.state is State.RECEIVED else item.state
    menu = ui.RadioGroup[Any](custom_id="state")
    for state in State:
        if state is not State.RECEIVED:
            label = say(f"feedback.state.{state}")
            menu.add_option(label=label, value=state, default=state is now)
    return menu
