"""The second person: whoever reads an aid before it shows, and when it is to be read again."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from bot.domain.aids.aid import Edition
from bot.domain.aids.writing import State, Written, check_complete
from bot.domain.decisions.decision import check_reason, review_at
from bot.domain.outbox import Row
from bot.domain.people import Person, is_facilitator, is_moderator, refused
from bot.domain.refusals import BadInput, Gone
from bot.services.aids.usecase import UseCase
from bot.storage import aids, groups, record
from bot.storage.database import Connection

# What moderators are told of an aid that is to be read again.
OLD = "aid.old"
LATEST = timedelta(days=3 * 366)


class Second(UseCase):
    """What facilitators and moderators do with aids that others wrote."""

    async def may_read(self, person: Person) -> bool:
        """Say whether the person may be the second one for what others wrote."""

        def work(connection: Connection) -> bool:
            roles = groups.roles(connection, person.group_id)
            return is_facilitator(person, roles) or is_moderator(person, roles)

        return await self._database.read(work)

    async def waiting(self, person: Person) -> list[Written]:
        """Return what waits to be read and isn't the person's own. Raises NotAllowed."""

        def work(connection: Connection) -> list[Written]:
            self._check(connection, person)
            every = aids.waiting(connection, person.group_id)
            return [each for each in every if each.author_id != person.user_id]

        return await self._database.read(work)

    async def readable(self, person: Person, aid_id: str) -> Written:
        """Return one that waits to be read. Raises NotAllowed, alike for one's own; Gone."""
        return await self._database.read(self._readable, person, aid_id)

    async def let_show(
        self, person: Person, aid_id: str, mark: str, name: str, review_by: date
    ) -> Edition:
        """Let an aid show to the group, in place of its version before.

        `mark` is that of what was read, `name` what its reader is called, `review_by` a day on the
        group's clocks. Raises NotAllowed; Gone where it changed meanwhile; BadInput.
        """

        def work(connection: Connection) -> Edition:
            found = self._readable(connection, person, aid_id)
            if found.mark != mark:
                raise Gone("aids.refused.changed")
            check_complete(found.aid)
            day = self._today(connection, person.group_id)
            _check_day(day, review_by)
            due_at = self._due(connection, person.group_id, review_by)
            aids.show(connection, found, (person.user_id, name), (day, review_by), due_at)
            self._note(connection, person, "aid_shown")
            return self._edition(connection, person.group_id, aid_id)

        return await self._database.write(work)

    async def give_back(self, person: Person, aid_id: str, typed: str) -> Written:
        """Give an aid back to its author with a word. Raises NotAllowed, Gone, BadInput."""
        word = check_reason(typed)

        def work(connection: Connection) -> Written:
            found = self._readable(connection, person, aid_id)
            given = replace(found, state=State.DRAFT, word=word)
            aids.put(connection, given)
            return given

        return await self._database.write(work)

    async def ownable(self, person: Person, aid_id: str) -> Edition:
        """Return a group's own aid that shows, for who may take it down. Raises NotAllowed, Gone.

        Asked before a form is opened.
        """
        return await self._database.read(self._own, person, aid_id)

    async def still_right(self, person: Person, aid_id: str, review_by: date) -> Edition:
        """Note that the person read an aid through again. Raises NotAllowed, Gone, BadInput."""

        def work(connection: Connection) -> Edition:
            self._own(connection, person, aid_id)
            day = self._today(connection, person.group_id)
            _check_day(day, review_by)
            due_at = self._due(connection, person.group_id, review_by)
            aids.set_reviewed(connection, aid_id, (day, review_by), due_at)
            self._note(connection, person, "aid_read")
            return self._own(connection, person, aid_id)

        return await self._database.write(work)

    async def take_down(self, person: Person, aid_id: str) -> Edition:
        """Let an own aid show no more; decisions that have it keep it. Raises NotAllowed, Gone."""

        def work(connection: Connection) -> Edition:
            edition = self._own(connection, person, aid_id)
            aids.take_down(connection, aid_id)
            self._note(connection, person, "aid_taken_down")
            return edition

        return await self._database.write(work)

    async def do_due(self) -> None:
        """Tell moderators once of each aid that is to be read again, where they have a channel."""

        def work(connection: Connection) -> None:
            for group_id, aid_id, again_on in aids.take_due(connection, self._now()):
                self._tell(connection, OLD, group_id, f"{aid_id}/{again_on}")

        await self._database.write(work)

    async def told_of(self, row: Row) -> Edition:
        """Return the aid that a row is about. Raises Gone where it needs no reading any more."""
        aid_id = row.subject.partition("/")[0]

        def work(connection: Connection) -> Edition:
            found = aids.edition(connection, row.group_id, aid_id)
            if found is None or not found.is_due(self._today(connection, row.group_id)):
                raise Gone("aids.refused.gone")
            return found

        return await self._database.read(work)

    async def still_waits(self, row: Row) -> None:
        """Raise Gone where what a row tells of doesn't wait any more."""
        aid_id = row.subject.partition("/")[0]
        found = await self._database.read(aids.in_work, aid_id)
        if found is None or found.state is not State.WAITING:
            raise Gone("aids.refused.not_waiting")

    def _check(self, connection: Connection, person: Person) -> None:
        roles = groups.roles(connection, person.group_id)
        if not (is_facilitator(person, roles) or is_moderator(person, roles)):
            raise refused(person, "people.refused.facilitator")

    def _readable(self, connection: Connection, person: Person, aid_id: str) -> Written:
        self._check(connection, person)
        found = aids.in_work(connection, aid_id)
        waits = found is not None and found.state is State.WAITING
        if found is None or not waits or found.group_id != person.group_id:
            raise Gone("aids.refused.not_waiting")
        if found.author_id == person.user_id:
            raise refused(person, "aids.refused.own")
        return found

    def _own(self, connection: Connection, person: Person, aid_id: str) -> Edition:
        self._check(connection, person)
        found = aids.edition(connection, person.group_id, aid_id)
        if found is None:
            raise Gone("aids.refused.gone")
        return found

    def _due(self, connection: Connection, group_id: int, review_by: date) -> datetime:
        zone = groups.settings(connection, group_id).zone
        return review_at(review_by, ZoneInfo(zone))

    def _note(self, connection: Connection, person: Person, kind: str) -> None:
        record.add(connection, person.group_id, kind, person.user_id, self._now())


def _check_day(today: date, review_by: date) -> None:
    if not today < review_by <= today + LATEST:
        raise BadInput("aids.refused.review_by")
