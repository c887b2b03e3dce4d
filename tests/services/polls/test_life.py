"""The life of a poll: opened later, given more time, taken down, found again, asked again."""

import asyncio
from dataclasses import replace
from datetime import timedelta

import pytest

from bot.domain.outbox import Row
from bot.domain.people import Person
from bot.domain.polls.drafting import Typed
from bot.domain.polls.options import NUMBERS
from bot.domain.polls.poll import Poll, Reacting, State
from bot.domain.polls.result import Kind, Result
from bot.domain.polls.rules import Publication, Rules, Threshold, Tie
from bot.domain.refusals import BadInput, Gone, NotAllowed
from bot.services.house import House
from bot.storage import outbox, polls
from bot.storage.database import Connection
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
    rows_about,
    sees,
    waiting_rows,
)
from tests.services.polls.asked import (
    TEA,
    UpTo,
    ask,
    boxes_of,
    outcome,
    posted,
    refused,
    result_of,
)

DAY = timedelta(days=1)
LONG = replace(TEA, minutes=24 * 60)
STRANGER = Person(OTHER_GROUP, ROOM, HOST.user_id, manages_events=True)
REASON = "It was asked in the wrong room."


async def vote(house: House, poll_id: str, voters: int = 3) -> None:
    casts = [house.polls.voting.cast(member(n), poll_id, {0: 1}) for n in range(1, voters + 1)]
    await asyncio.gather(*casts)


async def row_of(house: House, kind: str, subject: str) -> Row:
    row = await house.outbox.find(kind, subject)
    assert row is not None
    return row


def ids(found: list[Poll]) -> list[str]:
    return [poll.poll_id for poll in found]


# Opening later, and the reminder.


async def test_a_poll_that_opens_later_is_posted_and_voted_in_from_then_on(
    house: House, clock: Clock
) -> None:
    opens_at = clock() + timedelta(hours=3)
    poll_id = await ask(house, replace(TEA, delay=180))
    poll = await posted(house, poll_id)
    assert (poll.opened_at, poll.closes_at) == (opens_at, opens_at + timedelta(hours=1))
    assert (await row_of(house, "poll.card", poll_id)).due_at == opens_at
    clock.advance(hours=2, minutes=59, seconds=59)
    assert await house.outbox.due() == []
    for use in (
        house.polls.voting.look(member(1), poll_id),
        house.polls.voting.cast(member(1), poll_id, {0: 1}),
        house.polls.voting.take_back(member(1), poll_id),
        house.polls.voting.key(member(1), poll_id),
    ):
        with refused(Gone, "polls.refused.not_begun"):
            await use
    clock.advance(seconds=1)
    assert [row.kind for row in await house.outbox.due()] == ["poll.card"]
    await vote(house, poll_id)
    clock.advance(hours=1)
    assert await house.polls.closing.close_due() == 1
    assert await result_of(house, poll_id) == outcome((3, 4), leading=0)


async def test_a_long_poll_has_one_reminder_and_it_can_be_off(house: House, clock: Clock) -> None:
    asked_at = clock()
    reminded = await ask(house, LONG)
    later = await ask(house, replace(LONG, delay=60))
    off, short = await ask(house, replace(LONG, remind=False)), await ask(house)
    rows = await waiting_rows(house)
    assert [subject for kind, subject in rows if kind == "poll.reminder"] == sorted(
        [reminded, later]
    )
    assert {off, short} <= {subject for kind, subject in rows if kind == "poll.card"}
    row = await row_of(house, "poll.reminder", reminded)
    assert (row.due_at, row.channel_id) == (asked_at + DAY * 3 / 4, ROOM)
    row = await row_of(house, "poll.reminder", later)
    assert row.due_at == asked_at + timedelta(hours=1) + DAY * 3 / 4


async def test_a_row_that_hasnt_begun_can_be_moved_and_no_other(house: House, clock: Clock) -> None:
    poll_id = await ask(house, LONG)
    card = await row_of(house, "poll.card", poll_id)
    then = clock() + 9 * DAY
    await house.database.write(outbox.move, "poll.reminder", poll_id, then)
    assert (await row_of(house, "poll.reminder", poll_id)).due_at == then
    assert await row_of(house, "poll.card", poll_id) == card
    await house.database.write(outbox.set_sent, card.row_id, 99)
    await house.database.write(outbox.move, "poll.card", poll_id, then)
    assert (await row_of(house, "poll.card", poll_id)).due_at == card.due_at


