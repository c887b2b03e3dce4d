"""What the use cases of shared decisions share: the file, the one clock, the source of ids."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from random import Random

from bot.domain.decisions.decision import Decision
from bot.domain.people import Person, require_facilitator
from bot.services.steps import here
from bot.storage import groups
from bot.storage.database import Connection, Database


@dataclass(frozen=True)
class UseCase:
    """The means of every use case of shared decisions."""

    _database: Database
    _now: Callable[[], datetime]
    _chance: Random

    def _led(self, connection: Connection, person: Person, decision_id: str) -> Decision:
        """Return a decision of where the person is, for a facilitator. Raises NotAllowed, Gone."""
        require_facilitator(person, groups.roles(connection, person.group_id))
        return here(connection, person, decision_id, self._now())
