"""Migrations: each file is brought to today's schema whole, once, or is left as it was."""

import sqlite3
from contextlib import closing
from importlib import resources
from pathlib import Path

import pytest

from bot.storage import groups
from bot.storage.database import FILE_NAME, Connection, Database, Unusable, migrations

NEWEST = max(migrations())


def schema(connection: Connection) -> dict[str, str]:
    return dict(connection.execute("SELECT name, sql FROM sqlite_master WHERE sql IS NOT NULL"))


def version(connection: Connection) -> int:
    return connection.execute("PRAGMA user_version").fetchone()[0]


def make(path: Path, mode: str, *statements: str) -> bytes:
    """Make a file as another program would; return its bytes."""
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        for statement in (f"PRAGMA journal_mode = {mode}", *statements):
            connection.execute(statement)
    return path.read_bytes()


def names(folder: Path) -> list[str]:
    return [path.name for path in folder.iterdir()]


def test_migrations_are_numbered_from_one_without_a_gap() -> None:
    assert list(migrations()) == list(range(1, NEWEST + 1))
    # Two of one number would be taken for one.
    files = [entry.name for entry in resources.files("bot.storage.migrations").iterdir()]
    assert len([name for name in files if name.endswith(".sql")]) == NEWEST


async def test_a_fresh_file_gets_every_table(database: Database) -> None:
    assert await database.read(version) == NEWEST
    assert {
        "member_group",
        "poll_draft",
        "poll",
        "topic_post",
        "feedback_item",
        "outbox",
        "record",
        "note",
        "proposed_option",
        "decision",
        "decision_note",
        "decision_option",
        "decision_move",
        "decision_experience",
    } <= set(await database.read(schema))


async def test_every_table_is_strict(database: Database) -> None:
    def work(connection: Connection) -> dict[str, int]:
        tables = connection.execute("PRAGMA table_list").fetchall()
        return {row["name"]: row["strict"] for row in tables if row["name"][:7] != "sqlite_"}

    strict = await database.read(work)
    assert len(strict) > 5
    assert set(strict.values()) == {1}


async def test_no_table_has_a_place_for_a_vote(database: Database) -> None:
    def work(connection: Connection) -> set[str]:
        return {row[0] for row in connection.execute("SELECT name FROM pragma_table_info('poll')")}

    # Neither votes, voters nor their number: a new column here is to be thought about.
    assert await database.read(work) == {
        "poll_id",
        "group_id",
        "channel_id",
        "message_id",
        "author_id",
        "question",
        "options",
        "method",
        "opened_at",
        "closes_at",
        "state",
        "result",
        # The rules of the poll, fixed before the first vote.
        "rules",
        "reacting",
        "emojis",
        "voter_role",
        "here_only",
        "standing",
        # Whether members add options until it opens; whose option it is has no place.
        "gathers",
        # Why it was taken down; and the marks of those counted, filled up to a band with random
        # ones, written when it closes.
        "reason",
        "inclusion",
        # The number behind a lot and the event made of a time: neither is about a vote.
        "lot",
        "event_id",
    }


async def test_a_file_of_today_is_opened_with_all_that_is_in_it(tmp_path: Path) -> None:
    database = await Database.open(tmp_path)
    await database.write(groups.set_note, "commands", "abc")
    before = await database.read(schema)
    await database.close()
    for _ in range(2):
        database = await Database.open(tmp_path)
        assert await database.read(groups.note, "commands") == "abc"
        assert await database.read(schema) == before
        assert await database.read(version) == NEWEST
        await database.close()


@pytest.mark.parametrize("mode", ["wal", "delete"])
@pytest.mark.parametrize("ahead", [1, 98])
async def test_a_newer_file_is_refused_and_not_a_byte_is_changed(
    tmp_path: Path, mode: str, ahead: int
) -> None:
    path = tmp_path / FILE_NAME
    before = make(path, mode, "CREATE TABLE circle (a)", f"PRAGMA user_version = {NEWEST + ahead}")
    with pytest.raises(Unusable) as refused:
        await Database.open(tmp_path)
    assert refused.value.key == "start.newer"
    assert refused.value.blanks == {"path": path, "version": NEWEST + ahead, "known": NEWEST}
    assert path.read_bytes() == before
    assert names(tmp_path) == [path.name]


async def test_a_migration_that_fails_leaves_the_old_version_whole(tmp_path: Path) -> None:
    path = tmp_path / FILE_NAME
    # The first schema makes seven tables before it comes to one of this name.
    make(path, "delete", "CREATE TABLE note (mine TEXT)", "INSERT INTO note VALUES ('kept')")
    for _ in range(2):
        with pytest.raises(Unusable) as refused:
            await Database.open(tmp_path)
        assert refused.value.key == "start.file_trouble"
    with closing(sqlite3.connect(path)) as connection:
        assert version(connection) == 0
        assert schema(connection) == {"note": "CREATE TABLE note (mine TEXT)"}
        assert connection.execute("SELECT mine FROM note").fetchall() == [("kept",)]
