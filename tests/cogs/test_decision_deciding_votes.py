"""A decision and the polls that are asked for it: both tell of each other, however a poll ends."""

from typing import Any

from simcord.results import ResponseMessage

from tests.cogs.test_decision_cards import HOUR, WISH, decision_card
from tests.cogs.test_decision_deciding import (
    DAY,
    filled,
    outcome_form,
    settled,
    stated,
    step,
    vote_asked,
    voted,
    with_options,
)
from tests.cogs.troubled import poll_of
from tests.world import World, answer, custom_ids, field, labels, text, told

LINK = "https://discord.com/channels/"


def newest(world: World, sign: str) -> ResponseMessage:
    """Return the newest message that says so much."""
    return next(each for each in reversed(world.messages()) if sign in text(each))


async def too_few(world: World) -> ResponseMessage:
    """Ask the vote and let two people vote; return the result's message."""
    poll = await vote_asked(world)
    for member in world.members[:2]:
        await world.vote(member, poll, "0")
    await settled(world, "A facilitator writes next", HOUR)
    return newest(world, "Too few took part")


async def again(world: World, result: ResponseMessage, label: str, **typed: Any) -> ResponseMessage:
    """Ask once more from a result; return the newest message, which is the new poll's."""
    form = await world.facilitator.click(result, label=label)
    offered = {
        "question": field(form.modal, "question")["value"],
        "options": field(form.modal, "options")["value"],
        "minutes": ["60"],
        "standing": [],
        "tie": "talk",
    }
    preview = await world.facilitator.submit_modal(form, offered | typed)
    await world.facilitator.click(answer(preview), label="Post it")
    return world.messages()[-1]


async def test_the_options_are_laid_out_while_the_vote_is_open(world: World) -> None:
    await with_options(world)
    poll = await vote_asked(world)
    await settled(world, "The vote is open: [go to the poll](")
    card = await decision_card(world)
    assert f"{LINK}{world.guild.id}/{world.channel.id}/{poll.id})" in text(card)
    assert "**Good about it:** nothing said yet" in text(card)
    assert f"[Read what was gathered for it.]({LINK}" in text(poll)
    assert f"/{world.channel.id}/{card.id})" in text(poll)
    # The question says already which one it is.
    assert "This belongs to a shared decision." in text(poll)
    looking = ["How it was for others", "What matters to me"]
    assert labels(card) == [*looking, "More", "Tell the moderators", "Help lines"]


async def test_a_question_of_its_own_names_the_decision(world: World) -> None:
    await with_options(world)
    poll = await vote_asked(world, question="One hour or *two*?")
    assert "This belongs to the shared decision *Shorter meetings*." in text(poll)


async def test_members_who_press_what_facilitators_do_are_told_kindly(world: World) -> None:
    card = await with_options(world)
    assert "Ask the vote" not in labels(card)
    assert "Ask the vote" not in labels(answer(await world.member.click(card, label="More")))
    (more,) = (each for each in custom_ids(card) if each.startswith("decision.more:"))
    pressed = await world.forge(world.member, more.replace(".more:", ".vote:"), card)
    assert pressed.modal is None
    assert "Facilitators do this in your group." in told(pressed)
    await voted(world)
    before = [text(each) for each in world.messages()]
    card = await decision_card(world)
    assert labels(card)[0] == "Write the outcome"
    read = told(await world.member.click(card, label="Write the outcome"))
    assert "Facilitators do this in your group." in read
    shown = answer(await world.facilitator.click(card, label="Write the outcome"))
    assert "What is adopted is looked at again on" in text(shown)
    assert [text(each) for each in world.messages()] == before


async def test_a_planned_vote_says_when_it_begins_and_then_where_it_is(world: World) -> None:
    await with_options(world)
    form = await step(world, world.facilitator, "Ask the vote")
    typed = {"question": "Q", "options": "A\nB", "minutes": ["60"], "method": "single"}
    preview = answer(await world.facilitator.submit_modal(form, typed | {"standing": []}))
    form = await world.facilitator.click(preview, label="More settings")
    later = {"quorum": ["0"], "publication": "protected", "opens": ["60"], "voters": []}
    preview = await world.facilitator.submit_modal(form, later | {"extras": ["gathers"]})
    await world.facilitator.click(answer(preview), label="Post it")
    await settled(world, "The vote begins here on <t:")
    assert "the shared decision *Shorter meetings*" in text(
        newest(world, "Options are being gathered")
    )
    await settled(world, "The vote is open: [go to the poll](", HOUR)
    assert "the shared decision *Shorter meetings*" in text(world.card("poll.vote"))


