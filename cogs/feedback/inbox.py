"""The inbox in Discord: moderators look through feedback, page by page."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Self

import discord
from discord import ui
from discord.ext import commands

from bot.client import Circlekeeper, Mode, Press
from bot.client.layout import Layout, layout
from bot.client.router import custom_id
from bot.domain.feedback.item import ENDED, Item, Kind, State, week_of
from bot.domain.feedback.wanted import Wanted
from bot.domain.people import Person
from bot.domain.refusals import BadInput
from bot.services.feedback.reading import CLOSED_DAYS, Page
from bot.words import say
from cogs.parts import Area, argument, button, day, form, moment, plain, row, shortened, text

LINE = 120
OPEN, ALL = "open", "all"
WEEKS = (1, 4, 12)


@dataclass(frozen=True, slots=True)
class Filter:
    """What a moderator looks for, as it stands in buttons: `all`, `open`, or one of each."""

    kind: str = ALL
    state: str = OPEN
    weeks: int = 0

    @classmethod
    def read(cls, arguments: tuple[str, ...]) -> Self:
        """Read a filter from a custom_id; what can't be read (a forged one) is the usual."""
        kind, state, weeks = (*arguments, "", "", "")[:3]
        return cls(
            kind if kind in set(Kind) else ALL,
            state if state == ALL or state in set(State) else OPEN,
            int(weeks) if weeks.isdecimal() and int(weeks) in WEEKS else 0,
        )

    def wanted(self, today: date) -> Wanted:
        """Return what to look for."""
        open_now = frozenset(State) - ENDED
        states = {ALL: frozenset[State](), OPEN: open_now}.get(self.state)
        since = week_of(today) - timedelta(weeks=self.weeks - 1) if self.weeks else None
        return Wanted(
            kinds=frozenset() if self.kind == ALL else frozenset({Kind(self.kind)}),
            states=states if states is not None else frozenset({State(self.state)}),
            since=since,
        )

    @property
    def arguments(self) -> tuple[str, str, int]:
        """What stands in a custom_id."""
        return self.kind, self.state, self.weeks


class Inbox(commands.Cog):
    """The list of feedback. Its command stands with the others."""

    def __init__(self, client: Circlekeeper) -> None:
        self._client = client
        self._reading = client.house.feedback.reading
        self._area = Area(
            client,
            {
                "feedback.inbox": (self.inbox, Mode.UPDATE),
                "feedback.new": (self.new, Mode.REPLY),
                "feedback.private": (self.private, Mode.FORM),
                "feedback.privated": (self.privated, Mode.REPLY),
                "feedback.reopen": (self.reopen, Mode.UPDATE),
            },
        )

    async def cog_load(self) -> None:
        """Take up the buttons."""
        self._area.open()

    async def cog_unload(self) -> None:
        """Leave them."""
        self._area.shut()

    async def inbox(self, press: Press) -> None:
        """Turn a page; filter and place stand in the button."""
        looked_for = Filter.read(press.arguments)
        shown = await inbox_card(self._client, press.person, looked_for, _place(press))
        await press.answer.show(shown)

    async def new(self, press: Press) -> None:
        """Open the list from the moderators' channel."""
        await press.answer.show(await inbox_card(self._client, press.person, Filter()))

    async def private(self, press: Press) -> None:
        """Open the form that closes private feedback for a while."""
        await self._reading.page(press.person, Wanted())
        menu = ui.RadioGroup[Any](custom_id="days")
        for days in CLOSED_DAYS:
            label = (
                say("feedback.inbox.a_day") if days == 1 else say("feedback.inbox.days", count=days)
            )
            menu.add_option(label=label, value=str(days), default=days == CLOSED_DAYS[0])
        items = (
            ui.TextDisplay[Any](say("feedback.inbox.private_why")),
            ui.Label[Any](text=say("feedback.inbox.private_days"), component=menu),
        )
        await press.answer.form(
            form(say("feedback.inbox.private_form"), "feedback.privated", items=items)
        )

    async def privated(self, press: Press) -> None:
        """Close private feedback for a while."""
        typed = press.fields.text("days")
        if not typed.isdecimal() or int(typed) not in CLOSED_DAYS:
            raise BadInput("feedback.refused.days")
        until = await self._reading.close_private(press.person, int(typed))
        when = moment(until) if until else ""
        await self._show_again(press, say("feedback.inbox.private_closed", when=when))

    async def reopen(self, press: Press) -> None:
        """Take private feedback again before the time is over."""
        await self._reading.close_private(press.person, 0)
        await self._show_again(press, say("feedback.inbox.private_opened"))

    async def _show_again(self, press: Press, told: str) -> None:
        shown = await inbox_card(self._client, press.person, Filter())
        await press.answer.show(layout(text(told), *shown.children))


