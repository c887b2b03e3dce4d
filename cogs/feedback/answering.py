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
from bot.domain.feedback.item import Item, State
from bot.services.feedback.reading import Reply
from bot.words import say
from cogs.feedback.answer_form import answer_form, head_of, heard_in, state_in, version_in
from cogs.feedback.conversation import conversation
from cogs.feedback.giving import titled
from cogs.parts import (
    Area,
    argument,
    button,
    link,
    main_button,
    moment,
    plain,
    row,
    sees,
    text,
)


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
                "feedback.answer_bare": (self.bare, Mode.UPDATE),
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
        await press.answer.form(answer_form(item))

    async def answered(self, press: Press) -> None:
        """Keep an answer. If somebody was faster, the moderator gets their text back."""
        heard, typed = heard_in(press.fields.text("heard")), press.fields.text("text")
        item_id, version = argument(press), argument(press, 1)
        state = state_in(press.fields.text("state"))
        words = [part for part in (heard, typed) if part.strip()]
        ways = [button(say("feedback.inbox.look_again"), "feedback.item_again", item_id)]
        if not words and state is not State.NOT_NOW:
            bare = (item_id, version, state)
            ways.append(button(say("feedback.inbox.answer_bare"), "feedback.answer_bare", *bare))
        press.answer.keep("\n\n".join(words), row(*ways))
        await self._answer(press, Reply(version_in(version), heard, typed, state))

    async def bare(self, press: Press) -> None:
        """Send an answer without a word, by somebody who was asked whether they mean it."""
        state = state_in(argument(press, 2))
        await self._answer(press, Reply(version_in(argument(press, 1)), "", "", state, bare=True))

    async def _answer(self, press: Press, reply: Reply) -> None:
        item_id, name = argument(press), press.interaction.user.display_name
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
        head = "\n".join((head_of(item), *await self._about(press, item)))
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
