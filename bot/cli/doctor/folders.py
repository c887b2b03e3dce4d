"""The doctor's look at folders: rights, room, sealed votes and backups, without opening a file.

Not even a handle on the file of sealed votes is taken: closing it could drop the bot's lock.
"""

import os
import shutil
import stat
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

from bot.cli.doctor.finding import Finding, broken, look, well
from bot.client.faults import kind_of
from bot.storage.backups import FOLDER, newest

# Below the first nothing can be written soon; below the second it is time to make room.
NO_ROOM, LITTLE_ROOM = 100_000_000, 1_000_000_000  # bytes
# Rebuilding the main file takes about twice its size for a moment.
REBUILDING = 3
BACKUP_OLD = timedelta(days=7)
SEALED, KEYS, TAG = "sealed", "keys", "CACHEDIR.TAG"
# Where Windows keeps rights, Python's modes don't reach.
HAS_MODES, OTHERS = os.name != "nt", 0o077
NAMED = 3


def open_to_others(path: Path) -> bool:
    """Say whether anybody but the owner has any right to a file or folder."""
    try:
        return HAS_MODES and bool(stat.S_IMODE(path.stat().st_mode) & OTHERS)
    except FileNotFoundError:
        # A bot that runs takes files away, too.
        return False


def data_folder(data: Path) -> Finding:
    """Look whether the folder is there, can be written, and keeps its files from others."""
    if not data.exists():
        return look("doctor.folder.none", folder=data)
    if not data.is_dir() or not os.access(data, os.R_OK | os.W_OK | os.X_OK):
        return broken("start.folder", folder=data)
    readable = [path for path in sorted(data.glob("*.sqlite3*")) if open_to_others(path)]
    if readable and open_to_others(data):
        return look("doctor.folder.open", folder=data, names=_named(readable))
    return well("doctor.folder.ok", folder=data)


def free_room(data: Path) -> Finding:
    """Look how much room there is for the folder, or for where it will be."""
    there = next(path for path in (data.absolute(), *data.absolute().parents) if path.is_dir())
    free = shutil.disk_usage(there).free
    held = sum(path.stat().st_size for path in data.glob("*.sqlite3*"))
    told = {"folder": there, "free": free // 1_000_000}
    if free < NO_ROOM:
        return broken("doctor.room.none", **told)
    if free < max(LITTLE_ROOM, REBUILDING * held):
        return look("doctor.room.little", **told)
    return well("doctor.room.ok", **told)


def sealed_folder(data: Path) -> Iterator[Finding]:
    """Look who could reach the votes of open polls, and whether backup tools pass them by."""
    sealed = data / SEALED
    if not sealed.is_dir():
        yield well("doctor.sealed.none")
        return
    try:
        yield from _sealed(sealed)
    except OSError as error:
        yield broken("doctor.sealed.unread", folder=sealed, kind=kind_of(error))


def _sealed(sealed: Path) -> Iterator[Finding]:
    keys = sorted((sealed / KEYS).iterdir())
    # A backup tool's tag is there for everybody to read.
    every = [sealed, sealed / KEYS, *sorted(sealed.glob("ballots.sqlite3*")), *keys]
    opened = [path for path in every if open_to_others(path)]
    strange = [path for path in every if _owner(path) not in (None, _owner(sealed.parent))]
    if opened:
        yield broken("doctor.sealed.open", folder=sealed, names=_named(opened))
    if strange:
        yield look("doctor.sealed.owner", folder=sealed, names=_named(strange))
    if not (sealed / TAG).is_file():
        yield look("doctor.sealed.tag", folder=sealed, name=TAG)
    if not opened and not strange:
        yield well("doctor.sealed.ok", folder=sealed, count=len(keys))


def backups(data: Path, now: datetime) -> Finding:
    """Look how old the newest backup is, by the times of the files."""
    folder, made = data / FOLDER, newest(data)
    if made is None:
        return look("doctor.backup.none", folder=folder)
    age = now - made
    told = {"folder": folder, "days": max(age.days, 0)}
    return (
        look("doctor.backup.old", **told) if age > BACKUP_OLD else well("doctor.backup.ok", **told)
    )


def _owner(path: Path) -> int | None:
    try:
        return path.stat().st_uid
    except FileNotFoundError:
        return None


def _named(paths: list[Path]) -> str:
    named = [path.name for path in paths[:NAMED]]
    return ", ".join((*named, "...") if len(paths) > NAMED else named)