async def inbox_card(
    client: Circlekeeper,
    person: Person,
    looked_for: Filter,
    after: tuple[date, str] | None = None,
) -> Layout:
    """Return a page of feedback for a moderator. Raises NotAllowed."""
    wanted = looked_for.wanted(discord.utils.utcnow().date())
    page = await client.house.feedback.reading.page(person, wanted, after)
    shown: list[ui.Item[Any]] = [text(_head(page, looked_for))]
    if page.items:
        menu = ui.Select[Any](
            custom_id=custom_id("feedback.item"), placeholder=say("feedback.inbox.choose")
        )
        for item in page.items:
            menu.add_option(label=_label(item), value=item.item_id)
        shown.append(ui.ActionRow[Any](menu))
    shown.append(row(*_buttons(page, looked_for, first=after is None)))
    return layout(*shown)


def _head(page: Page, looked_for: Filter) -> str:
    parts = [say("feedback.inbox.title"), _filter(looked_for)]
    if page.closed_until is not None:
        parts.append(say("feedback.inbox.closed", when=moment(page.closed_until)))
    parts += [_line(item) for item in page.items] or [say("feedback.inbox.empty")]
    return "\n".join(parts)


def _filter(looked_for: Filter) -> str:
    kind, state, weeks = looked_for.arguments
    return say(
        "feedback.inbox.filter",
        kind=say("feedback.inbox.all_kinds") if kind == ALL else say(f"feedback.kind.{kind}"),
        state=_state(state),
        weeks=say("feedback.inbox.weeks", count=weeks)
        if weeks
        else say("feedback.inbox.all_weeks"),
    )


def _state(state: str) -> str:
    if state == OPEN:
        return say("feedback.inbox.open")
    return say("feedback.inbox.all_states") if state == ALL else say(f"feedback.state.{state}")


def _buttons(page: Page, looked_for: Filter, *, first: bool) -> list[ui.Button[Any]]:
    here = looked_for.arguments
    shown: list[ui.Button[Any]] = []
    if page.more:
        week, item_id = page.end
        earlier = say("feedback.inbox.earlier")
        shown.append(button(earlier, "feedback.inbox", *here, week.isoformat(), item_id))
    if not first:
        shown.append(button(say("feedback.inbox.newest"), "feedback.inbox", *here))
    if page.closed_until is None:
        shown.append(button(say("feedback.inbox.close_private"), "feedback.private"))
    else:
        shown.append(button(say("feedback.inbox.open_private"), "feedback.reopen"))
    return shown


def _line(item: Item) -> str:
    return say(
        "feedback.inbox.line",
        kind=say(f"feedback.kind.{item.kind}"),
        who=plain(item.writer.name) if item.writer else say("feedback.inbox.private"),
        week=day(item.week),
        state=say(f"feedback.state.{item.state}"),
        text=plain(shortened(" ".join(item.text.split()), LINE)),
    )


def _label(item: Item) -> str:
    kind = say(f"feedback.kind.{item.kind}")
    return shortened(f"{kind}: {' '.join(item.text.split())}")


def _place(press: Press) -> tuple[date, str] | None:
    """Read where a page ended; None for one that can't be read."""
    try:
        return date.fromisoformat(argument(press, 3)), argument(press, 4)
    except ValueError:
        return None
