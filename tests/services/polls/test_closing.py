"""Closing: on time, early or twice at once, a poll has one result, and the ballots are gone."""

import asyncio
import logging
from dataclasses import replace

import pytest

from bot.domain.people import Person
from bot.domain.polls.poll import State
from bot.domain.polls.result import Kind, Result, Share
from bot.domain.refusals import Gone, NotAllowed
from bot.services.house import House
from bot.storage import polls
from bot.storage.database import Connection
from tests.services.circle import (
    GROUP,
    HOST,
    MODERATOR,
    OTHER_GROUP,
    OTHER_ROOM,
    ROOM,
    Clock,
    Home,
    everything_in,
    member,
    sees,
    waiting_rows,
)
from tests.services.polls.asked import TEA, ask, boxes_of, outcome, posted, refused, result_of

TEA_AHEAD = outcome((3, 4), leading=0)


async def asked_and_answered(house: House, votes: str = "TTW", minutes: int = 60) -> str:
    """A poll with one vote for each letter: Tea, Water, or Pass."""
    poll_id = await ask(house, replace(TEA, minutes=minutes))
    marks: dict[str, dict[int, int]] = {"T": {0: 1}, "W": {1: 1}, "P": {}}
    await asyncio.gather(
        *(
            house.polls.voting.cast(member(n), poll_id, marks[vote], passed=vote == "P")
            for n, vote in enumerate(votes)
        )
    )
    return poll_id


@pytest.mark.parametrize(
    ("votes", "result"),
    [
        ("", Result(Kind.TOO_FEW)),
        ("T", Result(Kind.TOO_FEW)),
        ("TT", Result(Kind.TOO_FEW)),
        ("TTT", TEA_AHEAD),
        ("TTPP", TEA_AHEAD),
        ("TTWW", outcome((3, 4))),
        ("PPP", outcome((3, 4))),
        ("TTWWW", outcome((5, 9), leading=1)),
        ("TTTTTTWWWP", outcome((10, 19), leading=0, shares=(Share.MOST, Share.MANY))),
    ],
)
async def test_a_poll_closes_on_time_with_the_result_of_its_votes(
    house: House, clock: Clock, votes: str, result: Result
) -> None:
    poll_id = await asked_and_answered(house, votes)
    clock.advance(minutes=59, seconds=59)
    assert await house.polls.closing.close_due() == 0
    assert await result_of(house, poll_id) is None
    clock.advance(seconds=1)
    assert await house.polls.closing.close_due() == 1
    poll = await posted(house, poll_id)
    assert (poll.state, poll.result) == (State.CLOSED, result)
    assert await waiting_rows(house) == [("poll.card", poll_id), ("poll.result", poll_id)]
    assert await house.polls.closing.close_due() == 0


async def test_a_facilitator_closes_early_and_gets_the_results_row(house: House) -> None:
    poll_id = await asked_and_answered(house)
    row = await house.polls.closing.close(HOST, poll_id, sees)
    assert row
    assert row == await house.outbox.find("poll.result", poll_id)
    assert (row.group_id, row.channel_id) == (GROUP, ROOM)
    assert await result_of(house, poll_id) == TEA_AHEAD
    with refused(Gone, "polls.refused.closed_already"):
        await house.polls.closing.close(HOST, poll_id, sees)


async def test_who_may_not_close_or_cant_see_the_poll_closes_nothing(house: House) -> None:
    poll_id = await asked_and_answered(house)
    for person in (member(1), MODERATOR):
        with refused(NotAllowed, "people.refused.facilitator"):
            await house.polls.closing.close(person, poll_id, sees)
    stranger = Person(OTHER_GROUP, ROOM, HOST.user_id, manages_events=True)
    for person, id_, eyes in (
        (stranger, poll_id, sees),
        (HOST, "0" * 16, sees),
        (HOST, poll_id, [OTHER_ROOM].__contains__),
    ):
        with refused(Gone, "polls.refused.gone"):
            await house.polls.closing.close(person, id_, eyes)
    assert (await posted(house, poll_id)).state is State.OPEN


