"""Deciding: the vote is tied to its decision, an outcome is a person's, and reviews lead on."""

import asyncio
from dataclasses import replace
from datetime import date, timedelta

import pytest

from bot.domain.decisions.decision import Stage
from bot.domain.decisions.outcome import Became, GoesOn, Outcome
from bot.domain.decisions.parts import How, Option
from bot.domain.people import Person
from bot.domain.polls.poll import State
from bot.domain.polls.rules import Publication
from bot.domain.refusals import BadInput, Gone
from bot.services.house import House
from tests.services.circle import GROUP, HOST, MODERATOR, ROOM, Clock, Home, sees, waiting_rows
from tests.services.decisions.started import (
    ADOPTED,
    ANNA,
    ASKED,
    OTHER_HOST,
    REVIEW_ON,
    add_option,
    ask_vote,
    at,
    brought_to,
    close_vote,
    post_vote,
    redrawn,
    shown,
    way,
)
from tests.services.polls.asked import UpTo, ask, refused


async def test_the_votes_form_has_the_question_and_the_options(house: House, clock: Clock) -> None:
    await house.groups.set(MODERATOR, publication=Publication.COUNTS, floor=9)
    one = await brought_to(house, clock, Stage.OPTIONS)
    for text in ("Ninety", "Sixty"):
        await add_option(house, clock, one, text)
    typed = await house.decisions.deciding.typed_vote(OTHER_HOST, one)
    assert (typed.question, typed.options) == (ASKED.what, "Ninety\nSixty")
    assert (typed.rules.publication, typed.rules.floor) == (Publication.COUNTS, 9)
    proposal = await house.polls.asking.propose(OTHER_HOST, typed)
    assert proposal.trouble is None
    # Until it is posted it is a draft like any other.
    assert (await at(house, one)).stage is Stage.OPTIONS
    edited = replace(await house.polls.asking.typed(OTHER_HOST, proposal.poll_id), minutes=5)
    await house.polls.asking.propose(OTHER_HOST, edited, proposal.poll_id)
    before = await redrawn(house, one)
    await house.polls.asking.open(OTHER_HOST, proposal.poll_id)
    there = await shown(house, one)
    assert (there.decision.stage, there.decision.poll_id) == (Stage.VOTE, proposal.poll_id)
    assert there.vote is not None
    assert (there.moves[-1].how, there.moves[-1].by_id) == (How.VOTE_ASKED, OTHER_HOST.user_id)
    assert await redrawn(house, one) == before + 1


async def test_options_on_their_way_are_waited_for(house: House, clock: Clock) -> None:
    one = await brought_to(house, clock, Stage.OPTIONS)
    await add_option(house, clock, one)
    typed = await house.decisions.deciding.typed_vote(HOST, one)
    await house.decisions.noting.option(ANNA, one, Option("Sixty"))
    with refused(Gone, "decisions.refused.options_coming"):
        await house.decisions.deciding.typed_vote(HOST, one)
    with refused(Gone, "decisions.refused.options_coming"):
        await post_vote(house, typed)
    clock.advance(minutes=16)
    await house.decisions.due.do_due()
    await ask_vote(house, one)


async def test_a_draft_whose_decision_moved_on_is_not_posted(house: House, clock: Clock) -> None:
    one = await brought_to(house, clock, Stage.OPTIONS)
    await add_option(house, clock, one)
    typed = await house.decisions.deciding.typed_vote(HOST, one)
    await post_vote(house, typed)
    with refused(Gone, "decisions.refused.vote_open"):
        await post_vote(house, typed)
    two = await brought_to(house, clock, Stage.OPTIONS)
    await add_option(house, clock, two)
    typed = await house.decisions.deciding.typed_vote(HOST, two)
    await house.decisions.moving.back(HOST, two, "Wait")
    rows = await waiting_rows(house)
    with refused(Gone, "decisions.refused.moved_on"):
        await post_vote(house, typed)
    assert await waiting_rows(house) == rows


async def test_a_draft_is_posted_only_where_its_decision_is(house: House, clock: Clock) -> None:
    one = await brought_to(house, clock, Stage.OPTIONS)
    await add_option(house, clock, one)
    typed = await house.decisions.deciding.typed_vote(HOST, one)
    away = Person(GROUP, ROOM + 1, HOST.user_id, manages_events=True)
    proposal = await house.polls.asking.propose(away, typed)
    with refused(Gone, "decisions.refused.gone"):
        await house.polls.asking.open(away, proposal.poll_id)
    assert (await at(house, one)).stage is Stage.OPTIONS


