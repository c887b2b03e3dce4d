"""Recovery: whatever a stop, a deleted file or an old backup left, boxes and polls fit again."""

import asyncio
import logging
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from bot.domain.polls.poll import State
from bot.domain.polls.result import Kind, Result
from bot.domain.refusals import Gone
from bot.services.house import House
from bot.storage.database import FILE_NAME
from tests.services.circle import (
    HOST,
    Clock,
    Home,
    everything_in,
    member,
    rows_about,
    sees,
    waiting_rows,
)
from tests.services.polls.asked import (
    UpTo,
    ask,
    boxes_of,
    outcome,
    posted,
    refused,
    result_of,
)

TEA_AHEAD = outcome((3, 4), leading=0)
LEFT_BOX = "kept aside"


async def vote(house: House, poll_id: str, voters: int = 3) -> None:
    casts = [house.polls.voting.cast(member(n), poll_id, {0: 1}) for n in range(voters)]
    await asyncio.gather(*casts)


def behind_its_back(path: Path, statement: str, *values: object) -> None:
    """Change a file of SQLite's while the house is closed."""
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute(statement, values)


def lose(home: Home, poll_id: str, what: str) -> None:
    """Lose a poll's key, its box, or the whole folder of sealed votes."""
    if what == "key":
        (home.sealed / "keys" / f"{poll_id}.key").unlink()
    elif what == "box":
        statement = "DELETE FROM box WHERE poll_id = ?"
        behind_its_back(home.sealed / "ballots.sqlite3", statement, poll_id)
    else:
        shutil.rmtree(home.sealed)


async def test_a_house_in_order_is_left_as_it_is(home: Home) -> None:
    house = await home.open()
    poll_id = await ask(house)
    await vote(house, poll_id)
    house = await home.restart()
    before = everything_in(home.folder)
    await house.polls.recovery.recover()
    assert everything_in(home.folder) == before
    await house.polls.closing.close(HOST, poll_id, sees)
    assert await result_of(house, poll_id) == TEA_AHEAD


@pytest.mark.parametrize("what", ["key", "box", "folder"])
async def test_an_open_poll_whose_votes_are_lost_starts_anew_and_says_so(
    home: Home, caplog: pytest.LogCaptureFixture, what: str
) -> None:
    house = await home.open()
    poll_id = await ask(house)
    await vote(house, poll_id, voters=5)
    await home.close()
    lose(home, poll_id, what)
    house = await home.open()
    for _ in range(2):
        await house.polls.recovery.recover()
        assert await rows_about(house) == [("poll.card", poll_id), ("poll.lost", poll_id)]
    assert (await posted(house, poll_id)).state is State.OPEN
    assert [record.levelno for record in caplog.records] == [logging.ERROR]
    # Whoever voted before can vote again, and only what was cast since is counted.
    await vote(house, poll_id, voters=3)
    await house.polls.closing.close(HOST, poll_id, sees)
    assert await result_of(house, poll_id) == TEA_AHEAD


@pytest.mark.parametrize("what", ["key", "box", "folder"])
async def test_a_poll_past_its_time_whose_votes_are_lost_tells_that_as_its_result(
    home: Home, clock: Clock, what: str
) -> None:
    house = await home.open()
    poll_id = await ask(house)
    await vote(house, poll_id)
    await home.close()
    lose(home, poll_id, what)
    clock.advance(hours=1)
    house = await home.open()
    await house.polls.recovery.recover()
    assert await house.polls.closing.close_due() == 1
    assert await result_of(house, poll_id) == Result(Kind.LOST)
    assert await waiting_rows(house) == [("poll.card", poll_id), ("poll.result", poll_id)]


async def test_an_empty_box_of_no_poll_is_swept(home: Home, clock: Clock) -> None:
    house = await home.open()
    await boxes_of(house).create("0123456789abcdef", 3)
    house = await home.restart()
    await house.polls.recovery.recover()
    assert await boxes_of(house).standing() == ()
    assert list((home.sealed / "keys").iterdir()) == []


