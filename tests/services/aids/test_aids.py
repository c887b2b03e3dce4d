"""Aids from a first word to what the group reads, and beside a shared decision."""

import asyncio
from dataclasses import replace
from datetime import timedelta

import pytest

from bot.domain.aids.aid import Value
from bot.domain.aids.writing import State
from bot.domain.decisions.decision import Stage
from bot.domain.decisions.parts import MAX_OPTIONS, Option
from bot.domain.people import Person
from bot.domain.privacy import NOBODY
from bot.domain.refusals import BadInput, Gone, NotAllowed
from bot.services.aids.writing import MOST_DRAFTS
from bot.services.decisions.weighing import matter_of_aid, matter_of_decision
from bot.services.house import House
from bot.storage import library
from bot.words import say
from tests.domain.aids.made import EVEN, option
from tests.services.aids.kept import AUTHOR, begun, filled, later, let_show, shown, waiting
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
from tests.services.decisions.started import REVIEW_ON, at, brought_to, redrawn
from tests.services.decisions.started import shown as decision_shown
from tests.services.polls.asked import refused

OTHER = member(8)
STRANGER = Person(OTHER_GROUP, ROOM, 7, manages_events=True, manages_group=True)


async def test_the_library_is_there_for_every_group_and_own_ones_come_first(house: House) -> None:
    reading = house.aids.reading
    assert [each.key for each in await reading.every(OTHER)] == list(library.aids())
    edition = await shown(house)
    assert (await reading.every(OTHER))[0] == edition
    assert (edition.author, edition.reader, edition.own) == ("Ada", "Fay", True)
    assert [each.key for each in await reading.search(OTHER, "LONG meet")] == [edition.key]
    assert len(await reading.search(OTHER, "", most=3)) == 3
    for name in (edition.key, EVEN.question):
        assert (await reading.named(OTHER, name)).edition == edition
    # Another group has the library alone.
    assert len(await reading.every(STRANGER)) == len(library.aids())
    with refused(Gone, "aids.refused.gone"):
        await reading.named(STRANGER, edition.key)


async def test_a_draft_is_its_authors_alone(house: House) -> None:
    written = await begun(house)
    assert [each.aid_id for each in await house.aids.writing.mine(AUTHOR)] == [written.aid_id]
    assert await house.aids.writing.mine(OTHER) == []
    assert await house.aids.second.waiting(HOST) == []
    for person in (OTHER, HOST, STRANGER):
        with refused(Gone, "aids.refused.draft_gone"):
            await house.aids.writing.draft(person, written.aid_id)
        with refused(Gone, "aids.refused.draft_gone"):
            await house.aids.writing.change(person, written.aid_id, lambda aid: aid)
        with refused(Gone, "aids.refused.draft_gone"):
            await house.aids.writing.discard(person, written.aid_id)
    with refused(Gone, "aids.refused.not_waiting"):
        await house.aids.second.readable(HOST, written.aid_id)


async def test_what_lacks_something_is_kept_and_not_handed_in(house: House) -> None:
    written = await begun(house)
    with refused(BadInput, "aids.refused.lacking"):
        await house.aids.writing.hand_in(AUTHOR, written.aid_id)
    assert (await house.aids.writing.draft(AUTHOR, written.aid_id)).state is State.DRAFT


async def test_a_second_person_reads_before_it_shows(house: House, clock: Clock) -> None:
    # Also a facilitator's own waits for somebody else.
    written = await waiting(house, by=HOST)
    second = house.aids.second
    assert await second.waiting(HOST) == []
    with refused(NotAllowed, "aids.refused.own"):
        await let_show(house, written, HOST)
    for person in (OTHER, AUTHOR):
        with refused(NotAllowed, "people.refused.facilitator"):
            await second.waiting(person)
        with refused(NotAllowed, "people.refused.facilitator"):
            await let_show(house, written, person)
    with refused(Gone, "aids.refused.not_waiting"):
        await let_show(house, written, STRANGER)
    assert [each.aid_id for each in await second.waiting(MODERATOR)] == [written.aid_id]
    edition = await let_show(house, written, MODERATOR)
    assert edition.aid == EVEN
    assert (edition.reviewed_on, edition.review_by) == (clock().date(), REVIEW_ON)
    assert await second.waiting(MODERATOR) == []
    with refused(Gone, "aids.refused.not_waiting"):
        await let_show(house, written, MODERATOR)


async def test_what_changed_while_it_was_read_is_read_again(house: House) -> None:
    written = await waiting(house)
    changed = replace(EVEN, why_now="Because of the heat")
    await house.aids.writing.change(AUTHOR, written.aid_id, lambda _: changed)
    # It is the author's alone until it is handed in again.
    with refused(Gone, "aids.refused.not_waiting"):
        await let_show(house, written)
    again = await house.aids.writing.hand_in(AUTHOR, written.aid_id)
    with refused(Gone, "aids.refused.changed"):
        await let_show(house, written)
    assert (await let_show(house, again)).aid.why_now == "Because of the heat"