async def test_a_card_whose_hands_get_numbers_still_leads_to_the_decision(world: World) -> None:
    await with_options(world)
    world.env.inject_error(
        "PUT", "/channels/*/messages/*/reactions/%F0%9F%8F%A0/*", status=400, code=10014, times=1
    )
    await vote_asked(world, method="hands", options="\U0001f3e0 One hour\n\U0001f333 Two hours")
    await settled(world, "1\ufe0f\u20e3")
    assert "This belongs to a shared decision." in text(newest(world, "1\ufe0f\u20e3"))


async def test_too_few_took_part_and_it_is_asked_again_for_the_same_decision(world: World) -> None:
    await with_options(world)
    result = await too_few(world)
    assert f"This was asked for a [shared decision]({LINK}" in text(result)
    poll = await again(world, result, "Ask again")
    assert "This belongs to a shared decision." in text(poll)
    await settled(world, f"The vote is open: [go to the poll]({LINK}")
    assert f"/{poll.id})" in text(await decision_card(world))
    # Asked once more from the old result, it is a poll like any other.
    assert "shared decision" not in text(await again(world, result, "Ask again"))
    for member in world.members:
        await world.vote(member, poll, "0")
    await settled(world, "A facilitator writes next", HOUR)
    assert "It is told" in told(await stated(world))


async def test_too_few_took_part_and_a_facilitator_writes_so(world: World) -> None:
    await with_options(world)
    await too_few(world)
    assert "It is told" in told(await stated(world, "no_decision", decided="Too few of us"))
    await settled(world, "It is over")
    assert "**No decision for now**" in text(newest(world, "## Outcome: Shorter meetings"))


async def test_a_run_off_belongs_to_the_decision(world: World) -> None:
    await with_options(world)
    form = await step(world, world.facilitator, "Ask the vote")
    typed: dict[str, Any] = {"question": "Q", "options": "A\nB\nC", "minutes": ["60"]}
    shown = await world.facilitator.submit_modal(form, typed | {"method": "single"})
    form = await world.facilitator.click(answer(shown), label="Change it")
    shown = await world.facilitator.submit_modal(form, typed | {"standing": [], "tie": "run_off"})
    await world.facilitator.click(answer(shown), label="Post it")
    poll = world.card("poll.vote")
    for member, choice in zip(world.members, "01010", strict=False):
        if member is not world.members[4]:
            await world.vote(member, poll, choice)
    await world.vote(world.members[4], poll, "2")
    await settled(world, "A facilitator writes next", HOUR)
    run_off = await again(world, newest(world, "Level are"), "Ask the run-off")
    assert "the shared decision *Shorter meetings*" in text(run_off)
    await settled(world, "The vote is open: [go to the poll](")
    for member in world.members:
        await world.vote(member, run_off, "1")
    await settled(world, "A facilitator writes next", HOUR)
    assert "It is told" in told(await stated(world))


async def test_a_lost_box_leaves_the_decision_usable(world: World) -> None:
    await with_options(world)
    poll = await vote_asked(world)
    await world.vote(world.member, poll, "0")
    (world.folder / "sealed" / "keys" / f"{poll_of(poll)}.key").unlink()
    await settled(world, "A facilitator writes next", HOUR)
    result = newest(world, "## Result")
    assert "Ask again" in labels(result)
    await again(world, result, "Ask again")
    await settled(world, "The vote is open: [go to the poll](")


async def test_votes_lost_with_the_machine_are_asked_for_anew(world: World) -> None:
    await with_options(world)
    poll = await vote_asked(world)
    for key in (world.folder / "sealed" / "keys").iterdir():
        key.unlink()
    await world.restart()
    await world.wait(2)
    for member in world.members:
        await world.vote(member, poll, "0")
    await settled(world, "A facilitator writes next", HOUR)
    assert "It is told" in told(await stated(world))


