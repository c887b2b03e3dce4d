"""What facilitators write of a decision: the outcome, and how it goes on after its review."""

from datetime import timedelta
from typing import Any

import discord
import pytest
from simcord.actors import MemberActor
from simcord.results import InteractionResult, ResponseMessage

from tests.cogs.test_decision_cards import HOUR, decision_card
from tests.cogs.test_decision_deciding import (
    DAY,
    OUTCOME,
    filled,
    outcome_form,
    settled,
    stated,
    step,
    vote_asked,
    with_options,
)
from tests.cogs.troubled import allow, forbid
from tests.world import World, answer, custom_ids, field, labels, options, text, told

WEEK = 7 * DAY
GOES_ON: dict[str, Any] = {"text": "It did us good", "weeks": ["0"], "review_on": ""}


def told_on(world: World, sign: str) -> list[ResponseMessage]:
    """Return the messages that say so much, the oldest first."""
    return [each for each in world.messages() if sign in text(each)]


def in_weeks(world: World, weeks: int) -> str:
    """Return a day to come, as it is typed."""
    return (world.env.now().date() + timedelta(weeks=weeks)).isoformat()


async def reviewed(world: World, became: str = "adopted", **typed: str) -> ResponseMessage:
    """State an outcome and let its day come; return the card that tells of it."""
    await with_options(world)
    await stated(world, became, **typed)
    await settled(world, "Time to look at it again", 6 * WEEK + DAY)
    return told_on(world, "Time to look at it again")[-1]


async def say_how(world: World, card: ResponseMessage, **typed: Any) -> InteractionResult:
    """Say how it goes on, from the card of the review."""
    form = await world.facilitator.click(card, label="Say how it goes on")
    return await world.facilitator.submit_modal(form, GOES_ON | typed)


def chosen(form: InteractionResult, name: str) -> list[str]:
    """Return what is chosen already in a field of an open form."""
    return [each["value"] for each in options(form.modal, name) if each.get("default")]


def second_facilitator(world: World) -> MemberActor:
    """Let another person facilitate as well."""
    role = world.guild.create_role("Too", permissions=discord.Permissions(manage_events=True))
    return world.guild.add_member(world.env.create_user("gil"), roles=[role])


async def test_another_day_is_chosen_before_the_form_and_stands_in_it(world: World) -> None:
    await with_options(world)
    shown = answer(await step(world, world.facilitator, "Write the outcome"))
    which = custom_ids(shown)[0].split(":")[1]
    shown = answer(
        await world.facilitator.select(shown, values=["2"], custom_id=f"decision.state_in:{which}")
    )
    menu = f"decision.state_as:{which}:2"
    form = await world.facilitator.select(shown, values=["adopted"], custom_id=menu)
    assert field(form.modal, "review_on")["value"] == in_weeks(world, 2)
    await world.facilitator.submit_modal(form, filled(form))
    await settled(world, "It is being tried")
    await settled(world, "Time to look at it again", 2 * WEEK + DAY)


@pytest.mark.parametrize(
    ("became", "needed"), [("adopted", True), ("not_adopted", False), ("no_decision", False)]
)
async def test_the_form_asks_for_a_day_where_one_is_needed(
    world: World, became: str, needed: bool
) -> None:
    await with_options(world)
    day = field((await outcome_form(world, became)).modal, "review_on")
    assert (day["required"], day.get("value") or "") == (
        needed,
        in_weeks(world, 6) if needed else "",
    )


async def test_what_was_asked_by_consent_needs_a_day_and_the_form_says_so(world: World) -> None:
    await with_options(world)
    form = await step(world, world.facilitator, "Ask the vote")
    typed: dict[str, Any] = {"question": "Q", "options": "", "minutes": ["60"]}
    shown = await world.facilitator.submit_modal(form, typed | {"method": "consent"})
    await world.facilitator.click(answer(shown), label="Post it")
    await settled(world, "A facilitator writes next", HOUR)
    form = await outcome_form(world, "not_adopted")
    assert field(form.modal, "review_on")["required"]
    await world.facilitator.submit_modal(form, filled(form))
    await settled(world, "It rests until we look at it again")


async def test_what_needs_more_talk_has_no_day_in_its_form(world: World) -> None:
    await with_options(world)
    form = await outcome_form(world, "needs_talk")
    with pytest.raises(StopIteration):
        field(form.modal, "review_on")
    assert "agreed to be named" in str(form.modal)


