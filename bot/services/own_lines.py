"""A group's own help lines: moderators keep them, everybody sees them, reading writes nothing."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, datetime
from random import Random
from zoneinfo import ZoneInfo

from bot.domain.outbox import Row, Step
from bot.domain.people import Person, is_moderator, require_moderator
from bot.domain.refusals import Gone
from bot.domain.support import OwnLine, Typed, check_own, is_old, old_at
from bot.services.chance import new_id, new_mark
from bot.storage import erasing, groups, outbox, own_lines, record
from bot.storage.database import Connection, Database

# What moderators are told of a line that was checked long ago.
OLD = "support.old"


@dataclass(frozen=True, slots=True)
class Shown:
    """A group's own lines, whether this person keeps them, and which were checked long ago."""

    lines: tuple[OwnLine, ...]
    keeps: bool
    old: frozenset[str]


@dataclass(frozen=True)
class OwnLines:
    """Keeping a group's own help lines."""

    _database: Database
    _now: Callable[[], datetime]
    _chance: Random

    async def shown(self, person: Person) -> Shown:
        """Return the lines of the person's group, for anybody. Nothing is written."""
        return await self._database.read(self._shown, person)

    async def kept(self, person: Person) -> Shown:
        """Return the lines to whoever keeps them. Raises NotAllowed."""

        def work(connection: Connection) -> Shown:
            _only_moderators(connection, person)
            return self._shown(connection, person)

        return await self._database.read(work)

    async def find(self, person: Person, line_id: str) -> OwnLine:
        """Return one line to whoever keeps it. Raises NotAllowed, Gone."""
        return await self._database.read(_kept, person, line_id)

    async def write(self, person: Person, typed: Typed, line_id: str = "") -> OwnLine:
        """Keep a new line, or one in place of what it was, as checked today.

        Written in the record, without a word of it. Raises NotAllowed, Gone, BadInput.
        """

        def work(connection: Connection) -> OwnLine:
            _only_moderators(connection, person)
            if line_id:
                _kept(connection, person, line_id)
            others = own_lines.of_group(connection, person.group_id)
            beside = [each.typed for each in others if each.line_id != line_id]
            fitting = check_own(typed, beside, new=not line_id)
            kept_under = line_id or new_id(self._chance)
            line = OwnLine(kept_under, person.group_id, fitting, self._today(connection, person))
            self._put(connection, line)
            self._note(connection, person, "own_line_changed" if line_id else "own_line_added")
            return line

        return await self._database.write(work)

    async def renew(self, person: Person, line_id: str) -> OwnLine:
        """Note that the person checked a line today. Raises NotAllowed, Gone."""

        def work(connection: Connection) -> OwnLine:
            line = _kept(connection, person, line_id)
            today = self._today(connection, person)
            if line.checked_on == today:
                return line
            line = replace(line, checked_on=today)
            self._put(connection, line)
            self._note(connection, person, "own_line_checked")
            return line

        return await self._database.write(work)

    async def remove(self, person: Person, line_id: str) -> OwnLine:
        """Forget a line; return what it was. Raises NotAllowed, Gone."""

        def work(connection: Connection) -> OwnLine:
            line = _kept(connection, person, line_id)
            own_lines.remove(connection, line)
            erasing.ask(connection, self._now())
            self._note(connection, person, "own_line_removed")
            return line

        return await self._database.write(work)

    async def tell_old(self) -> None:
        """Put it in the outbox that lines were checked long ago: once for each line and check."""

        def work(connection: Connection) -> None:
            now = self._now()
            for line, channel in own_lines.due(connection, now):
                subject = f"{line.line_id}/{line.checked_on.isoformat()}"
                mark, where = new_mark(self._chance), (line.group_id, channel)
                outbox.add(connection, Row(mark, OLD, *where, subject, Step.WAITING, now, now))
                own_lines.set_told(connection, line)

        await self._database.write(work)

    async def told_of(self, row: Row) -> OwnLine:
        """Return the line that a row is about. Raises Gone once it was checked or removed."""
        line_id, _, checked_on = row.subject.partition("/")
        line = await self._database.read(own_lines.find, row.group_id, line_id)
        if line is None or line.checked_on.isoformat() != checked_on:
            raise Gone("support.refused.gone")
        return line

    def _shown(self, connection: Connection, person: Person) -> Shown:
        lines = own_lines.of_group(connection, person.group_id)
        keeps = is_moderator(person, groups.roles(connection, person.group_id))
        today = self._today(connection, person)
        old = frozenset(each.line_id for each in lines if is_old(each.checked_on, today))
        return Shown(lines, keeps, old)

    def _today(self, connection: Connection, person: Person) -> date:
        zone = groups.settings(connection, person.group_id).zone
        return self._now().astimezone(ZoneInfo(zone)).date()

    def _put(self, connection: Connection, line: OwnLine) -> None:
        zone = groups.settings(connection, line.group_id).zone
        own_lines.put(connection, line, old_at(line.checked_on, zone))

    def _note(self, connection: Connection, person: Person, kind: str) -> None:
        record.add(connection, person.group_id, kind, person.user_id, self._now())


def _only_moderators(connection: Connection, person: Person) -> None:
    require_moderator(person, groups.roles(connection, person.group_id))


def _kept(connection: Connection, person: Person, line_id: str) -> OwnLine:
    """Return a line to whoever keeps it. Raises NotAllowed, Gone."""
    _only_moderators(connection, person)
    line = own_lines.find(connection, person.group_id, line_id)
    if line is None:
        raise Gone("support.refused.gone")
    return line
