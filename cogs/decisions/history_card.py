"""The way of a decision on a card: step by step, with the day, by whom, why and by which rule."""

from collections.abc import Callable, Iterator
from typing import Any

import discord

from bot.client.layout import Layout, layout
from bot.domain.decisions.telling import rule_told, step_told
from bot.domain.decisions.way import Taken, way
from bot.services.decisions import Shown
from bot.words import say
from cogs.decisions.whole import pages_of, turned
from cogs.parts import button, day, main_button, plain, row, text

Names = Callable[[int], str]


def history_card(shown: Shown, page: int, names: Names) -> Layout:
    """Return one page of the way, the first is 0; `names` tells of a facilitator's id who it is."""
    pages = list(pages_of(_steps(shown, names)))
    page = max(0, min(page, len(pages) - 1))
    which = shown.decision.decision_id
    title = say("decisions.way.title", what=plain(shown.decision.asked.what))
    turns = (
        button(say("decisions.whole.before"), "decision.history", which, page - 1),
        button(say("decisions.whole.after"), "decision.history", which, page + 1),
    )
    ways = row(
        main_button(say("decisions.more.whole"), "decision.show", which),
        button(say("decisions.export.button"), "decision.export", which),
        button(say("decisions.list.all"), "decision.list_page"),
    )
    return layout(text(title), text(pages[page]), *turned(turns, page, len(pages)), ways)


def names_in(interaction: discord.Interaction[Any]) -> Names:
    """Return who facilitators are, as far as Discord says so by itself; else an empty text.

    The bot has no list of members: it knows whoever asks, and few besides. Nobody is looked up.
    """

    def named(user_id: int) -> str:
        if user_id == interaction.user.id:
            return say("decisions.way.you")
        found = interaction.guild.get_member(user_id) if interaction.guild else None
        return plain(found.display_name) if found else ""

    return named


def _steps(shown: Shown, names: Names) -> Iterator[str]:
    starter = plain(shown.decision.starter_name)
    for number, step in enumerate(way(shown.decision, shown.moves), start=1):
        told = step_told(step, starter, _name(step, names), say)
        lines = [say("decisions.way.line", number=number, day=day(step.on_day), step=told)]
        if step.reason:
            lines.append(say("decisions.way.reason", reason=plain(step.reason)))
        lines += rule_told(step, say)
        yield "\n   ".join(lines)


def _name(step: Taken, names: Names) -> str:
    return names(step.user_id) if step.user_id is not None else ""