# More time.


async def test_more_time_moves_the_end_and_is_told_each_time(house: House, clock: Clock) -> None:
    opened_at = clock()
    poll_id = await ask(house)
    await vote(house, poll_id)
    ends = opened_at + timedelta(hours=1)
    for number, minutes in enumerate((60, 60, 24 * 60), start=1):
        ends += timedelta(minutes=minutes)
        row = await house.polls.life.extend(HOST, poll_id, minutes, sees)
        assert (row.kind, row.channel_id) == ("poll.extended", ROOM)
        assert row.subject == f"{poll_id}/{int(ends.timestamp())}"
        assert row == await row_of(house, "poll.extended", row.subject)
        assert (await posted(house, poll_id)).closes_at == ends
        assert await house.database.read(polls.next_closing) == ends
        told = [kind for kind, _ in await waiting_rows(house)]
        assert told.count("poll.extended") == number
    clock.advance(hours=26, minutes=59)
    assert await house.polls.closing.close_due() == 0
    assert (await house.polls.voting.cast(member(1), poll_id, {0: 1})).changed
    clock.advance(minutes=1)
    assert await house.polls.closing.close_due() == 1
    assert await result_of(house, poll_id) == outcome((3, 4), leading=0)


@pytest.mark.parametrize("minutes", [0, 1, -60, 59, 10**9])
async def test_time_is_only_ever_given_and_only_as_the_form_offers_it(
    house: House, minutes: int
) -> None:
    poll_id = await ask(house)
    before = await posted(house, poll_id)
    with refused(BadInput, "polls.refused.form_changed"):
        await house.polls.life.extend(HOST, poll_id, minutes, sees)
    assert await posted(house, poll_id) == before


async def test_who_may_not_or_cant_see_it_gives_no_time(house: House, clock: Clock) -> None:
    poll_id = await ask(house)
    before = await posted(house, poll_id)
    for person in (member(1), MODERATOR):
        with refused(NotAllowed, "people.refused.facilitator"):
            await house.polls.life.extend(person, poll_id, 60, sees)
    for person, id_, eyes in (
        (STRANGER, poll_id, sees),
        (HOST, "0" * 16, sees),
        (HOST, poll_id, [OTHER_ROOM].__contains__),
    ):
        with refused(Gone, "polls.refused.gone"):
            await house.polls.life.extend(person, id_, 60, eyes)
    clock.advance(hours=1)
    with refused(Gone, "polls.refused.closed_already"):
        await house.polls.life.extend(HOST, poll_id, 60, sees)
    assert await posted(house, poll_id) == before
    await house.polls.closing.close(HOST, poll_id, sees)
    with refused(Gone, "polls.refused.closed_already"):
        await house.polls.life.extend(HOST, poll_id, 60, sees)
    assert [kind for kind, _ in await waiting_rows(house)] == ["poll.card", "poll.result"]


# Taking down.


@pytest.mark.parametrize("person", [HOST, MODERATOR], ids=["facilitator", "moderator"])
async def test_a_poll_that_is_taken_down_says_why_and_stands_in_the_record(
    house: House, clock: Clock, person: Person
) -> None:
    poll_id = await ask(house)
    await house.database.write(polls.set_message, poll_id, 12345)
    await vote(house, poll_id, 5)
    clock.advance(minutes=10)
    row = await house.polls.life.take_down(person, poll_id, f"  {REASON} \n", sees)
    assert row == await row_of(house, "poll.result", poll_id)
    poll = await posted(house, poll_id)
    assert (poll.state, poll.reason) == (State.CLOSED, REASON)
    assert poll.result == Result(Kind.TAKEN_DOWN)
    assert poll.closes_at == clock()
    (entry,) = (await house.record.page(member(1), sees)).entries
    assert (entry.kind, entry.by_id, entry.happened_at) == (
        "poll_taken_down",
        person.user_id,
        clock(),
    )
    assert dict(entry.details) == {"channel": ROOM, "message": 12345}
    assert (await house.record.page(member(1), [OTHER_ROOM].__contains__)).entries == ()
    with refused(Gone, "polls.refused.closed"):
        await house.polls.voting.cast(member(1), poll_id, {0: 1})
    with refused(Gone, "polls.refused.closed_already"):
        await house.polls.life.take_down(person, poll_id, REASON, sees)
    assert len((await house.record.page(member(1), sees)).entries) == 1


