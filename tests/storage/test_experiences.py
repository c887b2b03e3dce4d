"""Experiences in the main file: they come out as they went in, and no query reads them all."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from bot.domain.decisions.asked import Asked
from bot.domain.decisions.decision import Decision, Stage
from bot.domain.decisions.experiences import Experience, Off, State, Turned
from bot.domain.decisions.parts import Option
from bot.storage import decision_parts, decisions, experiences, gone
from bot.storage.database import Connection, Database

NOW = datetime(2026, 3, 4, 18, 0, tzinfo=UTC)
HOUR = timedelta(hours=1)
TODAY = date(2026, 3, 4)
GROUP, OTHER_GROUP = 311528470125871104, 2
ONE = Decision("a1", GROUP, 5, Asked("Tea?", "It's cold"), Stage.OPTIONS, NOW)
TOLD = Experience("e1", "a1", "oa1", "'; DROP TABLE 🫖", Turned.MIXED, b"1" * 32, moves_at=NOW)


@pytest.fixture
async def file(database: Database) -> Database:
    """A file in which two groups have one option each, the first with an experience."""

    def work(connection: Connection) -> None:
        for name, group in (("a1", GROUP), ("a2", OTHER_GROUP)):
            decisions.add(connection, replace(ONE, decision_id=name, group_id=group), None)
            decision_parts.add_option(connection, f"o{name}", name, Option("Tea", "warm"), NOW)
            decision_parts.show_due(connection, name, NOW)
        experiences.add(connection, TOLD)

    await database.write(work)
    return database


async def test_an_experience_comes_back_as_it_was(file: Database) -> None:
    assert await file.read(experiences.find, "e1") == TOLD
    assert await file.read(experiences.find, "e2") is None
    assert await file.read(experiences.of_code, GROUP, b"1" * 32) == TOLD
    assert await file.read(experiences.of_code, OTHER_GROUP, b"1" * 32) is None
    assert await file.read(experiences.to_read, "a1") == []
    assert await file.read(experiences.next_due) == NOW
    assert await file.write(experiences.arrive, NOW - HOUR) == 0
    assert await file.write(experiences.arrive, NOW) == 1
    here = replace(TOLD, moves_at=None)
    assert await file.read(experiences.to_read, "a1") == [here]
    assert await file.read(experiences.shown, "a1") == []
    refused = (State.NOT_SHOWN, Off.NAMES, "It names Ben.")
    await file.write(experiences.set_state, "e1", *refused)
    after = replace(here, state=State.NOT_SHOWN, off=Off.NAMES, reason="It names Ben.")
    assert await file.read(experiences.find, "e1") == after
    await file.write(experiences.set_state, "e1", State.SHOWN, None, "")
    assert await file.read(experiences.shown, "a1") == [replace(here, state=State.SHOWN)]
    assert await file.read(experiences.count, "a1") == 1
    await file.write(experiences.remove, "e1")
    assert await file.read(experiences.count, "a1") == 0


async def test_options_come_with_their_ids_once_they_are_shown(file: Database) -> None:
    await file.write(decision_parts.add_option, "later", "a1", Option("Juice"), NOW + HOUR)
    assert await file.read(experiences.options, "a1") == {"oa1": Option("Tea", "warm")}


@pytest.mark.parametrize("days", [30, 90])
async def test_they_go_so_many_days_after_their_decision_ended(file: Database, days: int) -> None:
    if days != 90:
        await file.write(
            lambda c: c.execute(
                "INSERT INTO member_group (group_id, feedback_days) VALUES (?, ?)", (GROUP, days)
            )
        )
    remove = experiences.remove_ended
    assert await file.write(remove, TODAY + timedelta(999)) == 0
    await file.write(experiences.end, "a2", TODAY)
    assert await file.write(remove, TODAY + timedelta(999)) == 0
    await file.write(experiences.end, "a1", TODAY)
    assert await file.write(remove, TODAY + timedelta(days - 1)) == 0
    assert await file.write(remove, TODAY + timedelta(days)) == 1


EVERY: list[Callable[[Connection], Any]] = [
    lambda c: experiences.add(c, replace(TOLD, experience_id="e2", code_hash=b"2" * 32)),
    lambda c: experiences.find(c, "e1"),
    lambda c: experiences.of_code(c, GROUP, b"1" * 32),
    lambda c: experiences.shown(c, "a1"),
    lambda c: experiences.to_read(c, "a1"),
    lambda c: experiences.count(c, "a1"),
    lambda c: experiences.arrive(c, NOW),
    lambda c: experiences.set_state(c, "e1", State.SHOWN, None, ""),
    experiences.next_due,
    lambda c: experiences.end(c, "a1", TODAY),
    lambda c: experiences.remove_ended(c, TODAY),
    lambda c: experiences.options(c, "a1"),
    lambda c: experiences.remove(c, "e1"),
    # What hangs on an option or a decision is found without a look at all of them.
    lambda c: c.execute("DELETE FROM decision_experience WHERE option_id = 'o'"),
]


async def test_no_query_reads_all_experiences(file: Database) -> None:
    def work(connection: Connection) -> list[str]:
        asked = list[str]()
        connection.set_trace_callback(asked.append)
        for each in EVERY:
            each(connection)
        connection.set_trace_callback(None)
        plans = list[str]()
        for query in (query for query in asked if not query.startswith("--")):
            rows = connection.execute(f"EXPLAIN QUERY PLAN {query}").fetchall()
            plans += [f"{row['detail']}: {query}" for row in rows]
        return plans

    plans = await file.write(work)
    assert sum(plan.startswith("SEARCH") for plan in plans) >= len(EVERY) - 1
    assert [plan for plan in plans if plan.startswith("SCAN")] == []


async def test_they_are_erased_with_their_group(file: Database) -> None:
    other = replace(TOLD, experience_id="e2", decision_id="a2", option_id="oa2", code_hash=b"2")
    await file.write(experiences.add, other)
    await file.write(gone.erase, GROUP)
    assert await file.read(experiences.find, "e1") is None
    assert await file.read(experiences.find, "e2") == other
