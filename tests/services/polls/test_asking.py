"""Asking: what was typed is kept, shown to its author alone, and opened once."""

import asyncio
from dataclasses import replace

from bot.domain.outbox import Step
from bot.domain.people import GroupRoles, Person
from bot.domain.polls.poll import State
from bot.domain.refusals import BadInput, Gone, NotAllowed
from bot.services.house import House
from tests.services.circle import (
    GROUP,
    HOST,
    MODERATOR,
    OTHER_GROUP,
    OTHER_ROOM,
    ROOM,
    Clock,
    Home,
    everything_in,
    member,
    waiting_rows,
)
from tests.services.polls.asked import TEA, ask, posted, refused

OTHER_HOST = Person(GROUP, ROOM, 101, manages_events=True)
STRANGER = Person(OTHER_GROUP, ROOM, HOST.user_id, manages_events=True)


async def test_a_proposal_is_kept_as_typed_and_nothing_is_posted(house: House) -> None:
    proposal = await house.polls.asking.propose(HOST, TEA)
    assert proposal.trouble is None
    assert proposal.draft
    assert proposal.draft.options == ("Tea", "Water")
    assert await house.polls.asking.typed(HOST, proposal.poll_id) == TEA
    assert await waiting_rows(house) == []
    with refused(Gone, "polls.refused.gone"):
        await posted(house, proposal.poll_id)


async def test_a_text_with_a_trouble_is_told_so_and_kept_all_the_same(house: House) -> None:
    typed = replace(TEA, options="Tea\ntea")
    proposal = await house.polls.asking.propose(HOST, typed)
    assert proposal.draft is None
    assert proposal.trouble
    assert proposal.trouble.key == "polls.refused.same_option"
    assert await house.polls.asking.typed(HOST, proposal.poll_id) == typed
    with refused(BadInput, "polls.refused.same_option"):
        await house.polls.asking.open(HOST, proposal.poll_id)
    assert await waiting_rows(house) == []


async def test_an_edited_draft_takes_the_place_of_the_first(house: House) -> None:
    first = await house.polls.asking.propose(HOST, replace(TEA, question=""))
    again = await house.polls.asking.propose(HOST, TEA, first.poll_id)
    assert again.poll_id == first.poll_id
    assert again.draft
    assert await house.polls.asking.typed(HOST, first.poll_id) == TEA


async def test_a_draft_is_its_authors_alone(house: House) -> None:
    mine = await house.polls.asking.propose(HOST, TEA)
    for person in (OTHER_HOST, STRANGER):
        for use in (house.polls.asking.typed, house.polls.asking.open):
            with refused(Gone, "polls.refused.draft_gone"):
                await use(person, mine.poll_id)
        await house.polls.asking.propose(person, replace(TEA, question="Mine?"), mine.poll_id)
        await house.polls.asking.discard(person, mine.poll_id)
    assert await house.polls.asking.typed(HOST, mine.poll_id) == TEA


async def test_a_discarded_draft_is_gone(house: House) -> None:
    proposal = await house.polls.asking.propose(HOST, TEA)
    await house.polls.asking.discard(HOST, proposal.poll_id)
    with refused(Gone, "polls.refused.draft_gone"):
        await house.polls.asking.open(HOST, proposal.poll_id)


async def test_a_poll_that_is_posted_cant_be_discarded_any_more(house: House) -> None:
    poll_id = await ask(house)
    with refused(Gone, "polls.refused.posted_already"):
        await house.polls.asking.discard(HOST, poll_id)
    assert (await posted(house, poll_id)).state is State.OPEN


async def test_a_draft_is_kept_for_a_day_from_its_last_change(house: House, clock: Clock) -> None:
    proposal = await house.polls.asking.propose(HOST, TEA)
    clock.advance(hours=20)
    await house.polls.asking.propose(HOST, TEA, proposal.poll_id)
    clock.advance(hours=23, minutes=59)
    await house.polls.asking.sweep_drafts()
    assert await house.polls.asking.typed(HOST, proposal.poll_id) == TEA
    clock.advance(minutes=1)
    await house.polls.asking.sweep_drafts()
    with refused(Gone, "polls.refused.draft_gone"):
        await house.polls.asking.typed(HOST, proposal.poll_id)


