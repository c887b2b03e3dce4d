"""The end of setting up: how it is now, what is not set, what the bot lacks, and the front door."""

from collections.abc import Sequence
from typing import Any

import discord

from bot.client import Circlekeeper
from bot.client.checkup import check_up
from bot.client.layout import Layout, layout
from bot.domain.checking import Uses
from bot.words import say
from cogs.group import told
from cogs.group.check_cards import troubles_told
from cogs.group.checking import own_role
from cogs.group.steps import STEPS, View
from cogs.parts import button, main_button, row, sees, text


async def lacking_in(
    client: Circlekeeper, interaction: discord.Interaction[Any], uses: Uses
) -> list[str]:
    """Return what the bot lacks for these uses, as far as whoever asks may know."""
    guild = interaction.guild
    if guild is None:
        return []
    found = await check_up(client, guild, uses)
    return list(troubles_told(found.seen_by(sees(interaction)), own_role(guild)))


def end_card(view: View, lacking: Sequence[str]) -> Layout:
    """Return the summary, with the lines on what is lacking."""
    return layout(
        text("\n".join((say("group.setup.end.title"), *_set(view)))),
        text("\n".join(_missing(view, lacking))),
        text(say("group.setup.end.door")),
        row(
            button(say("group.setup.back"), "group.step", STEPS[-1]),
            main_button(say("group.setup.end.show_door"), "group.door"),
            button(say("group.setup.end.done"), "group.done"),
        ),
    )


def _set(view: View) -> list[str]:
    unset = told.open_told(view.now, view.country)
    settings = view.now.settings
    lines = [
        *told.roles_told(view.now.roles).splitlines(),
        *told.chosen_told(settings, view.country),
    ]
    return [f"- {line}" for line in lines if line not in unset]


def _missing(view: View, lacking: Sequence[str]) -> list[str]:
    unset = [f"- {line}" for line in told.open_told(view.now, view.country)]
    lines = [say("group.setup.end.open"), *unset] if unset else []
    if lacking:
        return [*lines, say("group.setup.end.lacking"), *lacking]
    # After an empty line, or it would belong to the list.
    whole = say("group.setup.end.whole")
    return [*lines, f"\n{whole}"] if lines else [whole]