async def test_a_vote_that_was_taken_down_is_asked_again_from_where_it_was_told(
    world: World,
) -> None:
    await with_options(world)
    poll = await vote_asked(world)
    why = {"poll": poll_of(poll), "reason": "Too soon"}
    await world.moderator.slash(world.channel, "poll takedown", **why)
    await settled(world, "A facilitator asks the vote next.")
    assert labels(await decision_card(world))[0] == "Ask the vote"
    told_down = newest(world, "Too soon")
    assert "A facilitator writes" not in text(told_down)
    await again(world, told_down, "Ask again")
    await settled(world, "The vote is open: [go to the poll](")


async def test_without_a_vote_the_outcome_says_so(world: World) -> None:
    await with_options(world)
    form = await outcome_form(world)
    await world.facilitator.submit_modal(form, filled(form))
    assert "There was no vote; it came from the talk." in text(newest(world, "## Outcome"))


async def test_a_proposal_tells_its_threshold(world: World) -> None:
    await with_options(world)
    form = await step(world, world.facilitator, "Ask the vote")
    typed = {"question": "Q", "options": "", "minutes": ["60"], "method": "proposal"}
    shown = await world.facilitator.submit_modal(form, typed)
    form = await world.facilitator.click(answer(shown), label="Change it")
    typed = {"question": "Q", "minutes": ["60"], "threshold": "two_thirds"}
    shown = await world.facilitator.submit_modal(form, typed)
    await world.facilitator.click(answer(shown), label="Post it")
    await settled(world, "A facilitator writes next", HOUR)
    await stated(world)
    outcome = text(newest(world, "## Outcome"))
    assert "The rule: yes or no" in outcome
    assert "Two thirds of those who decided were needed. [See the vote.](" in outcome


async def test_a_vote_that_closes_while_the_bot_is_away_is_told_once_and_in_order(
    world: World,
) -> None:
    await with_options(world)
    poll = await vote_asked(world)
    for member in world.members:
        await world.vote(member, poll, "0")
    await world.restart(away=7 * DAY)
    await settled(world, "A facilitator writes next")
    await world.wait(DAY)
    results = [each for each in world.messages() if "## Result" in text(each)]
    assert len(results) == 1
    assert "A facilitator writes what the group makes of it." in text(results[0])


async def test_a_decision_whose_card_was_removed_goes_on(world: World) -> None:
    card = await with_options(world)
    which = card.components[0]["components"][-1]["components"][0]["custom_id"].split(":")[1]
    await vote_asked(world)
    await card.message.delete()
    await settled(world, "Too few took part", HOUR)
    shown = answer(await world.forge(world.facilitator, f"decision.state:{which}"))
    menu = f"decision.state_as:{which}:6"
    form = await world.facilitator.select(shown, values=["not_adopted"], custom_id=menu)
    await world.facilitator.submit_modal(form, filled(form))
    assert "Go to the card" not in text(newest(world, "## Outcome: Shorter meetings"))


async def test_more_offers_no_step_that_an_open_vote_forbids(world: World) -> None:
    await with_options(world)
    await vote_asked(world)
    more = answer(await world.facilitator.click(await decision_card(world), label="More"))
    assert labels(more) == ["Read all of it"]
    assert (await step(world, world.member, "Read all of it")).response is not None


async def test_where_the_options_time_ended_the_vote_is_asked_from_what_is_told(
    world: World,
) -> None:
    ways = answer(await world.facilitator.slash(world.channel, "decision propose"))
    days = answer(await world.facilitator.click(ways, label="Begin with the talk"))
    form = await world.facilitator.select(days, values=["0"])
    await world.facilitator.submit_modal(form, WISH)
    form = await step(world, world.facilitator, "The talk is ready: on to the options")
    asked = answer(await world.facilitator.submit_modal(form, {"days": "1"}))
    await world.facilitator.click(asked, label="Nobody else facilitates")
    await settled(world, "A facilitator asks the vote next.", DAY + HOUR)
    (notice,) = (each for each in world.messages() if "The options for this are" in text(each))
    form = await world.facilitator.click(notice, label="Ask the vote")
    typed = {"question": "Q", "options": "A\nB", "minutes": ["60"], "method": "single"}
    preview = await world.facilitator.submit_modal(form, typed | {"standing": []})
    await world.facilitator.click(answer(preview), label="Post it")
    await settled(world, "The vote is open: [go to the poll](")
    (notice,) = (each for each in world.messages() if "The options for this are" in text(each))
    assert labels(notice) == ["Help lines"]