async def test_the_ballots_of_a_poll_that_is_taken_down_are_destroyed_unopened(
    house: House, home: Home, clock: Clock
) -> None:
    poll_id, other = await ask(house), await ask(house)
    await vote(house, poll_id, 5)
    await vote(house, other)
    key = (home.sealed / "keys" / f"{poll_id}.key").read_bytes()
    mine = await house.polls.voting.key(member(1), poll_id)
    assert poll_id.encode() in everything_in(home.sealed)
    # Without the key nothing can open the box, and it is taken down all the same.
    (home.sealed / "keys" / f"{poll_id}.key").write_bytes(bytes(32))
    await house.polls.life.take_down(HOST, poll_id, REASON, sees)
    assert poll_id.encode() not in everything_in(home.sealed)
    assert key not in everything_in(home.folder)
    assert [box.poll_id for box in await boxes_of(house).standing()] == [other]
    assert await boxes_of(house).orphan_keys() == ()
    checked = await house.polls.voting.counted(member(1), poll_id, mine, sees)
    assert (checked.counted, checked.every) == (False, ())
    clock.advance(hours=1)
    assert await house.polls.closing.close_due() == 1
    assert await result_of(house, poll_id) == Result(Kind.TAKEN_DOWN)
    assert await result_of(house, other) == outcome((3, 4), leading=0)


async def test_no_byte_of_box_or_key_is_left_of_a_poll_that_is_taken_down(
    house: House, home: Home
) -> None:
    poll_id = await ask(house)
    await vote(house, poll_id, 5)
    key = (home.sealed / "keys" / f"{poll_id}.key").read_bytes()
    assert key in everything_in(home.folder)
    await house.polls.life.take_down(HOST, poll_id, REASON, sees)
    assert key not in everything_in(home.folder)
    assert poll_id.encode() not in everything_in(home.sealed)


async def test_wherever_taking_down_is_stopped_the_poll_is_open_or_gone_for_good(
    home: Home, clock: Clock
) -> None:
    down: list[bool] = []
    house = await home.open()
    stopped = True
    while stopped:
        poll_id = await ask(house)
        await vote(house, poll_id)
        taking = house.polls.life.take_down(HOST, poll_id, REASON, sees)
        stopped = await UpTo(len(down), taking)
        house = await home.restart()
        await house.polls.recovery.recover()
        down.append((await posted(house, poll_id)).state is State.CLOSED)
        standing = [box.poll_id for box in await boxes_of(house).standing()]
        assert (poll_id in standing) == (not down[-1])
        if down[-1]:
            assert await result_of(house, poll_id) == Result(Kind.TAKEN_DOWN)
            assert poll_id.encode() not in everything_in(home.sealed)
        assert ("poll.lost", poll_id) not in await rows_about(house)
    assert down == sorted(down)
    assert down[0] is False
    assert down.count(True) >= 2


@pytest.mark.parametrize("reason", ["", " \n\t ", "x" * 301])
async def test_taking_down_needs_a_reason_of_a_sentence_or_so(house: House, reason: str) -> None:
    poll_id = await ask(house)
    with refused(BadInput, "polls.refused.reason"):
        await house.polls.life.take_down(HOST, poll_id, reason, sees)
    assert (await posted(house, poll_id)).state is State.OPEN
    await house.polls.life.take_down(HOST, poll_id, "x" * 300, sees)


async def test_who_may_not_or_cant_see_it_takes_nothing_down(house: House) -> None:
    poll_id = await ask(house)
    await vote(house, poll_id)
    with refused(NotAllowed, "people.refused.facilitator"):
        await house.polls.life.take_down(member(1), poll_id, REASON, sees)
    for person, id_, eyes in (
        (STRANGER, poll_id, sees),
        (HOST, "0" * 16, sees),
        (MODERATOR, poll_id, [OTHER_ROOM].__contains__),
    ):
        with refused(Gone, "polls.refused.gone"):
            await house.polls.life.take_down(person, id_, REASON, eyes)
    assert (await house.record.page(member(1), sees)).entries == ()
    await house.polls.closing.close(HOST, poll_id, sees)
    with refused(Gone, "polls.refused.closed_already"):
        await house.polls.life.take_down(HOST, poll_id, REASON, sees)
    assert await result_of(house, poll_id) == outcome((3, 4), leading=0)
    assert (await posted(house, poll_id)).reason is None
    assert (await house.record.page(member(1), sees)).entries == ()


