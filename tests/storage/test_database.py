"""Opening the main file: what it is held to, and which files are refused and left alone."""

import os
import sqlite3
from collections.abc import Callable, Generator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from bot.storage import groups
from bot.storage.database import FILE_NAME, Connection, Database, Unusable
from bot.storage.database import _set_pragmas as set_pragmas  # pyright: ignore[reportPrivateUsage]

WORD = "a-word-that-stands-nowhere-else"
NOBODYS = Path("/proc/self")  # a folder in which nobody, root included, can make a file


def asked(*names: str) -> Callable[[Connection], dict[str, object]]:
    def work(connection: Connection) -> dict[str, object]:
        return {name: connection.execute(f"PRAGMA {name}").fetchone()[0] for name in names}

    return work


def names(folder: Path) -> list[str]:
    return [path.name for path in folder.iterdir()]


@contextmanager
def read_only(folder: Path) -> Generator[None]:
    folder.chmod(0o500)
    yield
    folder.chmod(0o700)


async def refusal(folder: Path) -> Unusable:
    with pytest.raises(Unusable) as refused:
        await Database.open(folder)
    return refused.value


async def test_the_writer_holds_to_what_the_design_says(database: Database) -> None:
    full, memory = 2, 2
    held = {
        "journal_mode": "wal",
        "synchronous": full,
        "foreign_keys": 1,
        "secure_delete": 1,
        "temp_store": memory,
        "busy_timeout": 5000,
    }
    assert await database.write(asked(*held)) == held


@pytest.mark.skipif(os.name == "nt", reason="Windows keeps rights elsewhere")
async def test_a_new_file_and_its_log_are_their_owners_alone(tmp_path: Path) -> None:
    before = os.umask(0o022)
    try:
        database = await Database.open(tmp_path / "data")
        files = sorted((tmp_path / "data").iterdir())
        assert len(files) == 3
        assert {path.stat().st_mode & 0o777 for path in files} == {0o600}
        await database.close()
        (tmp_path / "data" / FILE_NAME).chmod(0o640)
        await (await Database.open(tmp_path / "data")).close()
        # What somebody chose stays.
        assert (tmp_path / "data" / FILE_NAME).stat().st_mode & 0o777 == 0o640
    finally:
        os.umask(before)


async def test_the_reader_can_read_alone_and_waits_as_long(database: Database) -> None:
    held = {"journal_mode": "wal", "query_only": 1, "temp_store": 2, "busy_timeout": 5000}
    assert await database.read(asked(*held)) == held
    with pytest.raises(sqlite3.OperationalError, match="readonly"):
        await database.read(groups.set_note, "commands", "abc")
    assert await database.read(groups.note, "commands") is None


async def test_what_is_deleted_is_in_no_byte_once_the_file_is_closed(tmp_path: Path) -> None:
    database = await Database.open(tmp_path)
    # Long, because the shorter text that takes its place may overwrite part of it by chance.
    await database.write(groups.set_note, "commands", WORD * 20)
    await database.close()
    assert WORD.encode() in (tmp_path / FILE_NAME).read_bytes()

    database = await Database.open(tmp_path)
    await database.write(groups.set_note, "commands", "short")
    await database.close()
    assert names(tmp_path) == [FILE_NAME]
    assert WORD.encode() not in (tmp_path / FILE_NAME).read_bytes()


def test_a_setting_that_doesnt_hold_is_refused() -> None:
    # A database in memory can't keep a write-ahead log, and SQLite says so without an error.
    with closing(sqlite3.connect(":memory:")) as connection, pytest.raises(Unusable) as refused:
        set_pragmas(connection)
    assert refused.value.key == "start.pragma"
    assert refused.value.blanks == {"name": "journal_mode", "value": "wal", "held": "memory"}


async def test_folders_that_are_missing_are_made(tmp_path: Path) -> None:
    deep = tmp_path / "a" / "b"
    await (await Database.open(deep)).close()
    assert (deep / FILE_NAME).is_file()


@pytest.mark.parametrize("content", [b"this is a letter to a friend. " * 200, b"\0" * 8192 + b"x"])
async def test_a_file_that_isnt_ours_is_refused_and_left_alone(
    tmp_path: Path, content: bytes
) -> None:
    (tmp_path / FILE_NAME).write_bytes(content)
    assert (await refusal(tmp_path)).key == "start.damaged"
    assert (tmp_path / FILE_NAME).read_bytes() == content


async def test_a_file_with_a_hole_in_it_is_refused(tmp_path: Path) -> None:
    database = await Database.open(tmp_path)
    for number in range(200):
        await database.write(groups.set_note, f"note-{number}", WORD * 10)
    await database.close()
    path = tmp_path / FILE_NAME
    whole = path.read_bytes()
    page = 4096
    # The last pages are overwritten with noise; the first, with the schema, stays as it was.
    path.write_bytes(whole[: -4 * page] + bytes(range(256)) * (4 * page // 256))
    refused = await refusal(tmp_path)
    assert refused.key == "start.damaged"
    assert refused.blanks["path"] == path


async def test_a_folder_that_cant_be_made_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("not a folder")
    refused = await refusal(tmp_path / "file" / "data")
    assert (refused.key, refused.blanks["folder"]) == ("start.folder", tmp_path / "file" / "data")


async def test_a_file_that_cant_be_opened_speaks_of_the_folder(tmp_path: Path) -> None:
    (tmp_path / FILE_NAME).mkdir()
    refused = await refusal(tmp_path)
    assert (refused.key, refused.blanks["folder"]) == ("start.folder", tmp_path)


@pytest.mark.skipif(not NOBODYS.is_dir(), reason="needs Linux's /proc, which takes no files")
async def test_a_folder_that_takes_no_files_is_named() -> None:
    refused = await refusal(NOBODYS)
    assert (refused.key, refused.blanks["folder"]) == ("start.folder", NOBODYS)


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="root may write everywhere")
async def test_a_folder_without_write_permission_is_named(tmp_path: Path) -> None:
    with read_only(tmp_path):
        refused = await refusal(tmp_path)
    assert (refused.key, refused.blanks["folder"]) == ("start.folder", tmp_path)


async def test_after_a_refusal_the_file_is_let_go(tmp_path: Path) -> None:
    path = tmp_path / FILE_NAME
    path.write_bytes(b"this is a letter to a friend. " * 200)
    await refusal(tmp_path)
    path.unlink()
    await (await Database.open(tmp_path)).close()
