"""You said, we did in Discord: what became of feedback, for everybody to read."""

from collections.abc import Sequence
from typing import Any

import discord
from discord import ui
from discord.ext import commands

from bot.client import Circlekeeper, Mode, Press
from bot.client.layout import Layout, layout
from bot.client.permissions import check_held
from bot.client.router import CHOSEN
from bot.domain.feedback.loop import Entry, Outcome
from bot.domain.outbox import Row
from bot.domain.people import Person
from bot.domain.refusals import Gone
from bot.services.feedback.looping import CARD, Told
from bot.words import say
from cogs.feedback.loop_cards import (
    MOST_CHOSEN,
    choice,
    dropping,
    entry_form,
    entry_told,
    where_card,
)
from cogs.parts import (
    Area,
    argument,
    button,
    card,
    delivered,
    help_lines_button,
    main_button,
    moment,
    row,
    sees,
    text,
)

LARGEST_SKIP = 100_000


class Loop(commands.Cog):
    """The buttons and the form of *You said, we did*. Its command stands with the others."""

    def __init__(self, client: Circlekeeper) -> None:
        self._client = client
        self._looping = client.house.feedback.looping
        self._area = Area(
            client,
            {
                "feedback.loop": (self.page, Mode.UPDATE),
                "feedback.loop_open": (self.page, Mode.REPLY),
                "feedback.prepare": (self.prepare, Mode.UPDATE),
                "feedback.loop_items": (self.write, Mode.FORM),
                "feedback.loop_written": (self.written, Mode.REPLY),
                "feedback.loop_drop": (self.drop, Mode.UPDATE),
                "feedback.loop_post": (self.post, Mode.REPLY),
                "feedback.loop_post_in": (self.post_in, Mode.UPDATE),
            },
        )

    async def cog_load(self) -> None:
        """Take up the buttons, the form and the card."""
        self._area.open()
        self._client.courier.carries(CARD, self._draw)

    async def cog_unload(self) -> None:
        """Leave them."""
        self._area.shut()

    async def page(self, press: Press) -> None:
        """Turn a page of what was posted."""
        typed = argument(press)
        skip = min(int(typed), LARGEST_SKIP) if typed.isdecimal() else 0
        await press.answer.show(await loop_card(self._client, press.person, skip))

    async def prepare(self, press: Press) -> None:
        """Show a moderator the next card as it is prepared."""
        entries = await self._looping.prepared(press.person)
        await press.answer.show(await self._prepared(press.person, entries))

    async def write(self, press: Press) -> None:
        """Open the form for an entry about the items that were chosen."""
        await self._looping.prepared(press.person)
        await press.answer.form(entry_form(press.fields.many(CHOSEN)[:MOST_CHOSEN]))

    async def written(self, press: Press) -> None:
        """Keep an entry, and answer the items that it is about."""
        said, did = press.fields.text("said"), press.fields.text("did")
        outcome = press.fields.text("outcome")
        told = Told(
            said=said,
            did=did,
            outcome=Outcome(outcome) if outcome in set(Outcome) else Outcome.DONE,
            by_whom=press.fields.text("by"),
        )
        name = press.interaction.user.display_name
        entries = await self._looping.prepare(press.person, name, press.arguments, told)
        self._client.dispatch("work_to_do")
        await press.answer.show(await self._prepared(press.person, entries))

    async def drop(self, press: Press) -> None:
        """Drop one entry that was prepared."""
        entries = await self._looping.drop(press.person, press.fields.text(CHOSEN))
        await press.answer.show(await self._prepared(press.person, entries))

    async def post(self, press: Press) -> None:
        """Post all that is prepared as one card, here; ask where, if members don't see it here."""
        here = press.person.channel_id
        settings = await self._client.house.groups.settings(press.person.group_id)
        if here == settings.moderators_channel and await self._is_ready(press):
            await press.answer.show(where_card(here))
            return
        await self._post(press, here)

    async def post_in(self, press: Press) -> None:
        """Post it in the channel that was chosen; ask again where members wouldn't see it."""
        chosen = press.fields.text(CHOSEN)
        channel_id = int(chosen) if chosen.isdecimal() else 0
        settings = await self._client.house.groups.settings(press.person.group_id)
        guild = press.interaction.guild
        channel = guild.get_channel(channel_id) if guild else None
        if guild is None or channel is None or not sees(press.interaction)(channel_id):
            raise Gone("group.refused.channel_gone")
        if channel_id == settings.moderators_channel:
            await press.answer.show(where_card(channel_id))
            return
        # What is prepared stays so where it couldn't be posted.
        check_held(channel.permissions_for(guild.me), channel_id, "view_channel", "send_messages")
        await self._post(press, channel_id)

    async def _is_ready(self, press: Press) -> bool:
        """Say whether there is a card, and its time has come; posting says what else it is."""
        entries = await self._looping.prepared(press.person)
        now = discord.utils.utcnow()
        return bool(entries) and max(entry.ready_at for entry in entries) <= now

    async def _post(self, press: Press, channel_id: int) -> None:
        made = await self._looping.post(press.person, channel_id)
        delivery = await self._client.courier.deliver(made)
        where = (made.group_id, made.channel_id)
        await press.answer.show(
            delivered("feedback.loop.posted", "feedback.loop.posted_later", where, delivery)
        )

    async def _prepared(self, person: Person, entries: Sequence[Entry]) -> Layout:
        shown: list[ui.Item[Any]] = [text(say("feedback.loop.prepared"))]
        shown += [text(entry_told(entry)) for entry in entries]
        if not entries:
            shown.append(text(say("feedback.loop.nothing_prepared")))
        choosable = await self._looping.choosable(person)
        shown.append(
            choice(choosable) if choosable else text(say("feedback.loop.nothing_to_choose"))
        )
        if entries:
            ready = max(entry.ready_at for entry in entries)
            if ready > discord.utils.utcnow():
                shown.append(text(say("feedback.loop.ready", when=moment(ready))))
            shown.append(dropping(entries))
            shown.append(row(main_button(say("feedback.loop.post"), "feedback.loop_post")))
        return layout(*shown)

    async def _draw(self, row_: Row) -> Layout:
        entries = await self._looping.on_card(row_.subject)
        if not entries:
            raise Gone("feedback.refused.loop_gone")
        give = button(say("feedback.notice.give"), "feedback.open")
        told = [text(entry_told(entry)) for entry in entries]
        return card(
            text(say("feedback.loop.title")),
            *told,
            row(give, help_lines_button()),
            mark=row_.row_id,
        )


async def loop_card(client: Circlekeeper, person: Person, skip: int = 0) -> Layout:
    """Return a page of what was posted in a group, with the way to prepare more for moderators."""
    past = await client.house.feedback.looping.past(person, skip)
    told = [text(entry_told(entry)) for entry in past.entries] or [text(say("feedback.loop.none"))]
    buttons: list[ui.Button[Any]] = []
    if past.more:
        buttons.append(
            button(say("feedback.loop.earlier"), "feedback.loop", skip + len(past.entries))
        )
    if skip:
        buttons.append(button(say("feedback.loop.newest"), "feedback.loop", 0))
    if past.may_add:
        buttons.append(main_button(say("feedback.loop.prepare"), "feedback.prepare"))
    buttons.append(button(say("feedback.notice.give"), "feedback.open"))
    return layout(text(say("feedback.loop.title")), *told, row(*buttons))
