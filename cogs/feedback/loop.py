"""You said, we did in Discord: what became of feedback, for everybody to read."""

from collections.abc import Sequence
from typing import Any

import discord
from discord import ui
from discord.ext import commands

from bot.client import Circlekeeper, Mode, Press
from bot.client.layout import Layout, layout
from bot.client.router import CHOSEN, custom_id
from bot.domain.feedback.item import Item
from bot.domain.feedback.loop import MAX_BY, MAX_DID, MAX_SAID, Entry, Outcome
from bot.domain.outbox import Row
from bot.domain.people import Person
from bot.domain.refusals import Gone
from bot.services.feedback.looping import CARD, Told
from bot.words import say
from cogs.parts import (
    Area,
    argument,
    button,
    card,
    day,
    delivered,
    form,
    help_lines_button,
    main_button,
    moment,
    plain,
    row,
    shortened,
    text,
)

# Their ids stand in the form's custom_id, which takes 100 characters.
MOST_CHOSEN = 3
LARGEST_SKIP = 100_000
PARAGRAPH = discord.TextStyle.paragraph


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
        await press.answer.form(_entry_form(press.fields.many(CHOSEN)[:MOST_CHOSEN]))

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
        """Post all that is prepared as one card, here."""
        made = await self._looping.post(press.person)
        delivery = await self._client.courier.deliver(made)
        where = (made.group_id, made.channel_id)
        await press.answer.show(
            delivered("feedback.loop.posted", "feedback.loop.posted_later", where, delivery)
        )

    async def _prepared(self, person: Person, entries: Sequence[Entry]) -> Layout:
        shown: list[ui.Item[Any]] = [text(say("feedback.loop.prepared"))]
        shown += [text(_entry(entry)) for entry in entries]
        if not entries:
            shown.append(text(say("feedback.loop.nothing_prepared")))
        choosable = await self._looping.choosable(person)
        shown.append(
            _choice(choosable) if choosable else text(say("feedback.loop.nothing_to_choose"))
        )
        if entries:
            ready = max(entry.ready_at for entry in entries)
            if ready > discord.utils.utcnow():
                shown.append(text(say("feedback.loop.ready", when=moment(ready))))
            shown.append(_dropping(entries))
            shown.append(row(main_button(say("feedback.loop.post"), "feedback.loop_post")))
        return layout(*shown)

    async def _draw(self, row_: Row) -> Layout:
        entries = await self._looping.on_card(row_.subject)
        if not entries:
            raise Gone("feedback.refused.loop_gone")
        give = button(say("feedback.notice.give"), "feedback.open")
        told = [text(_entry(entry)) for entry in entries]
        return card(
            text(say("feedback.loop.title")),
            *told,
            row(give, help_lines_button()),
            mark=row_.row_id,
        )


async def loop_card(client: Circlekeeper, person: Person, skip: int = 0) -> Layout:
    """Return a page of what was posted in a group, with the way to prepare more for moderators."""
    past = await client.house.feedback.looping.past(person, skip)
    told = [text(_entry(entry)) for entry in past.entries] or [text(say("feedback.loop.none"))]
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


def _entry(entry: Entry) -> str:
    key = "entry" if entry.posted_at is not None else "entry_now"
    return say(
        f"feedback.loop.{key}",
        said=plain(entry.said),
        did=plain(entry.did),
        by=plain(entry.by_whom),
        outcome=say(f"feedback.loop.{entry.outcome}"),
        day=day(entry.posted_at.date()) if entry.posted_at else "",
    )


def _choice(choosable: Sequence[Item]) -> ui.ActionRow[Any]:
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


def _dropping(entries: Sequence[Entry]) -> ui.ActionRow[Any]:
    menu = ui.Select[Any](
        custom_id=custom_id("feedback.loop_drop"), placeholder=say("feedback.loop.drop")
    )
    for entry in entries:
        menu.add_option(label=shortened(" ".join(entry.said.split())), value=entry.entry_id)
    return ui.ActionRow[Any](menu)


def _entry_form(chosen: Sequence[str]) -> ui.Modal:
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
