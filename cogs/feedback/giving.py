"""Giving feedback in Discord: what it is about, the form, and the code that opens the answer."""

from typing import Any

import discord
from discord import ui
from discord.ext import commands

from bot.client import Circlekeeper, Mode, Press, sentence
from bot.client.layout import layout
from bot.client.permissions import held_by_everybody
from bot.domain.feedback.item import KINDS, MAX_TEXT, Kind
from bot.domain.feedback.request import Asks
from bot.services.feedback.about import Subject
from bot.services.feedback.giving import Given
from bot.words import say
from cogs.feedback.kinds import kinds_card
from cogs.parts import (
    Area,
    argument,
    button,
    form,
    help_lines_button,
    moment,
    plain,
    row,
    sees,
    shortened,
    text,
)

PRIVATE, NAMED = "private", "named"
YES, NO = "yes", "no"


class Giving(commands.Cog):
    """The forms of giving. Its command stands with the others."""

    def __init__(self, client: Circlekeeper) -> None:
        self._client = client
        self._feedback = client.house.feedback
        self._area = Area(
            client,
            {
                "feedback.open": (self.open, Mode.FORM),
                "feedback.kind": (self.write, Mode.FORM),
                "feedback.give": (self.given, Mode.REPLY),
                "feedback.keep_code": (self.keep_code, Mode.UPDATE),
            },
        )

    async def cog_load(self) -> None:
        """Take up the buttons and the form."""
        self._area.open()

    async def cog_unload(self) -> None:
        """Leave them."""
        self._area.shut()

    async def open(self, press: Press) -> None:
        """Ask what it is about; under a question that was asked, open the form at once."""
        about = argument(press)
        if about.startswith("request/") and await self._asks(press, about):
            made = await give_form(self._client, press.interaction, Kind.ANSWER, about)
            await press.answer.form(made)
            return
        await press.answer.show(kinds_card(press.interaction.guild, about))

    async def write(self, press: Press) -> None:
        """Open the form for the kind that was chosen."""
        chosen = argument(press)
        kind = Kind(chosen) if chosen in KINDS else Kind.IDEA
        made = await give_form(self._client, press.interaction, kind, argument(press, 1))
        await press.answer.form(made)

    async def given(self, press: Press) -> None:
        """Keep what was sent. If that fails, the text goes back to its writer."""
        typed, kind, about = press.fields.text("text"), argument(press), argument(press, 1)
        press.answer.keep(typed, row(help_lines_button()))
        named = press.fields.text("name") == NAMED
        sent = Given(
            kind=Kind(kind) if kind in set(Kind) else Kind.IDEA,
            text=typed,
            name=press.interaction.user.display_name if named else None,
            exportable=press.fields.text("exportable") == YES,
            about=about if await _subject(self._client, press.interaction, about) else "",
        )
        receipt = await self._feedback.giving.give(press.person, sent)
        if receipt.code is None:
            await press.answer.show(
                layout(text(say("feedback.given.named")), row(help_lines_button()))
            )
            return
        told = say("feedback.given.private", code=receipt.code, when=moment(receipt.told_at))
        keep = button(say("feedback.given.keep_code"), "feedback.keep_code", receipt.code)
        await press.answer.show(layout(text(told), row(keep, help_lines_button())))

    async def keep_code(self, press: Press) -> None:
        """Send somebody the code that they have, in a direct message."""
        code, guild = argument(press), press.interaction.guild
        group = plain(guild.name) if guild else ""
        try:
            await press.interaction.user.send(
                say("feedback.given.code_message", group=group, code=code)
            )
        except discord.Forbidden:
            await press.answer.show(sentence(say("feedback.given.code_not_sent", code=code)))
            return
        await press.answer.show(sentence(say("feedback.given.code_sent")))

    async def _asks(self, press: Press, about: str) -> bool:
        """Say whether what a button is about is a question that was asked.

        Raises Gone once its time is over.
        """
        if await _subject(self._client, press.interaction, about) is None:
            return False
        found = await self._feedback.asking.posted(about.partition("/")[2])
        if found.asks is not Asks.QUESTION:
            return False
        return bool(await self._feedback.asking.open_request(found.group_id, found.request_id))


async def give_form(
    client: Circlekeeper, interaction: discord.Interaction[Any], kind: Kind, about: str = ""
) -> ui.Modal:
    """Return the form for a piece of feedback of this kind, which says who will read it."""
    subject = await _subject(client, interaction, about)
    group_id = interaction.guild_id or 0
    closed = await client.house.feedback.giving.closed_until(group_id)
    told = [_who_reads(interaction.guild)]
    if subject is not None:
        key = "question" if kind is Kind.ANSWER else "about"
        told.append(say(f"feedback.form.{key}", title=titled(subject)))
    if closed is not None:
        told.append(say("feedback.form.closed", when=moment(closed)))
    writing = ui.TextInput[Any](
        custom_id="text", style=discord.TextStyle.paragraph, max_length=MAX_TEXT
    )
    items = (
        ui.TextDisplay[Any]("\n\n".join(told)),
        ui.Label[Any](text=say("feedback.form.text"), component=writing),
        ui.Label[Any](text=say("feedback.form.name"), component=_name(private=closed is None)),
        ui.Label[Any](text=say("feedback.form.exportable"), component=_exportable()),
    )
    which = (kind, about if subject else "")
    return form(say("feedback.form.title"), "feedback.give", *which, items=items)


def _who_reads(guild: discord.Guild | None) -> str:
    if held_by_everybody(guild, "manage_guild"):
        return say("feedback.form.who_reads_everybody")
    return say("feedback.form.who_reads")


def titled(subject: Subject) -> str:
    """Return what feedback is about as people read it; a check-out may have no words of its own."""
    return plain(shortened(subject.title or say("feedback.check_out.title"), 300))


async def _subject(
    client: Circlekeeper, interaction: discord.Interaction[Any], about: str
) -> Subject | None:
    """Return what feedback is about, if the person may know of it."""
    found = await client.house.feedback.about.find(interaction.guild_id or 0, about)
    return found if found and sees(interaction)(found.channel_id) else None


def _name(*, private: bool) -> ui.Select[Any]:
    """Return the question of the name; without private feedback one chooses to give it."""
    # Menus are one line high: all that is asked stands above a form's fold.
    name = ui.Select[Any](custom_id="name", placeholder=say("feedback.form.choose"))
    for key in (PRIVATE, NAMED) if private else (NAMED,):
        name.add_option(
            label=say(f"feedback.form.{key}"),
            value=key,
            description=say(f"feedback.form.{key}_description"),
            default=key == PRIVATE,
        )
    return name


def _exportable() -> ui.Select[Any]:
    """Nothing is chosen beforehand: whether words may leave is for their writer to say."""
    allowed = ui.Select[Any](custom_id="exportable", placeholder=say("feedback.form.choose"))
    for key in (YES, NO):
        allowed.add_option(
            label=say(f"feedback.form.exportable_{key}"),
            value=key,
            description=say(f"feedback.form.exportable_{key}_description"),
        )
    return allowed
