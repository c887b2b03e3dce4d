"""Check-outs over real files: changed until they close, told in bands, and leading to nobody."""

import asyncio
import sqlite3
from collections.abc import Sequence
from contextlib import closing
from dataclasses import replace

import pytest

from bot.domain.feedback.check_out import CheckOut, Told
from bot.domain.feedback.request import Typed
from bot.domain.polls.result import Share
from bot.domain.refusals import BadInput, Gone
from bot.services.house import House
from bot.storage.database import FILE_NAME, Connection
from tests.services.circle import GROUP, HOST, OTHER_GROUP, Clock, Home, everything_in, member

GOOD, LOW = (5, 4, 5, 4), (1, 2, None, 3)
USER_ID = 311528470125871999


async def asked(house: House) -> str:
    draft = await house.feedback.asking.propose(HOST, Typed(hours=24))
    await house.feedback.asking.open(HOST, draft.request_id)
    return draft.request_id


async def sent(house: House, request_id: str, *everybody: Sequence[int | None]) -> None:
    for number, steps in enumerate(everybody):
        await house.feedback.checking_out.send(member(USER_ID + number), request_id, steps)


async def told(house: House, request_id: str) -> Told | None:
    request = await house.feedback.asking.find(GROUP, request_id)
    assert request is not None
    return request.told


async def kept(house: House) -> list[tuple[bytes, str]]:
    def work(connection: Connection) -> list[tuple[bytes, str]]:
        return [tuple(row) for row in connection.execute("SELECT answer_key, steps FROM check_out")]

    return await house.database.read(work)


async def test_a_second_one_takes_the_first_ones_place(house: House) -> None:
    request_id = await asked(house)
    checking = house.feedback.checking_out
    assert (await checking.look(member(1), request_id)).own is None
    assert await checking.send(member(1), request_id, GOOD) is False
    assert await checking.send(member(1), request_id, LOW) is True
    assert await checking.send(member(2), request_id, GOOD) is False
    assert (await checking.look(member(1), request_id)).own == CheckOut(LOW)
    assert sorted(steps for _, steps in await kept(house)) == ["12-3", "5454"]


async def test_one_person_in_two_check_outs_has_nothing_in_common(house: House) -> None:
    for request_id in (await asked(house), await asked(house)):
        await house.feedback.checking_out.send(member(1), request_id, GOOD)
    keys = {key for key, _ in await kept(house)}
    assert len(keys) == 2
    assert {len(key) for key in keys} == {16}


async def test_sent_many_times_at_once_it_counts_once(house: House) -> None:
    request_id = await asked(house)
    send = house.feedback.checking_out.send
    replaced = await asyncio.gather(*(send(member(1), request_id, GOOD) for _ in range(8)))
    assert sorted(replaced) == [False] + [True] * 7
    assert len(await kept(house)) == 1


async def test_what_can_not_be_taken_leaves_what_was_there(house: House) -> None:
    request_id = await asked(house)
    checking = house.feedback.checking_out
    await checking.send(member(1), request_id, GOOD)
    for steps in ((None,) * 4, (0, 1, 1, 1)):
        with pytest.raises(BadInput):
            await checking.send(member(1), request_id, steps)
    assert (await checking.look(member(1), request_id)).own == CheckOut(GOOD)


async def test_after_a_restart_a_second_one_counts_beside_the_first(home: Home) -> None:
    # The docs say so: what would tell them apart would lead from the file to the person.
    house = await home.open()
    request_id = await asked(house)
    await house.feedback.checking_out.send(member(1), request_id, GOOD)
    house = await home.restart()
    assert (await house.feedback.checking_out.look(member(1), request_id)).own is None
    assert await house.feedback.checking_out.send(member(1), request_id, GOOD) is False
    assert len(await kept(house)) == 2


async def test_what_was_thanked_for_survives_a_power_cut(home: Home, clock: Clock) -> None:
    house = await home.open()
    request_id = await asked(house)
    await sent(house, request_id, *[GOOD] * 5)
    house = await home.after_power_cut()
    clock.advance(days=1)
    await house.feedback.asking.close_due()
    expected = Told((5, 9), (Share.MOST,) * 4)
    assert await told(house, request_id) == expected
    house = await home.after_power_cut()
    assert await told(house, request_id) == expected


