"""What the use cases of feedback share: the file, the clock, chance, and rows for the outbox."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from random import Random

from bot.domain.feedback.batch import next_batch
from bot.domain.outbox import Row, Step
from bot.domain.people import Person, require_moderator
from bot.services.chance import new_mark
from bot.storage import groups, outbox
from bot.storage.database import Connection, Database
from bot.storage.feedback import requests

# What tells a group, without names, that answers wait.
ANSWERS_WAIT = "feedback.answers"


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

    def _tell_group(self, connection: Connection, group_id: int) -> None:
        """Put it in the outbox that answers wait, once for each daily batch."""
        channel = told_in(connection, group_id)
        if channel is None:
            return
        at = next_batch(self._now(), groups.settings(connection, group_id).zone)
        subject = f"{group_id}/{at.date().isoformat()}"
        outbox.add(connection, self._new_row(ANSWERS_WAIT, (group_id, channel), subject, at))


def told_in(connection: Connection, group_id: int) -> int | None:
    """Return the channel in which a group is told that answers wait, or None.

    It is the one that was named for it, else the one in which feedback was asked for last.
    """
    named = groups.settings(connection, group_id).feedback_channel
    return named if named is not None else requests.last_channel(connection, group_id)


def only_moderators(connection: Connection, person: Person) -> None:
    """Refuse everybody but the group's moderators. Raises NotAllowed."""
    require_moderator(person, groups.roles(connection, person.group_id))
