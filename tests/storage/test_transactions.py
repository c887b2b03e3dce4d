"""Transactions: whole or not at all, one at a time, and one unchanging view for each reader."""

import asyncio
import threading
import time
from pathlib import Path

import pytest

from bot.storage import groups
from bot.storage.database import Connection, Database

SOON = 5.0  # seconds that no test comes near, unless something hangs


class Mishap(Exception):
    """Something goes wrong half-way."""


def notes(connection: Connection) -> dict[str, str]:
    return dict(connection.execute("SELECT name, text FROM note").fetchall())


def two_notes(connection: Connection, one: str, other: str, *, pause: float = 0.0) -> str:
    groups.set_note(connection, one, "first half")
    time.sleep(pause)
    groups.set_note(connection, other, "second half")
    return f"{one} {other}"


async def test_a_write_returns_what_its_work_returned_and_is_on_disk(
    database: Database, tmp_path: Path
) -> None:
    assert await database.write(two_notes, "a", "b") == "a b"
    another = await Database.open(tmp_path)
    assert await another.read(notes) == {"a": "first half", "b": "second half"}
    await another.close()


async def test_an_exception_undoes_all_of_the_work_and_none_of_the_next(
    database: Database,
) -> None:
    def work(connection: Connection) -> None:
        groups.set_note(connection, "a", "first half")
        raise Mishap

    with pytest.raises(Mishap):
        await database.write(work)
    assert await database.read(notes) == {}
    await database.write(two_notes, "b", "c")
    assert set(await database.read(notes)) == {"b", "c"}


async def test_a_mistake_in_sql_undoes_the_work_too(database: Database) -> None:
    def work(connection: Connection) -> None:
        groups.set_note(connection, "a", "first half")
        connection.execute("INSERT INTO note (name, text) VALUES ('b', NULL)")

    with pytest.raises(Exception, match="NOT NULL"):
        await database.write(work)
    assert await database.read(notes) == {}


async def test_work_that_ends_its_transaction_itself_is_told_so(database: Database) -> None:
    def work(connection: Connection) -> None:
        groups.set_note(connection, "a", "first half")
        connection.execute("ROLLBACK")

    with pytest.raises(Exception, match="no transaction is active"):
        await database.write(work)
    assert await database.read(notes) == {}


async def test_two_writes_at_once_never_mix(database: Database) -> None:
    def fails(connection: Connection) -> None:
        two_notes(connection, "a", "b", pause=0.05)
        raise Mishap

    def succeeds(connection: Connection) -> dict[str, str]:
        before = notes(connection)
        two_notes(connection, "c", "d")
        return before

    failed, before = await asyncio.gather(
        database.write(fails), database.write(succeeds), return_exceptions=True
    )
    assert isinstance(failed, Mishap)
    assert before == {}
    assert set(await database.read(notes)) == {"c", "d"}


async def test_many_writers_add_up_without_losing_one(database: Database) -> None:
    def add_one(connection: Connection) -> None:
        before = int(groups.note(connection, "count") or 0)
        groups.set_note(connection, "count", str(before + 1))

    await asyncio.gather(*(database.write(add_one) for _ in range(30)))
    assert await database.read(groups.note, "count") == "30"


@pytest.mark.parametrize("turns", range(8))
async def test_a_cancelled_write_is_whole_or_not_there(database: Database, turns: int) -> None:
    before = asyncio.create_task(database.write(two_notes, "a", "b", pause=0.005))
    writing = asyncio.create_task(database.write(two_notes, "c", "d", pause=0.005))
    for _ in range(turns):
        await asyncio.sleep(0.002)
    writing.cancel()
    await asyncio.gather(before, writing, return_exceptions=True)
    await database.write(two_notes, "e", "f")
    kept = set(await database.read(notes))
    assert kept in ({"a", "b", "e", "f"}, {"a", "b", "c", "d", "e", "f"})


async def test_a_write_under_way_is_finished_though_nobody_waits_for_it(
    database: Database,
) -> None:
    began = threading.Event()

    def work(connection: Connection) -> None:
        groups.set_note(connection, "a", "first half")
        began.set()
        time.sleep(0.05)
        groups.set_note(connection, "b", "second half")

    writing = asyncio.create_task(database.write(work))
    assert await asyncio.to_thread(began.wait, SOON)
    writing.cancel()
    with pytest.raises(asyncio.CancelledError):
        await writing
    await database.write(groups.set_note, "c", "later")
    assert set(await database.read(notes)) == {"a", "b", "c"}


async def test_a_reader_sees_one_unchanging_view(database: Database) -> None:
    looked, written = threading.Event(), threading.Event()

    def work(connection: Connection) -> tuple[dict[str, str], dict[str, str]]:
        first = notes(connection)
        looked.set()
        assert written.wait(SOON)
        return first, notes(connection)

    await database.write(groups.set_note, "a", "before")
    reading = asyncio.create_task(database.read(work))
    assert await asyncio.to_thread(looked.wait, SOON)
    await database.write(groups.set_note, "a", "after")
    written.set()
    assert await reading == ({"a": "before"}, {"a": "before"})
    assert await database.read(notes) == {"a": "after"}


async def test_a_reader_that_fails_leaves_the_next_one_a_fresh_view(database: Database) -> None:
    def work(connection: Connection) -> None:
        notes(connection)
        raise Mishap

    with pytest.raises(Mishap):
        await database.read(work)
    await database.write(groups.set_note, "a", "after")
    assert await database.read(notes) == {"a": "after"}


async def test_closing_finishes_what_waits(tmp_path: Path) -> None:
    database = await Database.open(tmp_path)
    writing = [asyncio.create_task(database.write(two_notes, f"a{n}", f"b{n}")) for n in range(20)]
    await asyncio.sleep(0)
    await database.close()
    await asyncio.gather(*writing)
    database = await Database.open(tmp_path)
    assert len(await database.read(notes)) == 40
    await database.close()
