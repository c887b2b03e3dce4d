"""A result is read again by whoever sees its channel, and never before it is told."""

from dataclasses import replace

from bot.domain.refusals import Gone
from bot.services.house import House
from tests.services.circle import HOST, OTHER_GROUP, OTHER_ROOM, ROOM, member, sees
from tests.services.polls.asked import ask, posted, refused

CARD = 1234567890123456789


async def test_a_result_is_read_by_everybody_who_sees_its_channel_and_nobody_else(
    house: House,
) -> None:
    poll_id = await ask(house)
    await house.polls.closing.close(HOST, poll_id, sees)
    told = await house.polls.life.told(replace(member(1), channel_id=OTHER_ROOM), poll_id, sees)
    assert told == await posted(house, poll_id)
    assert told.result is not None
    stranger = replace(member(1), group_id=OTHER_GROUP)
    for person, eyes in ((stranger, sees), (member(1), [OTHER_ROOM].__contains__)):
        with refused(Gone, "polls.refused.gone"):
            await house.polls.life.told(person, poll_id, eyes)


async def test_an_open_poll_tells_nothing(house: House) -> None:
    poll_id = await ask(house)
    with refused(Gone, "polls.close.under_way"):
        await house.polls.life.told(HOST, poll_id, [ROOM].__contains__)


async def test_a_removed_card_is_forgotten_and_the_poll_is_kept(house: House) -> None:
    poll_id = await ask(house)
    row = await house.outbox.find("poll.card", poll_id)
    assert row is not None
    await house.outbox.sent(row, CARD)
    before = await posted(house, poll_id)
    await house.polls.life.card_removed(poll_id)
    assert await posted(house, poll_id) == replace(before, message_id=None)
    assert await house.polls.life.of_card(CARD) is None
