"""Moving: who brings a decision on, back or to its end, from where, and what stands of it."""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import timedelta

import pytest

from bot.domain.decisions.decision import Stage
from bot.domain.decisions.outcome import Became, GoesOn, Outcome
from bot.domain.decisions.parts import How, NoteKind, Option
from bot.domain.people import GroupRoles, Person
from bot.domain.refusals import BadInput, Gone, NotAllowed
from bot.services.house import House
from tests.services.circle import GROUP, HOST, MODERATOR, ROOM, Clock, member, sees
from tests.services.decisions.started import (
    ADOPTED,
    ANNA,
    ASKED,
    CARD,
    ELSEWHERE,
    NEXT_ROOM,
    OTHER_HOST,
    REVIEW_ON,
    at,
    brought_to,
    redrawn,
    shown,
    way,
    worry,
)
from tests.services.polls.asked import refused

WHY = "We need more time"
BY_ROLE = Person(GROUP, ROOM, 103, role_ids=frozenset({77}))
Act = Callable[[House, Person, str], Awaitable[object]]
NEEDS_TALK = Outcome(Became.NEEDS_TALK, "Not yet")
# What facilitators do, and where each of them can be done.
FACILITATORS: dict[str, tuple[Act, set[Stage]]] = {
    "go on": (lambda h, p, d: h.decisions.moving.go_on(p, d, alone=True), {Stage.TALK}),
    "back to talk": (
        lambda h, p, d: h.decisions.moving.back(p, d, WHY),
        {Stage.OPTIONS, Stage.OUTCOME, Stage.TRIED, Stage.REVIEW},
    ),
    "back to options": (
        lambda h, p, d: h.decisions.moving.back(p, d, WHY, to=Stage.OPTIONS),
        {Stage.OUTCOME, Stage.TRIED, Stage.REVIEW},
    ),
    "the vote": (lambda h, p, d: h.decisions.deciding.typed_vote(p, d), {Stage.OPTIONS}),
    "the review": (lambda h, p, d: h.decisions.deciding.review_typed(p, d), {Stage.REVIEW}),
    "an outcome": (
        lambda h, p, d: h.decisions.deciding.outcome(p, d, NEEDS_TALK, None),
        {Stage.OPTIONS, Stage.TALK, Stage.OUTCOME},
    ),
    "the outcome's form": (
        lambda h, p, d: h.decisions.deciding.statable(p, d),
        {Stage.OPTIONS, Stage.TALK, Stage.OUTCOME},
    ),
    "goes on": (
        lambda h, p, d: h.decisions.deciding.goes_on(p, d, GoesOn.STOP, None, WHY),
        {Stage.REVIEW},
    ),
}
WITHDRAWN_IN = set(Stage) - {Stage.ENDED, Stage.VOTE}
EVERYBODY: dict[str, tuple[Act, set[Stage]]] = {
    "a note": (
        lambda h, p, d: h.decisions.noting.note(p, d, NoteKind.QUESTION, "When?"),
        {Stage.TALK},
    ),
    "a note's form": (lambda h, p, d: h.decisions.noting.notable(p, d), {Stage.TALK}),
    "an option": (
        lambda h, p, d: h.decisions.noting.option(p, d, Option("Sixty")),
        {Stage.OPTIONS},
    ),
    "an option's form": (lambda h, p, d: h.decisions.noting.optionable(p, d), {Stage.OPTIONS}),
}


@pytest.mark.parametrize("stage", list(Stage))
async def test_every_step_is_taken_where_it_belongs_and_nowhere_else(
    house: House, clock: Clock, stage: Stage
) -> None:
    withdraw: Act = lambda h, p, d: h.decisions.moving.withdraw(p, d, WHY)  # noqa: E731
    every = {**FACILITATORS, **EVERYBODY, "withdraw": (withdraw, WITHDRAWN_IN)}
    for name, (act, stages) in every.items():
        house.decisions.starting._today._sent.clear()  # pyright: ignore[reportPrivateUsage]
        one = await brought_to(house, clock, stage)
        before = await shown(house, one)
        if stage in stages:
            await act(house, HOST, one)
            continue
        with pytest.raises(Gone) as refusal:
            await act(house, HOST, one)
        # While a poll is open that is why, wherever it would be the next thing in the way.
        open_poll = {"decisions.refused.vote_open"} if stage is Stage.VOTE else set[str]()
        assert refusal.value.key in {"decisions.refused.moved_on", *open_poll}, name
        assert await shown(house, one) == before


@pytest.mark.parametrize("name", list(FACILITATORS))
async def test_members_and_moderators_dont_lead(house: House, clock: Clock, name: str) -> None:
    act, stages = FACILITATORS[name]
    one = await brought_to(house, clock, min(stages, key=list(Stage).index))
    before = await shown(house, one)
    for person in (ANNA, MODERATOR):
        with refused(NotAllowed, "people.refused.facilitator"):
            await act(house, person, one)
    for person in (ELSEWHERE, NEXT_ROOM):
        with refused(Gone, "decisions.refused.gone"):
            await act(house, person, one)
    assert await shown(house, one) == before
    # By a role that the group has named, and in the thread on the card.
    await house.groups.name_roles(MODERATOR, GroupRoles(facilitator=77))
    thread = Person(GROUP, CARD, 103, role_ids=BY_ROLE.role_ids)
    await act(house, thread, one)


@pytest.mark.parametrize("name", list(EVERYBODY))
async def test_whoever_speaks_here_adds_to_it(house: House, clock: Clock, name: str) -> None:
    act, stages = EVERYBODY[name]
    one = await brought_to(house, clock, min(stages, key=list(Stage).index))
    for person in (ELSEWHERE, NEXT_ROOM):
        with refused(Gone, "decisions.refused.gone"):
            await act(house, person, one)
    with refused(NotAllowed, "people.refused.pending"):
        await act(house, Person(GROUP, ROOM, 1, pending=True), one)
    await act(house, ANNA, one)