async def test_it_is_given_back_with_a_word(house: House) -> None:
    written = await waiting(house)
    with refused(BadInput, "decisions.refused.reason"):
        await house.aids.second.give_back(HOST, written.aid_id, " ")
    await house.aids.second.give_back(HOST, written.aid_id, " The second\none is long ")
    found = await house.aids.writing.draft(AUTHOR, written.aid_id)
    assert (found.state, found.word, found.aid) == (State.DRAFT, "The second one is long", EVEN)
    assert (await house.aids.writing.hand_in(AUTHOR, written.aid_id)).word == ""


@pytest.mark.parametrize("days", [-1, 0, 3 * 366 + 1])
async def test_the_day_to_read_it_again_is_after_today_and_not_far(
    house: House, clock: Clock, days: int
) -> None:
    written = await waiting(house)
    day = clock().date() + timedelta(days=days)
    with refused(BadInput, "aids.refused.review_by"):
        await house.aids.second.let_show(HOST, written.aid_id, written.mark, "Fay", day)


async def test_the_next_version_is_written_while_the_one_before_shows(house: House) -> None:
    edition = await shown(house)
    # Anybody may write on; one at a time.
    written = await house.aids.writing.again(OTHER, edition.key, "Ben")
    assert (written.version, written.aid) == (2, EVEN)
    assert await house.aids.writing.again(OTHER, edition.key, "Ben") == written
    with refused(Gone, "aids.refused.in_work"):
        await house.aids.writing.again(AUTHOR, edition.key, "Ada")
    changed = replace(EVEN, why_now="Now")
    await house.aids.writing.change(OTHER, edition.key, lambda _: changed)
    assert (await house.aids.reading.named(AUTHOR, edition.key)).edition == edition
    waits = await house.aids.writing.hand_in(OTHER, edition.key)
    later_one = await let_show(house, waits)
    assert (later_one.version, later_one.author, later_one.aid) == (2, "Ben", changed)
    (own,) = [each for each in await house.aids.reading.every(OTHER) if each.own]
    assert own == later_one
    with refused(Gone, "aids.refused.gone"):
        await house.aids.writing.again(OTHER, "0" * 16, "Ben")


async def test_of_one_that_comes_along_the_group_gets_one_of_its_own(house: House) -> None:
    key, edition = next(iter(library.aids().items()))
    written = await house.aids.writing.again(OTHER, key, "Ben")
    assert (written.aid, written.version, written.state) == (edition.aid, 1, State.DRAFT)
    assert (await house.aids.reading.named(OTHER, key)).edition == edition
    await let_show(house, await house.aids.writing.hand_in(OTHER, written.aid_id))
    (own,) = [each for each in await house.aids.reading.every(OTHER) if each.own]
    assert (own.key, own.author) == (written.aid_id, "Ben")


async def test_moderators_are_told_once_that_one_waits(house: House) -> None:
    await house.groups.set(replace(MODERATOR), moderators_channel=ROOM)
    written = await waiting(house)
    (row,) = await waiting_rows(house)
    assert row == ("aid.waits", f"{written.aid_id}/1")
    told = await house.outbox.find(*row)
    assert told is not None
    await house.aids.second.still_waits(told)
    await house.aids.writing.change(AUTHOR, written.aid_id, lambda aid: replace(aid, why_now="Now"))
    with refused(Gone, "aids.refused.not_waiting"):
        await house.aids.second.still_waits(told)
    await house.outbox.done(told)
    await house.aids.writing.hand_in(AUTHOR, written.aid_id)
    assert await waiting_rows(house) == [row]
    assert await house.outbox.due() == []


async def test_what_is_thrown_away_is_gone_from_every_byte(
    house: House, home: Home, clock: Clock
) -> None:
    words = "Because of the heat in July"
    written = await filled(house, aid=replace(EVEN, why_now=words))
    assert words.encode() in everything_in(home.folder)
    await house.aids.writing.discard(AUTHOR, written.aid_id)
    await house.erasing.do_due()
    assert words.encode() not in everything_in(home.folder)
    with refused(Gone, "aids.refused.draft_gone"):
        await house.aids.writing.draft(AUTHOR, written.aid_id)


async def test_there_is_room_for_a_few_drafts_of_each_person(house: House) -> None:
    for _ in range(MOST_DRAFTS):
        await begun(house)
    with refused(BadInput, "aids.refused.many_drafts"):
        await house.aids.writing.writable(AUTHOR)
    with refused(BadInput, "aids.refused.many_drafts"):
        await begun(house)
    await house.aids.writing.writable(OTHER)


