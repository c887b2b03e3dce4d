"""Holding: a code opens the answer, and its holder says more or takes everything back."""

from datetime import UTC, datetime

import pytest

from bot.domain.feedback.item import ADDED_PER_DAY, Said, State
from bot.domain.people import Person
from bot.domain.polls.keys import write_key
from bot.domain.refusals import BadInput, Gone
from bot.services.house import House
from bot.storage.database import Connection
from tests.services.circle import MODERATOR, OTHER_GROUP, ROOM, Clock, Home, member
from tests.services.feedback.told import answer, batch, give, inbox


async def test_a_code_opens_the_answer_for_whoever_has_it(house: House, clock: Clock) -> None:
    code = await give(house, "It was loud")
    item = await house.feedback.holding.look(member(1), code)
    assert (item.text, item.messages) == ("It was loud", ())
    await batch(house, clock)
    (seen,) = await inbox(house)
    await answer(house, seen, "We meet in the small room.", State.DONE)
    # Nothing joins a code to a person, so anybody who has it may read.
    item = await house.feedback.holding.look(member(2), code.lower().replace("-", " "))
    (told,) = item.messages
    assert (told.said, told.text, told.state) == (
        Said.ANSWER,
        "We meet in the small room.",
        State.DONE,
    )
    assert told.by is not None
    assert (told.by.name, told.by.day) == ("Mo", clock().date())


async def test_a_code_is_good_in_its_own_group_alone_and_after_a_restart(
    house: House, home: Home
) -> None:
    code = await give(house, "It was loud")
    house = await home.restart()
    assert (await house.feedback.holding.look(member(1), code)).text == "It was loud"
    with pytest.raises(BadInput):
        await house.feedback.holding.look(Person(OTHER_GROUP, ROOM, 1), code)


@pytest.mark.parametrize("key", ["", "hello", write_key(bytes(10)), "item.", "item.0123"])
async def test_a_key_that_leads_nowhere_is_refused(house: House, key: str) -> None:
    await give(house, "It was loud")
    with pytest.raises((BadInput, Gone)):
        await house.feedback.holding.look(member(1), key)


async def test_what_bears_a_name_is_its_writers_alone(house: House) -> None:
    key = await give(house, "More tea", "Anna", by=member(7))
    assert (await house.feedback.holding.look(member(7), key)).text == "More tea"
    for other in (member(8), Person(OTHER_GROUP, ROOM, 7)):
        with pytest.raises(Gone):
            await house.feedback.holding.look(other, key)
        with pytest.raises(Gone):
            await house.feedback.holding.withdraw(other, key)


async def test_no_private_item_is_reached_by_its_id(house: House, clock: Clock) -> None:
    await give(house, "It was loud")
    await batch(house, clock)
    (item,) = await inbox(house)
    with pytest.raises(Gone):
        await house.feedback.holding.look(member(1), f"item.{item.item_id}")


async def test_what_is_added_in_private_waits_for_the_batch_and_opens_what_was_ended(
    house: House, clock: Clock
) -> None:
    holding = house.feedback.holding
    code = await give(house, "It was loud")
    await batch(house, clock)
    await answer(house, (await inbox(house))[0], state=State.DONE)
    after = await holding.add(member(1), code, Said.NOT_QUITE, " It is the echo. ")
    assert [m.text for m in after.messages][1:] == ["It is the echo."]
    assert after.messages[1].moves_at == datetime(2026, 3, 6, 9, tzinfo=UTC)
    (unseen,) = await inbox(house)
    seen = await house.feedback.reading.item(MODERATOR, unseen.item_id)
    assert (seen.state, len(seen.messages)) == (State.DONE, 1)
    await batch(house, clock)
    seen = await house.feedback.reading.item(MODERATOR, unseen.item_id)
    assert (seen.state, seen.closed_on) == (State.HEARD, None)
    assert [m.said for m in seen.messages] == [Said.ANSWER, Said.NOT_QUITE]
    assert seen.version == unseen.version + 1


async def test_being_understood_leaves_what_was_ended(house: House, clock: Clock) -> None:
    code = await give(house, "It was loud")
    await batch(house, clock)
    await answer(house, (await inbox(house))[0], state=State.DONE)
    await house.feedback.holding.add(member(1), code, Said.UNDERSTOOD, "")
    await batch(house, clock)
    item = await house.feedback.holding.look(member(1), code)
    assert (item.state, item.messages[-1].said) == (State.DONE, Said.UNDERSTOOD)
    assert item.closed_on is not None


async def test_with_a_name_what_is_added_is_there_at_once(house: House) -> None:
    key = await give(house, "More tea", "Anna")
    await house.feedback.holding.add(member(1), key, Said.ADDED, "And cake")
    (item,) = await inbox(house)
    seen = await house.feedback.reading.item(MODERATOR, item.item_id)
    assert [m.text for m in seen.messages] == ["And cake"]


async def test_nothing_is_understood_before_there_is_an_answer(house: House) -> None:
    code = await give(house, "It was loud")
    for said in (Said.UNDERSTOOD, Said.NOT_QUITE):
        with pytest.raises(Gone) as refused:
            await house.feedback.holding.add(member(1), code, said, "Hm")
        assert refused.value.key == "feedback.refused.no_answer_yet"
    with pytest.raises(BadInput):
        await house.feedback.holding.add(member(1), code, Said.ADDED, "  ")


async def test_so_much_is_added_in_a_day(house: House, clock: Clock) -> None:
    code = await give(house, "It was loud")
    for number in range(ADDED_PER_DAY):
        await house.feedback.holding.add(member(1), code, Said.ADDED, f"Word {number}")
    with pytest.raises(BadInput):
        await house.feedback.holding.add(member(1), code, Said.ADDED, "One more")
    clock.advance(days=1)
    await house.feedback.holding.add(member(1), code, Said.ADDED, "The next day")


async def test_what_is_taken_back_is_gone_with_its_whole_conversation(
    house: House, clock: Clock
) -> None:
    code = await give(house, "It was loud")
    await batch(house, clock)
    (item,) = await inbox(house)
    await answer(house, item)
    await house.feedback.holding.add(member(1), code, Said.ADDED, "And cold")
    await house.feedback.holding.withdraw(member(1), code)
    assert await inbox(house) == ()
    with pytest.raises(BadInput):
        await house.feedback.holding.look(member(1), code)
    with pytest.raises(Gone):
        await answer(house, item)

    def left(connection: Connection) -> int:
        return connection.execute("SELECT count(*) FROM feedback_message").fetchone()[0]

    assert await house.database.read(left) == 0
