"""A private item leaves no trace of who gave it or when in any byte of any file."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from bot.domain.people import Person
from bot.services.house import House
from bot.storage.database import Connection
from tests.services.circle import GROUP, ROOM, Clock, Home, everything_in

USER_ID = 311528470125871999
WRITER = Person(GROUP, ROOM, USER_ID)
TEXT = "The chairs were hard."


def forms_of_number(number: int) -> Iterator[bytes]:
    """Every way in which a number may stand in a file: in digits, and as bytes of either order."""
    yield str(number).encode()
    yield format(number, "x").encode()
    yield format(number, "X").encode()
    for order in ("big", "little"):
        # Without the zeros in front, which also stand in wider forms.
        yield number.to_bytes((number.bit_length() + 7) // 8, order)


def forms_of_time(moment: datetime) -> Iterator[bytes]:
    for unit in (1, 1_000, 1_000_000):
        yield from forms_of_number(int(moment.timestamp() * unit))
    for form in ("%Y-%m-%d %H:%M", "%Y-%m-%dT%H:%M", "%Y-%m-%d", "%H:%M:%S"):
        yield moment.strftime(form).encode()


def traces(folder: Path, moment: datetime) -> list[bytes]:
    held = everything_in(folder)
    looked_for = [*forms_of_number(USER_ID), *forms_of_time(moment)]
    return [form for form in looked_for if form in held]


async def test_no_byte_says_who_gave_a_private_item_or_when(
    house: House, home: Home, clock: Clock
) -> None:
    clock.advance(hours=13, minutes=14, seconds=15)
    await house.feedback.give(WRITER, TEXT, 4, None)
    assert TEXT.encode() in everything_in(home.folder)
    assert traces(home.folder, clock()) == []
    assert (home.folder / "circlekeeper.sqlite3-wal").stat().st_size > 0
    await home.close()
    assert TEXT.encode() in everything_in(home.folder)
    assert traces(home.folder, clock()) == []


async def test_the_search_finds_what_an_item_with_a_name_says(
    house: House, home: Home, clock: Clock
) -> None:
    # Without this, the test above could pass because it looks in the wrong place.
    clock.advance(hours=13, minutes=14, seconds=15)
    await house.feedback.give(WRITER, TEXT, 4, "Anna")
    found = traces(home.folder, clock())
    assert USER_ID.to_bytes(8, "big") in found
    assert int(clock().timestamp()).to_bytes(4, "big") in found


async def test_of_a_private_item_the_week_is_kept_and_nothing_finer(
    home: Home, clock: Clock
) -> None:
    house = await home.open()
    assert clock() == datetime(2026, 3, 4, 18, 0, tzinfo=UTC)
    days = [
        ("2026-03-02", {"days": 0}),
        ("2026-03-02", {"days": 4, "hours": 5.99}),  # the last minute of Sunday
        ("2026-03-09", {"hours": 0.02}),  # the first of Monday
    ]
    for number, (week, later) in enumerate(days):
        clock.advance(**later)
        await house.feedback.give(Person(number + 1, ROOM, USER_ID), TEXT, None, None)
        keeper = Person(number + 1, ROOM, 7, manages_group=True)
        (file,) = (await house.feedback.export(keeper, 10_000)).files
        assert file.decode("utf-8-sig").splitlines()[1] == f"{week},private,,{TEXT},,,"


async def test_two_items_of_one_person_share_nothing_that_ties_them_together(
    house: House,
) -> None:
    def stored(connection: Connection) -> list[dict[str, object]]:
        rows = connection.execute("SELECT * FROM feedback_item").fetchall()
        return [{name: row[name] for name in row.keys() if row[name] is not None} for row in rows]  # noqa: SIM118 - a row isn't a dict

    for text in (TEXT, "And it was cold."):
        await house.feedback.give(WRITER, text, None, None)
    one, other = await house.database.read(stored)
    assert set(one) == set(other) == {"item_id", "group_id", "week", "text"}
    # What is equal is so for everybody who wrote in that week.
    assert {name for name in one if one[name] == other[name]} == {"group_id", "week"}
