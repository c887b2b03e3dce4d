"""In no byte: who told an experience, when, or the code; and nothing of one that was removed."""

import logging

import pytest

from bot.domain.decisions.experiences import Off, State, Turned, hash_of
from bot.domain.people import Person
from bot.domain.polls.keys import read_key
from bot.services.house import House
from bot.storage.database import FILE_NAME
from tests.services.circle import GROUP, HOST, ROOM, Clock, Home, everything_in, member
from tests.services.decisions.telling import (
    TEXT,
    kept,
    let_show,
    look,
    morning,
    state_of,
    tell,
    with_options,
)
from tests.services.feedback.test_privacy_of_bytes import USER_ID, traces

WRITER = Person(GROUP, ROOM, USER_ID)


async def test_no_byte_says_who_told_it_or_when(house: House, home: Home, clock: Clock) -> None:
    one, (tea,) = await with_options(house, clock, "Tea")
    clock.advance(days=1, hours=3, minutes=14, seconds=15)
    code = await tell(house, one, tea, by=WRITER)
    moment = clock()
    assert TEXT.encode() in everything_in(home.folder)
    assert traces(home.folder, moment) == []
    await house.decisions.experiences.held(WRITER, code, lambda _: True)
    await home.close()
    assert TEXT.encode() in everything_in(home.folder)
    assert traces(home.folder, moment) == []


async def test_no_byte_leads_from_a_code_to_its_experience(
    house: House, home: Home, clock: Clock
) -> None:
    one, (tea,) = await with_options(house, clock, "Tea")
    code = await tell(house, one, tea, by=WRITER)
    held = everything_in(home.folder)
    plain = code.replace("-", "")
    assert [each for each in (code, plain, plain.lower()) if each.encode() in held] == []
    assert read_key(code) not in held
    assert hash_of(read_key(code)) in held  # so the search looks in the right place


async def test_those_of_one_morning_share_all_that_isnt_theirs_alone(
    house: House, clock: Clock
) -> None:
    one, (tea,) = await with_options(house, clock, "Tea")
    for text in (TEXT, "It was loud."):
        await tell(house, one, tea, text, by=WRITER)
        clock.advance(hours=1)
    first, other = await kept(house)
    own = {"experience_id", "text", "code_hash"}
    assert {name for name in first if first[name] != other[name]} == own
    await morning(house, clock)
    # From then on of no two is known which came first, were they days apart.
    await tell(house, one, tea, "It was dear.", by=WRITER)
    await morning(house, clock)
    rows = await kept(house)
    assert all(row["moves_at"] is None for row in rows)
    assert {name for name in rows[0] if len({row[name] for row in rows}) > 1} == own


async def test_after_their_morning_nothing_in_the_file_tells_their_order(
    house: House, home: Home, clock: Clock
) -> None:
    one, (tea,) = await with_options(house, clock, "Tea")
    texts = [f"Word {number:02} {'x' * 300}" for number in range(24)]
    for number, text in enumerate(texts):
        await tell(house, one, tea, text, by=member(number))
    await morning(house, clock)
    await house.erasing.do_due()
    held = (home.folder / FILE_NAME).read_bytes()
    assert b"Word" not in (home.folder / f"{FILE_NAME}-wal").read_bytes()
    by_key = [str(row["text"]) for row in await kept(house)]
    assert by_key != texts
    assert all(held.count(text.encode()) == 1 for text in texts)
    # Within a page SQLite fills cells from its end, so each page holds its keys backwards.
    for page in range(0, len(held), 4096):
        there = [text for text in by_key if page <= held.index(text.encode()) < page + 4096]
        placed = sorted(there, key=lambda text: held.index(text.encode()))
        assert placed in (there, there[::-1])


async def test_what_is_removed_is_gone_from_every_byte(
    house: House, home: Home, clock: Clock
) -> None:
    one, (tea,) = await with_options(house, clock, "Tea")
    codes = {f"Word {number:03}{'y' * (number * 37 % 590)}": "" for number in range(80)}
    for number, text in enumerate(codes):
        codes[text] = await tell(house, one, tea, text, by=member(number))
    await morning(house, clock)
    waiting = await house.decisions.admitting.next(HOST, one)
    assert waiting.experience is not None
    which = (waiting.experience.experience_id, State.WAITING, Off.NAMES, "Word that it names Ben.")
    await house.decisions.admitting.refuse(HOST, *which)
    await let_show(house, one)
    gone = {*list(codes)[::2], waiting.experience.text}
    for text in gone:
        await house.decisions.experiences.remove(member(1), codes[text])
    await house.erasing.do_due()
    for _ in range(2):
        held = everything_in(home.folder)
        assert [text[:8] for text in gone if text[:8].encode() in held] == []
        assert b"names Ben" not in held
        assert all(text[:8].encode() in held for text in codes if text not in gone)
        await home.close()


async def test_they_go_with_their_decisions_days_and_with_their_group(
    house: House, home: Home, clock: Clock
) -> None:
    one, (tea,) = await with_options(house, clock, "Tea")
    await tell(house, one, tea)
    two, (juice,) = await with_options(house, clock, "Juice")
    await tell(house, two, juice, "It was sour.")
    await house.decisions.moving.withdraw(HOST, one, "It is settled")
    clock.advance(days=90)
    await house.decisions.experiences.sweep()
    await house.erasing.do_due()
    assert TEXT.encode() not in everything_in(home.folder)
    assert b"It was sour." in everything_in(home.folder)
    await house.forgetting.removed(GROUP)
    clock.advance(days=90)
    await house.forgetting.sweep()
    await house.erasing.do_due()
    assert b"It was sour." not in everything_in(home.folder)


async def test_erasing_that_a_crash_cut_short_is_done_after_the_next_start(
    house: House, home: Home, clock: Clock
) -> None:
    one, (tea,) = await with_options(house, clock, "Tea")
    code = await tell(house, one, tea)
    await house.decisions.experiences.remove(WRITER, code)
    house = await home.after_power_cut()
    due = await house.next_due()
    assert due is not None
    assert due <= clock()
    await house.erasing.do_due()
    assert TEXT.encode() not in everything_in(home.folder)


async def test_no_log_holds_a_word_of_them(
    house: House, clock: Clock, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    one, (tea,) = await with_options(house, clock, "Tea")
    code = await tell(house, one, tea, by=WRITER)
    await morning(house, clock)
    await let_show(house, one)
    assert len((await look(house, one)).shown[tea]) == 1
    assert await state_of(house, code) == "shown"
    await house.decisions.experiences.remove(WRITER, code)
    assert [each for each in caplog.records if each.name.startswith("bot")] == []


async def test_nothing_in_a_repr_leads_back_to_a_code(house: House, clock: Clock) -> None:
    one, (tea,) = await with_options(house, clock, "Tea")
    code = await tell(house, one, tea, turned=Turned.TOO_EARLY)
    held = await house.decisions.experiences.held(WRITER, code, lambda _: True)
    assert repr(hash_of(read_key(code))) not in repr(held)
