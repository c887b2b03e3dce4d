"""Drafts, polls and results in the main file: each comes out as it went in, for whom it's for."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from bot.domain.polls.drafting import Typed
from bot.domain.polls.methods import Verdict
from bot.domain.polls.poll import Poll, State
from bot.domain.polls.result import Kind, Result, Share
from bot.storage import polls
from bot.storage.database import Database

NOW = datetime(2026, 3, 4, 18, 0, tzinfo=UTC)
HOUR = timedelta(hours=1)
GROUP, OTHER_GROUP, ANNA, BELA = 311528470125871104, 2, 902348571230987411, 4
TYPED = Typed("Tea? 🫖", "שלום\nمرحبا\n'; DROP TABLE poll; --", "single", 60, standing=False)
POLL = Poll("a1", GROUP, 5, ANNA, "Tea? 🫖", ("שלום", "b\nc"), "approval", NOW, NOW + HOUR)
RESULTS = [
    Result(Kind.TOO_FEW),
    Result(Kind.LOST),
    Result(Kind.TAKEN_DOWN),
    Result(Kind.OUTCOME, Verdict.TIE, (3, 4)),
    Result(Kind.OUTCOME, Verdict.AHEAD, (10, 19), leading=0, shares=(Share.MOST, Share.FEW)),
    Result(Kind.OUTCOME, Verdict.CARRIED, (7, 7), quorum_met=False, counts=(4, 2), passes=1),
]


async def test_a_draft_comes_back_to_its_author_alone(database: Database) -> None:
    await database.write(polls.save_draft, "a1", GROUP, ANNA, TYPED, NOW + HOUR)
    assert await database.read(polls.draft, "a1", GROUP, ANNA) == TYPED
    assert await database.read(polls.draft, "a1", GROUP, BELA) is None
    assert await database.read(polls.draft, "a1", OTHER_GROUP, ANNA) is None
    assert await database.read(polls.draft, "a2", GROUP, ANNA) is None


async def test_a_draft_is_replaced_by_its_author_alone(database: Database) -> None:
    await database.write(polls.save_draft, "a1", GROUP, ANNA, TYPED, NOW)
    for group, author in ((GROUP, BELA), (OTHER_GROUP, ANNA)):
        theirs = Typed("Mine now?", "a\nb")
        await database.write(polls.save_draft, "a1", group, author, theirs, NOW)
        assert await database.read(polls.draft, "a1", group, author) is None
    assert await database.read(polls.draft, "a1", GROUP, ANNA) == TYPED
    changed = replace(TYPED, question="Coffee?")
    await database.write(polls.save_draft, "a1", GROUP, ANNA, changed, NOW)
    assert await database.read(polls.draft, "a1", GROUP, ANNA) == changed


async def test_a_draft_is_forgotten_by_its_author_alone(database: Database) -> None:
    await database.write(polls.save_draft, "a1", GROUP, ANNA, TYPED, NOW)
    await database.write(polls.delete_draft, "a1", GROUP, BELA)
    await database.write(polls.delete_draft, "a1", OTHER_GROUP, ANNA)
    assert await database.read(polls.draft, "a1", GROUP, ANNA) == TYPED
    await database.write(polls.delete_draft, "a1", GROUP, ANNA)
    assert await database.read(polls.draft, "a1", GROUP, ANNA) is None


async def test_drafts_whose_time_is_over_are_forgotten_and_others_stay(database: Database) -> None:
    for poll_id, gone_at in (("a1", NOW - HOUR), ("a2", NOW), ("a3", NOW + HOUR)):
        await database.write(polls.save_draft, poll_id, GROUP, ANNA, TYPED, gone_at)
    await database.write(polls.delete_old_drafts, NOW)
    left = [await database.read(polls.draft, each, GROUP, ANNA) for each in ("a1", "a2", "a3")]
    assert left == [None, None, TYPED]


async def test_a_poll_comes_back_as_it_was(database: Database) -> None:
    await database.write(polls.add, POLL)
    assert await database.read(polls.find, "a1") == POLL
    assert await database.read(polls.find, "a2") is None
    await database.write(polls.set_message, "a1", 99)
    assert await database.read(polls.find, "a1") == replace(POLL, message_id=99)


@pytest.mark.parametrize("result", RESULTS, ids=str)
async def test_a_result_is_kept_once(database: Database, result: Result) -> None:
    await database.write(polls.add, POLL)
    other = Result(Kind.OUTCOME, Verdict.AHEAD, (5, 9), leading=1)
    assert await database.write(polls.close, "a1", result, NOW + HOUR)
    assert not await database.write(polls.close, "a1", other, NOW + HOUR)
    assert not await database.write(polls.close, "a2", result, NOW + HOUR)
    kept = replace(POLL, state=State.CLOSED, result=result)
    assert await database.read(polls.find, "a1") == kept


async def test_open_polls_are_listed_by_group_and_time(database: Database) -> None:
    for poll_id, group, hours in (("a1", GROUP, 3), ("a2", GROUP, 1), ("a3", OTHER_GROUP, 2)):
        poll = replace(POLL, poll_id=poll_id, group_id=group, closes_at=NOW + hours * HOUR)
        await database.write(polls.add, poll)
    await database.write(polls.add, replace(POLL, poll_id="a4"))
    await database.write(polls.close, "a4", Result(Kind.TOO_FEW), NOW)

    async def listed(moment: datetime) -> tuple[list[str], list[str], datetime | None]:
        here = await database.read(polls.open_in_group, GROUP, moment)
        due = await database.read(polls.due, moment, 2)
        return [poll.poll_id for poll in here], due, await database.read(polls.next_closing)

    assert await listed(NOW) == (["a2", "a1"], [], NOW + HOUR)
    assert await listed(NOW + HOUR) == (["a1"], ["a2"], NOW + HOUR)
    assert await listed(NOW + 9 * HOUR) == ([], ["a2", "a3"], NOW + HOUR)
    still_open = await database.read(polls.all_open)
    assert sorted(poll.poll_id for poll in still_open) == ["a1", "a2", "a3"]


async def test_without_polls_nothing_is_next(database: Database) -> None:
    assert await database.read(polls.next_closing) is None
    assert await database.read(polls.due, NOW, 9) == []
    assert await database.read(polls.all_open) == []