async def test_wherever_posting_is_stopped_vote_and_decision_belong_together(
    home: Home, clock: Clock
) -> None:
    house = await home.open()
    one = await brought_to(house, clock, Stage.OPTIONS)
    await add_option(house, clock, one)
    typed = await house.decisions.deciding.typed_vote(HOST, one)
    proposal = await house.polls.asking.propose(HOST, typed)
    waits, stopped = 0, True
    while stopped:
        stopped = await UpTo(waits, house.polls.asking.open(HOST, proposal.poll_id))
        waits += 1
        house = await home.after_power_cut()
        await house.polls.recovery.recover()
        there = await shown(house, one)
        asked = there.decision.stage is Stage.VOTE
        assert asked == (there.vote is not None) == (there.decision.poll_id is not None)
        if asked:
            break
    assert waits > 3


@pytest.mark.parametrize("early", [True, False])
async def test_a_vote_that_closes_leads_to_the_outcome_by_itself(
    house: House, clock: Clock, early: bool
) -> None:
    one = await brought_to(house, clock, Stage.VOTE)
    poll = (await shown(house, one)).vote
    assert poll is not None
    if early:
        await house.polls.closing.close(HOST, poll.poll_id, sees)
    else:
        clock.advance(hours=1)
        await house.polls.closing.close_due()
    assert await house.next_due() is not None
    for _ in range(2):
        await house.decisions.due.do_due()
    there = await shown(house, one)
    assert there.decision.stage is Stage.OUTCOME
    assert (there.moves[-1].how, there.moves[-1].by_id) == (How.VOTE_CLOSED, None)
    assert there.vote is not None
    assert there.vote.state is State.CLOSED


