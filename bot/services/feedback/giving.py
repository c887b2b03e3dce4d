"""Giving: a member tells the moderators something, in private or with their name."""

from collections import Counter
from dataclasses import dataclass, field
from datetime import datetime, timedelta

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
from bot.domain.people import Person
from bot.domain.polls.keys import CODE_BYTES, write_key
from bot.domain.refusals import BadInput
from bot.services.chance import new_id
from bot.services.feedback.usecase import UseCase
from bot.storage import groups
from bot.storage.database import Connection
from bot.storage.feedback import items


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


class DayCount:
    """How much each person sent today. It is in memory alone, and yesterday's is forgotten."""

    def __init__(self) -> None:
        self._day = 0
        self._sent: Counter[tuple[int, int]] = Counter()

    def so_far(self, person: Person, now: datetime) -> int:
        """Return how much the person sent in their group today (UTC)."""
        if now.toordinal() != self._day:
            self._day, self._sent = now.toordinal(), Counter()
        return self._sent[person.group_id, person.user_id]

    def add(self, person: Person) -> None:
        """Count one more."""
        self._sent[person.group_id, person.user_id] += 1


@dataclass(frozen=True)
class Giving(UseCase):
    """Taking feedback in."""

    _today: DayCount = field(default_factory=DayCount)

    async def closed_until(self, group_id: int) -> datetime | None:
        """Return until when private feedback is closed in a group, None while it is open."""
        return await self._database.read(self._closed_until, group_id)

    async def give(self, person: Person, given: Given) -> str | None:
        """Keep one item: with the writer's name if given, else without any trace of them.

        Returns the code that leads to the answers, for a private one. Raises BadInput.
        """
        now = self._now()
        text = check_text(given.text)
        check_room(self._today.so_far(person, now))
        code = self._chance.randbytes(CODE_BYTES) if given.name is None else None
        self._today.add(person)
        await self._database.write(self._keep, person, given, text, code)
        return write_key(code) if code is not None else None

    def _keep(
        self, connection: Connection, person: Person, given: Given, text: str, code: bytes | None
    ) -> None:
        now = self._now()
        until = self._closed_until(connection, person.group_id)
        if code is not None and until is not None:
            raise BadInput("feedback.refused.private_closed")
        zone = groups.settings(connection, person.group_id).zone
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
                stage=Stage.WAITING if code is not None else Stage.FRESH,
                moves_at=next_batch(now, zone) if code is not None else now + timedelta(days=1),
            ),
        )

    def _closed_until(self, connection: Connection, group_id: int) -> datetime | None:
        until = groups.private_closed_until(connection, group_id)
        return until if until is not None and until > self._now() else None
