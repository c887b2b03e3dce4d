"""Erasing: what was deleted is soon gone from every byte of the main file."""

from datetime import datetime

from bot.storage import erasing
from bot.storage.database import Database


class Erasing:
    """Rebuilding the main file after something was deleted that must leave no trace."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def do_due(self) -> None:
        """Rebuild the file if something was deleted since it was last rebuilt.

        A crash on the way leaves the note, so it is done after the next start.
        """
        asked: datetime | None = await self._database.read(erasing.due)
        if asked is None:
            return
        await self._database.rebuild()
        await self._database.write(erasing.done, asked)
