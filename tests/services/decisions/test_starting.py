"""Starting: by name at once, in private a while later; facilitators begin with the talk."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.domain.decisions.asked import Asked
from bot.domain.decisions.decision import Stage
from bot.domain.decisions.parts import How
from bot.domain.people import Person
from bot.domain.refusals import BadInput, Gone, NotAllowed
from bot.services.house import House
from tests.services.circle import HOST, MODERATOR, ROOM, Clock, member, sees, waiting_rows
from tests.services.decisions.started import ANNA, ASKED, at, post_card, shown, worry
from tests.services.polls.asked import refused


async def test_what_is_started_by_name_is_shown_at_once(house: House, clock: Clock) -> None:
    clock.advance(minutes=20)
    row = await house.decisions.starting.propose(ANNA, ASKED, " Anna\n of the hill ")
    assert (row.kind, row.channel_id, row.due_at) == ("decision.card", ROOM, clock())
    assert await waiting_rows(house) == [("decision.card", row.subject)]
    there = await shown(house, row.subject)
    one = there.decision
    assert (one.stage, one.asked, one.needed) == (Stage.WORRY, ASKED, 3)
    assert (one.starter_id, one.starter_name) == (ANNA.user_id, "Anna of the hill")
    (move,) = there.moves
    assert (move.stage, move.how, move.by_id) == (Stage.WORRY, How.PROPOSED, ANNA.user_id)
    assert move.on_day == clock().date()
    assert await house.next_due() == clock()


async def test_what_is_started_in_private_appears_a_random_while_later(
    house: House, clock: Clock
) -> None:
    waits, started = list[timedelta](), list[str]()
    for number in range(40):
        row = await house.decisions.starting.propose(member(number), ASKED, None)
        waits.append(row.due_at - clock())
        started.append(row.subject)
        assert row.made_at == row.due_at
        one = await at(house, row.subject)
        assert (one.starter_id, one.starter_name) == (None, "")
        assert (await shown(house, row.subject)).moves[0].by_id is None
        # Until then it is there for nobody, not even by its id.
        with refused(Gone, "decisions.refused.gone"):
            await house.decisions.reading.show(HOST, row.subject, sees)
        with refused(Gone, "decisions.refused.gone"):
            await house.polls.supporting.support(ANNA, row.subject)
        with refused(Gone, "decisions.refused.gone"):
            await house.decisions.moving.withdraw(HOST, row.subject, "Why")
    assert await house.decisions.reading.titles(HOST, sees) == []
    least, most = timedelta(minutes=2) - timedelta(seconds=1), timedelta(minutes=15)
    assert all(least <= wait <= most for wait in waits)
    assert len(set(waits)) > 30
    clock.advance(minutes=15)
    await house.decisions.due.do_due()
    assert len(await house.decisions.reading.titles(HOST, sees)) == 40
    await house.polls.supporting.support(ANNA, started[-1])


async def test_three_a_day_are_enough_for_one_person(house: House, clock: Clock) -> None:
    for name in (None, "Anna", None):
        await worry(house, name)
    with refused(BadInput, "decisions.refused.many_worries"):
        await worry(house, None)
    await worry(house, by=member(2))
    clock.advance(days=1)
    await worry(house)


@pytest.mark.parametrize("kept", ["timed_out", "pending"])
async def test_who_may_not_speak_starts_nothing(house: House, kept: str) -> None:
    quiet = replace(ANNA, **{kept: True})
    for name in (None, "Anna"):
        with pytest.raises(NotAllowed):
            await house.decisions.starting.propose(quiet, ASKED, name)
    assert await waiting_rows(house) == []


async def test_what_isnt_filled_in_starts_nothing(house: House) -> None:
    for asked, key in ((Asked("", "b"), "no_what"), (Asked("a"), "no_why")):
        with refused(BadInput, f"decisions.refused.{key}"):
            await house.decisions.starting.propose(ANNA, asked, None)
        with refused(BadInput, f"decisions.refused.{key}"):
            await house.decisions.starting.start(HOST, asked, 0, "Hanna")
    assert await waiting_rows(house) == []


@pytest.mark.parametrize("days", [0, 7])
async def test_a_facilitator_begins_with_the_talk_under_their_name(
    house: House, clock: Clock, days: int
) -> None:
    row = await house.decisions.starting.start(HOST, ASKED, days, "Hanna")
    await post_card(house, row.subject)
    one = await at(house, row.subject)
    until = clock() + timedelta(days=days) if days else None
    assert (one.stage, one.starter_id, one.ends_at) == (Stage.TALK, HOST.user_id, until)
    assert await house.next_due() == until


@pytest.mark.parametrize("person", [ANNA, MODERATOR])
async def test_nobody_else_begins_with_the_talk(house: House, person: Person) -> None:
    with refused(NotAllowed, "people.refused.facilitator"):
        await house.decisions.starting.start(person, ASKED, 0, "Anna")
    with refused(NotAllowed, "people.refused.facilitator"):
        await house.decisions.starting.check_may_start(person)


async def test_a_length_that_no_form_offers_is_refused(house: House) -> None:
    with refused(BadInput, "decisions.refused.form_changed"):
        await house.decisions.starting.start(HOST, ASKED, 5, "Hanna")
