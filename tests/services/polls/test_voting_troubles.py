"""Voting when something is wrong: a lost key, a full disk, a restart; and what the log says."""

import asyncio
import logging
import sqlite3
from dataclasses import replace
from pathlib import Path

import pytest

from bot.domain.polls.ballot import Ballot
from bot.domain.refusals import Gone
from bot.services.house import House
from tests.services.circle import HOST, Clock, Home, member, sees
from tests.services.polls.asked import TEA, ask, boxes_of, refused, result_of
from tests.storage.ballots.attacker import in_the_thread

ANNA, BELA = member(311528470125871999), member(902348571230987999)


async def refused_everywhere(house: House, poll_id: str, key: str) -> None:
    for use in (
        house.polls.voting.look(ANNA, poll_id),
        house.polls.voting.cast(ANNA, poll_id, {0: 1}),
        house.polls.voting.take_back(ANNA, poll_id),
    ):
        with refused(Gone, key):
            await use


async def test_a_vote_that_finds_no_room_on_the_disk_is_refused_and_changes_nothing(
    house: House,
) -> None:
    def full(connection: sqlite3.Connection) -> None:
        (pages,) = connection.execute("PRAGMA page_count").fetchone()
        connection.execute(f"PRAGMA max_page_count = {pages}")

    poll_id = await ask(house, replace(TEA, options="\n".join(f"Day {n}" for n in range(20))))
    early = [house.polls.voting.cast(member(n), poll_id, {1: 1}) for n in range(64)]
    await asyncio.gather(*early)
    await in_the_thread(boxes_of(house), full)  # the 65th vote would need a larger box
    with refused(Gone, "polls.refused.not_stored"):
        await house.polls.voting.cast(ANNA, poll_id, {0: 1})
    assert (await house.polls.voting.look(ANNA, poll_id)).ballot is None
    assert (await house.polls.voting.cast(member(3), poll_id, {0: 1})).changed


async def test_a_vote_whose_key_is_lost_is_refused_and_the_log_names_nobody(
    house: House, home: Home, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    poll_id = await ask(house)
    await house.polls.voting.cast(ANNA, poll_id, {0: 1})
    (home.sealed / "keys" / f"{poll_id}.key").unlink()
    await refused_everywhere(house, poll_id, "polls.refused.box")
    assert "BoxMissing" in caplog.text
    assert str(ANNA.user_id) not in caplog.text


async def test_no_log_line_of_a_whole_poll_names_a_voter_or_an_option(
    house: House, clock: Clock, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    poll_id = await ask(house)
    for voter in (ANNA, BELA):
        await house.polls.voting.cast(voter, poll_id, {0: 1})
        await house.polls.voting.look(voter, poll_id)
    await house.polls.voting.take_back(BELA, poll_id)
    clock.advance(hours=2)
    assert await house.polls.closing.close_due() == 1
    logging.getLogger("circle").info("the log was heard")
    assert "the log was heard" in caplog.text
    for word in (str(ANNA.user_id), str(BELA.user_id), "Tea", "Water", TEA.question):
        assert word not in caplog.text


async def test_after_a_restart_a_vote_stands_and_opens_to_nobody(house: House, home: Home) -> None:
    poll_id = await ask(house)
    for voter in (ANNA, BELA, member(3)):
        await house.polls.voting.cast(voter, poll_id, {1: 1})
    house = await home.restart()
    await refused_everywhere(house, poll_id, "polls.refused.stands")
    assert (await house.polls.voting.look(member(4), poll_id)).ballot is None
    await house.polls.voting.cast(member(4), poll_id, {1: 1})
    await house.polls.closing.close(HOST, poll_id, sees)
    told = await result_of(house, poll_id)
    assert told
    assert (told.turnout, told.leading) == ((3, 4), 1)


async def test_a_runtime_folder_keeps_votes_changeable_over_a_restart(
    home: Home, tmp_path: Path
) -> None:
    runtime = tmp_path / "run"
    runtime.mkdir()
    house = await home.open(runtime)
    poll_id = await ask(house)
    await house.polls.voting.cast(ANNA, poll_id, {1: 1})
    house = await home.restart(runtime)
    assert (await house.polls.voting.look(ANNA, poll_id)).ballot == Ballot((0, 1))
    assert (await house.polls.voting.cast(ANNA, poll_id, {0: 1})).changed
    assert (await house.polls.voting.take_back(ANNA, poll_id)).changed
    # Where the folder is lost too, what was cast since stands as it is.
    await house.polls.voting.cast(ANNA, poll_id, {0: 1})
    house = await home.restart()
    await refused_everywhere(house, poll_id, "polls.refused.stands")
