"""Folders and small files that only this user may read, on disk before anybody relies on them."""

import os
from pathlib import Path

UNFINISHED = ".new"  # stands after the name of a file that isn't renamed yet


def make_private_folder(path: Path) -> None:
    """Make the folder (and those above it), with mode 0700 whatever the umask; repeatable."""
    if not path.is_dir():
        path.mkdir(mode=0o700, parents=True)
        sync_folder(path.parent)
    path.chmod(0o700)


def make_private_file(path: Path) -> None:
    """Make an empty file of mode 0600, whatever the umask; one that is there isn't touched.

    Not even opened: closing any handle of a SQLite file drops this process's locks on it.
    """
    try:
        os.close(os.open(path, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600))
    except FileExistsError:
        return
    path.chmod(0o600)


def write_private(path: Path, content: bytes) -> None:
    """Bring the file to disk whole or not at all: a temporary name, synced, renamed, folder synced.

    A crash leaves at most `<name>.new`, which the next try overwrites. Raises `OSError`.
    """
    unfinished = path.with_name(path.name + UNFINISHED)
    descriptor = os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "wb") as file:
        unfinished.chmod(0o600)  # before the first byte: the file may be an older one, more open
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    unfinished.replace(path)
    sync_folder(path.parent)


def erase(path: Path) -> None:
    """Overwrite the file with zeros, sync and unlink it; a file that is gone is fine.

    The folder isn't synced; `sync_folder` follows once for several files. Overwriting reaches the
    blocks of the file where the file system writes in place; flash may keep old cells for a while.
    """
    try:
        with path.open("r+b", buffering=0) as file:
            file.write(bytes(path.stat().st_size))
            os.fsync(file.fileno())
    except FileNotFoundError:
        return
    path.unlink()


def sync_folder(path: Path) -> None:
    """Make the folder's list of names durable, where the system can (Windows does so itself)."""
    if os.name == "nt":
        return
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
