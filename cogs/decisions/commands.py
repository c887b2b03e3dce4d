"""`/decision`: putting something before the group; what it leads to is in the other files."""

from discord import app_commands
from discord.ext import commands

from bot.client import Answer, Circlekeeper
from bot.client.people import person_of
from bot.words import say
from cogs.decisions.history_card import history_card, names_in
from cogs.decisions.list_card import choices, list_card
from cogs.decisions.starting import show_ways
from cogs.decisions.whole import whole_card
from cogs.parts import OFFERED, Interaction, Suggestion, sees, suggested


@app_commands.guild_only()
class Decisions(
    commands.GroupCog, group_name="decision", group_description=say("decisions.command.group")
):
    """The commands of shared decisions."""

    def __init__(self, client: Circlekeeper) -> None:
        self._client = client
        self._reading = client.house.decisions.reading

    @app_commands.command(name="propose", description=say("decisions.command.propose"))
    async def propose(self, interaction: Interaction) -> None:
        """Show the ways to put something before the group."""
        async with Answer(interaction) as answer:
            await show_ways(self._client, interaction, answer)

    @app_commands.command(name="list", description=say("decisions.command.list"))
    async def show_list(self, interaction: Interaction) -> None:
        """Show where each decision stands."""
        async with Answer(interaction) as answer:
            await answer.show(await list_card(self._client, interaction))

    @app_commands.command(name="show", description=say("decisions.command.show"))
    @app_commands.describe(decision=say("decisions.command.decision"))
    async def show(self, interaction: Interaction, decision: str) -> None:
        """Show all of one decision."""
        async with Answer(interaction) as answer:
            person = person_of(interaction)
            shown = await self._reading.show(person, decision, sees(interaction))
            await answer.show(whole_card(shown, 0))

    @app_commands.command(name="history", description=say("decisions.command.history"))
    @app_commands.describe(decision=say("decisions.command.decision"))
    async def history(self, interaction: Interaction, decision: str) -> None:
        """Show the way that a decision went."""
        async with Answer(interaction) as answer:
            person = person_of(interaction)
            shown = await self._reading.show(person, decision, sees(interaction))
            await answer.show(history_card(shown, 0, names_in(interaction)))

    @show.autocomplete("decision")
    @history.autocomplete("decision")
    async def seen(self, interaction: Interaction, current: str) -> list[Suggestion]:
        """Offer the decisions that the person sees, by their titles."""

        async def offers() -> list[tuple[str, str]]:
            person = person_of(interaction)
            return choices(await self._reading.search(person, sees(interaction), current, OFFERED))

        return await suggested(offers())
