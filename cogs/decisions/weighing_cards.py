"""The cards of *What matters to me*: choosing, weighing, looking option by option, side by side."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from discord import ui

from bot.client.layout import Item, Layout, layout
from bot.client.router import custom_id
from bot.domain.decisions.weighing import (
    CHECKS,
    MAX_STATEMENTS,
    OFFERED,
    Fit,
    Sheet,
    Statement,
    Weight,
)
from bot.words import say
from cogs.decisions.fitting import fitted
from cogs.parts import button, help_lines_button, main_button, row, text

CHOOSE, WEIGH, SIDE, CHECK = "choose", "weigh", "side", "check"
LABEL_LENGTH = 100
# Eight options with five statements each share Discord's 4,000 characters.
OPTION_ROOM, OWN_ROOM = 120, 50


def choose_card(which: str, sheet: Sheet) -> Layout:
    """Return the first step: up to five statements, own ones among them."""
    taken = {each.key for each in sheet.statements if each.key}
    most = MAX_STATEMENTS - len(sheet.own)
    shown: list[Item] = [
        text(say("weighing.intro")),
        text(say("weighing.choose", most=MAX_STATEMENTS)),
    ]
    if most:
        menu = ui.Select[Any](
            custom_id=custom_id("decision.weigh_choose", which),
            placeholder=say("weighing.choose_hint"),
            min_values=0,
            max_values=most,
        )
        for key in OFFERED:
            menu.add_option(label=say(f"weighing.statement.{key}"), value=key, default=key in taken)
        shown.append(ui.ActionRow[Any](menu))
    if sheet.own:
        shown.append(text("\n".join(f"- {fitted(each.own, LABEL_LENGTH)}" for each in sheet.own)))
    ways = [button(say("weighing.own"), "decision.weigh_own", which)]
    if sheet.own:
        ways.append(button(say("weighing.own_away"), "decision.weigh_own_away", which))
    return layout(*shown, row(*ways, *_around(which, after=WEIGH if sheet.statements else "")))


def weigh_card(which: str, sheet: Sheet) -> Layout:
    """Return the second step: how much each statement matters."""
    weights = [(weight, say(f"weighing.weight.{weight}")) for weight in Weight]
    menus = [
        item
        for position, each in enumerate(sheet.statements)
        for item in _menu(
            fitted(statement(each), LABEL_LENGTH),
            custom_id("decision.weigh_weight", which, position),
            weights,
            sheet.weights.get(each),
        )
    ]
    return layout(
        text(say("weighing.weigh")), *menus, row(*_around(which, before=CHOOSE, after="0"))
    )


def fit_card(which: str, sheet: Sheet, options: Sequence[str], at: int) -> Layout:
    """Return the third step for one option, by its position."""
    if not options:
        return layout(
            text(say("weighing.fit_none")), row(*_around(which, before=WEIGH, after=CHECK))
        )
    option = options[at]
    marks = [(fit, say(f"weighing.mark.{fit}")) for fit in Fit]
    menus = [
        item
        for position, each in enumerate(sheet.statements)
        for item in _menu(
            fitted(statement(each), LABEL_LENGTH),
            custom_id("decision.weigh_fit", which, at, position),
            marks,
            sheet.fit(position, option),
        )
    ]
    before = str(at - 1) if at else WEIGH
    after = str(at + 1) if at + 1 < len(options) else SIDE
    told = say("weighing.fit", option=fitted(option, OPTION_ROOM))
    return layout(text(told), *menus, row(*_around(which, before=before, after=after)))


def side_card(which: str, sheet: Sheet, options: Sequence[str], first: int) -> Layout:
    """Return the options side by side, beginning with the one at `first`: their order says nothing.

    There is no sum, no rank and no colour in it.
    """
    turned = [*options[first:], *options[:first]]
    shown = [text("\n".join(_beside(sheet, option))) for option in turned]
    last = str(len(options) - 1)
    return layout(
        text(say("weighing.side")), *shown, row(*_around(which, before=last, after=CHECK))
    )


def check_card(which: str, sheet: Sheet) -> Layout:
    """Return the four questions to oneself; *not yet* leads to what may help."""
    shown: list[Item] = [text(say("weighing.check"))]
    for check in CHECKS:
        answered = sheet.clear.get(check)
        chosen = None if answered is None else "yes" if answered else "not_yet"
        offered = ((each, say(f"weighing.answer.{each}")) for each in ("yes", "not_yet"))
        word = custom_id("decision.weigh_check", which, check)
        shown += _menu(say(f"weighing.ask.{check}"), word, offered, chosen)
        if answered is False:
            shown.append(text(f"-# {say(f'weighing.helps.{check}')}"))
    ways = (
        button(say("weighing.before"), "decision.weigh_step", which, SIDE),
        button(say("weighing.summary"), "decision.weigh_file", which),
        button(say("weighing.drop"), "decision.weigh_drop", which),
        help_lines_button(),
    )
    return layout(*shown, row(*ways))


def lost_card(which: str) -> Layout:
    """Return what is told when a sheet was let go meanwhile."""
    anew = main_button(say("weighing.anew"), "decision.weigh_anew", which)
    return layout(text(say("weighing.lost")), row(anew))


def statement(each: Statement) -> str:
    """Return a statement's words."""
    return each.own or say(f"weighing.statement.{each.key}")


def summary(what: str, sheet: Sheet, options: Sequence[str]) -> str:
    """Return the sheet as a plain text for the person themselves."""
    parts = [say("weighing.file_title", what=what), say("weighing.file_note"), ""]
    parts += [f"- {statement(each)} ({_weight(sheet, each)})" for each in sheet.statements]
    for option in options:
        parts += ["", option]
        parts += [
            f"- {statement(each)} {_mark(sheet, position, option)}"
            for position, each in enumerate(sheet.statements)
        ]
    parts.append("")
    for check in CHECKS:
        if check in sheet.clear:
            answer = say("weighing.answer.yes" if sheet.clear[check] else "weighing.answer.not_yet")
            parts.append(f"{say(f'weighing.ask.{check}')} {answer}")
    return "\n".join(parts) + "\n"


def _beside(sheet: Sheet, option: str) -> Iterator[str]:
    yield f"**{fitted(option, OPTION_ROOM)}**"
    for position, each in enumerate(sheet.statements):
        words = fitted(statement(each), OWN_ROOM)
        yield f"- {words} *({_weight(sheet, each)})*: {_mark(sheet, position, option)}"


def _weight(sheet: Sheet, each: Statement) -> str:
    weight = sheet.weights.get(each)
    return say(f"weighing.weight.{weight}").lower() if weight else say("weighing.weight_none")


def _mark(sheet: Sheet, position: int, option: str) -> str:
    fit = sheet.fit(position, option)
    return say(f"weighing.mark.{fit}").lower() if fit else say("weighing.said_none")


def _menu(
    asked: str, word: str, offered: Iterable[tuple[str, str]], chosen: str | None
) -> Iterator[Item]:
    """Yield what is asked, and the menu of its few answers below: a phone would cut it inside."""
    menu = ui.Select[Any](custom_id=word, placeholder=say("weighing.answer_hint"))
    for value, label in offered:
        menu.add_option(label=label, value=value, default=value == chosen)
    yield text(asked)
    yield ui.ActionRow[Any](menu)


def _around(which: str, *, before: str = "", after: str = "") -> Iterator[ui.Button[Any]]:
    if before:
        yield button(say("weighing.before"), "decision.weigh_step", which, before)
    if after:
        yield main_button(say("weighing.next"), "decision.weigh_step", which, after)
    yield button(say("weighing.drop"), "decision.weigh_drop", which)