async def test_an_opened_poll_is_as_drafted_in_the_room_where_it_was_posted(
    house: House, clock: Clock
) -> None:
    proposal = await house.polls.asking.propose(
        HOST, replace(TEA, method="approval", standing=True)
    )
    opened_at = clock()
    row = await house.polls.asking.open(replace(HOST, channel_id=OTHER_ROOM), proposal.poll_id)
    poll = await posted(house, proposal.poll_id)
    assert (poll.group_id, poll.channel_id, poll.author_id) == (GROUP, OTHER_ROOM, HOST.user_id)
    assert (poll.question, poll.method, poll.state) == (TEA.question, "approval", State.OPEN)
    assert poll.options[:2] == ("Tea", "Water")
    assert len(poll.options) == 4
    assert (poll.closes_at - opened_at).total_seconds() == 3600
    assert (row.kind, row.channel_id, row.step) == ("poll.card", OTHER_ROOM, Step.WAITING)
    assert await house.outbox.due() == [row]


async def test_a_poll_is_opened_once_however_often_it_is_pressed(house: House) -> None:
    poll_id = await ask(house)
    with refused(Gone, "polls.refused.draft_gone"):
        await house.polls.asking.open(HOST, poll_id)
    with refused(Gone, "polls.refused.posted_already"):
        await house.polls.asking.propose(HOST, TEA, poll_id)
    assert await waiting_rows(house) == [("poll.card", poll_id)]


async def test_a_polls_id_tells_nobody_but_its_author_that_it_is_posted(house: House) -> None:
    poll_id = await ask(house)
    other = replace(member(1), channel_id=OTHER_ROOM, manages_events=True)
    await house.polls.asking.discard(other, poll_id)
    proposal = await house.polls.asking.propose(other, TEA, poll_id)
    assert proposal.poll_id != poll_id
    assert await house.polls.asking.typed(other, proposal.poll_id) == TEA
    with refused(Gone, "polls.refused.posted_already"):
        await house.polls.asking.discard(HOST, poll_id)
    assert (await posted(house, poll_id)).state is State.OPEN


async def test_only_facilitators_ask(house: House) -> None:
    await house.polls.asking.check_may_ask(HOST)
    for person in (member(1), MODERATOR):
        with refused(NotAllowed, "people.refused.facilitator"):
            await house.polls.asking.check_may_ask(person)
        with refused(NotAllowed, "people.refused.facilitator"):
            await house.polls.asking.propose(person, TEA)


async def test_the_groups_own_role_lets_somebody_ask(house: House) -> None:
    keeper = replace(member(1), role_ids=frozenset({77}))
    await house.groups.name_roles(MODERATOR, GroupRoles(facilitator=77))
    await house.polls.asking.check_may_ask(keeper)
    poll_id = await ask(house, person=keeper)
    assert (await posted(house, poll_id)).author_id == keeper.user_id


async def test_who_lost_the_role_opens_nothing_and_no_box_is_left(house: House, home: Home) -> None:
    proposal = await house.polls.asking.propose(HOST, TEA)
    nothing = everything_in(home.sealed)
    with refused(NotAllowed, "people.refused.facilitator"):
        await house.polls.asking.open(replace(HOST, manages_events=False), proposal.poll_id)
    assert everything_in(home.sealed) == nothing
    assert await waiting_rows(house) == []
    # The draft is still there, and can be changed and posted once the role is back.
    await house.polls.asking.propose(
        HOST, replace(TEA, options="Tea\nWater\nMilk"), proposal.poll_id
    )
    await house.polls.asking.open(HOST, proposal.poll_id)
    assert (await posted(house, proposal.poll_id)).options == ("Tea", "Water", "Milk")


async def test_a_draft_that_is_gone_opens_nothing_and_no_box_is_left(
    house: House, home: Home
) -> None:
    nothing = everything_in(home.sealed)
    with refused(Gone, "polls.refused.draft_gone"):
        await house.polls.asking.open(HOST, "0" * 16)
    assert everything_in(home.sealed) == nothing


async def test_two_presses_at_once_open_one_poll(house: House) -> None:
    proposal = await house.polls.asking.propose(HOST, TEA)
    opened = await asyncio.gather(
        *(house.polls.asking.open(HOST, proposal.poll_id) for _ in range(3)),
        return_exceptions=True,
    )
    assert [type(each) for each in opened].count(Gone) == 2
    assert await waiting_rows(house) == [("poll.card", proposal.poll_id)]
    await house.polls.voting.cast(member(1), proposal.poll_id, {0: 1})