async def test_a_key_of_no_box_is_swept(home: Home) -> None:
    house = await home.open()
    key = home.sealed / "keys" / "0123456789abcdef.key"
    key.write_bytes(bytes(32))
    await house.polls.recovery.recover()
    assert await boxes_of(house).orphan_keys() == ()
    assert b"0123456789abcdef" not in everything_in(home.sealed)


@pytest.mark.parametrize("readable", [True, False])
async def test_votes_of_a_poll_that_the_main_file_doesnt_know_are_kept_aside(
    home: Home, caplog: pytest.LogCaptureFixture, readable: bool
) -> None:
    house = await home.open()
    older_backup = home.folder / "backup"
    poll_id = await ask(house)
    await vote(house, poll_id)
    await home.close()
    shutil.copy(home.folder / FILE_NAME, older_backup)
    behind_its_back(home.folder / FILE_NAME, "DELETE FROM poll")
    key = home.sealed / "keys" / f"{poll_id}.key"
    secret = key.read_bytes()
    if not readable:
        key.unlink()
    house = await home.open()
    await house.polls.recovery.recover()
    assert [box.poll_id for box in await boxes_of(house).standing()] == [poll_id]
    assert LEFT_BOX in caplog.text
    assert poll_id in caplog.text
    # Nothing was lost by it: with the right main file (and key) the votes are counted.
    await home.close()
    shutil.copy(older_backup, home.folder / FILE_NAME)
    key.write_bytes(secret)
    house = await home.open()
    await house.polls.closing.close(HOST, poll_id, sees)
    assert await result_of(house, poll_id) == TEA_AHEAD


async def test_an_open_poll_whose_box_is_locked_is_closed_with_its_result(home: Home) -> None:
    house = await home.open()
    poll_id = await ask(house)
    await vote(house, poll_id)
    await boxes_of(house).lock(poll_id)
    house = await home.restart()
    with refused(Gone, "polls.refused.closed"):
        await house.polls.voting.cast(member(9), poll_id, {0: 1})
    await house.polls.recovery.recover()
    assert await result_of(house, poll_id) == TEA_AHEAD
    assert await waiting_rows(house) == [("poll.card", poll_id), ("poll.result", poll_id)]
    assert await boxes_of(house).standing() == ()


@pytest.mark.parametrize("key", ["is still there", "is destroyed already"])
async def test_a_box_that_a_closed_poll_left_is_destroyed(
    home: Home, caplog: pytest.LogCaptureFixture, key: str
) -> None:
    house = await home.open()
    poll_id = await ask(house)
    await vote(house, poll_id)
    poll = await posted(house, poll_id)
    # Locking, unsealing and keeping the result are three waits; destroying would be the fourth.
    assert await UpTo(3, house.polls.closing.finish(poll))
    if key == "is destroyed already":
        (home.sealed / "keys" / f"{poll_id}.key").unlink()
    house = await home.after_power_cut()
    assert await result_of(house, poll_id) == TEA_AHEAD
    assert len(await boxes_of(house).standing()) == 1
    await house.polls.recovery.recover()
    assert await boxes_of(house).standing() == ()
    assert poll_id.encode() not in everything_in(home.sealed)
    assert LEFT_BOX not in caplog.text
    assert await result_of(house, poll_id) == TEA_AHEAD
    assert await waiting_rows(house) == [("poll.card", poll_id), ("poll.result", poll_id)]


async def test_a_damaged_box_harms_its_own_poll_alone(home: Home, clock: Clock) -> None:
    house = await home.open()
    hurt, well = await ask(house), await ask(house)
    await vote(house, hurt)
    await vote(house, well)
    await home.close()
    statement = "UPDATE box SET sealed = zeroblob(length(sealed)) WHERE poll_id = ?"
    behind_its_back(home.sealed / "ballots.sqlite3", statement, hurt)
    house = await home.open()
    await house.polls.recovery.recover()
    with refused(Gone, "polls.refused.box"):
        await house.polls.voting.cast(member(9), hurt, {0: 1})
    await house.polls.voting.cast(member(9), well, {0: 1})
    clock.advance(hours=1)
    assert await house.polls.closing.close_due() == 2
    assert await result_of(house, hurt) == Result(Kind.LOST)
    assert await result_of(house, well) == TEA_AHEAD