async def test_before_it_closes_nobody_is_told_anything(house: House) -> None:
    request_id = await asked(house)
    await sent(house, request_id, *[GOOD] * 7)
    assert await told(house, request_id) is None


async def test_four_are_too_few_and_nothing_of_them_is_kept(house: House, clock: Clock) -> None:
    request_id = await asked(house)
    await sent(house, request_id, GOOD, GOOD, LOW, LOW)
    clock.advance(days=1)
    await house.feedback.asking.close_due()
    assert await told(house, request_id) == Told()
    assert await kept(house) == []


async def test_too_late_for_another_group_or_under_a_question_it_is_refused(
    house: House, clock: Clock
) -> None:
    request_id = await asked(house)
    checking = house.feedback.checking_out
    question = await house.feedback.asking.propose(HOST, Typed("question", "Why?", 24))
    await house.feedback.asking.open(HOST, question.request_id)
    stranger = replace(member(1), group_id=OTHER_GROUP)
    for person, which in (
        (stranger, request_id),
        (member(1), question.request_id),
        (member(1), "0" * 16),
    ):
        with pytest.raises(Gone) as refusal:
            await checking.send(person, which, GOOD)
        assert refusal.value.key == "feedback.ask.refused.gone"
    clock.advance(days=1)
    for closed in (False, True):
        if closed:
            await house.feedback.asking.close_due()
        for step in (
            checking.look(member(1), request_id),
            checking.send(member(1), request_id, GOOD),
        ):
            with pytest.raises(Gone) as refusal:
                await step
            assert refusal.value.key == "feedback.ask.refused.closed_check_out"
    assert await kept(house) == []


def forms_of(number: int) -> list[bytes]:
    """A number as it may stand in a file: in digits, and as bytes of either order."""
    digits = (str(number), format(number, "x"), format(number, "X"))
    size = (number.bit_length() + 7) // 8
    return [
        *(each.encode() for each in digits),
        number.to_bytes(size, "big"),
        number.to_bytes(size, "little"),
    ]


async def test_no_byte_says_who_checked_out_or_when(home: Home, clock: Clock) -> None:
    house = await home.open()
    request_id = await asked(house)
    clock.advance(hours=3, minutes=14, seconds=15)
    await sent(house, request_id, GOOD, LOW)
    held = everything_in(home.folder)
    assert b"12-3" in held
    looked_for = [*forms_of(USER_ID), *forms_of(USER_ID + 1), *forms_of(int(clock().timestamp()))]
    assert [form for form in looked_for if form in held] == []
    # Else the search itself could be at fault.
    assert forms_of(HOST.group_id)[3] in held


async def test_where_they_lie_does_not_tell_which_came_first(home: Home) -> None:
    house = await home.open()
    request_id = await asked(house)
    order = [(1 + number // 5, 1 + number % 5, 1, 1) for number in range(12)]
    await sent(house, request_id, *order)
    keys = [key for key, _ in await kept(house)]
    await home.close()
    held = (home.folder / FILE_NAME).read_bytes()
    # Cells fill a page from its end, so what was written last stands first.
    assert sorted(keys, key=held.index, reverse=True) == sorted(keys)


async def test_after_closing_single_answers_are_in_no_byte(home: Home, clock: Clock) -> None:
    house = await home.open()
    request_id = await asked(house)
    left = None  # in each one, so that four digits found elsewhere are no false alarm
    await sent(
        house,
        request_id,
        *((5, 1, left, 4), (5, 5, left, 2), (5, 5, 1, left), (left, 5, 2, 1)),
        *((1, left, 3, 1), (2, left, 4, 1), (5, 5, left, left)),
    )
    traces = [part for key, steps in await kept(house) for part in (key, steps.encode())]
    held = everything_in(home.folder)
    assert all(each in held for each in traces)
    clock.advance(days=1)
    await house.feedback.asking.close_due()
    assert await house.next_due() is not None
    await house.erasing.do_due()
    held = everything_in(home.folder)
    assert [each for each in traces if each in held] == []
    await home.close()
    with closing(sqlite3.connect(home.folder / FILE_NAME)) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        assert connection.execute("SELECT count(*) FROM check_out").fetchone() == (0,)
        result = connection.execute("SELECT result FROM feedback_request").fetchone()
    assert result == ('{"turnout": [5, 9], "shares": ["most", "most", null, "few"]}',)
