"""The list of decisions as one person sees it: where each stands, and a menu to look at one."""

from collections.abc import Iterator, Sequence
from datetime import UTC
from typing import Any

import discord
from discord import ui

from bot.client import Circlekeeper
from bot.client.layout import Item, Layout, layout
from bot.client.people import person_of
from bot.client.router import custom_id
from bot.domain.decisions.decision import Stage
from bot.domain.decisions.title import Title
from bot.services.decisions.reading import Page, Standing
from bot.words import say
from cogs.decisions import cards
from cogs.decisions.whole import turned
from cogs.fitting import fitted
from cogs.parts import (
    NAME_LENGTH,
    button,
    day,
    link,
    main_button,
    moment,
    row,
    sees,
    shortened,
    text,
    when,
)

# Ten lines with their links and times stay below Discord's 4,000 characters.
WHAT_SHOWN = 150
OPEN, ALL = "open", "all"


async def list_card(
    client: Circlekeeper,
    interaction: discord.Interaction[Any],
    which: str = OPEN,
    number: int = 0,
) -> Layout:
    """Return a page of the list; `which` is OPEN, or ALL with those that are over."""
    reading, person = client.house.decisions.reading, person_of(interaction)
    ended = which == ALL
    page = await reading.page(person, sees(interaction), number, ended=ended)
    title = say("decisions.list.title_all" if ended else "decisions.list.title")
    told = "\n".join(map(_line, page.standing)) or _none(page)
    return layout(text(f"{title}\n{told}"), *_menu(page.standing), *_ways(page, which))


def choices(found: Sequence[Title]) -> list[tuple[str, str]]:
    """Return names and ids of decisions to choose from; equal titles are told apart by their day.

    Those that were begun on one day, too, are numbered, the newest first.
    """
    names: list[tuple[str, str]] = []
    for title in found:
        alike = [each for each in found if _name(each) == _name(title)]
        on_day = [each for each in alike if _day(each) == _day(title)]
        if len(on_day) > 1:
            name = _name(title, "choice_number", number=on_day.index(title) + 1)
        else:
            name = _name(title, "choice_day" if len(alike) > 1 else "choice")
        names.append((name, title.decision_id))
    return names


def _name(title: Title, key: str = "choice", **more: object) -> str:
    stage = say(f"decisions.stage.{title.stage}")

    def named(what: str) -> str:
        return say(f"decisions.list.{key}", what=what, stage=stage, day=_day(title), **more)

    return named(shortened(title.what, NAME_LENGTH - len(named(""))))


def _day(title: Title) -> str:
    # Who sees this name is on some clock that isn't known here.
    return title.shown_at.astimezone(UTC).date().isoformat()


def _line(standing: Standing) -> str:
    decision = standing.decision
    blanks = {"what": fitted(decision.asked.what, WHAT_SHOWN), "stage": _stands(standing)}
    if decision.message_id is None:
        return say("decisions.list.line_no_card", **blanks)
    where = link(decision.group_id, decision.channel_id, decision.message_id)
    return say("decisions.list.line", link=where, **blanks)


def _stands(standing: Standing) -> str:
    """Say in which stage it is and until when."""
    decision = standing.decision
    told = cards.stage(decision)
    until = decision.ends_at or standing.closes_at
    if decision.stage is Stage.TRIED and decision.review_on is not None:
        return say("decisions.list.tried", stage=told, day=day(decision.review_on))
    if decision.stage is Stage.REVIEW and until is None and decision.review_on is not None:
        return say("decisions.list.review", day=day(decision.review_on))
    if until is not None:
        return say("decisions.list.until", stage=told, moment=moment(until), when=when(until))
    return told


def _none(page: Page) -> str:
    return say("decisions.list.none_over" if page.ended else "decisions.list.none")


def _menu(standing: Sequence[Standing]) -> Iterator[Item]:
    if not standing:
        return
    menu = ui.Select[Any](
        custom_id=custom_id("decision.show"), placeholder=say("decisions.list.look")
    )
    for each in standing:
        decision = each.decision
        menu.add_option(
            label=shortened(decision.asked.what),
            description=cards.stage(decision),
            value=decision.decision_id,
        )
    yield ui.ActionRow[Any](menu)


def _ways(page: Page, which: str) -> Iterator[Item]:
    turns = (
        button(say("decisions.whole.before"), "decision.list_page", which, page.number - 1),
        button(say("decisions.whole.after"), "decision.list_page", which, page.number + 1),
    )
    yield from turned(turns, page.number, page.pages)
    ways: list[ui.Button[Any]] = []
    if which == ALL:
        ways.append(button(say("decisions.list.open_alone"), "decision.list_page", OPEN, 0))
    elif page.ended:
        ways.append(button(say("decisions.list.ended"), "decision.list_page", ALL, 0))
    if page.standing or page.ended:
        ways.append(button(say("decisions.list.take_all"), "decision.export"))
    begin = main_button if not ways else button
    ways.append(begin(say("decisions.propose.button"), "decision.propose"))
    yield row(*ways)
