"""The cards of *What matters to me*: choosing, weighing, option by option, four questions."""

from collections.abc import Iterable, Iterator
from typing import Any

from discord import ui

from bot.client.layout import Item, Layout, layout
from bot.client.router import custom_id
from bot.domain.decisions.weighing import (
    CHECKS,
    MAX_STATEMENTS,
    Fit,
    Matter,
    Sheet,
    Statement,
    Weight,
    mark_of,
)
from bot.services.decisions.weighing import AID
from bot.words import say
from cogs.decisions.weighing_side import (
    CHECK,
    CHOOSE,
    LABEL_LENGTH,
    OPTION_ROOM,
    SIDE,
    STATEMENT_ROOM,
    WEIGH,
    WHAT_ROOM,
    back_button,
    drop_button,
    file_button,
    next_button,
    statement,
)
from cogs.fitting import fitted
from cogs.parts import (
    button,
    feedback_button,
    fresh_menu,
    help_lines_button,
    row,
    shortened,
    text,
)


def choose_card(matter: Matter, sheet: Sheet, *, lost: bool = False) -> Layout:
    """Return the first step: up to five statements, own ones among them.

    `lost` tells that an earlier sheet was let go meanwhile.
    """
    which, what = matter.which, fitted(matter.what, WHAT_ROOM)
    told = say("weighing.lost_anew") if lost else say("weighing.intro")
    parts: list[Item] = [
        text(f"{say('weighing.title', what=what)}\n{told}"),
        text(say("weighing.choose", most=MAX_STATEMENTS)),
    ]
    if most := MAX_STATEMENTS - len(sheet.own):
        parts.append(ui.ActionRow[Any](_statements(matter, sheet, most)))
    if sheet.own:
        own = "\n".join(f"- {fitted(each.own, STATEMENT_ROOM)}" for each in sheet.own)
        parts.append(text(f"{say('weighing.own_told')}\n{own}"))
    own_ways = [button(say("weighing.own"), "decision.weigh_own", which)]
    if sheet.own:
        own_ways.append(button(say("weighing.own_away"), "decision.weigh_own_away", which))
    onward = [next_button(which, WEIGH)] if sheet.statements else []
    return layout(*parts, row(*own_ways), row(*onward, drop_button(which)))


def weigh_card(matter: Matter, sheet: Sheet) -> Layout:
    """Return the second step: how much each statement matters."""
    which = matter.which
    weights = [(weight, say(f"weighing.weight.{weight}")) for weight in Weight]
    menus = [
        item
        for each in sheet.statements
        for item in _menu(
            fitted(statement(each), STATEMENT_ROOM),
            custom_id("decision.weigh_weight", which, each.mark),
            weights,
            sheet.weights.get(each),
        )
    ]
    return layout(
        text(say("weighing.weigh")),
        *menus,
        row(back_button(which, CHOOSE), next_button(which, "0")),
    )


def fit_card(matter: Matter, sheet: Sheet, at: int) -> Layout:
    """Return the third step for one option, by its position."""
    which, options = matter.which, matter.options
    if not options:
        ways = row(back_button(which, WEIGH), next_button(which, CHECK))
        return layout(text(say("weighing.fit_none")), ways)
    option = options[at]
    marks = [(fit, say(f"weighing.mark.{fit}")) for fit in Fit]
    menus = [
        item
        for each in sheet.statements
        for item in _menu(
            _asked(matter, option, each),
            custom_id("decision.weigh_fit", which, mark_of(option), each.mark),
            marks,
            sheet.fits.get((each, option)),
        )
    ]
    told = say("weighing.fit", option=fitted(option, OPTION_ROOM), at=at + 1, count=len(options))
    ways = [back_button(which, str(at - 1) if at else WEIGH)]
    if at + 1 < len(options):
        ways.append(next_button(which, str(at + 1)))
        ways.append(button(say("weighing.side_button"), "decision.weigh_step", which, SIDE))
    else:
        ways.append(next_button(which, SIDE))
    return layout(text(told), *menus, row(*ways))


def check_card(matter: Matter, sheet: Sheet) -> Layout:
    """Return the four questions to oneself; *not yet* leads to what may help."""
    which = matter.which
    parts: list[Item] = [text(say("weighing.check"))]
    for check in CHECKS:
        answered = sheet.clear.get(check)
        chosen = None if answered is None else "yes" if answered else "not_yet"
        offered = ((each, say(f"weighing.answer.{each}")) for each in ("yes", "not_yet"))
        word = custom_id("decision.weigh_check", which, check)
        parts += _menu(say(f"weighing.ask.{check}"), word, offered, chosen)
        if answered is False:
            parts.append(text(f"-# {say(f'weighing.helps.{check}')}"))
    helping = tuple(_helping(which, sheet))
    if helping:
        parts.append(row(*helping))
    ways = (back_button(which, SIDE), file_button(which), drop_button(which), help_lines_button())
    return layout(*parts, row(*ways))


def _statements(matter: Matter, sheet: Sheet, most: int) -> ui.Select[Any]:
    menu = ui.Select[Any](
        custom_id=custom_id("decision.weigh_choose", matter.which),
        placeholder=say("weighing.choose_hint"),
        min_values=0,
        max_values=most,
    )
    for each in matter.offered:
        label = shortened(statement(each), LABEL_LENGTH)
        menu.add_option(label=label, value=each.mark, default=each in sheet.statements)
    return menu


def _asked(matter: Matter, option: str, each: Statement) -> str:
    """Return a statement, and what the aid says of it and the option."""
    asked = fitted(statement(each), STATEMENT_ROOM)
    speaks = matter.said_of(option, each)
    if speaks is None:
        return asked
    return f"{asked}\n-# {say('weighing.speaks_for' if speaks else 'weighing.speaks_against')}"


def _menu(
    asked: str, word: str, offered: Iterable[tuple[str, str]], chosen: str | None
) -> Iterator[Item]:
    """Yield what is asked, and the menu of its few answers below: a phone would cut it inside."""
    menu = fresh_menu(word, say("weighing.answer_hint"))
    for value, label in offered:
        menu.add_option(label=label, value=value, default=value == chosen)
    yield text(asked)
    yield ui.ActionRow[Any](menu)


def _helping(which: str, sheet: Sheet) -> Iterator[ui.Button[Any]]:
    """Yield the ways to what may help with what isn't clear yet."""
    unclear = {check for check in CHECKS if sheet.clear.get(check) is False}
    if unclear & {"ways", "picture"}:
        if which.startswith(AID):
            yield button(say("decisions.more.whole"), "aid.open", which.removeprefix(AID))
        else:
            yield button(say("decisions.more.whole"), "decision.weigh_read", which)
    if "weighs" in unclear:
        yield button(say("weighing.to_start"), "decision.weigh_step", which, CHOOSE)
    if "company" in unclear and not which.startswith(AID):
        yield feedback_button("decision", which)
