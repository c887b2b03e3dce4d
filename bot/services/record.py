"""The record's use case: reading it, page by page."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime

from bot.domain.people import Person
from bot.domain.record import Entry
from bot.storage import record
from bot.storage.database import Database

PAGE = 15
READ_AT_ONCE = 100
# After every entry there can be, whatever the machine's clock said when it was written.
NEWEST = (datetime(9999, 1, 1, tzinfo=UTC), 0)


@dataclass(frozen=True, slots=True)
class Page:
    """Entries, the newest first, and whether there are earlier ones that the person may read."""

    entries: tuple[Entry, ...]
    more: bool

    @property
    def end(self) -> tuple[datetime, int]:
        """Where the next page begins."""
        last = self.entries[-1]
        return last.happened_at, last.entry_id


class Record:
    """What every member may read about how the group is run."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def page(
        self, person: Person, sees: Callable[[int], bool], before: tuple[datetime, int] = NEWEST
    ) -> Page:
        """Return up to 15 entries of the person's group from before a page's end.

        What is about a channel that the person doesn't see is left out, and the page is filled
        with what comes before it; `sees` says of a channel's id whether they do.
        """
        shown: list[Entry] = []
        # One more than fits tells whether there is another page.
        while len(shown) <= PAGE:
            found = await self._database.read(record.before, person.group_id, before, READ_AT_ONCE)
            shown += [e for e in found if "channel" not in e.details or sees(_channel(e))]
            if len(found) < READ_AT_ONCE:
                break
            before = (found[-1].happened_at, found[-1].entry_id)
        return Page(tuple(shown[:PAGE]), more=len(shown) > PAGE)


def _channel(entry: Entry) -> int:
    return int(str(entry.details["channel"]))
