"""A private item leaves no trace of who gave it or when in any byte; what is erased, none."""

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

from bot.domain.feedback.item import Said, State, hash_of
from bot.domain.people import Person
from bot.domain.polls.keys import read_key
from bot.services.house import House
from bot.storage.database import FILE_NAME, Connection
from tests.services.circle import GROUP, MODERATOR, ROOM, Clock, Home, everything_in, member
from tests.services.feedback.told import answer, batch, give, inbox

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
    code = await give(house, TEXT, by=WRITER)
    await house.feedback.holding.add(WRITER, code, Said.ADDED, "And it was cold.")
    assert TEXT.encode() in everything_in(home.folder)
    assert traces(home.folder, clock()) == []
    assert (home.folder / "circlekeeper.sqlite3-wal").stat().st_size > 0
    await home.close()
    assert TEXT.encode() in everything_in(home.folder)
    assert traces(home.folder, clock()) == []


async def test_no_byte_leads_from_a_code_to_its_item(house: House, home: Home) -> None:
    code = await give(house, TEXT, by=WRITER)
    held = everything_in(home.folder)
    plain = code.replace("-", "")
    assert [each for each in (code, plain, plain.lower()) if each.encode() in held] == []
    assert read_key(code) not in held
    assert hash_of(read_key(code)) in held  # so the search looks in the right place


async def test_the_search_finds_what_an_item_with_a_name_says(
    house: House, home: Home, clock: Clock
) -> None:
    # Without this, the test above could pass because it looks in the wrong place.
    clock.advance(hours=13, minutes=14, seconds=15)
    await give(house, TEXT, "Anna", by=WRITER)
    found = traces(home.folder, clock())
    assert USER_ID.to_bytes(8, "big") in found
    assert int(clock().timestamp()).to_bytes(4, "big") in found


async def test_of_a_private_item_the_week_is_kept_and_nothing_finer(
    house: House, home: Home, clock: Clock
) -> None:
    """Once it is settled, what came on Monday and what came on Sunday differ in nothing."""
    await give(house, "It came on Wednesday", by=WRITER)
    clock.advance(days=4, hours=5)
    await give(house, "It came on Sunday", by=WRITER)
    clock.advance(days=1)
    await house.feedback.delivering.do_due()
    clock.advance(days=2)
    await house.feedback.delivering.do_due()
    one, other = await house.database.read(stored)
    assert {name for name in one if one[name] != other[name]} == {"item_id", "text", "code_hash"}
    assert one["week"] == "2026-03-02"


async def test_two_items_of_one_person_share_nothing_that_ties_them_together(
    house: House,
) -> None:
    for text in (TEXT, "And it was cold."):
        await give(house, text, by=WRITER)
    one, other = await house.database.read(stored)
    # What is equal is so for everybody who wrote on that day.
    alike = {"group_id", "week", "kind", "exportable", "stage", "moves_at", "state", "version"}
    assert {name for name in one if one[name] == other[name]} == alike


async def test_after_the_batch_nothing_in_the_file_tells_in_which_order_items_came(
    house: House, home: Home, clock: Clock
) -> None:
    """Their places in the file follow their random keys, and the log holds none."""
    texts = [f"Word {number:02} {'x' * 300}" for number in range(24)]
    for number, text in enumerate(texts):
        await give(house, text, by=member(number))
    await batch(house, clock)
    await house.erasing.do_due()
    held = (home.folder / FILE_NAME).read_bytes()
    assert b"Word" not in (home.folder / f"{FILE_NAME}-wal").read_bytes()
    assert all(held.count(text.encode()) == 1 for text in texts)
    rows = await house.database.read(stored)
    by_key = [str(row["text"]) for row in rows]
    assert by_key != texts
    # Within a page SQLite fills cells from its end, so each page holds its keys backwards.
    for page in range(0, len(held), 4096):
        there = [text for text in by_key if page <= held.index(text.encode()) < page + 4096]
        placed = sorted(there, key=lambda text: held.index(text.encode()))
        assert placed in (there, there[::-1])


async def test_what_is_taken_back_is_gone_from_every_byte(
    house: House, home: Home, clock: Clock
) -> None:
    codes = {f"Word {n:03}{'y' * (n * 37 % 1900)}": "" for n in range(120)}
    for number, text in enumerate(codes):
        codes[text] = await give(house, text, by=member(number))
    await batch(house, clock)
    for item in (await inbox(house))[:5]:
        await answer(house, item, f"To {item.text[:8]}: we will.")
    gone = list(codes)[::2]
    for number, text in enumerate(gone):
        await house.feedback.holding.withdraw(member(number), codes[text])
    await house.erasing.do_due()
    held = everything_in(home.folder)
    assert [text[:8] for text in gone if text[:8].encode() in held] == []
    assert all(text[:8].encode() in held for text in list(codes)[1::2])
    await home.close()
    assert [text[:8] for text in gone if text[:8].encode() in everything_in(home.folder)] == []


async def test_what_was_ended_is_erased_after_the_groups_days(
    house: House, home: Home, clock: Clock
) -> None:
    await house.groups.set(MODERATOR, feedback_days=30)
    await give(house, TEXT, by=WRITER)
    await give(house, "It is still open.", by=member(2))
    await batch(house, clock)
    (item,) = [each for each in await inbox(house) if each.text == TEXT]
    await answer(house, item, "We have better chairs.", State.DONE)
    clock.advance(days=29)
    await house.feedback.delivering.sweep()
    assert TEXT.encode() in everything_in(home.folder)
    clock.advance(days=1)
    await house.feedback.delivering.sweep()
    await house.erasing.do_due()
    held = everything_in(home.folder)
    assert TEXT.encode() not in held
    assert b"better chairs" not in held
    assert [each.text for each in await inbox(house)] == ["It is still open."]


async def test_an_erasing_that_a_crash_cut_short_is_done_after_the_next_start(
    house: House, home: Home, clock: Clock
) -> None:
    code = await give(house, TEXT, by=WRITER)
    await house.feedback.holding.withdraw(WRITER, code)
    house = await home.after_power_cut()
    assert await house.next_due() is not None
    await house.erasing.do_due()
    assert TEXT.encode() not in everything_in(home.folder)
    assert await house.next_due() is None


def stored(connection: Connection) -> list[dict[str, object]]:
    rows = connection.execute("SELECT * FROM feedback_item").fetchall()
    return [{name: row[name] for name in row.keys() if row[name] is not None} for row in rows]  # noqa: SIM118 - a row isn't a dict
