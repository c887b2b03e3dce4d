"""A graded ballot: one private card with a menu per option, which itself holds what was chosen."""

from collections.abc import Iterator, Sequence
from typing import Any

import discord
from discord import ui

from bot.client.layout import Item, Layout, layout
from bot.client.router import custom_id
from bot.domain.polls.ballot import Ballot
from bot.domain.polls.methods import METHODS
from bot.domain.polls.poll import Poll
from bot.domain.refusals import BadInput
from bot.words import say
from cogs.parts import button, main_button, plain, row, text
from cogs.polls.shown import shown

# One per option, None where nothing is chosen yet.
Grades = tuple[int | None, ...]
PASSING, NOT_YET = "pass", "-"


def ballot_card(poll: Poll, grades: Grades) -> Layout:
    """Return the private ballot with what was chosen so far."""
    how = say(f"polls.ballot.{poll.method}_how")
    items: list[Item] = [
        text(f"### {plain(poll.question)}\n{say('polls.ballot.private_short')}\n{how}")
    ]
    for position in range(len(poll.options)):
        items.append(text(f"**{position + 1}.** {shown(poll, position)}"))
        items.append(ui.ActionRow(_menu(poll, position, grades[position])))
    look = main_button(say("polls.ballot.look_over"), "poll.look_over", poll.poll_id)
    passing = button(say("polls.pass.label"), "poll.grade_pass", poll.poll_id)
    return layout(*items, text(say("polls.ballot.private")), row(look, passing))


def last_look(poll: Poll, grades: Grades, *, passed: bool) -> Layout:
    """Return the whole ballot in words, before it is sent."""
    told = say("polls.vote.passed") if passed else summary(poll, grades)
    chosen = written(grades)
    ballot = PASSING if passed else chosen
    return layout(
        text(f"### {plain(poll.question)}\n{say('polls.ballot.last_look')}\n{told}"),
        text(say("polls.ballot.private")),
        row(
            main_button(say("polls.ballot.send"), "poll.send", poll.poll_id, ballot),
            button(say("polls.ballot.back"), "poll.grade_again", poll.poll_id, chosen),
        ),
    )


def summary(poll: Poll, grades: Grades) -> str:
    """Return a ballot in words: its grades from the best on, and what has each of them."""
    return "\n".join(_lines(poll, grades))


def grades_of(poll: Poll, ballot: Ballot | None) -> Grades:
    """Return the grades of a ballot, none of an empty one or a pass."""
    if ballot is None or ballot.passed:
        return (None,) * len(poll.options)
    return ballot.marks


def marks_of(grades: Grades) -> dict[int, int]:
    """Return a ballot's marks by position."""
    return {position: grade for position, grade in enumerate(grades) if grade}


def grades_on(message: discord.Message | None, poll_id: str, chosen: dict[int, str]) -> Grades:
    """Read what a ballot's card holds, with what was `chosen` just now, by position."""
    found = {
        menu.custom_id: next((each.value for each in menu.options if each.default), NOT_YET)
        for menu in _menus(message)
    }
    count = sum(name.startswith(_menu_id(poll_id, "")) for name in found)
    values = [found.get(_menu_id(poll_id, n), NOT_YET) for n in range(count)]
    return tuple(_grade(chosen.get(position, value)) for position, value in enumerate(values))


def written(grades: Grades) -> str:
    """Write grades for the custom_id of a private message's button."""
    return ".".join(NOT_YET if grade is None else str(grade) for grade in grades)


def read(text_of: str, poll: Poll) -> Grades:
    """Read what `written` wrote. Raises BadInput for what doesn't fit the poll (a forged one)."""
    found = tuple(_grade(each) for each in text_of.split("."))
    if len(found) != len(poll.options):
        raise BadInput("polls.refused.form_changed")
    return found


def _menu_id(poll_id: str, position: object) -> str:
    return custom_id("poll.grade", poll_id, position)


def _menu(poll: Poll, position: int, chosen: int | None) -> ui.Select[Any]:
    menu = ui.Select[Any](
        custom_id=_menu_id(poll.poll_id, position),
        placeholder=say(f"polls.grade.{poll.method}.none"),
    )
    for grade in _offered(poll):
        menu.add_option(
            label=say(f"polls.grade.{poll.method}.{grade}"),
            value=str(grade),
            default=grade == chosen,
        )
    return menu


def _offered(poll: Poll) -> Sequence[int]:
    """Return the grades that an option can have, the best first."""
    highest = METHODS[poll.method].highest
    if poll.method == "ranked":
        return (*range(1, min(highest, len(poll.options)) + 1), 0)
    return range(highest, -1, -1)


def _lines(poll: Poll, grades: Grades) -> Iterator[str]:
    given = [grade or 0 for grade in grades]
    for grade in _offered(poll):
        options = [shown(poll, position) for position, g in enumerate(given) if g == grade]
        if options:
            label = say(f"polls.grade.{poll.method}.{grade}")
            yield f"- {label}: {', '.join(options)}"


def _menus(message: discord.Message | None) -> Iterator[discord.SelectMenu]:
    for each in message.components if message else ():
        if isinstance(each, discord.ActionRow):
            yield from (menu for menu in each.children if isinstance(menu, discord.SelectMenu))


def _grade(value: str) -> int | None:
    return int(value) if value.isascii() and value.isdecimal() and len(value) <= 2 else None
