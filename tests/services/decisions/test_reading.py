"""Reading: whoever sees the channel reads all of a decision, and nobody else that there is one."""

from datetime import timedelta

import pytest

from bot.domain.decisions.decision import Stage
from bot.domain.people import Person
from bot.domain.refusals import Gone
from bot.services.house import House
from tests.services.circle import GROUP, HOST, MODERATOR, ROOM, Clock, member, sees
from tests.services.decisions.started import (
    ANNA,
    ASKED,
    CARD,
    ELSEWHERE,
    at,
    brought_to,
    redrawn,
    worry,
)
from tests.services.polls.asked import refused


def room_alone(channel_id: int) -> bool:
    return channel_id == ROOM


def nothing(channel_id: int) -> bool:
    return channel_id < 0


@pytest.mark.parametrize("stage", list(Stage))
async def test_whoever_sees_the_channel_reads_it_at_every_stage(
    house: House, clock: Clock, stage: Stage
) -> None:
    one = await brought_to(house, clock, stage)
    for person in (ANNA, HOST, MODERATOR, Person(GROUP, ROOM + 5, 9)):
        shown = await house.decisions.reading.show(person, one, sees)
        assert (shown.decision.decision_id, shown.decision.stage) == (one, stage)
        listed = await house.decisions.reading.list_open(person, sees)
        assert [each.decision_id for each in listed] == [one] * (stage is not Stage.ENDED)
        every = await house.decisions.reading.list_all(person, sees)
        assert [each.decision_id for each in every] == [one]
    for person, eyes in ((ANNA, nothing), (HOST, nothing), (ELSEWHERE, sees)):
        with refused(Gone, "decisions.refused.gone"):
            await house.decisions.reading.show(person, one, eyes)
        assert await house.decisions.reading.list_open(person, eyes) == []
        assert await house.decisions.reading.list_all(person, eyes) == []
    with refused(Gone, "decisions.refused.gone"):
        await house.decisions.reading.show(ANNA, "0" * 16, sees)


async def test_a_page_is_filled_with_what_the_person_sees(house: House, clock: Clock) -> None:
    mine = list[str]()
    for number in range(13):
        clock.advance(minutes=1)
        here = Person(GROUP, ROOM, 100, manages_events=True)
        away = Person(GROUP, ROOM + 1, 100, manages_events=True)
        row = await house.decisions.starting.start(here, ASKED, 0, "Hanna")
        mine.insert(0, row.subject)
        for _ in range(number):
            await house.decisions.starting.start(away, ASKED, 0, "Hanna")
    reading = house.decisions.reading
    page = await reading.list_all(ANNA, room_alone)
    assert [each.decision_id for each in page] == mine[:10]
    rest = await reading.list_all(ANNA, room_alone, (page[-1].shown_at, page[-1].decision_id))
    assert [each.decision_id for each in rest] == mine[10:]
    listed = await reading.list_open(ANNA, room_alone)
    assert [each.decision_id for each in listed] == mine


async def test_a_card_that_was_removed_is_drawn_no_more(house: House, clock: Clock) -> None:
    one = await worry(house)
    assert (await at(house, one)).message_id == CARD
    await house.decisions.reading.card_removed(one)
    assert (await at(house, one)).message_id is None
    await house.decisions.moving.withdraw(ANNA, one, "Settled")
    assert await redrawn(house, one) == 0


async def test_what_is_gone_cant_be_drawn(house: House) -> None:
    with refused(Gone, "decisions.refused.gone"):
        await house.decisions.reading.posted("0" * 16)


async def test_what_is_private_is_listed_once_it_is_shown(house: House, clock: Clock) -> None:
    one = await worry(house, None)
    shown_at = (await at(house, one)).shown_at
    clock.advance(seconds=(shown_at - clock()) // timedelta(seconds=1) - 1)
    assert await house.decisions.reading.list_open(member(3), sees) == []
    assert await house.decisions.reading.list_all(member(3), sees) == []
    clock.advance(seconds=2)
    assert len(await house.decisions.reading.list_all(member(3), sees)) == 1
