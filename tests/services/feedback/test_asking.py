"""Requests over real files: drafted, posted once, closed on time, whatever happens in between."""

import asyncio
from dataclasses import replace

import pytest

from bot.domain.feedback.request import Request, State, Typed
from bot.domain.outbox import Row
from bot.domain.refusals import BadInput, Gone, NotAllowed
from bot.services.house import House
from bot.storage.database import Connection
from bot.storage.feedback import requests
from tests.services.circle import (
    GROUP,
    HOST,
    MODERATOR,
    OTHER_GROUP,
    ROOM,
    Clock,
    Home,
    everything_in,
    member,
    waiting_rows,
)

QUESTION = Typed("question", "What would help next time?", 24)
COHOST = replace(HOST, user_id=101)


async def opened(house: House, typed: Typed = QUESTION) -> str:
    """Ask, and let the card arrive in its channel as message 9."""
    proposal = await house.feedback.asking.propose(HOST, typed)
    row = await house.feedback.asking.open(HOST, proposal.request_id)
    await house.outbox.sent(row, 9)
    await house.outbox.done(row)
    return proposal.request_id


async def found(house: House, request_id: str) -> Request:
    request = await house.feedback.asking.find(GROUP, request_id)
    assert request is not None
    return request


async def test_only_facilitators_ask_and_it_is_checked_at_each_step(house: House) -> None:
    asking = house.feedback.asking
    draft = await asking.propose(HOST, QUESTION)
    for person in (member(1), MODERATOR):
        for step in (
            asking.check_may_ask(person),
            asking.propose(person, QUESTION),
            asking.open(person, draft.request_id),
        ):
            with pytest.raises(NotAllowed):
                await step
    # Somebody who is a facilitator no more can't post what they drafted as one.
    with pytest.raises(NotAllowed):
        await asking.open(replace(HOST, manages_events=False), draft.request_id)


async def test_what_cannot_be_asked_is_kept_and_can_be_put_right(house: House) -> None:
    asking = house.feedback.asking
    proposal = await asking.propose(HOST, Typed("question", "  ", 48))
    assert proposal.checked is None
    assert proposal.trouble is not None
    assert proposal.trouble.key == "feedback.ask.refused.no_question"
    with pytest.raises(BadInput):
        await asking.open(HOST, proposal.request_id)
    assert await asking.typed(HOST, proposal.request_id) == Typed("question", "  ", 48)
    again = await asking.propose(HOST, QUESTION, proposal.request_id)
    assert again.request_id == proposal.request_id
    assert again.checked == QUESTION
    await asking.open(HOST, again.request_id)


async def test_a_draft_is_its_authors_alone(house: House) -> None:
    asking = house.feedback.asking
    draft = await asking.propose(HOST, QUESTION)
    for step in (asking.typed(COHOST, draft.request_id), asking.open(COHOST, draft.request_id)):
        with pytest.raises(Gone):
            await step
    await asking.discard(COHOST, draft.request_id)
    taken = await asking.propose(COHOST, Typed(), draft.request_id)
    assert taken.request_id != draft.request_id
    assert await asking.typed(HOST, draft.request_id) == QUESTION
    assert await asking.find(GROUP, draft.request_id) is None
    with pytest.raises(Gone):
        await asking.open_request(GROUP, draft.request_id)


async def test_a_draft_survives_a_restart_and_goes_after_a_day(home: Home, clock: Clock) -> None:
    house = await home.open()
    draft = await house.feedback.asking.propose(HOST, QUESTION)
    clock.advance(hours=23)
    house = await home.restart()
    await house.feedback.asking.sweep_drafts()
    assert await house.feedback.asking.typed(HOST, draft.request_id) == QUESTION
    clock.advance(hours=1)
    await house.feedback.asking.sweep_drafts()
    with pytest.raises(Gone):
        await house.feedback.asking.typed(HOST, draft.request_id)


async def test_a_discarded_draft_is_gone(house: House) -> None:
    asking = house.feedback.asking
    draft = await asking.propose(HOST, QUESTION)
    await asking.discard(HOST, draft.request_id)
    with pytest.raises(Gone) as refusal:
        await asking.open(HOST, draft.request_id)
    assert refusal.value.key == "feedback.ask.refused.draft_gone"


async def test_two_presses_at_once_post_once(house: House) -> None:
    asking = house.feedback.asking
    draft = await asking.propose(HOST, QUESTION)
    presses = (asking.open(HOST, draft.request_id) for _ in range(5))
    done = await asyncio.gather(*presses, return_exceptions=True)
    assert sum(isinstance(each, Row) for each in done) == 1
    keys = {each.key for each in done if isinstance(each, Gone)}
    assert keys == {"feedback.ask.refused.posted_already"}
    assert await waiting_rows(house) == [("feedback.request", draft.request_id)]


