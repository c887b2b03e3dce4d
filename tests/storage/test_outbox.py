"""The outbox's rows: one for each kind and subject, in the order in which they wait."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from bot.domain.outbox import Row, Step
from bot.storage import outbox
from bot.storage.database import Connection, Database

NOW = datetime(2026, 3, 4, 18, 0, tzinfo=UTC)
MINUTE = timedelta(minutes=1)
ROW = Row(7, "poll.card", 1, 2, "a1", Step.WAITING, NOW, NOW)


async def ids_due(database: Database, moment: datetime, most: int = 9) -> list[int]:
    return [row.row_id for row in await database.read(outbox.due, moment, most)]


async def test_a_row_comes_back_as_it_was(database: Database) -> None:
    await database.write(outbox.add, ROW)
    assert await database.read(outbox.find, "poll.card", "a1") == ROW
    assert await database.read(outbox.find, "poll.result", "a1") is None
    assert await database.read(outbox.find, "poll.card", "a2") is None


async def test_a_second_row_of_a_kind_about_a_subject_changes_nothing(database: Database) -> None:
    await database.write(outbox.add, ROW)
    await database.write(outbox.add, replace(ROW, row_id=8, channel_id=99))
    assert await database.read(outbox.due, NOW, 9) == [ROW]
    await database.write(outbox.add, replace(ROW, row_id=9, kind="poll.result"))
    assert await ids_due(database, NOW) == [7, 9]


async def test_the_longest_waiting_come_first_and_no_more_than_asked(database: Database) -> None:
    for row_id, minutes in ((1, 3), (2, 1), (3, 2), (4, 60)):
        row = replace(ROW, row_id=row_id, subject=f"a{row_id}", due_at=NOW + minutes * MINUTE)
        await database.write(outbox.add, row)
    assert await ids_due(database, NOW) == []
    assert await ids_due(database, NOW + 5 * MINUTE) == [2, 3, 1]
    assert await ids_due(database, NOW + 5 * MINUTE, most=2) == [2, 3]
    assert await database.read(outbox.next_due) == NOW + MINUTE


async def test_a_row_is_due_until_it_is_done_or_given_up(database: Database) -> None:
    await database.write(outbox.add, ROW)
    unfinished = {Step.WAITING, Step.SENDING, Step.SENT}
    for step in Step:
        await database.write(outbox.set_step, 7, step)
        assert await ids_due(database, NOW) == ([7] if step in unfinished else [])
        expected = NOW if step in unfinished else None
        assert await database.read(outbox.next_due) == expected


def trouble_of(connection: Connection, row_id: int) -> str | None:
    query = "SELECT trouble FROM outbox WHERE row_id = ?"
    return connection.execute(query, (row_id,)).fetchone()[0]


async def test_a_failed_try_is_noted_with_its_trouble_and_next_time(database: Database) -> None:
    await database.write(outbox.add, ROW)
    again = NOW + MINUTE
    await database.write(outbox.set_trouble, 7, Step.SENDING, "timeout", 3, again)
    assert await database.read(outbox.find, "poll.card", "a1") == replace(
        ROW, step=Step.SENDING, attempts=3, due_at=again
    )
    assert await database.read(trouble_of, 7) == "timeout"
    assert await ids_due(database, NOW) == []
    assert await ids_due(database, again) == [7]


async def test_a_row_that_is_given_up_keeps_its_time(database: Database) -> None:
    await database.write(outbox.add, ROW)
    await database.write(outbox.set_trouble, 7, Step.FAILED, "forbidden", 9, None)
    failed = replace(ROW, step=Step.FAILED, attempts=9)
    assert await database.read(outbox.find, "poll.card", "a1") == failed


async def test_a_message_that_was_sent_ends_the_trouble(database: Database) -> None:
    await database.write(outbox.add, ROW)
    await database.write(outbox.set_trouble, 7, Step.SENDING, "timeout", 1, NOW)
    await database.write(outbox.set_sent, 7, 12345)
    sent = await database.read(outbox.find, "poll.card", "a1")
    assert sent == replace(ROW, step=Step.SENT, attempts=1, message_id=12345)
    assert await database.read(trouble_of, 7) is None
