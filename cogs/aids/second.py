"""The second person's reading: what waits, its pages, and the word that it may show."""

from datetime import date, timedelta
from typing import Any

import discord
from discord import ui
from discord.ext import commands

from bot.client import Circlekeeper, Mode, Press, sentence
from bot.client.layout import Layout, layout
from bot.client.router import CHOSEN, custom_id
from bot.domain.aids.evenness import uneven
from bot.domain.outbox import Row
from bot.domain.refusals import BadInput
from bot.services.aids.writing import WAITS
from bot.words import say
from cogs.aids.draft_cards import told_of
from cogs.aids.pages import BEGIN, SECOND, Place, page_of, read_of
from cogs.parts import (
    OFFERED,
    Area,
    argument,
    button,
    card,
    form,
    help_lines_button,
    plain,
    row,
    shortened,
    text,
)

# How long until it is read again, in days, by what is chosen.
AGAIN = {"half": 182, "year": 365, "two": 730}
MAX_WORD = 300


class AidsSecond(commands.Cog):
    """For facilitators and moderators, and never for an aid of one's own."""

    def __init__(self, client: Circlekeeper) -> None:
        self._client = client
        self._second = client.house.aids.second
        self._area = Area(
            client,
            {
                "aid.waiting": (self.waiting, Mode.REPLY),
                "aid.second": (self.begin, Mode.UPDATE),
                "aid.second_turn": (self.turn, Mode.UPDATE),
                "aid.let_show": (self.let_show, Mode.FORM),
                "aid.let_show_sent": (self.let_show_sent, Mode.REPLY),
                "aid.give_back": (self.give_back, Mode.FORM),
                "aid.give_back_sent": (self.give_back_sent, Mode.REPLY),
            },
        )

    async def cog_load(self) -> None:
        """Take up buttons, the menu and forms, and what is told of an aid that waits."""
        self._area.open()
        self._client.courier.carries(WAITS, self._waits)

    async def cog_unload(self) -> None:
        """Leave them."""
        self._area.shut()

    async def waiting(self, press: Press) -> None:
        """Show what waits to be read by this person."""
        found = await self._second.waiting(press.person)
        if not found:
            await press.answer.show(sentence(say("aids.second.none")))
            return
        menu = ui.Select[Any](custom_id=custom_id("aid.second"), placeholder=say("aids.list.hint"))
        for each in found[:OFFERED]:
            menu.add_option(label=shortened(each.aid.question), value=each.aid_id)
        told = f"{say('aids.second.title')}\n{say('aids.second.intro')}"
        await press.answer.show(layout(text(told), ui.ActionRow[Any](menu)))

    async def begin(self, press: Press) -> None:
        """Show the first page, with what could be evened out."""
        written = await self._second.readable(press.person, press.fields.text(CHOSEN))
        findings = uneven(written.aid)
        told = "\n".join(map(told_of, findings[:12])) if findings else say("aids.draft.even")
        who = {"what": plain(written.aid.question), "name": plain(written.author_name)}
        title = say("aids.second.by", **who)
        place = Place(SECOND, written.aid_id)
        shown = layout(
            text(f"{title}\n{told}"),
            row(
                place.step(say("aids.second.read"), BEGIN, main=True),
                button(say("aids.second.give_back"), "aid.give_back", written.aid_id),
                help_lines_button(),
            ),
        )
        await press.answer.show(shown)

    async def turn(self, press: Press) -> None:
        """Turn to another page."""
        written = await self._second.readable(press.person, argument(press))
        read = read_of(written, press.interaction.created_at.date())
        await press.answer.show(page_of(read, Place(SECOND, written.aid_id), argument(press, 1)))

    async def let_show(self, press: Press) -> None:
        """Ask by when it is to be read again."""
        written = await self._second.readable(press.person, argument(press))
        await press.answer.form(again_form("aid.let_show_sent", written.aid_id, written.mark))

    async def let_show_sent(self, press: Press) -> None:
        """Let it show."""
        which, name = argument(press), press.interaction.user.display_name
        read = (which, argument(press, 1), name, chosen_day(press))
        edition = await self._second.let_show(press.person, *read)
        told = say("aids.second.shown", what=plain(edition.aid.question))
        await press.answer.show(with_way(told, edition.key))

    async def give_back(self, press: Press) -> None:
        """Open the form for a word to its author."""
        written = await self._second.readable(press.person, argument(press))
        field = ui.Label[Any](
            text=say("aids.second.word"),
            description=say("aids.second.word_hint"),
            component=ui.TextInput[Any](
                custom_id="word", style=discord.TextStyle.paragraph, max_length=MAX_WORD
            ),
        )
        title = say("aids.second.give_back")
        await press.answer.form(form(title, "aid.give_back_sent", written.aid_id, items=(field,)))

    async def give_back_sent(self, press: Press) -> None:
        """Give it back."""
        word = press.fields.text("word")
        await self._second.give_back(press.person, argument(press), word)
        await press.answer.show(sentence(say("aids.second.given_back")))

    async def _waits(self, row_: Row) -> Layout:
        await self._second.still_waits(row_)
        ways = row(button(say("aids.second.button"), "aid.waiting"))
        return card(text(say("aids.second.waits")), ways, mark=row_.row_id)


def again_form(word: str, *arguments: object) -> ui.Modal:
    """Return the form that asks by when an aid is to be read again."""
    again = ui.RadioGroup[Any](custom_id="again", required=True)
    for name in AGAIN:
        again.add_option(label=say(f"aids.again.{name}"), value=name, default=name == "year")
    field = ui.Label[Any](
        text=say("aids.again.field"), description=say("aids.again.hint"), component=again
    )
    return form(say("aids.again.title"), word, *arguments, items=(field,))


def chosen_day(press: Press) -> date:
    """Return the day that was chosen in it. Raises BadInput."""
    chosen = press.fields.text("again")
    if chosen not in AGAIN:
        raise BadInput("aids.refused.review_by")
    return press.interaction.created_at.date() + timedelta(days=AGAIN[chosen])


def with_way(told: str, key: str) -> Layout:
    """Return a sentence about an aid with the way to read it."""
    return layout(text(told), row(button(say("aids.second.open"), "aid.open", key)))
