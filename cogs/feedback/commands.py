"""The commands of feedback."""

from typing import Any

import discord
from discord import app_commands, ui
from discord.ext import commands

from bot.client import Answer, Circlekeeper, Mode, Press
from bot.client.layout import layout
from bot.domain.feedback.exporting import Form
from bot.domain.feedback.item import MAX_TEXT, Kind
from bot.services.feedback.giving import Given
from bot.words import say
from cogs.feedback.exporting import ALL, CHOICES, asked_for, hand_over
from cogs.parts import Area, Interaction, form, help_lines_button, row, text

PRIVATE, NAMED = "private", "named"


@app_commands.guild_only()
class Feedback(
    commands.GroupCog, group_name="feedback", group_description=say("feedback.command.group")
):
    """`/feedback give` and `/feedback export`."""

    def __init__(self, client: Circlekeeper) -> None:
        self._feedback = client.house.feedback
        self._area = Area(
            client,
            {
                "feedback.give": (self.given, Mode.REPLY),
                "feedback.open": (self.open, Mode.FORM),
            },
        )

    async def cog_load(self) -> None:
        """Take up the form."""
        self._area.open()

    async def cog_unload(self) -> None:
        """Leave it."""
        self._area.shut()

    @app_commands.command(name="give", description=say("feedback.command.give"))
    async def give(self, interaction: Interaction) -> None:
        """Open the form, which says who will read it."""
        async with Answer(interaction, Mode.FORM) as answer:
            await answer.form(give_form())

    @app_commands.command(name="export", description=say("feedback.command.export"))
    @app_commands.rename(form="format")
    @app_commands.describe(
        form=say("feedback.export.option.format"),
        period=say("feedback.export.option.period"),
        kind=say("feedback.export.option.kind"),
        state=say("feedback.export.option.state"),
    )
    @app_commands.choices(**CHOICES)
    async def export(
        self,
        interaction: Interaction,
        form: str = Form.CSV,
        period: str = ALL,
        kind: str | None = None,
        state: str | None = None,
    ) -> None:
        """Hand the moderator the feedback that they choose as private files."""
        async with Answer(interaction) as answer:
            asked = asked_for(form, period, kind, state)
            await hand_over(self._feedback.exporting, interaction, answer, asked)

    async def open(self, press: Press) -> None:
        """Open the form from a button on another card."""
        await press.answer.form(give_form())

    async def given(self, press: Press) -> None:
        """Keep what was sent. If that fails, the text goes back to its writer."""
        written = press.fields.text("text")
        press.answer.keep(written)
        named = press.fields.text("name") == NAMED
        name = press.interaction.user.display_name if named else None
        await self._feedback.giving.give(press.person, Given(Kind.IDEA, written, name))
        thanks = say(f"feedback.given.{NAMED if named else PRIVATE}")
        await press.answer.show(layout(text(thanks), row(help_lines_button())))


def give_form() -> ui.Modal:
    """Return the form for a piece of feedback."""
    name = ui.RadioGroup[Any](custom_id="name")
    for key in (PRIVATE, NAMED):
        name.add_option(
            label=say(f"feedback.form.{key}"),
            value=key,
            description=say(f"feedback.form.{key}_description"),
            default=key == PRIVATE,
        )
    writing = ui.TextInput[Any](
        custom_id="text", style=discord.TextStyle.paragraph, max_length=MAX_TEXT
    )
    return form(
        say("feedback.form.title"),
        "feedback.give",
        items=(
            ui.TextDisplay[Any](say("feedback.form.who_reads")),
            ui.Label[Any](
                text=say("feedback.form.text"),
                description=say("feedback.form.text_hint"),
                component=writing,
            ),
            ui.Label[Any](text=say("feedback.form.name"), component=name),
        ),
    )