async def test_the_starter_goes_on_alone_only_where_nobody_else_facilitates(
    house: House, clock: Clock
) -> None:
    one = await brought_to(house, clock, Stage.TALK)
    with refused(NotAllowed, "decisions.refused.started_it"):
        await house.decisions.moving.go_on(HOST, one)
    assert (await at(house, one)).stage is Stage.TALK
    await house.decisions.moving.go_on(HOST, one, alone=True, days=3)
    there = await shown(house, one)
    assert there.decision.ends_at == clock() + timedelta(days=3)
    move = there.moves[-1]
    assert (move.number, move.how, move.by_id, move.reason) == (2, How.READY, HOST.user_id, "")
    # Each change has a card drawn anew.
    assert await redrawn(house, one) == 1


async def test_two_who_press_at_once_take_one_step(house: House, clock: Clock) -> None:
    one = await brought_to(house, clock, Stage.TALK)
    both = [house.decisions.moving.go_on(person, one) for person in (OTHER_HOST, BY_HAND)]
    results = await asyncio.gather(*both, return_exceptions=True)
    assert [type(each) for each in results if isinstance(each, Exception)] == [Gone]
    assert await way(house, one) == ["started", "ready"]
    two = [
        house.decisions.moving.withdraw(OTHER_HOST, one, WHY),
        house.decisions.deciding.outcome(BY_HAND, one, ADOPTED, REVIEW_ON),
    ]
    results = await asyncio.gather(*two, return_exceptions=True)
    assert len([each for each in results if isinstance(each, Gone)]) == 1


async def test_going_back_says_why_and_clears_what_was_set(house: House, clock: Clock) -> None:
    one = await brought_to(house, clock, Stage.TRIED)
    await house.decisions.moving.back(OTHER_HOST, one, "  It doesn't\nwork ", days=7)
    there = await shown(house, one)
    assert there.decision.stage is Stage.TALK
    assert there.decision.ends_at == clock() + timedelta(days=7)
    assert (there.decision.review_on, there.vote) == (None, None)
    assert (there.moves[-1].how, there.moves[-1].reason) == (How.BACK, "It doesn't work")
    # What was stated before can still be read.
    assert there.decision.outcome is not None
    for reason in ("", " \u200b ", "x" * 301):
        with refused(BadInput, "decisions.refused.reason"):
            await house.decisions.moving.back(HOST, one, reason)
        with refused(BadInput, "decisions.refused.reason"):
            await house.decisions.moving.withdraw(HOST, one, reason)


async def test_an_open_vote_is_ended_before_anything_else(house: House, clock: Clock) -> None:
    one = await brought_to(house, clock, Stage.VOTE)
    for to in (Stage.TALK, Stage.OPTIONS):
        with refused(Gone, "decisions.refused.vote_open"):
            await house.decisions.moving.back(HOST, one, WHY, to=to)
    with refused(Gone, "decisions.refused.vote_open"):
        await house.decisions.moving.withdraw(HOST, one, WHY)
    poll = (await shown(house, one)).vote
    assert poll is not None
    await house.polls.life.take_down(HOST, poll.poll_id, WHY, sees)
    await house.decisions.moving.back(HOST, one, WHY, to=Stage.OPTIONS)
    assert (await at(house, one)).stage is Stage.OPTIONS
    await house.decisions.due.do_due()
    assert (await at(house, one)).stage is Stage.OPTIONS


async def record_of(house: House) -> list[tuple[str, int]]:
    page = await house.record.page(member(50), sees)
    return [(entry.kind, entry.by_id) for entry in page.entries]


async def test_whoever_started_it_by_name_withdraws_it(house: House) -> None:
    one = await worry(house)
    for person in (member(2), MODERATOR):
        with refused(NotAllowed, "decisions.refused.not_yours"):
            await house.decisions.moving.withdraw(person, one, WHY)
    for person in (ELSEWHERE, NEXT_ROOM):
        with refused(Gone, "decisions.refused.gone"):
            await house.decisions.moving.withdraw(person, one, WHY)
    await house.decisions.moving.withdraw(ANNA, one, WHY)
    move = (await shown(house, one)).moves[-1]
    assert (move.stage, move.how, move.by_id, move.reason) == (
        Stage.ENDED,
        How.WITHDRAWN,
        ANNA.user_id,
        WHY,
    )
    assert await record_of(house) == []
    assert await redrawn(house, one) == 1


async def test_a_facilitators_withdrawing_stands_in_the_record(house: House, clock: Clock) -> None:
    one = await worry(house)
    await house.decisions.moving.withdraw(HOST, one, WHY)
    assert await record_of(house) == [("decision_withdrawn", HOST.user_id)]
    entry = (await house.record.page(ANNA, sees)).entries[0]
    assert dict(entry.details) == {"channel": ROOM, "message": CARD}
    # Not what they started themselves.
    two = (await house.decisions.starting.start(HOST, ASKED, 0, "Hanna")).subject
    await house.decisions.moving.withdraw(HOST, two, WHY)
    assert len(await record_of(house)) == 1


async def test_what_was_private_is_withdrawn_by_facilitators_alone(
    house: House, clock: Clock
) -> None:
    one = await worry(house, None)
    clock.advance(minutes=20)
    with refused(NotAllowed, "decisions.refused.not_yours"):
        await house.decisions.moving.withdraw(ANNA, one, WHY)
    await house.decisions.moving.withdraw(HOST, one, WHY)
    assert await way(house, one) == ["proposed", "withdrawn"]


BY_HAND = Person(GROUP, ROOM, 104, manages_events=True)
