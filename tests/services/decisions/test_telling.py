"""Telling: a vote stands in the records as its card told it, whatever was voted on and how."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from bot.domain.decisions.decision import Stage
from bot.domain.people import Person
from bot.domain.polls.methods.counting import Verdict
from bot.domain.polls.poll import State
from bot.domain.polls.result import Kind, Result, Share
from bot.domain.refusals import Gone
from bot.services.house import House
from bot.storage import decisions, polls
from bot.storage.database import Connection
from bot.words import say
from tests.services.circle import GROUP, ROOM, Clock, member, sees
from tests.services.decisions.started import (
    ADOPTED,
    ANNA,
    ASKED,
    ELSEWHERE,
    ask_vote,
    at,
    brought_to,
    close_vote,
    worry,
)
from tests.services.polls.asked import refused

NAME = "Tuesday *circle*"


async def told(house: House, decision_id: str) -> str:
    return (await house.decisions.telling.one(ANNA, decision_id, sees, NAME)).decode()


async def resulted(house: House, decision_id: str, result: Result, **changed: Any) -> None:
    """Let the poll of a decision have this result."""
    poll_id = (await at(house, decision_id)).poll_id
    assert poll_id is not None

    found = await house.database.read(polls.find, poll_id)
    assert found is not None
    poll = replace(found, state=State.OPEN, result=None, **changed)

    def work(connection: Connection) -> None:
        connection.execute("DELETE FROM poll WHERE poll_id = ?", (poll_id,))
        polls.add(connection, poll)
        assert polls.close(connection, poll_id, result, poll.closes_at)

    await house.database.write(work)


def blind(channel_id: int) -> bool:
    return channel_id < 0


@pytest.mark.parametrize("stage", list(Stage))
async def test_every_stage_can_be_taken_along(house: House, clock: Clock, stage: Stage) -> None:
    one = await brought_to(house, clock, stage)
    text = await told(house, one)
    assert text.startswith("# Decisions of Tuesday \\*circle\\*\n")
    assert f"*{say(f'decisions.stage.{stage}')}.*" in text
    assert "## Shorter meetings" in text
    assert (say("decisions.whole.vote_open") in text) == (stage is Stage.VOTE)
    if stage in (Stage.TRIED, Stage.REVIEW):
        assert ADOPTED.decided in text
    assert one not in text
    for person, eyes in ((ELSEWHERE, sees), (ANNA, blind)):
        with refused(Gone, "decisions.refused.gone"):
            await house.decisions.telling.one(person, one, eyes, NAME)


async def test_a_result_without_numbers_names_what_there_was_to_choose_from(
    house: House, clock: Clock
) -> None:
    one = await brought_to(house, clock, Stage.OUTCOME)
    options = ("Ninety *minutes*", "1. Two hours")
    result = Result(Kind.OUTCOME, Verdict.AHEAD, (3, 4), leading=0)
    await resulted(house, one, result, options=options, method="single")
    text = await told(house, one)
    assert "To choose from:\n\n1. Ninety \\*minutes\\*\n2. 1\\. Two hours\n" in text
    assert "**Ninety \\*minutes\\*** came out ahead" in text
    assert "3 or 4 people took part." in text
    assert "many" not in text.partition("### The vote")[2]


async def test_shares_counts_and_small_print_stand_as_on_the_card(
    house: House, clock: Clock
) -> None:
    one = await brought_to(house, clock, Stage.OUTCOME)
    options = ("A", "B")
    shares = Result(
        Kind.OUTCOME, Verdict.AHEAD, (10, 19), leading=1, shares=(Share.FEW, Share.MOST)
    )
    await resulted(house, one, shares, options=options, method="approval")
    text = await told(house, one)
    assert "1. A: **few or none**\n2. B: **most or all**\n" in text
    assert "To choose from:" not in text
    mood = Result(Kind.OUTCOME, Verdict.AHEAD, (5, 9), leading=0)
    await resulted(house, one, mood, options=("With it", "Not"), method="temperature")
    text = await told(house, one)
    assert "\nThis shows where the group stands. It decides nothing.\n" in text
    beats = ((0, 1), (-1, 0))
    ranked = Result(Kind.OUTCOME, Verdict.AHEAD, (10, 19), leading=0, beats=beats)
    await resulted(house, one, ranked, options=options, method="ranked")
    text = await told(house, one)
    assert "Compared two by two:\n\n1. A: more people prefer it to 2\n" in text
    assert "picture" not in text


async def test_times_stand_on_the_groups_clocks(house: House, clock: Clock) -> None:
    one = await brought_to(house, clock, Stage.OUTCOME)
    keeper = Person(GROUP, ROOM, 5, manages_group=True)
    await house.groups.set(keeper, zone="Europe/Berlin")
    result = Result(Kind.OUTCOME, Verdict.AHEAD, (5, 9), leading=0)
    moments = ("1780336800", "1780423200")
    await resulted(house, one, result, options=moments, method="times")
    text = await told(house, one)
    assert "**2026-06-01 20:00 (Europe/Berlin)** came out ahead" in text


async def test_the_vote_stays_beside_what_the_review_asked(house: House, clock: Clock) -> None:
    one = await brought_to(house, clock, Stage.REVIEW)
    assert "### The vote in the review" not in await told(house, one)
    await close_vote(house, await ask_vote(house, one))
    vote, review = (await told(house, one)).split("### The vote in the review")
    assert "**Asked:** Shorter meetings" in vote.partition("### The vote")[2]
    assert "how shall it go on?" in review


@pytest.mark.parametrize("kind", [Kind.TOO_FEW, Kind.LOST])
async def test_without_a_result_it_says_why(house: House, clock: Clock, kind: Kind) -> None:
    one = await brought_to(house, clock, Stage.OUTCOME)
    await resulted(house, one, Result(kind))
    assert say(f"polls.result.{kind}") in await told(house, one)


async def test_what_went_meanwhile_is_passed_over(house: House, clock: Clock) -> None:
    ids = [await worry(house), await worry(house)]
    clock.advance(seconds=1)
    found = house.decisions.telling.several(ANNA, [ids[0], "0" * 16, ids[1]], sees, NAME, 10**6)
    (part,) = [part async for part in found]
    assert (part.number, part.so_far, part.last) == (1, 2, True)
    assert part.content.decode().count("\n## Shorter meetings\n") == 2


async def test_hundreds_are_found_and_taken_along_without_reading_all_at_each_letter(
    house: House, clock: Clock
) -> None:
    row = await house.decisions.starting.propose(member(4), ASKED, "Anna")
    model = await at(house, row.subject)

    def work(connection: Connection) -> None:
        for number in range(600):
            asked = replace(model.asked, what=f"Number {number:03}")
            shown_at = model.shown_at - timedelta(hours=number)
            each = replace(model, decision_id=f"{number:016x}", asked=asked, shown_at=shown_at)
            decisions.add(connection, replace(each, stage=Stage.ENDED), None)

    await house.database.write(work)
    queries = list[str]()

    def traced(connection: Connection) -> None:
        connection.set_trace_callback(queries.append)

    await house.database.read(traced)
    found = await house.decisions.reading.search(ANNA, sees, "59 NUM", 25)
    assert [each.what for each in found[:2]] == ["Number 059", "Number 159"]
    assert len(found) == 16
    assert sum(query.startswith("SELECT") for query in queries) == 3
    assert not any("asked" in query for query in queries)
    page = await house.decisions.reading.page(ANNA, sees, 60, ended=True)
    assert (page.number, page.pages, page.ended) == (60, 61, 600)
    ids = [title.decision_id for title in await house.decisions.reading.titles(ANNA, sees)]
    parts = [part async for part in house.decisions.telling.several(ANNA, ids, sees, NAME, 100_000)]
    assert [part.last for part in parts] == [False] * (len(parts) - 1) + [True]
    assert parts[-1].so_far == 601
