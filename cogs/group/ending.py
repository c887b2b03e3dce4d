"""The end of setting up: how it is now, what is not set, what the bot lacks, and the front door."""

import discord

from bot.client.layout import Layout, layout
from bot.words import say
from cogs.group import told
from cogs.group.steps import STEPS, View
from cogs.parts import button, main_button, row, text


def end_card(view: View, here: int) -> Layout:
    """Return the summary for the channel where somebody sets the group up."""
    return layout(
        text("\n".join((say("group.setup.end.title"), *_set(view)))),
        text("\n".join(_missing(view, here))),
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


def _missing(view: View, here: int) -> list[str]:
    office = view.now.settings.moderators_channel
    unset = [f"- {line}" for line in told.open_told(view.now, view.country)]
    lines = [say("group.setup.end.open"), *unset] if unset else []
    return [*lines, *_lacking(view.guild, here, office)]


def _lacking(guild: discord.Guild, here: int, office: int | None) -> list[str]:
    """Return what the bot lacks where people are and in the moderators' channel."""
    places = {here: told.besides(guild, here)}
    if office is not None:
        places.setdefault(office, ())
    lacking = list(told.lacking_told(guild, places))
    if lacking:
        return [say("group.setup.end.lacking"), *lacking, say("group.setup.end.grant")]
    return [say("group.setup.end.whole" if office else "group.setup.end.whole_here")]
