"""What the use cases of feedback share: the file, the clock, chance, and rows for the outbox."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from random import Random

from bot.domain.outbox import Row, Step
from bot.domain.people import Person, require_moderator
from bot.services.chance import new_mark
from bot.storage import groups
from bot.storage.database import Connection, Database


@dataclass(frozen=True)
class UseCase:
    """The means of every use case of feedback."""

    _database: Database
    _now: Callable[[], datetime]
    _chance: Random

    def _new_row(
        self, kind: str, where: tuple[int, int], subject: str, due_at: datetime | None = None
    ) -> Row:
        """Return a new outbox row for a group's channel, due at once unless `due_at` says when."""
        at = due_at or self._now()
        return Row(new_mark(self._chance), kind, *where, subject, Step.WAITING, at, at)


def only_moderators(connection: Connection, person: Person) -> None:
    """Refuse everybody but the group's moderators. Raises NotAllowed."""
    require_moderator(person, groups.roles(connection, person.group_id))
