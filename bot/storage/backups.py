"""Backups: where they lie beside the data, and how old the newest one is."""

from datetime import UTC, datetime
from pathlib import Path

FOLDER = "backups"


def newest(data: Path) -> datetime | None:
    """Return when the newest backup in a data folder was made, in UTC, by its file's time.

    None if there is none. It reads names and times alone, and opens no file.
    """
    made = [_time(path) for path in (data / FOLDER).glob("*.sqlite3")]
    return max((at for at in made if at is not None), default=None)


def _time(path: Path) -> datetime | None:
    try:
        return datetime.fromtimestamp(path.stat().st_mtime, UTC)
    except FileNotFoundError:
        # Rotation takes old ones away while we look.
        return None
