"""From the options to the end: the vote, the outcome, the day to look again, how it goes on."""

from datetime import timedelta
from typing import Any

from simcord.actors import MemberActor
from simcord.components import walk_components
from simcord.results import InteractionResult, ResponseMessage

from tests.cogs.test_decision_cards import HOUR, WISH, decision_card
from tests.cogs.troubled import poll_of
from tests.world import World, answer, custom_ids, field, labels, text, told

DAY = 24 * HOUR
OUTCOME = {
    "decided": "One hour from now on",
    "next_steps": "Fay changes the event",
    "offered": "",
    "concerns": "",
}
OPTION = {"benefits": "", "drawbacks": "", "daily_life": "", "unknown": ""}


async def settled(world: World, sign: str, seconds: float = 1) -> None:
    """Let time pass until a message says so much."""
    await world.wait(seconds)
    for _ in range(30):
        if any(sign in text(each) for each in world.messages()):
            return
        await world.env.advance_time(1)
    raise AssertionError([text(each) for each in world.messages()])


async def step(world: World, who: MemberActor, label: str) -> InteractionResult:
    """Let somebody take a step from the private card *More*."""
    more = answer(await who.click(await decision_card(world), label="More"))
    return await who.click(more, label=label)


async def with_options(world: World) -> ResponseMessage:
    """Begin with the talk, and bring it to two options."""
    ways = answer(await world.facilitator.slash(world.channel, "decision propose"))
    days = answer(await world.facilitator.click(ways, label="Begin with the talk"))
    form = await world.facilitator.select(days, values=["0"])
    await world.facilitator.submit_modal(form, WISH)
    form = await step(world, world.facilitator, "The talk is ready: on to the options")
    asked = answer(await world.facilitator.submit_modal(form, {"days": "0"}))
    assert "If somebody else facilitates too" in text(asked)
    await world.facilitator.click(asked, label="Nobody else facilitates")
    await settled(world, "Anybody can add an option.")
    for who, option in zip(world.members, ("One hour", "Two hours"), strict=False):
        form = await who.click(await decision_card(world), label="Add an option")
        await who.submit_modal(form, OPTION | {"text": option})
    await settled(world, "Two hours", 16 * 60)
    return await decision_card(world)


async def vote_asked(world: World, **typed: Any) -> ResponseMessage:
    """Ask the vote from the private card *More*; return the newest message, which is the poll's."""
    form = await step(world, world.facilitator, "Ask the vote")
    assert field(form.modal, "question")["value"] == "Shorter meetings"
    # They appear at random moments, so either may be the first.
    offered = field(form.modal, "options")["value"].splitlines()
    assert sorted(offered) == ["One hour", "Two hours"]
    usual = {"question": "Shorter meetings", "options": "One hour\nTwo hours", "minutes": ["60"]}
    usual |= {"method": "single", "standing": ["both"]}
    preview = await world.facilitator.submit_modal(form, usual | typed)
    await world.facilitator.click(answer(preview), label="Post it")
    return world.messages()[-1]


async def voted(world: World) -> None:
    """Ask the vote, let all members vote, and let it close."""
    poll = await vote_asked(world)
    await settled(world, "The vote is open: [go to the poll](")
    for member in world.members:
        await world.vote(member, poll, "0")
    await settled(world, "A facilitator writes next", HOUR)


async def outcome_form(world: World, became: str = "adopted") -> InteractionResult:
    """Open the form of the outcome, from the private card *More*."""
    shown = answer(await step(world, world.facilitator, "Write the outcome"))
    (menu,) = (each for each in custom_ids(shown) if each.startswith("decision.state_as"))
    return await world.facilitator.select(shown, values=[became], custom_id=menu)


def filled(form: InteractionResult, **typed: str) -> dict[str, str]:
    """Return what a facilitator sends: the usual words, and the days that stand in the form."""
    days = {
        each["custom_id"]: each.get("value") or ""
        for each in walk_components(form.modal["components"] if form.modal else [])
        if each.get("custom_id") == "review_on"
    }
    return OUTCOME | days | typed


async def stated(world: World, became: str = "adopted", **typed: str) -> InteractionResult:
    """Write the outcome."""
    form = await outcome_form(world, became)
    return await world.facilitator.submit_modal(form, filled(form, **typed))


async def test_a_whole_decision_from_the_talk_to_keeping_it(world: World) -> None:
    await with_options(world)
    await voted(world)
    assert "It is told: https://discord.com/channels/" in told(await stated(world))
    outcome = world.messages()[-1]
    assert "## Outcome: Shorter meetings\n**Adopted**" in text(outcome)
    assert "**What was decided:** One hour from now on" in text(outcome)
    assert "The rule: each person chose one option" in text(outcome)
    assert "[See the vote.](https://discord.com/channels/" in text(outcome)
    assert "a person's word on what the group makes of it" in text(outcome)
    await settled(world, "It is being tried")
    await settled(world, "Time to look at it again: Shorter meetings", 43 * DAY)
    form = await step(world, world.facilitator, "Ask: keep, change or stop?")
    assert form.modal is not None
    options = field(form.modal, "options")["value"]
    assert options == "Keep it as it is\nKeep talking and change it\nStop it"
    form = await step(world, world.facilitator, "Say how it goes on")
    typed = {"goes_on": "keep", "text": "It did us good", "weeks": ["0"], "review_on": ""}
    await world.facilitator.submit_modal(form, typed)
    await settled(world, "It is over")
    assert any("**We keep it.**\nIt did us good" in text(each) for each in world.messages())


async def test_a_day_that_is_no_day_gives_everything_back(world: World) -> None:
    await with_options(world)
    read = told(await stated(world, review_on="next May"))
    assert "year, month and day" in read
    assert "One hour from now on" in read
    assert "Fay changes the event" in read


async def test_more_talk_leads_back(world: World) -> None:
    await with_options(world)
    await stated(world, "needs_talk", decided="We don't know enough")
    await settled(world, "**What we agree on**")
    assert labels(await decision_card(world))[0] == "Add an open question"


async def test_a_poll_that_is_taken_down_leaves_the_decision_usable(world: World) -> None:
    await with_options(world)
    poll = await vote_asked(world)
    which = poll_of(poll)
    why = {"poll": which, "reason": "Too soon"}
    await world.moderator.slash(world.channel, "poll takedown", **why)
    await settled(world, "A facilitator asks the vote next.")
    assert (await step(world, world.facilitator, "Ask the vote")).modal is not None


async def test_a_week_away_brings_the_review_once(world: World) -> None:
    await with_options(world)
    day = (world.env.now() + timedelta(days=2)).date().isoformat()
    await stated(world, review_on=day)
    await world.restart(away=7 * DAY)
    await settled(world, "Time to look at it again")
    await world.wait(DAY)
    found = [each for each in world.messages() if "Time to look at it again" in text(each)]
    assert len(found) == 1
