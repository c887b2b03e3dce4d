"""Exporting: handing a group's feedback to its moderators as files, one after the other."""

import asyncio
from collections.abc import AsyncGenerator
from contextlib import aclosing
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import partial

from bot.domain.feedback.exporting import Form, Part, Splitter, Texts, new_file, row_of, told_alone
from bot.domain.feedback.item import Item, Kind, State, week_of
from bot.domain.people import Person
from bot.services.feedback.dictionary import texts_of
from bot.services.feedback.usecase import UseCase, only_moderators
from bot.storage import record
from bot.storage.database import Connection
from bot.storage.feedback import exporting, items
from bot.storage.feedback.exporting import Leaving

# Small enough that nobody waits behind one for longer than a few thousandths of a second.
READ_AT_ONCE = 50
# However much Discord would take: each file is in memory as a whole until it is sent.
LARGEST_PART = 8 * 1024 * 1024
AT_ONCE = 2
OPERATOR = 0


@dataclass(frozen=True, slots=True)
class Asked:
    """What somebody wants to take along: None for all.

    `since` and `until` are days, and their whole weeks are meant; `weeks` is how many full weeks
    to go back from this one instead.
    """

    form: Form = Form.CSV
    kind: Kind | None = None
    state: State | None = None
    since: date | None = None
    until: date | None = None
    weeks: int | None = None


@dataclass(frozen=True, slots=True)
class Plan:
    """An export that may begin: how many `items` it has and the words that go with it.

    `merged` says that private items of the chosen kind, if there are any, are told as "other" and
    so aren't in it. `by_id` is who asked for it.
    """

    form: Form
    items: int
    merged: bool
    texts: Texts
    by_id: int
    leaving: Leaving
    weeks: tuple[date, ...]
    alone: frozenset[Kind]

    @property
    def about(self) -> bytes:
        """The data dictionary, as the text file that goes along."""
        return "\n".join((*self.texts.about, "")).encode()


@dataclass(frozen=True)
class Exporting(UseCase):
    """What moderators take along."""

    # So that no number of exports at once takes more memory than a few files.
    _room: asyncio.Semaphore = field(default_factory=lambda: asyncio.Semaphore(AT_ONCE))

    async def plan(self, person: Person, asked: Asked) -> Plan:
        """Return what an export would hold. Raises NotAllowed for all but moderators."""

        def work(connection: Connection) -> Plan:
            only_moderators(connection, person)
            return self._plan(connection, person.group_id, person.user_id, asked)

        return await self._database.read(work)

    async def plan_for_operator(self, group_id: int, asked: Asked) -> Plan:
        """Return what an export by whoever runs the machine would hold."""
        return await self._database.read(self._plan, group_id, OPERATOR, asked)

    async def parts(self, plan: Plan, largest: int) -> AsyncGenerator[Part]:
        """Yield the files of an export, of at most `largest` bytes and 8 MiB each.

        Weeks stand in order; within one, nothing tells which item came first. Before the first
        file the export is written in the record; one of nothing isn't. To be closed when left
        early (`contextlib.aclosing`).
        """
        limit = min(largest, LARGEST_PART)
        splitter = Splitter(partial(new_file, plan.form, plan.texts, limit))
        async with self._room, aclosing(self._chunks(plan)) as chunks:
            async for found in chunks:
                rows = (row_of(item, plan.alone, plan.texts) for item in found)
                full = await asyncio.to_thread(splitter.add, rows)
                while full:
                    # Nothing here holds a file once it is handed over.
                    yield await self._recorded(plan, full.pop(0))
            last = await asyncio.to_thread(splitter.finish)
            if last is not None:
                yield await self._recorded(plan, last)

    def _plan(self, connection: Connection, group_id: int, by_id: int, asked: Asked) -> Plan:
        today = self._now().date()
        since, until = asked.since and week_of(asked.since), asked.until and week_of(asked.until)
        if asked.weeks is not None:
            since = week_of(today) - timedelta(weeks=asked.weeks)
        alone = told_alone(exporting.private_kinds(connection, group_id, since, until))
        merged = asked.kind is not None and asked.kind not in alone
        leaving = Leaving(group_id, since, until, asked.kind, asked.state, private_too=not merged)
        weeks = exporting.weeks(connection, leaving)
        count = sum(weeks.values())
        kept_back = exporting.kept_back(connection, group_id)
        texts = texts_of(leaving, today, count, kept_back)
        return Plan(asked.form, count, merged, texts, by_id, leaving, tuple(weeks), alone)

    async def _chunks(self, plan: Plan) -> AsyncGenerator[list[Item]]:
        """Yield the items a few at a time, each few from a short look at the file."""
        for week in plan.weeks:
            keys = await self._database.read(exporting.keys, plan.leaving, week)
            self._chance.shuffle(keys)
            for start in range(0, len(keys), READ_AT_ONCE):
                yield await self._database.read(_found, keys[start : start + READ_AT_ONCE])

    async def _recorded(self, plan: Plan, part: Part) -> Part:
        if part.number == 1:
            group_id, now = plan.leaving.group_id, self._now()
            await self._database.write(
                record.add, group_id, "feedback_exported", plan.by_id, now, items=plan.items
            )
        return part


def _found(connection: Connection, keys: list[str]) -> list[Item]:
    """Return the items of these keys; what was erased in the meantime is left out."""
    found = (items.find(connection, key) for key in keys)
    return [item for item in found if item is not None]
