"""Suggestions in Discord: the form, the facilitators' list, and the answer."""

from contextlib import suppress
from typing import Any

import discord
from discord import ui
from discord.ext import commands

from bot.client import Circlekeeper, Mode, Press, sentence
from bot.client.layout import Layout, layout
from bot.client.permissions import held_by_everybody
from bot.client.router import CHOSEN, custom_id
from bot.domain.outbox import Row
from bot.domain.people import Person
from bot.domain.refusals import BadInput, Refusal
from bot.domain.topics.suggestion import MAX_REPLY, MAX_SUGGESTION, Answered, Suggestion
from bot.words import say
from cogs.parts import (
    Area,
    argument,
    button,
    card,
    form,
    main_button,
    plain,
    row,
    sees,
    shortened,
    text,
)

PRIVATE, NAMED, TOLD = "private", "named", "told"
LISTED = 20
LINE = 120


class Suggestions(commands.Cog):
    """The forms and buttons of suggestions. Its two commands stand with the others."""

    def __init__(self, client: Circlekeeper) -> None:
        self._client = client
        self._suggesting = client.house.topics.suggesting
        self._area = Area(
            client,
            {
                "topic.suggest": (self.suggested, Mode.REPLY),
                "topic.read": (self.read, Mode.UPDATE),
                "topic.answer": (self.answer, Mode.FORM),
                "topic.answered": (self.answered, Mode.REPLY),
                "topic.have_code": (self.have_code, Mode.FORM),
                "topic.code": (self.code, Mode.REPLY),
            },
        )

    async def cog_load(self) -> None:
        """Take up the forms, the buttons and the row that tells an answer."""
        self._area.open()
        self._client.courier.carries("topic.answer", self._draw_answer)

    async def cog_unload(self) -> None:
        """Leave them."""
        self._area.shut()

    async def suggested(self, press: Press) -> None:
        """Keep what was sent. If that fails, the text goes back to its writer."""
        typed, chosen = press.fields.text("text"), press.fields.text("name")
        press.answer.keep(typed)
        user = press.interaction.user
        name = user.display_name if chosen in (NAMED, TOLD) else None
        where = (await user.create_dm()).id if chosen == TOLD else None
        code = await self._suggesting.suggest(press.person, typed, name, where)
        if code is None:
            await press.answer.show(sentence(say("topics.suggest.thanks_named")))
            return
        await press.answer.show(sentence(say("topics.suggest.thanks_private", code=code)))

    async def read(self, press: Press) -> None:
        """Show one suggestion to a facilitator, with the two ways to answer."""
        found = await self._suggesting.answerable(press.person, press.fields.text(CHOSEN))
        which = found.suggestion_id
        yes = main_button(say("topics.suggest.yes"), "topic.answer", which, Answered.YES)
        not_now = button(say("topics.suggest.not_now"), "topic.answer", which, Answered.NOT_NOW)
        await press.answer.show(layout(text(_whole(found)), row(yes, not_now)))

    async def answer(self, press: Press) -> None:
        """Open the form for an answer."""
        found = await self._suggesting.answerable(press.person, argument(press))
        state = argument(press, 1)
        await press.answer.form(_answer_form(found, state))

    async def answered(self, press: Press) -> None:
        """Keep the answer, and tell whoever asked to be told."""
        reply, state = press.fields.text("reply"), argument(press, 1)
        press.answer.keep(reply)
        kept = Answered.YES if state == Answered.YES else Answered.NOT_NOW
        told = await self._suggesting.answer(press.person, argument(press), kept, reply)
        self._client.dispatch("work_to_do")
        key = "answered_told" if told else "answered"
        await press.answer.show(sentence(say(f"topics.suggest.{key}")))

    async def have_code(self, press: Press) -> None:
        """Open the form for a code that was written down."""
        field = ui.Label[Any](
            text=say("topics.suggest.code"),
            component=ui.TextInput[Any](custom_id="code", max_length=40),
        )
        await press.answer.form(form(say("topics.suggest.have_code"), "topic.code", items=(field,)))

    async def code(self, press: Press) -> None:
        """Show a code's holder what became of their suggestion."""
        typed = press.fields.text("code")
        try:
            found = await self._suggesting.with_code(press.person, typed)
        except BadInput:
            if not await self._elsewhere(press, typed):
                raise
            await self._client.router.hand_over("feedback.code", press)
            return
        await press.answer.show(layout(text(f"{_whole(found)}\n\n{_outcome(found)}")))

    async def _elsewhere(self, press: Press, typed: str) -> bool:
        """Say whether a code leads to what isn't a suggestion: nobody needs to know of which kind.

        The form for codes of feedback takes all of them.
        """
        house, person = self._client.house, press.person
        with suppress(Refusal):
            await house.feedback.holding.look(person, typed)
            return True
        with suppress(Refusal):
            await house.decisions.experiences.held(person, typed, sees(press.interaction))
            return True
        return False

    async def _draw_answer(self, row: Row) -> Layout:
        found = await self._suggesting.answered(row.subject)
        head = say("topics.suggest.your_answer")
        return card(text(f"{head}\n{_whole(found)}\n\n{_outcome(found)}"), mark=row.row_id)


