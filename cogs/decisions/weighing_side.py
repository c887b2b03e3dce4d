"""What was said on a sheet, as a whole: side by side on a card, and as a file."""

from collections.abc import Callable, Iterator, Sequence
from typing import Any

from discord import ui

from bot.client.layout import Layout, layout
from bot.client.router import custom_id
from bot.domain.decisions.weighing import CHECKS, Fit, Matter, Sheet, Statement
from bot.words import say
from cogs.fitting import fitted
from cogs.parts import button, fresh_menu, main_button, row, shortened, text

CHOOSE, WEIGH, SIDE, CHECK = "choose", "weigh", "side", "check"
LABEL_LENGTH = 100
# What is asked, and an option's or a statement's own text, in Discord's characters.
WHAT_ROOM, OPTION_ROOM, STATEMENT_ROOM = 200, 150, 150
# Of Discord's 4,000 characters, what the heading leaves on a page of options side by side.
PAGE_ROOM = 3400


def side_card(matter: Matter, sheet: Sheet, turn: int, page: int, drawn: int) -> Layout:
    """Return a page of the options side by side. `turn` says which is first; it means nothing.

    `drawn` is another number each time, so that the same option can be chosen from the menu again.
    There is no sum, no rank and no colour in it.
    """
    which, options = matter.which, matter.options
    turn %= len(options)
    pages = list(_pages(sheet, [*options[turn:], *options[:turn]]))
    page = min(page, len(pages) - 1)
    blocks = [text("\n".join(_beside(sheet, option))) for option in pages[page]]
    before = (SIDE, turn, page - 1) if page else (str(len(options) - 1),)
    after = (SIDE, turn, page + 1) if page + 1 < len(pages) else (CHECK,)
    what = fitted(matter.what, WHAT_ROOM)
    return layout(
        text(say("weighing.side", what=what)),
        *blocks,
        ui.ActionRow[Any](_again(which, options, drawn)),
        row(
            back_button(which, *before),
            next_button(which, *after),
            file_button(which),
            drop_button(which),
        ),
    )


def statement(each: Statement) -> str:
    """Return a statement's words."""
    return each.own or each.told or say(f"weighing.statement.{each.key}")


def summary(matter: Matter, sheet: Sheet) -> str:
    """Return the sheet as a plain text for the person themselves."""
    parts = [say("weighing.file_title", what=matter.what), say("weighing.file_note"), ""]
    parts += [f"- {statement(each)} ({_weight(sheet, each)})" for each in sheet.statements]
    for option in matter.options:
        parts += ["", option]
        parts += [f"- {_fit(sheet, each, option)}: {statement(each)}" for each in sheet.statements]
    parts.append("")
    for check in CHECKS:
        if check in sheet.clear:
            answer = say("weighing.answer.yes" if sheet.clear[check] else "weighing.answer.not_yet")
            parts.append(f"{say(f'weighing.ask.{check}')} {answer}")
    return "\n".join(parts) + "\n"


def back_button(which: str, *step: object) -> ui.Button[Any]:
    """Return the way to an earlier step."""
    return button(say("weighing.before"), "decision.weigh_step", which, *step)


def next_button(which: str, *step: object) -> ui.Button[Any]:
    """Return the way to the next step."""
    return main_button(say("weighing.next"), "decision.weigh_step", which, *step)


def file_button(which: str) -> ui.Button[Any]:
    """Return the button that hands the sheet over as a file."""
    return button(say("weighing.summary"), "decision.weigh_file", which)


def drop_button(which: str) -> ui.Button[Any]:
    """Return the button that lets the sheet go."""
    return button(say("weighing.drop"), "decision.weigh_drop", which)


def _again(which: str, options: Sequence[str], drawn: int) -> ui.Select[Any]:
    """Return the menu that leads back to one option, past all others."""
    menu = fresh_menu(custom_id("decision.weigh_again", which, drawn), say("weighing.again_hint"))
    for at, option in enumerate(options):
        menu.add_option(label=shortened(option, LABEL_LENGTH), value=str(at))
    return menu


def _pages(sheet: Sheet, options: Sequence[str]) -> Iterator[list[str]]:
    """Yield the options of each page; where they part doesn't depend on what is said of them."""
    longest = max((say(f"weighing.mark.{fit}") for fit in Fit), key=len)
    rows = "\n".join(_rows(sheet, lambda _: longest))
    page: list[str] = []
    room = PAGE_ROOM
    for option in options:
        size = len(f"{_title(option)}\n{rows}")
        if page and size > room:
            yield page
            page, room = [], PAGE_ROOM
        page.append(option)
        room -= size
    yield page


def _beside(sheet: Sheet, option: str) -> Iterator[str]:
    yield _title(option)
    yield from _rows(sheet, lambda each: _fit(sheet, each, option))


def _title(option: str) -> str:
    return f"### {fitted(option, OPTION_ROOM)}"


def _rows(sheet: Sheet, fit: Callable[[Statement], str]) -> Iterator[str]:
    for each in sheet.statements:
        words = fitted(statement(each), STATEMENT_ROOM)
        # What it says stands first: on a phone the end of a line is anywhere.
        yield f"- **{fit(each)}:** {words} *({_weight(sheet, each)})*"


def _weight(sheet: Sheet, each: Statement) -> str:
    weight = sheet.weights.get(each)
    return say(f"weighing.weight.{weight}").lower() if weight else say("weighing.weight_none")


def _fit(sheet: Sheet, each: Statement, option: str) -> str:
    fit = sheet.fits.get((each, option))
    return say(f"weighing.mark.{fit}") if fit else say("weighing.said_none")
