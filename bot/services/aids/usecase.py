"""What the use cases of decision aids share: the file, the library, the clock, and chance."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from random import Random

from bot.domain.aids.aid import Edition
from bot.domain.aids.writing import Written
from bot.domain.people import Person
from bot.domain.refusals import Gone
from bot.services.steps import today
from bot.storage import aids
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

    def _today(self, connection: Connection, group_id: int) -> date:
        return today(connection, group_id, self._now())


def own_draft(connection: Connection, person: Person, aid_id: str) -> Written:
    """Return what a person has in work themselves. Raises Gone, alike for what is another's."""
    found = aids.in_work(connection, aid_id)
    if found is None or (found.group_id, found.author_id) != (person.group_id, person.user_id):
        raise Gone("aids.refused.draft_gone")
    return found