async def test_what_is_posted_can_be_neither_changed_nor_discarded(house: House) -> None:
    request_id = await opened(house)
    asking = house.feedback.asking
    with pytest.raises(Gone):
        await asking.discard(HOST, request_id)
    assert (await asking.propose(HOST, Typed(), request_id)).request_id != request_id
    assert (await found(house, request_id)).question == QUESTION.question


async def test_it_is_known_in_its_own_group_alone(house: House) -> None:
    request_id = await opened(house)
    assert (await house.feedback.asking.open_request(GROUP, request_id)).channel_id == ROOM
    assert await house.feedback.asking.find(OTHER_GROUP, request_id) is None
    with pytest.raises(Gone) as refusal:
        await house.feedback.asking.open_request(OTHER_GROUP, request_id)
    assert refusal.value.key == "feedback.ask.refused.gone"


@pytest.mark.parametrize("hours", [24, 48, 168])
async def test_it_is_open_as_long_as_was_chosen_and_the_clock_knows(
    house: House, clock: Clock, hours: int
) -> None:
    request_id = await opened(house, replace(QUESTION, hours=hours))
    closes_at = (await found(house, request_id)).closes_at
    assert (closes_at - clock()).total_seconds() == hours * 3600
    assert await house.next_due() == closes_at
    clock.advance(hours=hours, seconds=-1)
    assert await house.feedback.asking.close_due() == 0
    await house.feedback.asking.open_request(GROUP, request_id)
    clock.advance(seconds=1)
    with pytest.raises(Gone) as refusal:
        await house.feedback.asking.open_request(GROUP, request_id)
    assert refusal.value.key == "feedback.ask.refused.closed_question"
    assert await house.feedback.asking.close_due() == 1
    assert (await found(house, request_id)).state is State.CLOSED
    assert await house.feedback.asking.close_due() == 0


async def test_closing_plans_the_cards_change_and_sends_nothing_new(
    house: House, clock: Clock
) -> None:
    request_id = await opened(house)
    clock.advance(days=1)
    await house.feedback.asking.close_due()
    (row,) = await house.outbox.due()
    assert (row.kind, row.subject, row.message_id) == ("feedback.closed", request_id, 9)


async def test_a_card_that_is_not_there_yet_needs_no_change(house: House, clock: Clock) -> None:
    draft = await house.feedback.asking.propose(HOST, QUESTION)
    await house.feedback.asking.open(HOST, draft.request_id)
    clock.advance(days=1)
    await house.feedback.asking.close_due()
    assert await waiting_rows(house) == [("feedback.request", draft.request_id)]


async def test_after_a_power_cut_it_is_as_it_was_acknowledged(home: Home, clock: Clock) -> None:
    house = await home.open()
    request_id = await opened(house)
    house = await home.after_power_cut()
    await house.feedback.asking.open_request(GROUP, request_id)
    clock.advance(days=1)
    await house.feedback.asking.close_due()
    house = await home.after_power_cut()
    assert (await found(house, request_id)).state is State.CLOSED
    assert [row.kind for row in await house.outbox.due()] == ["feedback.closed"]
    assert await house.feedback.asking.close_due() == 0


async def test_one_that_cannot_be_closed_holds_up_no_other(
    house: House, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    stuck, other = await opened(house), await opened(house, replace(QUESTION, hours=48))
    close = requests.close

    def failing(connection: Connection, request_id: str, told: None) -> None:
        if request_id == stuck:
            raise OSError
        close(connection, request_id, told)

    clock.advance(days=2)
    with monkeypatch.context() as broken:
        broken.setattr(requests, "close", failing)
        assert await house.feedback.asking.close_due() == 1
    assert (await found(house, stuck)).state is State.OPEN
    assert (await found(house, other)).state is State.CLOSED
    assert await house.feedback.asking.close_due() == 1


async def test_who_asked_is_in_no_byte_once_it_is_closed(home: Home, clock: Clock) -> None:
    house = await home.open()
    asker = replace(HOST, user_id=311528470125871999)
    draft = await house.feedback.asking.propose(asker, Typed(hours=24))
    await house.feedback.asking.open(asker, draft.request_id)
    form = asker.user_id.to_bytes(8, "big")
    assert form in everything_in(home.folder)
    clock.advance(days=1)
    await house.feedback.asking.close_due()
    await house.erasing.do_due()
    assert form not in everything_in(home.folder)
