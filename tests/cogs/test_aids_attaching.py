"""An aid goes along with a shared decision: from *More* to the card, and to its pages."""

from simcord.components import walk_components

from bot.storage import library
from bot.words import say
from tests.cogs.test_decision_cards import decision_card, taken_up
from tests.cogs.test_decision_deciding import settled, step, with_options
from tests.world import World, answer, custom_ids, labels, text, told

KEY = "how-often-we-meet"
AID = library.aids()[KEY].aid


async def test_its_options_come_along_and_everybody_reads_it_from_the_card(world: World) -> None:
    await with_options(world)
    menu = answer(await step(world, world.facilitator, say("aids.attach.button")))
    done = await world.facilitator.select(menu, values=[KEY])
    new = [each.name for each in AID.options if not each.stays]
    assert all(f"- {name}" in told(done) for name in new)
    await settled(world, new[-1])
    card = await decision_card(world)
    assert say("aids.attach.read") in labels(card)
    page = answer(await world.member.click(card, label=say("aids.attach.read")))
    assert AID.question in text(page)
    while say("aids.next") in labels(page):
        page = answer(await world.member.click(page, label=say("aids.next")))
    # From here it leads on to what matters to oneself, and to how it was for others.
    sheet = await world.member.click(page, label=say("weighing.button"))
    assert "What matters to you" in told(sheet)


async def test_members_are_not_offered_it_and_a_forged_press_changes_nothing(world: World) -> None:
    card = await with_options(world)
    more = answer(await world.member.click(card, label="More"))
    assert say("aids.attach.button") not in labels(more)
    (which,) = (each for each in custom_ids(card) if each.startswith("decision.more:"))
    for word in ("aid.attach", "aid.detach"):
        forged = await world.forge(world.member, which.replace("decision.more", word), card)
        assert "Facilitators do this in your group." in told(forged)


async def test_it_can_be_left_again_and_the_options_stay(world: World) -> None:
    await with_options(world)
    menu = answer(await step(world, world.facilitator, say("aids.attach.button")))
    await world.facilitator.select(menu, values=[KEY])
    menu = answer(await step(world, world.facilitator, say("aids.attach.button")))
    page = answer(
        await world.member.click(await decision_card(world), label=say("aids.attach.read"))
    )
    left = await world.facilitator.click(menu, label=say("aids.attach.off"))
    assert say("aids.attach.gone") in told(left)
    await world.wait(60)
    card = await decision_card(world)
    assert say("aids.attach.read") not in labels(card)
    assert AID.options[-1].name in text(card)
    pressed = await world.member.click(page, label=say("aids.next"))
    assert say("aids.refused.not_attached") in told(pressed)


async def test_while_the_group_talks_the_aid_itself_can_be_weighed(world: World) -> None:
    await taken_up(world)
    menu = answer(await step(world, world.facilitator, say("aids.attach.button")))
    await world.facilitator.select(menu, values=[KEY])
    await world.wait(60)
    card = await decision_card(world)
    page = answer(await world.member.click(card, label=say("aids.attach.read")))
    while say("aids.next") in labels(page):
        page = answer(await world.member.click(page, label=say("aids.next")))
    # How it was for others belongs to the options of the decision, and there are none yet.
    assert say("experiences.button") not in labels(page)
    sheet = answer(await world.member.click(page, label=say("weighing.button")))
    offered = next(each for each in walk_components(sheet.components) if each.get("options"))
    assert offered["options"][0]["label"] == AID.values[0].statement
    chosen = offered["options"][0]["value"]
    sheet = answer(await world.member.select(sheet, values=[chosen]))
    for _ in range(2):
        sheet = answer(await world.member.click(sheet, label=say("weighing.next")))
    assert AID.options[0].name in text(sheet)
    value = AID.values[0]
    named = AID.options[0].name
    assert (say("weighing.speaks_for") in text(sheet)) == (named in value.speaks_for)
    assert (say("weighing.speaks_against") in text(sheet)) == (named in value.speaks_against)
