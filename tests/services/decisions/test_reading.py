"""Reading: whoever sees the channel reads all of a decision, and nobody else that there is one."""

from datetime import timedelta

import pytest

from bot.domain.decisions.decision import Stage
from bot.domain.people import Person
from bot.domain.refusals import Gone
from bot.services.decisions.reading import Page
from bot.services.house import House
from bot.services.steps import Sees
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


async def listed(
    house: House, person: Person, eyes: Sees, number: int = 0, *, ended: bool = False
) -> list[str]:
    page = await house.decisions.reading.page(person, eyes, number, ended=ended)
    return [each.decision.decision_id for each in page.standing]


@pytest.mark.parametrize("stage", list(Stage))
async def test_whoever_sees_the_channel_reads_it_at_every_stage(
    house: House, clock: Clock, stage: Stage
) -> None:
    one = await brought_to(house, clock, stage)
    for person in (ANNA, HOST, MODERATOR, Person(GROUP, ROOM + 5, 9)):
        shown = await house.decisions.reading.show(person, one, sees)
        assert (shown.decision.decision_id, shown.decision.stage) == (one, stage)
        assert await listed(house, person, sees) == [one] * (stage is not Stage.ENDED)
        assert await listed(house, person, sees, ended=True) == [one]
        found = await house.decisions.reading.search(person, sees, "MEET short", 25)
        assert [(each.decision_id, each.stage) for each in found] == [(one, stage)]
        assert await house.decisions.reading.search(person, sees, "longer", 25) == []
    for person, eyes in ((ANNA, nothing), (HOST, nothing), (ELSEWHERE, sees)):
        with refused(Gone, "decisions.refused.gone"):
            await house.decisions.reading.show(person, one, eyes)
        assert await listed(house, person, eyes, ended=True) == []
        page = await house.decisions.reading.page(person, eyes, 0, ended=False)
        assert page == Page((), 0, 1, 0)
        assert await house.decisions.reading.search(person, eyes, "", 25) == []
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
    assert await listed(house, ANNA, room_alone) == mine[:10]
    assert await listed(house, ANNA, room_alone, 1) == mine[10:]
    # A page that there isn't, as a button may name one since some are over, is the nearest one.
    assert await listed(house, ANNA, room_alone, 9) == mine[10:]
    assert await listed(house, ANNA, room_alone, -1) == mine[:10]
    titles = await reading.titles(ANNA, room_alone)
    assert [each.decision_id for each in titles] == mine
    found = await reading.search(ANNA, room_alone, "", 5)
    assert [each.decision_id for each in found] == mine[:5]


async def test_what_is_to_be_looked_at_again_comes_first_and_what_is_over_last(
    house: House, clock: Clock
) -> None:
    stages = (Stage.REVIEW, Stage.ENDED, Stage.VOTE, Stage.TALK)
    review, ended, vote, talk = [await brought_to(house, clock, stage) for stage in stages]
    assert await listed(house, ANNA, sees) == [review, talk, vote]
    assert await listed(house, ANNA, sees, ended=True) == [review, talk, vote, ended]
    page = await house.decisions.reading.page(ANNA, sees, 0, ended=False)
    assert (page.number, page.pages, page.ended) == (0, 1, 1)
    closes = [each.closes_at for each in page.standing]
    assert closes[:2] == [None, None]
    assert closes[2] is not None


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
    assert await listed(house, member(3), sees, ended=True) == []
    assert await house.decisions.reading.search(member(3), sees, "", 25) == []
    clock.advance(seconds=2)
    assert await listed(house, member(3), sees) == [one]
