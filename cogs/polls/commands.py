"""`/poll`: asking, closing, more time, taking down, the list, and checking one's own ballot."""

from datetime import timedelta

import discord
from discord import app_commands
from discord.ext import commands

from bot.client import Answer, Circlekeeper, Mode, sentence
from bot.client.layout import Layout
from bot.client.people import person_of
from bot.domain.outbox import Row
from bot.domain.polls.poll import Poll
from bot.services.polls.life import LONGER, MAX_REASON
from bot.words import say
from cogs.parts import Interaction, Suggestion, delivered, sees, suggested
from cogs.polls import forms
from cogs.polls.asking import open_form
from cogs.polls.checking import show_checked
from cogs.polls.list_card import newest

METHOD_CHOICES = [
    Suggestion(name=say(f"polls.method.{name}"), value=name) for name in forms.OFFERED
]
LONGER_CHOICES = [
    app_commands.Choice(name=say(f"polls.extend_by.{minutes}"), value=minutes) for minutes in LONGER
]


@app_commands.guild_only()
class Polls(commands.GroupCog, group_name="poll", group_description=say("polls.command.group")):
    """The commands of polls; what they lead to is in this area's other files."""

    def __init__(self, client: Circlekeeper) -> None:
        self._client = client
        self._polls = client.house.polls

    @app_commands.command(name="ask", description=say("polls.command.ask"))
    @app_commands.describe(method=say("polls.command.ask_method"))
    @app_commands.choices(method=METHOD_CHOICES)
    async def ask(self, interaction: Interaction, method: str = "") -> None:
        """Open the form that asks the group."""
        async with Answer(interaction, Mode.FORM) as answer:
            await open_form(self._client, interaction, answer, method)

    @app_commands.command(name="close", description=say("polls.command.close"))
    @app_commands.describe(poll=say("polls.command.poll"))
    async def close(self, interaction: Interaction, poll: str) -> None:
        """Close a poll before its time."""
        async with Answer(interaction) as answer:
            person = person_of(interaction)
            closed = await self._polls.closing.close(person, poll, sees(interaction))
            if closed is None:
                await answer.show(sentence(say("polls.close.under_way")))
            else:
                await answer.show(await self._deliver(closed, "close"))

    @app_commands.command(name="extend", description=say("polls.command.extend"))
    @app_commands.describe(poll=say("polls.command.poll"), longer=say("polls.command.extend_by"))
    @app_commands.choices(longer=LONGER_CHOICES)
    async def extend(self, interaction: Interaction, poll: str, longer: int) -> None:
        """Give a poll more time, and tell everyone."""
        async with Answer(interaction) as answer:
            person = person_of(interaction)
            told = await self._polls.life.extend(person, poll, longer, sees(interaction))
            self._client.dispatch("work_to_do")
            await answer.show(await self._deliver(told, "extended"))

    @app_commands.command(name="takedown", description=say("polls.command.takedown"))
    @app_commands.describe(
        poll=say("polls.command.poll"), reason=say("polls.command.takedown_reason")
    )
    async def takedown(
        self, interaction: Interaction, poll: str, reason: app_commands.Range[str, 1, MAX_REASON]
    ) -> None:
        """Take a poll down at once, with a reason that members see."""
        async with Answer(interaction) as answer:
            answer.keep(reason)
            person = person_of(interaction)
            told = await self._polls.life.take_down(person, poll, reason, sees(interaction))
            await answer.show(await self._deliver(told, "takedown"))

    @app_commands.command(name="list", description=say("polls.command.list"))
    async def show_list(self, interaction: Interaction) -> None:
        """Show open and past polls of channels that the person sees."""
        async with Answer(interaction) as answer:
            await answer.show(await newest(self._client, interaction))

    @app_commands.command(name="check", description=say("polls.command.check"))
    @app_commands.describe(poll=say("polls.command.poll"), key=say("polls.command.check_key"))
    async def check(self, interaction: Interaction, poll: str, key: str) -> None:
        """Show a key's holder that their ballot was counted."""
        async with Answer(interaction) as answer:
            person = person_of(interaction)
            checked = await self._polls.voting.counted(person, poll, key, sees(interaction))
            await show_checked(answer, checked)

    @close.autocomplete("poll")
    @extend.autocomplete("poll")
    @takedown.autocomplete("poll")
    async def open_polls(self, interaction: Interaction, current: str) -> list[Suggestion]:
        """Offer the open polls that the person sees; none to somebody who may not close any."""

        async def offers() -> list[tuple[str, str]]:
            person = person_of(interaction)
            return _named(await self._polls.life.closable(person, sees(interaction)), current)

        return await suggested(offers())

    @check.autocomplete("poll")
    async def past_polls(self, interaction: Interaction, current: str) -> list[Suggestion]:
        """Offer the past polls that the person sees."""

        async def offers() -> list[tuple[str, str]]:
            now = discord.utils.utcnow() + timedelta(seconds=1)
            person = person_of(interaction)
            found = await self._polls.life.list_past(person, sees(interaction), now)
            return _named(found, current)

        return await suggested(offers())

    async def _deliver(self, told: Row, words: str) -> Layout:
        delivery = await self._client.courier.deliver(told)
        where = (told.group_id, told.channel_id)
        return delivered(f"polls.{words}.done", f"polls.{words}.done_later", where, delivery)


def _named(found: list[Poll], typed: str) -> list[tuple[str, str]]:
    wanted = typed.casefold()
    return [(poll.question, poll.poll_id) for poll in found if wanted in poll.question.casefold()]