async def suggest_form(client: Circlekeeper, guild: discord.Guild | None) -> ui.Modal:
    """Return the form for a suggestion, which says who will read it."""
    name = ui.RadioGroup[Any](custom_id="name")
    for key in (PRIVATE, NAMED, TOLD):
        name.add_option(
            label=say(f"topics.suggest.{key}"),
            value=key,
            description=say(f"topics.suggest.{key}_description"),
            default=key == PRIVATE,
        )
    writing = ui.TextInput[Any](
        custom_id="text", style=discord.TextStyle.paragraph, max_length=4000
    )
    items = (
        ui.TextDisplay[Any](await _who_reads(client, guild)),
        ui.Label[Any](
            text=say("topics.suggest.text"),
            description=say("topics.suggest.text_hint", most=MAX_SUGGESTION),
            component=writing,
        ),
        ui.Label[Any](text=say("topics.suggest.name"), component=name),
    )
    return form(say("topics.suggest.form"), "topic.suggest", items=items)


async def _who_reads(client: Circlekeeper, guild: discord.Guild | None) -> str:
    role = await client.house.topics.suggesting.facilitators(guild.id) if guild else None
    # Discord's role for everybody has the group's own id.
    if held_by_everybody(guild, "manage_events") or (guild is not None and role == guild.id):
        return say("topics.suggest.who_reads_everybody")
    return say("topics.suggest.who_reads")


async def suggestions_card(client: Circlekeeper, person: Person) -> Layout:
    """Return what waits for an answer, for facilitators, and what the person suggested by name."""
    suggesting = client.house.topics.suggesting
    waiting = await suggesting.open(person)
    mine = await suggesting.of_person(person)
    items: list[ui.Item[Any]] = []
    if waiting is not None:
        items.append(text(_waiting(waiting)))
        if waiting:
            menu = ui.Select[Any](
                custom_id=custom_id("topic.read"), placeholder=say("topics.suggest.choose")
            )
            for each in waiting[:LISTED]:
                menu.add_option(label=shortened(_line(each), 100), value=each.suggestion_id)
            items.append(ui.ActionRow[Any](menu))
    lines = [f"- {plain(_line(each))}\n  {_outcome(each)}" for each in mine[:LISTED]]
    items.append(
        text(
            "\n".join((say("topics.suggest.yours"), *lines))
            if lines
            else say("topics.suggest.none_of_yours")
        )
    )
    items.append(row(button(say("topics.suggest.have_code"), "topic.have_code")))
    return layout(*items)


def _waiting(found: list[Suggestion]) -> str:
    if not found:
        return say("topics.suggest.none_waiting")
    lines = [f"- {plain(_line(each))}" for each in found[:LISTED]]
    more = len(found) - LISTED
    if more > 0:
        lines.append(say("topics.suggest.more", count=more))
    return "\n".join((say("topics.suggest.waiting"), *lines))


def _answer_form(found: Suggestion, state: str) -> ui.Modal:
    key = "yes" if state == Answered.YES else "not_now"
    field = ui.Label[Any](
        text=say(f"topics.suggest.reply_{key}"),
        description=say(f"topics.suggest.reply_{key}_hint"),
        component=ui.TextInput[Any](
            custom_id="reply",
            style=discord.TextStyle.paragraph,
            required=key == "not_now",
            max_length=MAX_REPLY,
        ),
    )
    title = say(f"topics.suggest.{key}")
    return form(title, "topic.answered", found.suggestion_id, key, items=(field,))


def _line(found: Suggestion) -> str:
    return shortened(" ".join(found.text.split()), LINE)


def _whole(found: Suggestion) -> str:
    who = plain(found.writer_name) if found.writer_name else say("topics.suggest.somebody")
    quoted = "\n".join(f"> {line}" for line in plain(found.text).splitlines())
    return say("topics.suggest.whole", who=who, text=quoted)


def _outcome(found: Suggestion) -> str:
    told = say(f"topics.suggest.state_{found.state}")
    return f"{told}\n{plain(found.reply)}" if found.reply else told
