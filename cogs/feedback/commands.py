"""The commands of feedback."""

from discord import app_commands
from discord.ext import commands

from bot.client import Answer, Circlekeeper, Mode
from bot.client.people import person_of
from bot.domain.feedback.exporting import Form
from bot.domain.feedback.item import KINDS, Kind, State
from bot.words import say
from cogs.feedback.asking import open_form
from cogs.feedback.exporting import ALL as EVERY
from cogs.feedback.exporting import CHOICES, asked_for, hand_over
from cogs.feedback.giving import give_form
from cogs.feedback.inbox import ALL, OPEN, WEEKS, Filter, inbox_card
from cogs.feedback.kinds import kinds_card, safety_card
from cogs.feedback.loop import loop_card
from cogs.feedback.mine import mine_card
from cogs.feedback.summary import show_summary
from cogs.parts import Interaction, sees

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
                await answer.show(kinds_card(interaction.guild))
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
            await open_form(self._client, interaction, answer)

    @app_commands.command(name="summary", description=say("feedback.summary.command"))
    async def summary(self, interaction: Interaction) -> None:
        """Show everybody alike how sessions were and what became of feedback."""
        async with Answer(interaction) as answer:
            told = await self._feedback.summing.look(person_of(interaction), sees(interaction))
            await show_summary(answer, told)

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
        period: str = EVERY,
        kind: str | None = None,
        state: str | None = None,
    ) -> None:
        """Hand the moderator the feedback that they choose as private files."""
        async with Answer(interaction) as answer:
            asked = asked_for(form, period, kind, state)
            await hand_over(self._feedback.exporting, interaction, answer, asked)
