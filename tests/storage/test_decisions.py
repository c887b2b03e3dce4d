"""Shared decisions in the main file: they come out as they went in, and no query reads them all."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from bot.domain.decisions.asked import Asked
from bot.domain.decisions.decision import Decision, Stage
from bot.domain.decisions.outcome import Became, Outcome
from bot.domain.decisions.parts import How, Move, Note, NoteKind, Option
from bot.storage import decision_due, decision_parts, decisions, gone, people
from bot.storage.database import Connection, Database

NOW = datetime(2026, 3, 4, 18, 0, tzinfo=UTC)
HOUR = timedelta(hours=1)
GROUP, OTHER_GROUP, ANNA = 311528470125871104, 2, 902348571230987411
ASKED = Asked("Tea? 🫖", "שלום", "'; DROP TABLE decision; --", "soon", "coffee")
ONE = Decision("a1", GROUP, 5, ASKED, Stage.WORRY, NOW, ANNA, "Anna", needed=4)
TODAY = date(2026, 3, 4)
OUTCOME = Outcome(Became.ADOPTED, "Tea.", "Buy some", "Ben", "None", "consent")
OPTION = Option("Tea", "warm", "hot", "a cup a day", "which one")


async def test_a_decision_comes_back_as_it_was(database: Database) -> None:
    private = replace(ONE, decision_id="a2", starter_id=None, starter_name="", needed=2)
    for each in (ONE, private):
        await database.write(decisions.add, each, None)
        assert await database.read(decisions.find, each.decision_id) == each
    assert await database.read(decisions.find, "a3") is None
    await database.write(decisions.set_message, "a1", 99)
    await database.write(decisions.set_poll, "a1", "p1")
    await database.write(decisions.set_enough, "a1")
    await database.write(decisions.set_outcome, "a1", OUTCOME)
    await database.write(decisions.set_review, "a1", TODAY)
    await database.write(decisions.set_stage, "a1", Stage.TALK, ends_at=NOW + HOUR)
    changed = {"enough": True, "outcome": OUTCOME, "review_on": TODAY, "ends_at": NOW + HOUR}
    one = replace(ONE, message_id=99, poll_id="p1", stage=Stage.TALK, **changed)
    assert await database.read(decisions.find, "a1") == one
    assert await database.read(decisions.find, "a2") == private
    await database.write(decisions.set_stage, "a1", Stage.OPTIONS)
    await database.write(decisions.set_review, "a1", None)
    there = await database.read(decisions.find, "a1")
    assert there == replace(one, stage=Stage.OPTIONS, ends_at=None, review_on=None)


async def test_a_groups_decisions_come_in_pages_the_newest_first(database: Database) -> None:
    for number in range(5):
        shown = NOW + HOUR * (number // 2)
        each = replace(ONE, decision_id=f"a{number}", shown_at=shown)
        await database.write(decisions.add, each, None)
    await database.write(decisions.add, replace(ONE, decision_id="b", group_id=OTHER_GROUP), None)
    before, seen = (NOW + 9 * HOUR, ""), list[str]()
    while page := await database.read(decisions.titles, GROUP, before, 2):
        assert len(page) <= 2
        assert {(each.channel_id, each.what, each.stage) for each in page} == {
            (ONE.channel_id, ASKED.what, Stage.WORRY)
        }
        seen += [each.decision_id for each in page]
        before = (page[-1].shown_at, page[-1].decision_id)
    assert seen == ["a4", "a3", "a2", "a1", "a0"]


async def test_what_is_due_is_told_in_order_of_time(database: Database) -> None:
    assert await database.read(decision_due.next_due) is None
    for name, hours in (("a1", 3), ("a2", 1), ("a3", 2)):
        each = replace(ONE, decision_id=name)
        await database.write(decisions.add, each, NOW + hours * HOUR)
    await database.write(decisions.add, replace(ONE, decision_id="a4"), None)
    await database.write(decisions.set_stage, "a3", Stage.TALK, due_at=NOW + 2 * HOUR)
    assert await database.read(decision_due.next_due) == NOW + HOUR
    assert await database.read(decision_due.due, NOW, 9) == []
    late = NOW + 9 * HOUR
    found = await database.read(decision_due.due, late, 2)
    assert found == [(NOW + HOUR, "a2"), (NOW + 2 * HOUR, "a3")]
    assert await database.read(decision_due.due_worries, NOW + 2 * HOUR) == {"a2": 4}
    assert await database.read(decision_due.worries) == {"a1", "a2", "a4"}
    assert await database.read(decision_due.is_due, "a2", late)
    await database.write(decision_due.set_due, "a2", None)
    for name, moment in (("a2", late), ("a1", NOW), ("a9", late)):
        assert not await database.read(decision_due.is_due, name, moment)


@pytest.mark.parametrize("stage", list(Stage))
async def test_a_closed_poll_calls_its_decision_where_it_waits_for_it(
    database: Database, stage: Stage
) -> None:
    await database.write(decisions.add, replace(ONE, stage=stage), None)
    await database.write(decisions.set_poll, "a1", "p1")
    await database.write(decisions.set_review_poll, "a1", "p2")
    mine = {Stage.VOTE: "p1", Stage.REVIEW: "p2"}.get(stage)
    for other in {"p1", "p2", "p3"} - {mine}:
        await database.write(decision_due.poll_changed, other, NOW)
    assert await database.read(decision_due.next_due) is None
    waits = mine is not None
    if waits:
        await database.write(decision_due.poll_changed, mine, NOW)
    assert await database.read(decision_due.next_due) == (NOW if waits else None)


async def test_moves_are_counted_for_each_decision_by_itself(database: Database) -> None:
    for name in ("a1", "a2"):
        await database.write(decisions.add, replace(ONE, decision_id=name), None)
    steps = [("a1", Stage.WORRY, How.PROPOSED), ("a2", Stage.TALK, How.STARTED)]
    steps.append(("a1", Stage.ENDED, How.WITHDRAWN))
    numbers = [
        await database.write(decision_parts.add_move, *step, TODAY, by_id=ANNA, reason="Why")
        for step in steps
    ]
    assert numbers == [1, 1, 2]
    assert await database.read(decision_parts.moves, "a1") == [
        Move(1, Stage.WORRY, How.PROPOSED, TODAY, ANNA, "Why"),
        Move(2, Stage.ENDED, How.WITHDRAWN, TODAY, ANNA, "Why"),
    ]


async def test_notes_stand_in_their_order(database: Database) -> None:
    await database.write(decisions.add, ONE, None)
    kinds = (NoteKind.QUESTION, NoteKind.AGREEMENT, NoteKind.QUESTION)
    every = [Note(kind, text) for kind, text in zip(kinds, "cab", strict=True)]
    for note in every:
        await database.write(decision_parts.add_note, "a1", note)
    assert await database.read(decision_parts.notes, "a1") == every
    assert await database.read(decision_parts.notes, "a2") == []


async def test_options_are_hidden_until_their_time_and_keep_their_places(
    database: Database,
) -> None:
    await database.write(decisions.add, ONE, None)
    for name, hours in (("c", 1), ("a", 2), ("b", 3)):
        option = replace(OPTION, text=name)
        at = NOW + hours * HOUR
        await database.write(decision_parts.add_option, name, "a1", option, at)
    assert await database.read(decision_parts.shown_options, "a1") == []
    assert await database.read(decision_parts.hidden_options, "a1") == 3
    assert await database.read(decision_parts.next_due) == NOW + HOUR
    assert await database.write(decision_parts.show_due, "a1", NOW) == 0
    late = NOW + 4 * HOUR
    assert await database.read(decision_parts.due_options, late) == [(NOW + HOUR, "a1")]
    # The first batch by its random ids, not as it came; the later one below it.
    assert await database.write(decision_parts.show_due, "a1", NOW + 2 * HOUR) == 2
    assert await database.write(decision_parts.show_due, "a1", late) == 1
    shown = await database.read(decision_parts.shown_options, "a1")
    assert [option.text for option in shown] == ["a", "c", "b"]
    assert shown[0] == replace(OPTION, text="a")
    assert await database.read(decision_parts.next_due) is None


EVERY: list[Callable[[Connection], Any]] = [
    lambda c: decisions.find(c, "a1"),
    lambda c: decisions.titles(c, GROUP, (NOW, ""), 9),
    lambda c: decisions.set_stage(c, "a1", Stage.TALK),
    lambda c: decisions.set_enough(c, "a1"),
    lambda c: decisions.set_message(c, "a1", 9),
    lambda c: decisions.set_poll(c, "a1", "p1"),
    lambda c: decisions.set_outcome(c, "a1", OUTCOME),
    lambda c: decisions.set_review(c, "a1", TODAY),
    decision_due.worries,
    lambda c: decision_due.due(c, NOW, 9),
    lambda c: decision_due.due_worries(c, NOW),
    lambda c: decision_due.is_due(c, "a1", NOW),
    decision_due.next_due,
    lambda c: decision_due.set_due(c, "a1", NOW),
    lambda c: decision_due.poll_changed(c, "p1", NOW),
    lambda c: decision_due.tried(c, GROUP),
    lambda c: decision_parts.add_move(c, "a1", Stage.TALK, How.ENOUGH, TODAY),
    lambda c: decision_parts.moves(c, "a1"),
    lambda c: decision_parts.add_note(c, "a1", Note(NoteKind.QUESTION, "?")),
    lambda c: decision_parts.notes(c, "a1"),
    lambda c: decision_parts.add_option(c, "o1", "a1", OPTION, NOW),
    lambda c: decision_parts.shown_options(c, "a1"),
    lambda c: decision_parts.hidden_options(c, "a1"),
    lambda c: decision_parts.due_options(c, NOW),
    decision_parts.next_due,
    lambda c: decision_parts.show_due(c, "a1", NOW),
]


async def test_no_query_reads_all_decisions(database: Database) -> None:
    def work(connection: Connection) -> list[str]:
        decisions.add(connection, ONE, NOW)
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

    plans = await database.write(work)
    assert sum(plan.startswith("SEARCH") for plan in plans) >= len(EVERY) - 2
    # Of all that wait for support the index knows; it is asked for all of them, once, at start.
    allowed = "SCAN decision USING INDEX decision_worry"
    scans = [plan for plan in plans if plan.startswith("SCAN")]
    assert [plan for plan in scans if not plan.startswith(allowed)] == []
    # What is asked at every keystroke reads no row at all.
    titles = [plan for plan in plans if "ORDER BY shown_at DESC" in plan]
    assert [plan.split(" (")[0] for plan in titles] == [
        "SEARCH decision USING COVERING INDEX decision_of_group"
    ]


async def test_all_of_a_decision_is_erased_with_its_group(database: Database) -> None:
    for name, group in (("a1", GROUP), ("a2", OTHER_GROUP)):
        await database.write(decisions.add, replace(ONE, decision_id=name, group_id=group), None)
        await database.write(decision_parts.add_move, name, Stage.WORRY, How.PROPOSED, TODAY)
        await database.write(decision_parts.add_note, name, Note(NoteKind.QUESTION, "?"))
        await database.write(decision_parts.add_option, f"o{name}", name, OPTION, NOW)

    def left(connection: Connection) -> list[str]:
        tables = ("decision", "decision_move", "decision_note", "decision_option")
        queries = (f"SELECT decision_id FROM {table}" for table in tables)  # noqa: S608 - names from here
        return [row[0] for query in queries for row in connection.execute(query)]

    # A worry's box is named with the polls' boxes that are to be destroyed.
    assert await database.write(gone.erase, GROUP) == ["a1"]
    assert await database.read(left) == ["a2"] * 4


async def test_somebody_who_asks_to_be_forgotten_is_named_nowhere(database: Database) -> None:
    await database.write(decisions.add, ONE, None)
    step = (Stage.WORRY, How.PROPOSED, TODAY)
    await database.write(decision_parts.add_move, "a1", *step, by_id=ANNA)
    assert (GROUP, ANNA) in await database.read(people.named)
    held = await database.read(people.held, GROUP, ANNA)
    assert {name for name, rows in held.items() if rows} == {"decisions", "steps"}
    await database.write(people.forget, GROUP, ANNA)
    assert await database.read(people.named) == set()
    held = await database.read(people.held, GROUP, ANNA)
    assert not any(held.values())
    kept = await database.read(decisions.find, "a1")
    assert kept is not None
    assert (kept.starter_id, kept.starter_name) == (-1, "")