async def test_wherever_closing_is_stopped_the_outcome_comes(home: Home, clock: Clock) -> None:
    house = await home.open()
    one = await brought_to(house, clock, Stage.VOTE)
    clock.advance(hours=1)
    for waits in range(12):
        house = await home.after_power_cut()
        await UpTo(waits, house.polls.closing.close_due())
        await UpTo(waits // 2, house.decisions.due.do_due())
        house = await home.after_power_cut()
        poll = (await shown(house, one)).vote
        assert poll is not None
        if poll.state is State.CLOSED:
            break
    await house.polls.recovery.recover()
    await house.decisions.due.do_due()
    assert (await at(house, one)).stage is Stage.OUTCOME
    assert (await way(house, one)).count("vote_closed") == 1


async def test_a_vote_that_was_taken_down_can_be_asked_again(house: House, clock: Clock) -> None:
    one = await brought_to(house, clock, Stage.VOTE)
    poll = (await shown(house, one)).vote
    assert poll is not None
    before = await redrawn(house, one)
    await house.polls.life.take_down(HOST, poll.poll_id, "A slip", sees)
    await house.decisions.due.do_due()
    there = await shown(house, one)
    assert (there.decision.stage, there.vote) == (Stage.VOTE, None)
    assert await redrawn(house, one) == before + 1
    again = await ask_vote(house, one)
    assert (await at(house, one)).poll_id == again
    await close_vote(house, again)
    assert (await at(house, one)).stage is Stage.OUTCOME


async def test_other_polls_are_no_decisions(house: House, clock: Clock) -> None:
    one = await brought_to(house, clock, Stage.VOTE)
    await close_vote(house, await ask(house))
    assert (await at(house, one)).stage is Stage.VOTE


async def test_an_outcome_is_told_on_a_card_and_tried_until_its_review(
    house: House, clock: Clock
) -> None:
    one = await brought_to(house, clock, Stage.OUTCOME)
    row = await house.decisions.deciding.outcome(OTHER_HOST, one, ADOPTED, REVIEW_ON)
    there = await shown(house, one)
    number = there.moves[-1].number
    assert (row.kind, row.subject) == ("decision.outcome", f"{one}/{number}")
    assert (row.kind, row.subject) in await waiting_rows(house)
    assert there.decision.outcome == replace(ADOPTED, method="approval")
    assert (there.decision.stage, there.decision.review_on) == (Stage.TRIED, REVIEW_ON)
    assert (there.moves[-1].how, there.moves[-1].by_id) == (How.STATED, OTHER_HOST.user_id)
    with refused(Gone, "decisions.refused.moved_on"):
        await house.decisions.deciding.outcome(HOST, one, ADOPTED, REVIEW_ON)


@pytest.mark.parametrize(
    ("became", "review_on", "stage"),
    [
        (Became.ADOPTED, REVIEW_ON, Stage.TRIED),
        (Became.NOT_ADOPTED, None, Stage.ENDED),
        (Became.NOT_ADOPTED, REVIEW_ON, Stage.TRIED),
        (Became.NO_DECISION, None, Stage.ENDED),
        (Became.NEEDS_TALK, None, Stage.TALK),
        (Became.NEEDS_TALK, REVIEW_ON, Stage.TALK),
    ],
)
async def test_what_was_decided_says_what_comes_next(
    house: House, clock: Clock, became: Became, review_on: date | None, stage: Stage
) -> None:
    # Also without a vote: a group may agree while it talks.
    one = await brought_to(house, clock, Stage.TALK)
    await house.decisions.deciding.outcome(HOST, one, Outcome(became, "So be it"), review_on)
    there = await shown(house, one)
    assert there.decision.stage is stage
    assert there.decision.review_on == (review_on if stage is Stage.TRIED else None)
    assert [move.stage for move in there.moves] == [Stage.TALK, Stage.OUTCOME, stage]


async def test_of_what_two_write_at_once_one_is_told(house: House, clock: Clock) -> None:
    deciding = house.decisions.deciding
    one = await brought_to(house, clock, Stage.OUTCOME)
    both = (deciding.outcome(host, one, ADOPTED, REVIEW_ON) for host in (HOST, OTHER_HOST))
    made = await asyncio.gather(*both, return_exceptions=True)
    assert sum(isinstance(each, Gone) for each in made) == 1
    two = await brought_to(house, clock, Stage.REVIEW)
    both = (deciding.goes_on(host, two, GoesOn.STOP, None, "So") for host in (HOST, OTHER_HOST))
    made = await asyncio.gather(*both, return_exceptions=True)
    assert sum(isinstance(each, Gone) for each in made) == 1
    rows = [kind for kind, _ in await waiting_rows(house)]
    # Both had an outcome before they were reviewed or told.
    assert (rows.count("decision.outcome"), rows.count("decision.goes_on")) == (2, 1)


async def test_a_vote_that_led_nowhere_is_asked_once_more_for_its_decision(
    house: House, clock: Clock
) -> None:
    one = await brought_to(house, clock, Stage.OUTCOME)
    first = (await shown(house, one)).vote
    assert first is not None
    typed = await house.polls.after.again(HOST, first.poll_id)
    assert typed.decision_id == one
    again = await post_vote(house, typed)
    there = await shown(house, one)
    assert (there.decision.stage, there.decision.poll_id) == (Stage.VOTE, again)
    assert (await house.polls.after.again(HOST, first.poll_id)).decision_id == ""
    with refused(Gone, "decisions.refused.vote_open"):
        await post_vote(house, typed)
    await close_vote(house, again)
    await house.decisions.deciding.outcome(HOST, one, ADOPTED, REVIEW_ON)
    # Once the outcome is told, the vote stands alone.
    assert (await house.polls.after.again(HOST, again)).decision_id == ""


async def test_the_poll_of_a_review_is_known_from_the_vote_before(
    house: House, clock: Clock
) -> None:
    one = await brought_to(house, clock, Stage.REVIEW)
    there = await shown(house, one)
    assert there.vote is not None
    assert there.review_poll is None
    vote = there.vote.poll_id
    assert (await house.polls.after.again(HOST, vote)).decision_id == ""
    asked = await ask_vote(house, one)
    there = await shown(house, one)
    assert there.review_poll is not None
    assert there.review_poll.poll_id == asked
    # By which vote it was decided stays with it.
    assert there.vote is not None
    assert there.vote.poll_id == vote
    await close_vote(house, asked)
    assert (await house.polls.after.again(HOST, asked)).decision_id == one
    day = clock().date() + timedelta(days=30)
    await house.decisions.deciding.goes_on(HOST, one, GoesOn.KEEP, day, "So it is")
    clock.advance(days=31)
    await house.decisions.due.do_due()
    assert (await shown(house, one)).review_poll is None


async def test_an_outcome_that_lacks_something_changes_nothing(house: House, clock: Clock) -> None:
    one = await brought_to(house, clock, Stage.OUTCOME)
    before = await shown(house, one)
    for outcome, day, key in (
        (ADOPTED, None, "no_review"),
        (ADOPTED, clock().date(), "review_day"),
        (replace(ADOPTED, decided=" "), REVIEW_ON, "no_outcome"),
        (replace(ADOPTED, concerns="x" * 601), REVIEW_ON, "long"),
    ):
        with refused(BadInput, f"decisions.refused.{key}"):
            await house.decisions.deciding.outcome(HOST, one, outcome, day)
        assert await shown(house, one) == before


async def test_consent_is_looked_at_again_whatever_came_of_it(house: House, clock: Clock) -> None:
    one = await brought_to(house, clock, Stage.OPTIONS)
    await add_option(house, clock, one)
    typed = await house.decisions.deciding.typed_vote(HOST, one)
    await close_vote(house, await post_vote(house, replace(typed, method="consent")))
    # Whatever method the form may name: it is the poll's.
    nothing = Outcome(Became.NOT_ADOPTED, "No", method="single")
    with refused(BadInput, "decisions.refused.no_review"):
        await house.decisions.deciding.outcome(HOST, one, nothing, None)
    await house.decisions.deciding.outcome(HOST, one, nothing, REVIEW_ON)
    outcome = (await at(house, one)).outcome
    assert outcome is not None
    assert outcome.method == "consent"


async def test_a_review_is_asked_and_its_poll_leaves_the_word_to_a_person(
    house: House, clock: Clock
) -> None:
    one = await brought_to(house, clock, Stage.REVIEW)
    typed = await house.decisions.deciding.review_typed(HOST, one)
    assert ASKED.what in typed.question
    assert len(typed.options.splitlines()) == 3
    poll_id = await ask_vote(house, one)
    assert (await at(house, one)).review_poll_id == poll_id
    with refused(Gone, "decisions.refused.vote_open"):
        await house.decisions.deciding.goes_on(HOST, one, GoesOn.STOP, None, "It hurts")
    before = await redrawn(house, one)
    await close_vote(house, poll_id)
    there = await shown(house, one)
    assert there.decision.stage is Stage.REVIEW
    assert there.vote is not None
    assert await redrawn(house, one) == before + 1


@pytest.mark.parametrize(
    ("goes_on", "day", "stage"),
    [
        (GoesOn.KEEP, date(2026, 9, 1), Stage.TRIED),
        (GoesOn.KEEP, None, Stage.ENDED),
        (GoesOn.CHANGE, date(2026, 9, 1), Stage.TALK),
        (GoesOn.STOP, None, Stage.ENDED),
    ],
)
async def test_after_a_review_it_is_kept_changed_or_stopped(
    house: House, clock: Clock, goes_on: GoesOn, day: date | None, stage: Stage
) -> None:
    one = await brought_to(house, clock, Stage.REVIEW)
    row = await house.decisions.deciding.goes_on(OTHER_HOST, one, goes_on, day, "So it is")
    there = await shown(house, one)
    assert there.decision.stage is stage
    assert there.decision.review_on == (day if stage is Stage.TRIED else None)
    move = there.moves[-1]
    assert (move.how, move.by_id, move.reason) == (goes_on.value, OTHER_HOST.user_id, "So it is")
    assert (row.kind, row.subject) == ("decision.goes_on", f"{one}/{move.number}")
    assert (row.kind, row.subject) in await waiting_rows(house)


async def test_a_review_goes_on_with_a_reason_and_a_day_to_come(house: House, clock: Clock) -> None:
    one = await brought_to(house, clock, Stage.REVIEW)
    keep = house.decisions.deciding.goes_on
    with refused(BadInput, "decisions.refused.reason"):
        await keep(HOST, one, GoesOn.KEEP, None, " ")
    with refused(BadInput, "decisions.refused.review_day"):
        await keep(HOST, one, GoesOn.KEEP, REVIEW_ON, "So it is")
    assert (await at(house, one)).stage is Stage.REVIEW