async def test_a_refused_outcome_gives_all_back_and_opens_its_form_again(world: World) -> None:
    await with_options(world)
    words = {"next_steps": "Fay asks", "offered": "Gil brings *tea*", "concerns": "None"}
    refused = answer(await stated(world, "not_adopted", review_on="2020-01-01", **words))
    for each in (*words.values(), OUTCOME["decided"], "2020-01-01"):
        assert each in text(refused)
    form = await world.facilitator.click(refused, label="Open the form again")
    await world.facilitator.submit_modal(form, filled(form, **words))
    (card,) = told_on(world, "## Outcome: Shorter meetings")
    assert "**Not adopted**" in text(card)
    assert r"**Who offered to do what:** Gil brings \*tea\*" in text(card)


async def test_the_chosen_weeks_stay_when_the_form_is_opened_again(world: World) -> None:
    await with_options(world)
    shown = answer(await step(world, world.facilitator, "Write the outcome"))
    which = custom_ids(shown)[0].split(":")[1]
    change = f"decision.state_in:{which}"
    shown = answer(await world.facilitator.select(shown, values=["4"], custom_id=change))
    menu = f"decision.state_as:{which}:4"
    form = await world.facilitator.select(shown, values=["adopted"], custom_id=menu)
    sent = await world.facilitator.submit_modal(form, filled(form, review_on="soon"))
    form = await world.facilitator.click(answer(sent), label="Open the form again")
    assert field(form.modal, "review_on")["value"] == in_weeks(world, 4)


async def test_of_two_facilitators_the_second_gets_their_words_back(world: World) -> None:
    await with_options(world)
    other = second_facilitator(world)
    form = await outcome_form(world)
    shown = answer(await other.click(await decision_card(world), label="More"))
    shown = answer(await other.click(shown, label="Write the outcome"))
    menu = next(each for each in custom_ids(shown) if each.startswith("decision.state_as"))
    second = await other.select(shown, values=["not_adopted"], custom_id=menu)
    await world.facilitator.submit_modal(form, filled(form, decided="By fay"))
    late = answer(await other.submit_modal(second, filled(second, decided="By gil")))
    await world.wait(2)
    assert "By fay" in text(*told_on(world, "## Outcome"))
    assert "has moved on meanwhile" in text(late)
    assert "By gil" in text(late)
    # There is nothing to open again.
    assert labels(late) == []


async def test_a_form_that_was_open_over_a_restart_is_taken(world: World) -> None:
    await with_options(world)
    form = await outcome_form(world)
    await world.restart()
    assert "It is told" in told(await world.facilitator.submit_modal(form, filled(form)))


async def test_a_vote_asked_meanwhile_keeps_the_outcome_waiting(world: World) -> None:
    await with_options(world)
    form = await outcome_form(world)
    await vote_asked(world)
    late = told(await world.facilitator.submit_modal(form, filled(form)))
    assert "A vote on this is open." in late
    assert OUTCOME["decided"] in late


async def test_where_the_bot_may_not_post_nothing_is_kept_and_all_comes_back(world: World) -> None:
    await with_options(world)
    form = await outcome_form(world)
    await forbid(world, "send_messages")
    read = told(await world.facilitator.submit_modal(form, filled(form)))
    assert "**Send Messages**" in read
    assert OUTCOME["decided"] in read
    await allow(world)
    form = await outcome_form(world)
    assert "It is told" in told(await world.facilitator.submit_modal(form, filled(form)))


async def test_the_longest_words_fit_on_each_card(world: World) -> None:
    card = await reviewed(world, **dict.fromkeys(OUTCOME, "*_" * 300))
    assert "\u2026" in text(card)
    await say_how(world, card, goes_on="keep", text="*" * 300)
    await settled(world, "It is over")
    assert "**We keep it.**" in text(world.messages()[-1])


async def test_what_was_not_adopted_rests_and_is_looked_at_again(world: World) -> None:
    card = await reviewed(world, "not_adopted", review_on=in_weeks(world, 6))
    assert "We left this as it was. On <t:" in text(card)
    assert "tried" not in text(card)


async def test_members_are_told_kindly_at_a_review(world: World) -> None:
    card = await reviewed(world)
    assert "We have been trying this. On <t:" in text(card)
    assert labels(card)[:2] == ["Ask: keep, change or stop?", "Say how it goes on"]
    for label in labels(card)[:2]:
        pressed = await world.member.click(card, label=label)
        assert pressed.modal is None
        assert "Facilitators do this in your group." in told(pressed)


