"""The commands of feedback."""

import io
from typing import Any

import discord
from discord import app_commands, ui
from discord.ext import commands

from bot.client import Answer, Circlekeeper, Mode, sentence
from bot.client.layout import layout
from bot.client.people import person_of
from bot.client.permissions import check_allowed, posting_permissions
from bot.domain.feedback.item import KINDS, Kind, State
from bot.domain.feedback.request import Typed
from bot.words import say
from cogs.feedback.giving import give_form
from cogs.feedback.inbox import ALL, OPEN, WEEKS, Filter, inbox_card
from cogs.feedback.kinds import kinds_card, safety_card
from cogs.feedback.loop import loop_card
from cogs.feedback.mine import mine_card
from cogs.feedback.request_cards import ask_form
from cogs.feedback.summary import drawn, summary_card
from cogs.parts import Interaction, sees, text

_KINDS = [
    app_commands.Choice(name=say(f"feedback.kind.{kind}"), value=kind.value) for kind in KINDS
]
_ANY_KIND = [
    app_commands.Choice(name=say(f"feedback.kind.{kind}"), value=kind.value) for kind in Kind
]
_STATES = [
    app_commands.Choice(name=say("feedback.inbox.open"), value=OPEN),
    app_commands.Choice(name=say("feedback.inbox.all_states"), value=ALL),
    *(
        app_commands.Choice(name=say(f"feedback.state.{state}"), value=state.value)
        for state in State
    ),
]
_WEEKS = [app_commands.Choice(name=say("feedback.inbox.weeks", count=n), value=n) for n in WEEKS]


@app_commands.guild_only()
class Feedback(
    commands.GroupCog, group_name="feedback", group_description=say("feedback.command.group")
):
    """`/feedback` and what follows it."""

    def __init__(self, client: Circlekeeper) -> None:
        self._client = client
        self._feedback = client.house.feedback

    @app_commands.command(name="give", description=say("feedback.command.give"))
    @app_commands.describe(kind=say("feedback.command.give_kind"))
    @app_commands.choices(kind=_KINDS)
    async def give(self, interaction: Interaction, kind: str | None = None) -> None:
        """Ask what it is about, then open the form; for safety, help lines come first."""
        async with Answer(interaction, Mode.FORM) as answer:
            if kind is None:
                await answer.show(kinds_card())
            elif kind == Kind.SAFETY:
                await answer.show(safety_card())
            else:
                await answer.form(await give_form(self._client, interaction, Kind(kind)))

    @app_commands.command(name="mine", description=say("feedback.command.mine"))
    async def mine(self, interaction: Interaction) -> None:
        """Show what became of one's own feedback."""
        async with Answer(interaction) as answer:
            await answer.show(await mine_card(self._client, person_of(interaction)))

    @app_commands.command(name="inbox", description=say("feedback.command.inbox"))
    @app_commands.describe(
        kind=say("feedback.command.inbox_kind"),
        state=say("feedback.command.inbox_state"),
        weeks=say("feedback.command.inbox_weeks"),
    )
    @app_commands.choices(kind=_ANY_KIND, state=_STATES)
    @app_commands.choices(weeks=_WEEKS)
    async def inbox(
        self,
        interaction: Interaction,
        kind: str = ALL,
        state: str = OPEN,
        weeks: int = 0,
    ) -> None:
        """Show moderators what came in."""
        async with Answer(interaction) as answer:
            looked_for = Filter.read((kind, state, str(weeks)))
            await answer.show(await inbox_card(self._client, person_of(interaction), looked_for))

    @app_commands.command(name="loop", description=say("feedback.command.loop"))
    async def loop(self, interaction: Interaction) -> None:
        """Show everybody what became of feedback; moderators prepare more."""
        async with Answer(interaction) as answer:
            await answer.show(await loop_card(self._client, person_of(interaction)))

    @app_commands.command(name="ask", description=say("feedback.ask.command"))
    async def ask(self, interaction: Interaction) -> None:
        """Open the form that asks for a check-out or one open question."""
        async with Answer(interaction, Mode.FORM) as answer:
            await self._feedback.asking.check_may_ask(person_of(interaction))
            check_allowed(interaction, *posting_permissions(interaction))
            await answer.form(ask_form(Typed()))

    @app_commands.command(name="summary", description=say("feedback.summary.command"))
    async def summary(self, interaction: Interaction) -> None:
        """Show everybody alike how sessions were and what became of feedback."""
        async with Answer(interaction) as answer:
            told = await self._feedback.summing.look(person_of(interaction), sees(interaction))
            picture = await drawn(told.trend)
            shown = summary_card(told, pictured=picture is not None)
            await answer.show(shown, files=(picture,) if picture else ())

    @app_commands.command(name="export", description=say("feedback.command.export"))
    async def export(self, interaction: Interaction) -> None:
        """Hand the moderator all feedback as a private file."""
        async with Answer(interaction) as answer:
            person = person_of(interaction)
            made = await self._feedback.exporting.export(person, interaction.filesize_limit)
            if not made.items:
                await answer.show(sentence(say("feedback.export.none")))
                return
            names = _names(len(made.files))
            files = tuple(
                discord.File(io.BytesIO(content), filename=name)
                for name, content in zip(names, made.files, strict=True)
            )
            told = text(say("feedback.export.done", count=made.items))
            shown = (ui.File[Any](f"attachment://{name}") for name in names)
            await answer.show(layout(told, *shown), files=files)


def _names(count: int) -> list[str]:
    if count == 1:
        return [say("feedback.export.file")]
    return [say("feedback.export.file_part", part=part) for part in range(1, count + 1)]
