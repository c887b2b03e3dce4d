"""Cards and the form of a group's own help lines."""

from typing import Any

from discord import ui

from bot.client.layout import Item, Layout, layout
from bot.client.router import custom_id
from bot.domain.support import LENGTHS, MOST_OWN, OLD_AFTER, OwnLine, Typed
from bot.services.own_lines import Shown
from bot.words import say
from cogs.parts import button, card, day, form, main_button, plain, row, shortened, text

HINTED = ("how", "dial", "hours")


def lines_told(shown: Shown) -> list[Item]:
    """Return a group's own lines as everybody sees them; nothing where there are none."""
    if not shown.lines:
        return []
    told = "\n".join(_told(line) for line in shown.lines)
    return [text(f"{say('support.own.title')}\n{told}")]


def own_button() -> ui.Button[Any]:
    """Return the button that moderators alone are shown."""
    return button(say("support.own.button"), "support.own")


def list_card(shown: Shown, told: str = "") -> Layout:
    """Return the moderators' own list, with `told` above it."""
    lines = [_told(line, old=line.line_id in shown.old) for line in shown.lines]
    head = say("support.own.list", most=MOST_OWN)
    items: list[Item] = [text(told)] if told else []
    items.append(text("\n".join((head, *(lines or [say("support.own.none")])))))
    if shown.lines:
        menu = ui.Select[Any](
            custom_id=custom_id("support.own_line"), placeholder=say("support.own.choose")
        )
        for line in shown.lines:
            menu.add_option(label=shortened(line.typed.name), value=line.line_id)
        items.append(ui.ActionRow[Any](menu))
    lines_button = button(say("support.lines.button"), "support.first")
    if len(shown.lines) < MOST_OWN:
        items.append(row(button(say("support.own.add"), "support.own_form"), lines_button))
    else:
        items.append(row(lines_button))
    return layout(*items)


def line_card(line: OwnLine) -> Layout:
    """Return one line, with what its keepers can do."""
    return layout(
        text(_told(line)),
        row(
            main_button(say("support.own.checked"), "support.own_checked", line.line_id),
            button(say("support.own.change"), "support.own_form", line.line_id),
            button(say("support.own.remove"), "support.own_remove", line.line_id),
            button(say("support.own.back"), "support.own"),
        ),
    )


def old_card(line: OwnLine, mark: int) -> Layout:
    """Return the notice that a line was checked long ago."""
    told = say("support.notice.old", days=OLD_AFTER.days, line=_told(line))
    buttons = row(
        main_button(say("support.own.checked"), "support.own_renew", line.line_id),
        button(say("support.own.button"), "support.own_here"),
    )
    return card(text(told), buttons, mark=mark)


def own_form(line: OwnLine | None) -> ui.Modal:
    """Return the form of a line, filled with one that there is."""
    typed = line.typed if line else Typed("", "", "")
    items = (
        ui.TextDisplay[Any](say("support.own.form_why")),
        *(_field(name, getattr(typed, name)) for name in LENGTHS),
    )
    title = say("support.own.form_change" if line else "support.own.form_new")
    return form(title, "support.own_write", line.line_id if line else "", items=items)


def again_row(line_id: str) -> ui.ActionRow[Any]:
    """Return the button that opens the form once more."""
    return row(button(say("support.own.again"), "support.own_form", line_id))


def removed_told(line: OwnLine) -> str:
    """Return that a line is removed, and how it was."""
    return f"{say('support.own.removed')}\n{_told(line)}"


def _told(line: OwnLine, *, old: bool = False) -> str:
    typed = line.typed
    hours = say("support.lines.hours", hours=plain(typed.hours)) if typed.hours else ""
    return say(
        "support.own.line_old" if old else "support.own.line",
        name=plain(typed.name),
        how=plain(typed.how),
        dial=plain(typed.dial),
        hours=f" {hours}" if hours else "",
        date=day(line.checked_on),
        days=OLD_AFTER.days,
    )


def _field(name: str, typed: str) -> ui.Label[Any]:
    return ui.Label(
        text=say(f"support.own.field_{name}"),
        description=say(f"support.own.hint_{name}") if name in HINTED else None,
        component=ui.TextInput[Any](
            custom_id=name,
            default=typed or None,
            max_length=LENGTHS[name],
            required=name != "hours",
        ),
    )