async def test_who_may_not_speak_in_the_group_writes_none(house: House) -> None:
    written = await filled(house)
    quiet = replace(AUTHOR, pending=True)
    for doing in (
        house.aids.writing.writable(quiet),
        begun(house, quiet),
        house.aids.writing.change(quiet, written.aid_id, lambda aid: aid),
        house.aids.writing.hand_in(quiet, written.aid_id),
    ):
        with refused(NotAllowed, "people.refused.pending"):
            await doing
    # Taking back is theirs all the same.
    await house.aids.writing.discard(quiet, written.aid_id)


async def test_moderators_are_told_once_when_it_is_to_be_read_again(
    house: House, clock: Clock
) -> None:
    await house.groups.set(replace(MODERATOR), moderators_channel=ROOM)
    edition = await shown(house)
    waited = (await waiting_rows(house))[0]
    (found,) = await house.outbox.due()
    await house.outbox.done(found)
    due = await house.next_due()
    assert due is not None
    assert due.date() == REVIEW_ON
    await later(house, clock, days=(REVIEW_ON - clock().date()).days - 1)
    assert await waiting_rows(house) == [waited]
    await later(house, clock, days=2)
    await later(house, clock, days=2)
    row, other = await waiting_rows(house)
    assert other == waited
    assert row == ("aid.old", f"{edition.key}/{REVIEW_ON}")
    told = await house.outbox.find(*row)
    assert told is not None
    assert (await house.aids.second.told_of(told)).key == edition.key
    with refused(BadInput, "aids.refused.review_by"):
        await house.aids.second.still_right(HOST, edition.key, REVIEW_ON)
    again = clock().date() + timedelta(days=300)
    with refused(NotAllowed, "people.refused.facilitator"):
        await house.aids.second.still_right(OTHER, edition.key, again)
    renewed = await house.aids.second.still_right(HOST, edition.key, again)
    assert (renewed.reviewed_on, renewed.review_by) == (clock().date(), again)
    with refused(Gone, "aids.refused.gone"):
        await house.aids.second.told_of(told)
    await house.outbox.done(told)
    due = await house.next_due()
    assert due is not None
    assert due.date() == again
    await later(house, clock, days=301)
    assert ("aid.old", f"{edition.key}/{again}") in await waiting_rows(house)


async def test_taken_down_it_shows_no_more(house: House) -> None:
    edition = await shown(house)
    for person, kind in ((OTHER, NotAllowed), (STRANGER, Gone)):
        with pytest.raises(kind):
            await house.aids.second.take_down(person, edition.key)
    await house.aids.second.take_down(HOST, edition.key)
    with refused(Gone, "aids.refused.gone"):
        await house.aids.reading.named(OTHER, edition.key)
    with refused(Gone, "aids.refused.gone"):
        await house.aids.second.take_down(HOST, edition.key)
    assert await house.next_due() is None


async def test_what_people_did_is_in_the_record_without_a_word_of_it(house: House) -> None:
    edition = await shown(house)
    await house.aids.second.take_down(MODERATOR, edition.key)
    page = await house.record.page(OTHER, lambda _: True)
    told = [(each.kind, each.by_id, each.details) for each in page.entries]
    assert told == [("aid_taken_down", MODERATOR.user_id, {}), ("aid_shown", HOST.user_id, {})]


@pytest.mark.parametrize("stage", [Stage.TALK, Stage.OPTIONS])
async def test_its_options_come_along_to_a_decision(
    house: House, clock: Clock, stage: Stage
) -> None:
    edition = await shown(house)
    one = await brought_to(house, clock, stage)
    before = await decision_shown(house, one)
    drawn = await redrawn(house, one)
    with refused(NotAllowed, "people.refused.facilitator"):
        await house.aids.attaching.attach(OTHER, one, edition.key)
    assert await house.aids.attaching.attach(HOST, one, edition.key) == ("One hour",)
    after = await decision_shown(house, one)
    # What leaves things as they are stands on every ballot.
    added = Option(
        "One hour", "It is calm.", "It is slow.", "An hour a week.", "How long it lasts."
    )
    assert after.options == (*before.options, added)
    assert await redrawn(house, one) == drawn + 1
    assert (await house.aids.reading.beside(OTHER, one)).edition == edition
    # Once more it adds nothing.
    assert await house.aids.attaching.attach(HOST, one, edition.key) == ()
    await house.aids.attaching.detach(HOST, one)
    with refused(Gone, "aids.refused.not_attached"):
        await house.aids.reading.beside(OTHER, one)
    assert (await decision_shown(house, one)).options == after.options


