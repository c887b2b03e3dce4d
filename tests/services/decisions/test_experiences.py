"""Experiences: told in private, read by a facilitator, shown equally many of every option."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import timedelta

import pytest

from bot.domain.decisions.decision import Stage
from bot.domain.decisions.experiences import Off, State, Turned
from bot.domain.people import Person
from bot.domain.refusals import BadInput, Gone, NotAllowed
from bot.services.house import House
from tests.services.circle import HOST, MODERATOR, OTHER_GROUP, Clock, Home, member, sees
from tests.services.decisions.started import (
    ANNA,
    ELSEWHERE,
    NEXT_ROOM,
    OTHER_HOST,
    ask_vote,
    brought_to,
    close_vote,
)
from tests.services.decisions.telling import (
    TEXT,
    add_options,
    kept,
    let_show,
    look,
    morning,
    state_of,
    tell,
    texts_under,
    waiting,
    with_options,
)
from tests.services.polls.asked import refused


async def test_an_experience_shows_once_a_facilitator_says_so_and_each_option_has_one(
    house: House, clock: Clock
) -> None:
    one, (tea, juice) = await with_options(house, clock, "Tea", "Juice")
    code = await tell(house, one, tea)
    await morning(house, clock)
    assert await texts_under(house, one) == [[], []]
    await let_show(house, one)
    assert await state_of(house, code) == "shown"
    assert await texts_under(house, one) == [[], []]
    await tell(house, one, juice, "It was sour.", Turned.NOT_WELL)
    await tell(house, one, juice, "It was sweet.")
    await morning(house, clock)
    await let_show(house, one)
    told = await look(house, one)
    assert [each.text for each in told.shown[tea]] == [TEXT]
    assert len(told.shown[juice]) == 1
    assert await look(house, one, member(2)) == told


async def test_a_new_option_lets_all_wait_until_it_has_one_too(house: House, clock: Clock) -> None:
    one, (tea,) = await with_options(house, clock, "Tea")
    await tell(house, one, tea)
    await morning(house, clock)
    await let_show(house, one)
    assert await texts_under(house, one) == [[TEXT]]
    await add_options(house, clock, one, "Juice")
    assert await texts_under(house, one) == [[], []]


async def test_facilitators_read_it_from_the_next_morning_on(house: House, clock: Clock) -> None:
    one, (tea,) = await with_options(house, clock, "Tea")
    receipt = await house.decisions.experiences.tell(ANNA, one, tea, TEXT, Turned.MIXED)
    (row,) = await kept(house)
    assert await waiting(house, one) == 0
    with refused(Gone, "experiences.refused.taken_back"):
        await house.decisions.admitting.look(HOST, str(row["experience_id"]))
    assert await house.next_due() is not None
    assert receipt.read_from - clock() >= timedelta(hours=1)
    clock.advance(seconds=(receipt.read_from - clock()).total_seconds() - 1)
    await house.decisions.experiences.do_due()
    assert await waiting(house, one) == 0
    clock.advance(seconds=1)
    await house.decisions.experiences.do_due()
    found = await house.decisions.admitting.next(HOST, one)
    assert found.experience is not None
    assert (found.waiting, found.about) == (1, "Tea")
    assert (found.experience.text, found.experience.turned) == (TEXT, Turned.MIXED)


async def test_what_waits_comes_to_facilitators_in_random_order(house: House, clock: Clock) -> None:
    one, (tea,) = await with_options(house, clock, "Tea")
    for number in range(6):
        await tell(house, one, tea, f"It was {number}.", by=member(number))
    await morning(house, clock)
    read = [(await house.decisions.admitting.next(HOST, one)).experience for _ in range(40)]
    assert len({each.text for each in read if each}) == 6
    but = next(each.experience_id for each in read if each)
    others = [(await house.decisions.admitting.next(HOST, one, but)).experience for _ in range(40)]
    assert but not in {each.experience_id for each in others if each}


async def test_a_writer_reads_by_the_code_why_theirs_doesnt_show(
    house: House, clock: Clock
) -> None:
    one, (tea,) = await with_options(house, clock, "Tea")
    code = await tell(house, one, tea)
    await morning(house, clock)
    found = (await house.decisions.admitting.next(HOST, one)).experience
    assert found is not None
    admitting = house.decisions.admitting
    with refused(BadInput, "experiences.refused.no_reason"):
        await admitting.refuse(HOST, found.experience_id, State.WAITING, Off.NAMES, "  ")
    refusal = (found.experience_id, State.WAITING, Off.NAMES, "It names Ben. The rest is good.")
    await admitting.refuse(HOST, *refusal)
    held = await house.decisions.experiences.held(member(5), code, sees)
    assert (held.experience.state, held.experience.off) == (State.NOT_SHOWN, Off.NAMES)
    assert held.experience.reason == "It names Ben. The rest is good."
    assert held.about == "Tea"
    assert (await admitting.next(HOST, one)).experience is None
    assert await texts_under(house, one) == [[]]
    # What was refused stays so: its writer may tell it anew.
    with refused(Gone, "experiences.refused.decided"):
        await admitting.show(HOST, found.experience_id)


async def test_what_shows_can_be_taken_out_again(house: House, clock: Clock) -> None:
    one, (tea,) = await with_options(house, clock, "Tea")
    code = await tell(house, one, tea)
    await morning(house, clock)
    await let_show(house, one)
    (there,) = (await house.decisions.admitting.next(HOST, one)).showing
    found = await house.decisions.admitting.look(HOST, there.experience_id)
    assert found.experience == there
    refusal = (there.experience_id, State.SHOWN, Off.UNKIND, "Ben was hurt by it.")
    await house.decisions.admitting.refuse(HOST, *refusal)
    assert await texts_under(house, one) == [[]]
    assert await state_of(house, code) == "not_shown"


async def test_two_facilitators_at_once_decide_once(house: House, clock: Clock) -> None:
    one, (tea,) = await with_options(house, clock, "Tea")
    admitting = house.decisions.admitting
    for number in range(4):
        await tell(house, one, tea, by=member(number))
        await morning(house, clock)
        found = (await admitting.next(HOST, one)).experience
        assert found is not None
        which = found.experience_id
        results = await asyncio.gather(
            admitting.show(HOST, which),
            admitting.refuse(OTHER_HOST, which, State.WAITING, Off.ADVICE, "It tells what to do."),
            admitting.show(HOST, which),
            return_exceptions=True,
        )
        trouble = [each for each in results if isinstance(each, Gone)]
        assert [each.key for each in trouble] == ["experiences.refused.decided"] * 2


async def test_only_facilitators_read_and_decide(house: House, clock: Clock) -> None:
    one, (tea,) = await with_options(house, clock, "Tea")
    await tell(house, one, tea)
    await morning(house, clock)
    (row,) = await kept(house)
    which = str(row["experience_id"])
    admitting = house.decisions.admitting
    reason = (State.WAITING, Off.NAMES, "It names Ben.")
    every: list[Callable[[Person], Awaitable[object]]] = [
        lambda who: admitting.next(who, one),
        lambda who: admitting.look(who, which),
        lambda who: admitting.show(who, which),
        lambda who: admitting.refuse(who, which, *reason),
    ]
    for asked in every:
        with refused(NotAllowed, "people.refused.facilitator"):
            await asked(ANNA)
        for stranger in (NEXT_ROOM, ELSEWHERE):
            with refused(Gone, "decisions.refused.gone"):
                await asked(stranger)
    for guessed in (admitting.look, admitting.show):
        with refused(NotAllowed, "people.refused.facilitator"):
            await guessed(ANNA, "0" * 16)
        with refused(Gone, "decisions.refused.gone"):
            await guessed(HOST, "0" * 16)
    assert (await kept(house))[0]["state"] == "waiting"


async def test_who_isnt_there_or_has_no_voice_tells_nothing(house: House, clock: Clock) -> None:
    one, (tea,) = await with_options(house, clock, "Tea")
    telling = house.decisions.experiences
    with refused(NotAllowed, "people.refused.timed_out"):
        await tell(house, one, tea, by=replace(ANNA, timed_out=True))
    with refused(NotAllowed, "people.refused.pending"):
        await telling.tellable(replace(ANNA, pending=True), one, tea)
    for stranger in (NEXT_ROOM, ELSEWHERE):
        with refused(Gone, "decisions.refused.gone"):
            await tell(house, one, tea, by=stranger)
        with refused(Gone, "decisions.refused.gone"):
            await look(house, one, stranger)
    for missing in ((one, "0" * 16), ("0" * 16, tea)):
        with refused(Gone, "decisions.refused.gone"):
            await telling.tellable(ANNA, *missing)
    assert await kept(house) == []


async def test_an_option_of_another_decision_or_on_its_way_is_not_there(
    house: House, clock: Clock
) -> None:
    one, _ = await with_options(house, clock, "Tea")
    _, (juice,) = await with_options(house, clock, "Juice")
    with refused(Gone, "decisions.refused.gone"):
        await tell(house, one, juice)


@pytest.mark.parametrize("stage", [each for each in Stage if each is not Stage.WORRY])
async def test_they_are_told_while_there_are_options_or_a_vote(
    house: House, clock: Clock, stage: Stage
) -> None:
    one = await brought_to(house, clock, stage)
    if stage not in (Stage.OPTIONS, Stage.VOTE):
        with refused(Gone, "decisions.refused.moved_on"):
            await look(house, one)
        with refused(Gone, "decisions.refused.moved_on"):
            await tell(house, one, "0" * 16)
        return
    if stage is Stage.OPTIONS:
        assert (await look(house, one)).options == {}
        await add_options(house, clock, one, "Tea")
    (option,) = (await look(house, one)).options
    await tell(house, one, option)
    assert len(await kept(house)) == 1


async def test_three_go_in_a_day_also_when_pressed_twice(house: House, clock: Clock) -> None:
    one, (tea,) = await with_options(house, clock, "Tea")
    for _ in range(3):
        await tell(house, one, tea)
    with refused(BadInput, "experiences.refused.enough"):
        await tell(house, one, tea)
    with refused(BadInput, "experiences.refused.enough"):
        await house.decisions.experiences.tellable(member(1), one, tea)
    await tell(house, one, tea, by=member(2))
    clock.advance(days=1)
    await tell(house, one, tea)
    assert len(await kept(house)) == 5


@pytest.mark.parametrize("typed", ["", " \u200b", "x" * 601])
async def test_a_text_that_cant_be_kept_counts_nothing(
    house: House, clock: Clock, typed: str
) -> None:
    one, (tea,) = await with_options(house, clock, "Tea")
    for _ in range(5):
        with pytest.raises(BadInput):
            await tell(house, one, tea, typed)
    await tell(house, one, tea)


async def test_going_back_leaves_them_with_their_option(house: House, clock: Clock) -> None:
    one, (tea,) = await with_options(house, clock, "Tea")
    await tell(house, one, tea)
    await morning(house, clock)
    await let_show(house, one)
    await house.decisions.moving.back(HOST, one, "We talk once more.")
    with refused(Gone, "decisions.refused.moved_on"):
        await look(house, one)
    await house.decisions.moving.go_on(OTHER_HOST, one)
    assert await texts_under(house, one) == [[TEXT]]
    await ask_vote(house, one)
    assert await texts_under(house, one) == [[TEXT]]


async def test_what_waits_can_be_read_until_the_decision_is_over(
    house: House, clock: Clock
) -> None:
    one, (tea,) = await with_options(house, clock, "Tea")
    code = await tell(house, one, tea)
    await close_vote(house, await ask_vote(house, one))
    await morning(house, clock)
    assert await waiting(house, one) == 1
    await house.decisions.moving.withdraw(HOST, one, "It is settled")
    with refused(Gone, "decisions.refused.moved_on"):
        await house.decisions.admitting.next(HOST, one)
    held = await house.decisions.experiences.held(ANNA, code, sees)
    assert held.experience.state is State.WAITING
    assert held.erased_on == clock().date() + timedelta(90)


async def test_a_code_leads_to_nothing_elsewhere(house: House, clock: Clock) -> None:
    one, (tea,) = await with_options(house, clock, "Tea")
    code = await tell(house, one, tea)
    experiences = house.decisions.experiences
    with refused(BadInput, "feedback.refused.code_unknown"):
        await experiences.held(replace(ANNA, group_id=OTHER_GROUP), code, sees)
    with refused(BadInput, "feedback.refused.code_unknown"):
        await experiences.remove(ELSEWHERE, code)
    with refused(BadInput, "feedback.refused.code_unknown"):
        await experiences.held(ANNA, "0000-0000-0000-0000-0", sees)
    # The decision's own words are for those who see its channel.
    assert (await experiences.held(NEXT_ROOM, code, lambda _: False)).about == ""
    assert (await experiences.held(ANNA, code.lower().replace("-", " "), sees)).about == "Tea"


async def test_a_writer_removes_theirs_at_any_time_and_once(house: House, clock: Clock) -> None:
    one, (tea,) = await with_options(house, clock, "Tea")
    waits, shows = await tell(house, one, tea), await tell(house, one, tea, "It was loud.")
    await morning(house, clock)
    (row,) = [each for each in await kept(house) if each["text"] == "It was loud."]
    await house.decisions.admitting.show(HOST, str(row["experience_id"]))
    remove = house.decisions.experiences.remove
    await remove(member(9), waits)
    await remove(replace(ANNA, timed_out=True), shows)
    assert await kept(house) == []
    assert await texts_under(house, one) == [[]]
    with refused(BadInput, "feedback.refused.code_unknown"):
        await remove(ANNA, shows)
    with refused(Gone, "decisions.refused.gone"):
        await house.decisions.admitting.show(HOST, str(row["experience_id"]))


async def test_a_stop_at_any_time_loses_nothing(home: Home, clock: Clock) -> None:
    house = await home.open()
    one, (tea,) = await with_options(house, clock, "Tea")
    code = await tell(house, one, tea)
    house = await home.after_power_cut()
    assert await state_of(house, code) == "waiting"
    # A week away: the batch that was due is there.
    clock.advance(days=7)
    await house.decisions.experiences.do_due()
    house = await home.after_power_cut()
    await let_show(house, one)
    house = await home.after_power_cut()
    assert await texts_under(house, one) == [[TEXT]]


async def test_they_are_erased_the_groups_days_after_the_decision_ended(
    house: House, clock: Clock
) -> None:
    await house.groups.set(MODERATOR, feedback_days=30)
    one, (tea,) = await with_options(house, clock, "Tea")
    other, (juice,) = await with_options(house, clock, "Juice")
    code = await tell(house, one, tea)
    await tell(house, other, juice)
    assert (await house.decisions.experiences.terms(ANNA)).days == 30
    await house.decisions.moving.withdraw(HOST, one, "It is settled")
    clock.advance(days=29)
    await house.decisions.experiences.sweep()
    assert await state_of(house, code) == "waiting"
    clock.advance(days=1)
    await house.decisions.experiences.sweep()
    with refused(BadInput, "feedback.refused.code_unknown"):
        await state_of(house, code)
    assert [row["decision_id"] for row in await kept(house)] == [other]