async def test_a_review_is_asked_by_a_person_and_leads_on(world: World) -> None:
    card = await reviewed(world)
    await world.wait(WEEK)
    assert "A facilitator can ask all of us" in text(await decision_card(world))
    form = await world.facilitator.click(card, label="Ask: keep, change or stop?")
    assert field(form.modal, "question")["value"] == '"Shorter meetings": how shall it go on?'
    typed = {"question": "How?", "options": "Keep\nStop", "minutes": ["60"], "tie": "talk"}
    shown = await world.facilitator.submit_modal(form, typed | {"standing": []})
    await world.facilitator.click(answer(shown), label="Post it")
    poll = world.card("poll.vote")
    await settled(world, "All of us are asked now: [go to the poll](")
    assert f"/{poll.id})" in text(await decision_card(world))
    early = await world.facilitator.click(card, label="Say how it goes on")
    assert "A vote on this is open." in told(early)
    for member in world.members:
        await world.vote(member, poll, "0")
    await settled(world, "All of us were asked: [see how it came out](", HOUR)
    await say_how(world, card, goes_on="keep", weeks=["4"])
    await settled(world, "It is being tried")
    assert labels(told_on(world, "We looked at this again.")[0]) == ["Help lines"]
    await settled(world, "Time to look at it again", 4 * WEEK + DAY)
    # The new review has a question of its own; the old one's poll isn't taken for it.
    assert "A facilitator can ask all of us" in text(await decision_card(world))


@pytest.mark.parametrize(
    ("goes_on", "says", "after"),
    [
        ("keep", "**We keep it.**", "We looked at it again and keep it."),
        ("change", "**We keep talking, to change it.**", "**What we agree on**"),
        ("stop", "**We stop it.**", "We looked at it again and stopped it."),
    ],
)
async def test_after_a_review_it_is_kept_changed_or_stopped(
    world: World, goes_on: str, says: str, after: str
) -> None:
    card = await reviewed(world)
    second = await world.facilitator.click(card, label="Say how it goes on")
    read = told(await say_how(world, card, goes_on=goes_on, text="It *did* us good"))
    assert "It is told" in read
    assert rf"{says}{chr(10)}It \*did\* us good" in text(world.messages()[-1])
    await settled(world, after)
    late = await world.facilitator.submit_modal(second, GOES_ON | {"goes_on": goes_on})
    assert "has moved on meanwhile" in told(late)
    assert len(told_on(world, says)) == 1


async def test_a_typed_day_comes_before_the_chosen_weeks(world: World) -> None:
    card = await reviewed(world)
    day = in_weeks(world, 3)
    await say_how(world, card, goes_on="keep", weeks=["12"], review_on=day)
    await settled(world, "Time to look at it again", 3 * WEEK + DAY)


async def test_refused_words_on_how_it_goes_on_come_back(world: World) -> None:
    card = await reviewed(world)
    typed: dict[str, Any] = {"goes_on": "keep", "weeks": ["12"]}
    refused = answer(await say_how(world, card, review_on="soon", **typed))
    assert "It did us good" in text(refused)
    form = await world.facilitator.click(refused, label="Open the form again")
    assert chosen(form, "goes_on") == ["keep"]
    assert chosen(form, "weeks") == ["12"]
    await world.facilitator.submit_modal(form, GOES_ON | typed)
    await settled(world, "Time to look at it again", 12 * WEEK + DAY)


async def test_a_review_that_comes_late_says_its_own_day(world: World) -> None:
    await with_options(world)
    day = world.env.now().date() + timedelta(days=2)
    await stated(world, review_on=day.isoformat())
    await world.restart(away=5 * WEEK)
    await settled(world, "Time to look at it again")
    (card,) = told_on(world, "Time to look at it again")
    noon = int(world.env.now().replace(hour=12, minute=0, second=0, microsecond=0).timestamp())
    days = (world.env.now().date() - day).days
    assert f"On <t:{noon - days * DAY}:D> we wanted to see how it goes." in text(card)


async def test_a_review_in_a_channel_that_is_gone_troubles_nobody(world: World) -> None:
    await with_options(world)
    await stated(world)
    world.env.backend.delete_channel(world.channel.id)
    await world.wait(7 * WEEK)
    await world.restart(away=DAY)
