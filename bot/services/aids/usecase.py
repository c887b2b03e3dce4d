"""What the use cases of decision aids share: the file, the library, the clock, and chance."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from random import Random

from bot.domain.aids.aid import Edition
from bot.domain.aids.writing import Written
from bot.domain.outbox import Row, Step
from bot.domain.people import Person
from bot.domain.refusals import Gone
from bot.services.chance import new_mark
from bot.services.steps import today
from bot.storage import aids, groups, outbox
from bot.storage.database import Connection, Database


@dataclass(frozen=True)
class UseCase:
    """The means of every use case of decision aids."""

    _database: Database
    _library: Mapping[str, Edition]
    _now: Callable[[], datetime]
    _chance: Random

    def _edition(
        self, connection: Connection, group_id: int, key: str, version: int | None = None
    ) -> Edition:
        """Return an aid of the library or the group's own, as it shows now or showed in a version.

        Raises Gone.
        """
        found = self._library.get(key) or aids.edition(connection, group_id, key, version)
        if found is None:
            raise Gone("aids.refused.gone")
        return found

    def _tell(self, connection: Connection, kind: str, group_id: int, subject: str) -> None:
        """Tell moderators of a subject once, where they have a channel."""
        channel = groups.settings(connection, group_id).moderators_channel
        if channel is not None:
            now = self._now()
            where = (group_id, channel, subject)
            row = Row(new_mark(self._chance), kind, *where, Step.WAITING, now, now)
            outbox.add(connection, row)

    def _today(self, connection: Connection, group_id: int) -> date:
        return today(connection, group_id, self._now())


def own_draft(connection: Connection, person: Person, aid_id: str) -> Written:
    """Return what a person has in work themselves. Raises Gone, alike for what is another's."""
    found = aids.in_work(connection, aid_id)
    if found is None or (found.group_id, found.author_id) != (person.group_id, person.user_id):
        raise Gone("aids.refused.draft_gone")
    return found