async def test_what_may_matter_speaks_of_the_options_as_they_stand_on_the_card(
    house: House, clock: Clock
) -> None:
    edition = await shown(house)
    one = await brought_to(house, clock, Stage.OPTIONS)
    await house.aids.attaching.attach(HOST, one, edition.key)
    keep = say("polls.standing.keep")
    matter = matter_of_decision(await decision_shown(house, one), edition)
    assert matter.options[-2:] == ("One hour", keep)
    # What leaves things as they are has a name of its own in the aid.
    assert matter.values == (
        Value("I want to sleep early.", ("One hour",), (keep,)),
        Value("I want time to talk.", (keep,), ("One hour",)),
    )
    assert matter_of_decision(await decision_shown(house, one), None).values == ()
    assert matter_of_aid(edition).options == ("As it is", "One hour")


async def test_a_decision_keeps_the_version_that_it_was_given(house: House, clock: Clock) -> None:
    edition = await shown(house)
    one = await brought_to(house, clock, Stage.OPTIONS)
    await house.aids.attaching.attach(HOST, one, edition.key)
    await house.aids.writing.again(OTHER, edition.key, "Ben")
    await house.aids.writing.change(OTHER, edition.key, lambda aid: replace(aid, why_now="New"))
    await let_show(house, await house.aids.writing.hand_in(OTHER, edition.key))
    await house.aids.second.take_down(HOST, edition.key)
    assert (await house.aids.reading.beside(OTHER, one)).edition.aid == EVEN


async def test_where_not_all_options_fit_none_is_added(house: House, clock: Clock) -> None:
    six = replace(EVEN, options=(EVEN.options[0], *(option(f"Way {n}") for n in range(5))))
    edition = await shown(house, aid=six)
    one = await brought_to(house, clock, Stage.OPTIONS)
    there = len((await decision_shown(house, one)).options)
    for number in range(MAX_OPTIONS - 4 - there):
        person = replace(member(50 + number))
        await house.decisions.noting.option(person, one, Option(f"Theirs {number}"))
    with refused(BadInput, "aids.refused.no_room"):
        await house.aids.attaching.attach(HOST, one, edition.key)
    assert len((await decision_shown(house, one)).options) == there
    with refused(Gone, "aids.refused.not_attached"):
        await house.aids.reading.beside(OTHER, one)


@pytest.mark.parametrize("stage", [Stage.WORRY, Stage.VOTE, Stage.OUTCOME, Stage.ENDED])
async def test_later_no_aid_is_attached_any_more(house: House, clock: Clock, stage: Stage) -> None:
    one = await brought_to(house, clock, stage)
    with refused(Gone, "decisions.refused.moved_on"):
        await house.aids.attaching.attachable(HOST, one)
    with refused(Gone, "decisions.refused.moved_on"):
        await house.aids.attaching.attach(HOST, one, next(iter(library.aids())))


async def test_each_of_the_library_can_be_attached(house: House, clock: Clock) -> None:
    for key, edition in library.aids().items():
        one = await brought_to(house, clock, Stage.TALK)
        assert key in [each.key for each in await house.aids.attaching.attachable(HOST, one)]
        added = await house.aids.attaching.attach(HOST, one, key)
        assert len(added) == len(edition.aid.options) - 1
        assert (await at(house, one)).stage is Stage.TALK


async def test_of_two_who_let_it_show_at_once_one_is_told(house: House) -> None:
    written = await waiting(house)
    both = (let_show(house, written, reader) for reader in (HOST, MODERATOR))
    made = await asyncio.gather(*both, return_exceptions=True)
    assert sum(isinstance(each, Gone) for each in made) == 1


async def test_who_is_forgotten_takes_drafts_along_and_leaves_what_the_group_needs(
    house: House, home: Home
) -> None:
    words = "Because of the heat in July"
    edition = await shown(house)
    await filled(house, aid=replace(EVEN, why_now=words))
    told = (await house.looking.look(AUTHOR)).counts
    assert (told["aids"], told["aids_read"]) == (2, 0)
    assert (await house.looking.look(HOST)).counts["aids_read"] == 1
    for person in (AUTHOR, HOST):
        await house.looking.erase(person)
    await house.erasing.do_due()
    found = (await house.aids.reading.named(OTHER, edition.key)).edition
    assert (found.author, found.reader, found.aid) == ("", "", EVEN)
    held = everything_in(home.folder)
    assert words.encode() not in held
    # Nobody is named any more; and who wrote it isn't held to be somebody who reads it now.
    again = await house.aids.writing.again(OTHER, edition.key, "Ben")
    assert again.author_id == OTHER.user_id != NOBODY


async def test_a_group_that_took_the_bot_out_leaves_nothing(
    house: House, home: Home, clock: Clock
) -> None:
    words = "Because of the heat in July"
    await filled(house, aid=replace(EVEN, why_now=words))
    await shown(house, aid=replace(EVEN, why_now=words))
    await house.forgetting.removed(GROUP)
    clock.advance(days=91)
    await house.forgetting.sweep()
    await house.erasing.do_due()
    assert words.encode() not in everything_in(home.folder)