@pytest.mark.parametrize("presses", [2, 3, 5])
async def test_closed_by_several_at_once_and_on_time_it_has_one_result(
    house: House, clock: Clock, presses: int
) -> None:
    poll_id = await asked_and_answered(house)
    clock.advance(hours=1)
    closing = house.polls.closing
    *rows, on_time, again = await asyncio.gather(
        *(closing.close(HOST, poll_id, sees) for _ in range(presses)),
        closing.close_due(),
        closing.close_due(),
        return_exceptions=True,
    )
    assert isinstance(on_time, int)
    assert isinstance(again, int)
    told = [row for row in rows if row is not None and not isinstance(row, Gone)]
    assert len(told) + on_time + again == 1
    assert await result_of(house, poll_id) == TEA_AHEAD
    assert await waiting_rows(house) == [("poll.card", poll_id), ("poll.result", poll_id)]


async def test_a_result_that_is_kept_is_never_counted_again(house: House) -> None:
    poll_id = await asked_and_answered(house)
    still_open = await posted(house, poll_id)
    assert await house.polls.closing.finish(still_open)
    assert await house.polls.closing.finish(still_open) is None
    assert await result_of(house, poll_id) == TEA_AHEAD


async def test_after_closing_neither_key_nor_box_is_left_in_any_byte(
    house: House, home: Home
) -> None:
    poll_id, other = await asked_and_answered(house), await asked_and_answered(house)
    key = (home.sealed / "keys" / f"{poll_id}.key").read_bytes()
    assert poll_id.encode() in everything_in(home.sealed)
    assert key in everything_in(home.folder)
    await house.polls.closing.close(HOST, poll_id, sees)
    assert poll_id.encode() not in everything_in(home.sealed)
    assert key not in everything_in(home.folder)
    assert [box.poll_id for box in await boxes_of(house).standing()] == [other]
    assert await boxes_of(house).orphan_keys() == ()


async def test_polls_close_in_the_order_of_their_times(house: House, clock: Clock) -> None:
    later, sooner = await asked_and_answered(house), await asked_and_answered(house, minutes=5)
    opened_at = clock()
    assert await house.database.read(polls.next_closing) == opened_at.replace(minute=5)
    clock.advance(minutes=5)
    assert await house.polls.closing.close_due() == 1
    assert await result_of(house, sooner) == TEA_AHEAD
    assert await result_of(house, later) is None
    assert await house.database.read(polls.next_closing) == opened_at.replace(hour=19)
    clock.advance(minutes=55)
    assert await house.polls.closing.close_due() == 1
    assert await house.database.read(polls.next_closing) is None


async def test_a_poll_that_cant_be_closed_holds_up_no_other_and_loses_nothing(
    house: House, clock: Clock, caplog: pytest.LogCaptureFixture
) -> None:
    def use_method(connection: Connection, poll_id: str, method: str) -> None:
        connection.execute("UPDATE poll SET method = ? WHERE poll_id = ?", (method, poll_id))

    stuck, fine = await asked_and_answered(house, minutes=5), await asked_and_answered(house)
    await house.database.write(use_method, stuck, "of a later version")
    clock.advance(hours=1)
    assert await house.polls.closing.close_due() == 1
    assert await result_of(house, fine) == TEA_AHEAD
    assert await result_of(house, stuck) is None
    assert [record.levelno for record in caplog.records] == [logging.ERROR]
    assert stuck in caplog.text
    await house.database.write(use_method, stuck, "single")
    assert await house.polls.closing.close_due() == 1
    assert await result_of(house, stuck) == TEA_AHEAD


async def test_open_polls_are_listed_for_facilitators_where_they_see_them(
    house: House, clock: Clock
) -> None:
    elsewhere = replace(HOST, channel_id=OTHER_ROOM)
    here, there = await asked_and_answered(house), await ask(house, person=elsewhere)
    soon = await asked_and_answered(house, minutes=5)
    foreign = Person(OTHER_GROUP, ROOM, HOST.user_id, manages_events=True)
    await ask(house, person=foreign)

    async def listed(*rooms: int) -> set[str]:
        found = await house.polls.life.closable(HOST, rooms.__contains__)
        return {poll.poll_id for poll in found}

    assert await listed(ROOM, OTHER_ROOM) == {here, there, soon}
    assert await listed(OTHER_ROOM) == {there}
    assert await listed() == set()
    clock.advance(minutes=5)
    await house.polls.closing.close(HOST, here, sees)
    assert await listed(ROOM, OTHER_ROOM) == {there}
    with refused(NotAllowed, "people.refused.facilitator"):
        await house.polls.life.closable(member(1), sees)