async def test_closed_and_taken_down_at_once_it_has_one_end(house: House) -> None:
    for _ in range(8):
        poll_id = await ask(house)
        await vote(house, poll_id)
        await asyncio.gather(
            house.polls.life.take_down(HOST, poll_id, REASON, sees),
            house.polls.closing.close(HOST, poll_id, sees),
            return_exceptions=True,
        )
        assert await result_of(house, poll_id) in (
            Result(Kind.TAKEN_DOWN),
            outcome((3, 4), leading=0),
        )
        assert (await waiting_rows(house)).count(("poll.result", poll_id)) == 1
        assert poll_id not in [box.poll_id for box in await boxes_of(house).standing()]


# Lists.


async def test_every_member_finds_the_open_polls_that_they_see(house: House, clock: Clock) -> None:
    elsewhere = replace(HOST, channel_id=OTHER_ROOM)
    here, there = await ask(house), await ask(house, person=elsewhere)
    soon, later = await ask(house, replace(TEA, minutes=5)), await ask(house, LONG)
    await ask(house, person=STRANGER)

    async def listed(*rooms: int) -> list[str]:
        return ids(await house.polls.life.list_open(member(1), rooms.__contains__))

    assert await listed(ROOM) == [soon, here, later]
    assert sorted(await listed(ROOM, OTHER_ROOM)) == sorted([soon, here, later, there])
    assert await listed(OTHER_ROOM) == [there]
    assert await listed() == []
    clock.advance(minutes=5)
    await house.polls.closing.close(HOST, here, sees)
    assert await listed(ROOM) == [later]


async def test_a_poll_that_was_closed_early_is_among_the_past_ones_at_once(
    house: House, clock: Clock
) -> None:
    early, down, on_time = await ask(house, LONG), await ask(house, LONG), await ask(house)
    clock.advance(minutes=10)
    closed_at = clock()
    await house.polls.closing.close(HOST, early, sees)
    clock.advance(minutes=10)
    await house.polls.life.take_down(HOST, down, REASON, sees)
    clock.advance(seconds=1)
    assert ids(await house.polls.life.list_past(member(1), sees, clock())) == [down, early]
    assert (await posted(house, early)).closes_at == closed_at
    clock.advance(hours=1)
    ended = (await posted(house, on_time)).closes_at
    assert await house.polls.closing.close_due() == 1
    assert (await posted(house, on_time)).closes_at == ended
    assert ids(await house.polls.life.list_past(member(1), sees, clock())) == [on_time, down, early]


async def close_each_minute(house: House, clock: Clock, rooms: list[int]) -> list[str]:
    """One poll after the other; the newest first, as a list shows them."""
    asked: list[str] = []
    for room in rooms:
        poll_id = await ask(house, person=replace(HOST, channel_id=room))
        clock.advance(minutes=1)
        await house.polls.closing.close(HOST, poll_id, sees)
        asked.insert(0, poll_id)
    clock.advance(minutes=1)
    return asked


async def test_past_polls_come_by_ten_the_newest_first(house: House, clock: Clock) -> None:
    asked = await close_each_minute(house, clock, [ROOM] * 23)
    await ask(house)
    pages: list[list[str]] = []
    before = clock()
    while True:
        page = await house.polls.life.list_past(member(1), sees, before)
        if not page:
            break
        pages.append(ids(page))
        before = page[-1].closes_at
    assert pages == [asked[:10], asked[10:20], asked[20:]]
    stranger = replace(member(1), group_id=OTHER_GROUP)
    assert await house.polls.life.list_past(stranger, sees, clock()) == []


async def test_past_polls_of_rooms_that_one_doesnt_see_leave_no_gap(
    house: House, clock: Clock
) -> None:
    rooms = [ROOM] * 3 + [OTHER_ROOM] * 25 + [ROOM] * 12
    asked = await close_each_minute(house, clock, rooms)
    mine = [*asked[:12], *asked[-3:]]
    here = [ROOM].__contains__
    first = await house.polls.life.list_past(member(1), here, clock())
    assert ids(first) == mine[:10]
    second = await house.polls.life.list_past(member(1), here, first[-1].closes_at)
    assert ids(second) == mine[10:]
    assert await house.polls.life.list_past(member(1), [999].__contains__, clock()) == []


async def test_moderators_may_pick_an_open_poll_too_to_take_it_down(house: House) -> None:
    poll_id = await ask(house)
    for person in (HOST, MODERATOR):
        assert ids(await house.polls.life.closable(person, sees)) == [poll_id]


