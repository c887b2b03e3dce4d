"""Giving: a member tells the moderators something, in private or with their name."""

from dataclasses import dataclass, field
from datetime import datetime

from bot.domain.feedback.batch import next_batch
from bot.domain.feedback.item import (
    Item,
    Kind,
    Stage,
    Writer,
    check_room,
    check_text,
    hash_of,
    week_of,
)
from bot.domain.outbox import Row
from bot.domain.people import Person
from bot.domain.polls.keys import CODE_BYTES, write_key
from bot.domain.refusals import BadInput
from bot.services.chance import new_id
from bot.services.day_count import DayCount
from bot.services.feedback.usecase import UseCase
from bot.storage import groups, outbox
from bot.storage.database import Connection
from bot.storage.feedback import items

WANTED = "feedback.wanted"


@dataclass(frozen=True, slots=True)
class Given:
    """What a member sends: the kind, the words, and what they decided about them.

    `name` is the writer's, None for a private item; `about` is what it is about, as `word/id`.
    """

    kind: Kind
    text: str
    name: str | None = None
    exportable: bool = True
    about: str = ""


@dataclass(frozen=True, slots=True)
class Receipt:
    """What a member gets back: a private item's code, and when moderators are told of it."""

    code: str | None
    told_at: datetime


@dataclass(frozen=True)
class Giving(UseCase):
    """Taking feedback in."""

    _today: DayCount = field(default_factory=DayCount)

    async def closed_until(self, group_id: int) -> datetime | None:
        """Return until when private feedback is closed in a group, None while it is open."""
        return await self._database.read(self._closed_until, group_id)

    async def give(self, person: Person, given: Given) -> Receipt:
        """Keep one item: with the writer's name if given, else without any trace of them.

        A private one waits for its daily batch, and a code leads to its answers. Raises BadInput.
        """
        now = self._now()
        text = check_text(given.text)
        check_room(self._today.so_far(person, now))
        code = self._chance.randbytes(CODE_BYTES) if given.name is None else None
        told_at = await self._database.write(self._keep, person, given, text, code)
        self._today.add(person)
        return Receipt(write_key(code) if code is not None else None, told_at)

    async def ask_moderator(self, person: Person) -> Row | None:
        """Put it in the outbox that a person asks, by name, for a moderator: once a day.

        None where the group has named no channel for its moderators.
        """
        now = self._now()

        def work(connection: Connection) -> Row | None:
            channel = groups.settings(connection, person.group_id).moderators_channel
            if channel is None:
                return None
            subject = f"{person.group_id}/{person.user_id}/{now.date().isoformat()}"
            outbox.add(connection, self._new_row(WANTED, (person.group_id, channel), subject))
            return outbox.find(connection, WANTED, subject)

        return await self._database.write(work)

    async def moderators(self, group_id: int) -> int | None:
        """Return the role of a group's moderators, None where it has named none."""
        return (await self._database.read(groups.roles, group_id)).moderator

    def _keep(
        self, connection: Connection, person: Person, given: Given, text: str, code: bytes | None
    ) -> datetime:
        now = self._now()
        until = self._closed_until(connection, person.group_id)
        if code is not None and until is not None:
            raise BadInput("feedback.refused.private_closed")
        told_at = next_batch(now, groups.settings(connection, person.group_id).zone)
        items.add(
            connection,
            Item(
                item_id=new_id(self._chance),
                group_id=person.group_id,
                week=week_of(now.date()),
                kind=given.kind,
                text=text,
                about=given.about,
                exportable=given.exportable,
                writer=None if given.name is None else Writer(person.user_id, given.name),
                given_at=None if given.name is None else now,
                code_hash=hash_of(code) if code is not None else None,
                stage=Stage.WAITING,
                moves_at=told_at,
            ),
        )
        return told_at

    def _closed_until(self, connection: Connection, group_id: int) -> datetime | None:
        until = groups.private_closed_until(connection, group_id)
        return until if until is not None and until > self._now() else None
