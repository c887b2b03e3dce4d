"""The steps of setting a group up: what each is for, how it is now, and what can be chosen."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any, cast

import discord
from discord import ui

from bot.client.layout import Item, Layout, layout
from bot.client.router import custom_id
from bot.domain.groups import FLOORS, SetUp
from bot.domain.polls.rules import Publication
from bot.domain.support import Country
from bot.words import say
from cogs.group import told
from cogs.parts import OFFERED, button, form, main_button, row, text

STEPS = ("roles", "office", "zone", "country", "results", "notes", "days")
END = "end"
NONE, ON, OFF = "none", "on", "off"
MOST_TYPED = 80
DAYS_OFFERED = (7, 14, 30, 60, 90, 180, 365)
Option = tuple[str, str]


@dataclass(frozen=True, slots=True)
class View:
    """What a step shows: all that is set, and the group and the countries that it is about."""

    now: SetUp
    guild: discord.Guild
    countries: Sequence[Country]

    @property
    def country(self) -> str:
        """The name of the country whose help lines come first; empty where there is none."""
        chosen = self.now.settings.country
        return next((each.name for each in self.countries if each.code == chosen), "")


def step_card(step: str, view: View, notice: str = "", *more: Item) -> Layout:
    """Return a step, with `notice` on what was just done and `more` to choose from."""
    at = STEPS.index(step)
    now, controls = _SHOWN[step](view)
    head = f"## {say(f'group.setup.{step}.title')}\n{say(f'group.setup.{step}.why')}"
    parts = [say("group.setup.step", at=at + 1, count=len(STEPS)), head]
    if at == 0 and not notice:
        parts.insert(0, say("group.setup.intro"))
    usual = say("group.setup.usual", usual=say(f"group.setup.{step}.usual"))
    items: list[Item] = [text("\n".join(parts)), ui.Separator[Any]()]
    items.append(text(f"{say('group.setup.now', now=now)}\n{usual}"))
    items += [text(notice)] if notice else []
    return layout(*items, *more, *controls, row(*_ways(at)))


def zone_form() -> ui.Modal:
    """Return the form for a city."""
    typing = ui.TextInput[Any](custom_id="zone", max_length=MOST_TYPED)
    field = ui.Label[Any](
        text=say("group.setup.zone.field"),
        description=say("group.setup.zone.hint"),
        component=typing,
    )
    return form(say("group.setup.zone.form"), "group.zone_typed", items=(field,))


def zone_menu(found: Sequence[str]) -> list[Item]:
    """Return the places to choose from, and whether there are more."""
    offered = [(name, name.replace("_", " ")) for name in found[:OFFERED]]
    menu = _menu("zone", "group.setup.zone.choose", offered, "")
    return [menu, text(say("group.setup.zone.more"))] if len(found) > OFFERED else [menu]


def _ways(at: int) -> Iterable[ui.Button[Any]]:
    last = at == len(STEPS) - 1
    if at:
        yield button(say("group.setup.back"), "group.step", STEPS[at - 1])
    yield main_button(say("group.setup.next"), "group.step", END if last else STEPS[at + 1])
    if not last:
        yield button(say("group.setup.skip"), "group.step", END)


def _roles(view: View) -> tuple[str, list[Item]]:
    roles = view.now.roles
    chosen = {"facilitator": roles.facilitator, "moderator": roles.moderator}
    menus: list[Item] = []
    for name, role_id in chosen.items():
        there = role_id is not None and view.guild.get_role(role_id) is not None
        menu = ui.RoleSelect[Any](
            custom_id=custom_id("group.choose", name),
            placeholder=say(f"group.setup.roles.{name}"),
            min_values=0,
            default_values=[_chosen(role_id, discord.SelectDefaultValueType.role)]
            if role_id and there
            else [],
        )
        menus.append(ui.ActionRow[Any](menu))
    return told.roles_told(roles), menus


def _office(view: View) -> tuple[str, list[Item]]:
    settings = view.now.settings
    channel = view.guild.get_channel(settings.moderators_channel or 0)
    menu = ui.ChannelSelect[Any](
        custom_id=custom_id("group.choose", "moderators_channel"),
        placeholder=say("group.setup.office.choose"),
        channel_types=[discord.ChannelType.text],
        min_values=0,
        default_values=[_chosen(channel.id, discord.SelectDefaultValueType.channel)]
        if channel
        else [],
    )
    return told.office_told(settings), [ui.ActionRow[Any](menu)]


def _zone(view: View) -> tuple[str, list[Item]]:
    typing = button(say("group.setup.zone.type"), "group.zone")
    return told.zone_told(view.now.settings), [row(typing)]


def _country(view: View) -> tuple[str, list[Item]]:
    offered = [(each.code, each.name) for each in view.countries[: OFFERED - 1]]
    offered.append((NONE, say("group.setup.country.none")))
    chosen = view.now.settings.country or NONE
    menu = _menu("country", "group.setup.country.choose", offered, chosen)
    return told.country_told(view.country), [menu]


def _results(view: View) -> tuple[str, list[Item]]:
    settings = view.now.settings
    offered = [(each.value, say(f"polls.publication.{each}")) for each in Publication]
    menus = [_menu("publication", "group.setup.results.choose", offered, settings.publication)]
    if settings.publication is Publication.COUNTS:
        floors = [(str(n), say("group.setup.results.floor_option", count=n)) for n in FLOORS]
        menus.append(_menu("floor", "group.setup.results.floor", floors, str(settings.floor)))
    return told.results_told(settings), menus


def _notes(view: View) -> tuple[str, list[Item]]:
    settings = view.now.settings
    # What is chosen already isn't offered.
    other = OFF if settings.content_notes else ON
    change = button(say(f"group.setup.notes.{other}"), "group.choose", "content_notes", other)
    return told.notes_told(settings), [row(change)]


def _days(view: View) -> tuple[str, list[Item]]:
    settings = view.now.settings
    days = sorted({*DAYS_OFFERED, settings.feedback_days})
    offered = [(str(n), say("group.setup.days.option", count=n)) for n in days]
    chosen = str(settings.feedback_days)
    menu = _menu("feedback_days", "group.setup.days.choose", offered, chosen)
    return told.days_told(settings), [menu]


def _menu(name: str, hint: str, offered: Iterable[Option], chosen: str) -> Item:
    menu = ui.Select[Any](custom_id=custom_id("group.choose", name), placeholder=say(hint))
    for value, label in offered:
        menu.add_option(label=label, value=value, default=value == chosen)
    return ui.ActionRow[Any](menu)


def _chosen(which: int, kind: discord.SelectDefaultValueType) -> discord.SelectDefaultValue:
    # discord.py writes the id as it is, and Discord's ids are texts in JSON.
    return discord.SelectDefaultValue(id=cast("int", str(which)), type=kind)


_SHOWN: dict[str, Callable[[View], tuple[str, list[Item]]]] = {
    "roles": _roles,
    "office": _office,
    "zone": _zone,
    "country": _country,
    "results": _results,
    "notes": _notes,
    "days": _days,
}