# Asking again.

RULES = Rules(Threshold.TWO_THIRDS, 5, Tie.STATUS_QUO, Publication.COUNTS, 7)


@pytest.mark.parametrize(
    "typed",
    [
        Typed("Tea?", "Tea\nWater", "single", rules=RULES),
        Typed("Tea?", "Tea\nWater", "approval", standing=False, voter_role=77),
        Typed("Tea?", "Tea", "approval", here_only=True),
        Typed("Tea?", "🫖 Tea\n👩🏽‍🤝‍👩🏿 Both", "single", standing=False, reacting=Reacting.QUICK),
        Typed("Move?", "", "proposal", standing=False, rules=RULES),
        Typed("Move?", "", "consent", standing=False),
        Typed("Move?", "", "temperature", standing=False),
    ],
    ids=["single", "role", "standing", "quick", "proposal", "consent", "temperature"],
)
async def test_asked_again_it_is_the_same_poll_with_the_same_rules(
    house: House, typed: Typed
) -> None:
    poll_id = await ask(house, typed)
    await house.polls.closing.close(HOST, poll_id, sees)
    again = await house.polls.after.again(HOST, poll_id)
    if typed.options:
        assert again == typed
    first, second = await posted(house, poll_id), await posted(house, await ask(house, again))
    for name in (
        "question",
        "options",
        "method",
        "rules",
        "reacting",
        "emojis",
        "voter_role",
        "here_only",
        "standing",
    ):
        assert getattr(first, name) == getattr(second, name), name
    assert second.rules == typed.rules


async def test_asked_again_a_number_stays_the_emoji_of_its_option(house: House) -> None:
    poll_id = await ask(house, Typed("Tea?", "Tea\n🍵 Green\nWater", reacting="quick"))
    await house.polls.life.take_down(HOST, poll_id, REASON, sees)
    again = await house.polls.after.again(HOST, poll_id)
    assert again.options == f"{NUMBERS[0]} Tea\n🍵 Green\n{NUMBERS[2]} Water"
    poll = await posted(house, await ask(house, again))
    assert (poll.options, poll.emojis) == (
        ("Tea", "Green", "Water"),
        (NUMBERS[0], "🍵", NUMBERS[2]),
    )


async def test_only_facilitators_ask_again_and_only_in_its_room(house: House) -> None:
    poll_id = await ask(house)
    await house.polls.closing.close(HOST, poll_id, sees)
    for person in (member(1), MODERATOR):
        with refused(NotAllowed, "people.refused.facilitator"):
            await house.polls.after.again(person, poll_id)
    for person, id_ in (
        (STRANGER, poll_id),
        (replace(HOST, channel_id=OTHER_ROOM), poll_id),
        (HOST, "0" * 16),
    ):
        with refused(Gone, "polls.refused.gone"):
            await house.polls.after.again(person, id_)


# Who may vote.


async def refused_to_vote(house: House, person: Person, poll_id: str, key: str) -> None:
    for use in (
        house.polls.voting.look(person, poll_id),
        house.polls.voting.cast(person, poll_id, {0: 1}),
        house.polls.voting.key(person, poll_id),
    ):
        with refused(NotAllowed, key):
            await use


async def test_where_a_role_is_named_nobody_else_votes(house: House, home: Home) -> None:
    poll_id = await ask(house, replace(TEA, voter_role=77))
    before = everything_in(home.sealed)
    outsiders = (member(1), replace(member(2), role_ids=frozenset({78})), HOST, MODERATOR)
    for person in outsiders:
        await refused_to_vote(house, person, poll_id, "polls.refused.role")
    assert everything_in(home.sealed) == before
    for number in range(3):
        voter = replace(member(number), role_ids=frozenset({77, 5}))
        await house.polls.voting.cast(voter, poll_id, {1: 1})
    await house.polls.closing.close(HOST, poll_id, sees)
    assert await result_of(house, poll_id) == outcome((3, 4), leading=1)


async def test_where_it_is_wanted_nobody_votes_who_joined_after_the_opening(
    house: House, clock: Clock
) -> None:
    poll_id = await ask(house, replace(TEA, here_only=True, delay=60))
    opens_at = clock() + timedelta(hours=1)
    clock.advance(hours=1, minutes=5)
    for joined_at in (opens_at + timedelta(seconds=1), clock(), None):
        late = replace(member(1), joined_at=joined_at)
        await refused_to_vote(house, late, poll_id, "polls.refused.joined_later")
    for number, joined_at in enumerate((opens_at - 900 * DAY, opens_at)):
        here = replace(member(number), joined_at=joined_at)
        assert not (await house.polls.voting.cast(here, poll_id, {0: 1})).changed


