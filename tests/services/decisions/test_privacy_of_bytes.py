"""In no byte: who started something in private, who added an option, who supports, and how many."""

import logging
from pathlib import Path

import pytest

from bot.domain.decisions.decision import Stage
from bot.domain.decisions.parts import NoteKind, Option
from bot.domain.people import Person
from bot.services.house import House
from bot.storage.database import Connection
from tests.services.circle import GROUP, ROOM, Clock, Home, everything_in, member
from tests.services.decisions.started import ASKED, at, brought_to, full_hour, support, worry
from tests.services.feedback.test_privacy_of_bytes import forms_of_number, forms_of_time
from tests.services.polls.asked import boxes_of

USER_ID = 311528470125871999
WRITER = Person(GROUP, ROOM, USER_ID)


def traces_of_person(folder: Path) -> list[bytes]:
    held = everything_in(folder)
    return [form for form in forms_of_number(USER_ID) if form in held]


async def test_a_private_start_leaves_no_trace_of_who_or_when(
    house: House, home: Home, clock: Clock
) -> None:
    clock.advance(hours=13, minutes=14, seconds=15)
    moment = clock()
    row = await house.decisions.starting.propose(WRITER, ASKED, None)
    for _ in range(2):
        held = everything_in(home.folder)
        assert ASKED.what.encode() in held
        assert traces_of_person(home.folder) == []
        # The day alone may be there: that of its card.
        times = [form for form in forms_of_time(moment) if len(form) != len("2026-03-05")]
        assert [form for form in times if form in held] == []
        await home.close()
    # Nor does the age of a key tell it: there is none before it is shown.
    assert list((home.folder / "sealed" / "keys").iterdir()) == []
    house = await home.open()
    clock.advance(minutes=15)
    await house.decisions.due.do_due()
    assert [key.stem for key in (home.folder / "sealed" / "keys").iterdir()] == [row.subject]
    assert traces_of_person(home.folder) == []


async def test_the_search_finds_who_started_something_by_name(house: House, home: Home) -> None:
    await worry(house, "Anna", by=WRITER)
    assert traces_of_person(home.folder) != []


async def test_notes_and_options_leave_no_trace_of_who_wrote_them(
    house: House, home: Home, clock: Clock
) -> None:
    one = await brought_to(house, clock, Stage.TALK)
    await house.decisions.noting.note(WRITER, one, NoteKind.QUESTION, "When is it?")
    two = await brought_to(house, clock, Stage.OPTIONS)
    clock.advance(hours=13, minutes=14, seconds=15)
    moment = clock()
    await house.decisions.noting.option(WRITER, two, Option("Sixty minutes"))
    for _ in range(2):
        held = everything_in(home.folder)
        assert b"Sixty minutes" in held
        assert b"When is it?" in held
        assert traces_of_person(home.folder) == []
        # Bytes of a time are looked for in the main file's tables alone: noise is elsewhere.
        assert str(int(moment.timestamp())).encode() not in held
        assert int(moment.timestamp()).to_bytes(4, "big") not in held
        await home.close()


async def test_who_supports_is_in_no_byte(house: House, home: Home, clock: Clock) -> None:
    one = await worry(house, "Ben", by=member(2))
    await house.polls.supporting.support(WRITER, one)
    assert traces_of_person(home.folder) == []
    await full_hour(house, clock)
    assert traces_of_person(home.folder) == []
    await house.polls.supporting.take_back(WRITER, one)
    await house.polls.supporting.support(WRITER, one)
    await support(house, one, 3, 4)
    await full_hour(house, clock)
    assert (await at(house, one)).stage is Stage.TALK
    await home.close()
    assert traces_of_person(home.folder) == []


def sizes(folder: Path) -> dict[str, int]:
    """The size of every file but the main file's log, under names without ids."""
    found = {path: path.stat().st_size for path in folder.rglob("*") if path.is_file()}
    return {
        "key" if path.suffix == ".key" else path.name: size
        for path, size in found.items()
        if not path.name.startswith("circlekeeper.sqlite3-")
    }


async def test_how_many_support_cant_be_told_from_the_files(tmp_path: Path, clock: Clock) -> None:
    seen = list[tuple[dict[str, int], list[tuple[object, ...]]]]()
    for number, supporters in enumerate((0, 1, 2, 19)):
        home = Home(tmp_path / str(number) / "data", clock)
        house = await home.open()
        await house.groups.set(Person(GROUP, ROOM, 9, manages_group=True), support=20)
        one = await worry(house, "Ben", by=member(2))
        await support(house, one, *range(10, 10 + supporters))
        await house.decisions.due.do_due()

        def plain(connection: Connection) -> list[tuple[object, ...]]:
            rows = connection.execute("SELECT * FROM decision").fetchall()
            return [tuple(row)[1:] for row in rows]

        kept = await house.database.read(plain)
        boxes = await boxes_of(house).standing()
        assert [box.poll_id for box in boxes] == [one]
        seen.append((sizes(home.folder), kept))
        await home.close()
    assert all(each == seen[0] for each in seen)
    assert seen[0][0]["ballots.sqlite3"] > 0


async def test_no_log_tells_a_number_or_a_name(
    house: House, clock: Clock, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    one = await worry(house, None, by=WRITER)
    clock.advance(minutes=16)
    await house.decisions.due.do_due()
    await support(house, one, USER_ID, 3, 4)
    await full_hour(house, clock)
    assert (await at(house, one)).stage is Stage.TALK
    assert [each for each in caplog.records if each.name.startswith("bot")] == []