# What the rules do to a result.


@pytest.mark.parametrize("voters", range(8))
async def test_counts_tell_exact_numbers_from_the_floor_on(house: House, voters: int) -> None:
    rules = Rules(publication=Publication.COUNTS, floor=5, quorum=5)
    poll_id = await ask(house, replace(TEA, rules=rules))
    await vote(house, poll_id, voters)
    await house.polls.voting.cast(member(99), poll_id, {}, passed=True)
    await house.polls.closing.close(HOST, poll_id, sees)
    told = await result_of(house, poll_id)
    assert told
    if voters < 4:
        assert told == Result(Kind.TOO_FEW)
    else:
        assert (told.turnout, told.counts, told.passes) == (
            (voters + 1, voters + 1),
            (voters, 0),
            1,
        )


@pytest.mark.parametrize(("voters", "met"), [(4, False), (5, True), (9, True)])
async def test_a_quorum_is_told_with_the_result(house: House, voters: int, met: bool) -> None:
    poll_id = await ask(house, replace(TEA, rules=Rules(quorum=5)))
    await vote(house, poll_id, voters)
    await house.polls.closing.close(HOST, poll_id, sees)
    told = await result_of(house, poll_id)
    assert told
    assert told.quorum_met == met


async def test_a_draft_keeps_all_its_rules_over_a_restart(home: Home) -> None:
    house = await home.open()
    typed = replace(LONG, rules=RULES, delay=60, voter_role=7, here_only=True, remind=False)
    poll_id = (await house.polls.asking.propose(HOST, typed)).poll_id
    house = await home.restart()
    assert await house.polls.asking.typed(HOST, poll_id) == typed
    await house.polls.asking.open(HOST, poll_id)
    poll = await posted(house, poll_id)
    assert (poll.rules, poll.voter_role, poll.here_only) == (RULES, 7, True)


async def test_what_a_card_stands_for_is_found_while_it_is_open(house: House) -> None:
    poll_id = await ask(house)
    await house.database.write(polls.set_message, poll_id, 12345)

    async def found(message_id: int) -> Poll | None:
        def work(connection: Connection) -> Poll | None:
            return polls.of_message(connection, message_id)

        return await house.database.read(work)

    card = await found(12345)
    assert card
    assert (card.poll_id, card.group_id) == (poll_id, GROUP)
    assert await found(12346) is None
    await house.polls.closing.close(HOST, poll_id, sees)
    assert await found(12345) is None


# What was found by trying.


async def test_past_polls_that_ended_in_one_second_are_all_found(
    house: House, clock: Clock
) -> None:
    asked_for = {await ask(house) for _ in range(13)}
    clock.advance(minutes=60)
    while await house.polls.closing.close_due():
        pass
    clock.advance(minutes=1)
    first = await house.polls.life.list_past(member(1), sees, clock())
    end = first[-1]
    rest = await house.polls.life.list_past(member(1), sees, end.closes_at, end.poll_id)
    assert (len(first), len(rest)) == (10, 3)
    assert set(ids(first + rest)) == asked_for


async def test_the_reminder_moves_with_the_end(house: House, clock: Clock) -> None:
    poll_id = await ask(house, LONG)
    await house.polls.life.extend(HOST, poll_id, 7 * 24 * 60, sees)
    reminder = await row_of(house, "poll.reminder", poll_id)
    assert reminder.due_at == clock() + 8 * DAY * 3 / 4


async def test_whoever_lost_the_role_can_still_take_their_vote_back(
    house: House, clock: Clock
) -> None:
    poll_id = await ask(house, replace(TEA, voter_role=7))
    inside = replace(member(1), role_ids=frozenset({7}))
    await house.polls.voting.cast(inside, poll_id, {0: 1})
    assert (await house.polls.voting.take_back(member(1), poll_id)).changed


async def test_an_open_poll_is_not_asked_again(house: House) -> None:
    poll_id = await ask(house)
    with pytest.raises(Gone) as refusal:
        await house.polls.after.again(HOST, poll_id)
    assert refusal.value.key == "polls.refused.not_over"
