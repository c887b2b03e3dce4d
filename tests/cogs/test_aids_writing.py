"""An aid from its author's forms to what everybody reads, as both people see it."""

from typing import Any

from simcord.actors import MemberActor
from simcord.components import walk_components
from simcord.results import ResponseMessage

from bot.domain.aids.aid import ABOUT
from bot.words import say
from tests.world import World, answer, field, labels, text, told

ABOUT_TYPED = {
    "question": "How long do we meet?",
    "why_now": "Some of us are tired by nine.",
    "who_decides": "All of us who come.",
    "not_for": "It is no rule for others.",
    "interests": "None.",
}
WORDS = {
    "what": "We meet as we do.",
    "benefits": "It is calm.",
    "risks": "It is slow.",
    "daily_life": "An evening a week.",
}
REST = {"effort": "One of us opens the room.", "unknown": "How long it lasts."}
SOURCE = "Our own circle | 2026-11"


async def begin(world: World, who: MemberActor) -> ResponseMessage:
    """Begin one from the list; return the author's private card."""
    listed = answer(await who.slash(world.channel, "aid read"))
    ways = answer(await who.click(listed, label=say("aids.write.title_button")))
    form = await who.click(ways, label=say("aids.write.begin"))
    return answer(await who.submit_modal(form, ABOUT_TYPED))


async def add(
    who: MemberActor, card: ResponseMessage, name: str, *, stays: bool
) -> ResponseMessage:
    """Add an option with all that is asked of it."""
    form = await who.click(card, label=say("aids.draft.option"))
    card = answer(await who.submit_modal(form, {"name": name, **WORDS}))
    ways = answer(await who.select(card, values=["0" if stays else "1"]))
    form = await who.click(ways, label=say("aids.draft.rest"))
    rest: dict[str, Any] = {**REST, "sources": SOURCE, "stays": "yes" if stays else "no"}
    return answer(await who.submit_modal(form, rest))


async def written(world: World, who: MemberActor) -> ResponseMessage:
    """Write a whole one."""
    card = await begin(world, who)
    card = await add(who, card, "As it is", stays=True)
    card = await add(who, card, "One hour", stays=False)
    for statement, pro, con in (("Sleep early", "1", "0"), ("Time to talk", "0", "1")):
        form = await who.click(card, label=say("aids.draft.value"))
        typed = {"statement": statement, "pro": [pro], "con": [con]}
        card = answer(await who.submit_modal(form, typed))
    return card


async def test_a_member_writes_one_and_a_facilitator_lets_it_show(world: World) -> None:
    card = await written(world, world.member)
    assert say("aids.draft.even") in text(card)
    handed = await world.member.click(card, label=say("aids.draft.hand_in"))
    assert say("aids.draft.handed_in") in told(handed)
    # Members aren't asked to be the second person.
    listed = answer(await world.members[1].slash(world.channel, "aid read"))
    assert say("aids.second.button") not in labels(listed)
    listed = answer(await world.facilitator.slash(world.channel, "aid read"))
    found = answer(await world.facilitator.click(listed, label=say("aids.second.button")))
    page = answer(await world.facilitator.select(found, values=[_choice(found)]))
    assert "Written by ada" in text(page)
    page = answer(await world.facilitator.click(page, label=say("aids.second.read")))
    while say("aids.next") in labels(page):
        page = answer(await world.facilitator.click(page, label=say("aids.next")))
    assert say("aids.from.unread") in text(page)
    form = await world.facilitator.click(page, label=say("aids.second.show"))
    shown = await world.facilitator.submit_modal(form, {"again": "year"})
    assert "Everybody in the group can read it now" in told(shown)
    read = await world.members[1].slash(world.channel, "aid read", aid="How long do we meet?")
    assert "Some of us are tired by nine." in told(read)


async def test_what_could_be_evened_out_is_told_with_its_place(world: World) -> None:
    card = await begin(world, world.member)
    form = await world.member.click(card, label=say("aids.draft.option"))
    pushing = {"name": "One hour", **WORDS, "benefits": "You should take this one."}
    card = answer(await world.member.submit_modal(form, pushing))
    assert "**One hour:** In what is good about it stands *You should*" in text(card)
    assert "None of the options leaves things as they are." in text(card)
    refused = await world.member.click(card, label=say("aids.draft.hand_in"))
    assert "Something that everybody needs to see is still missing." in told(refused)


async def test_what_was_typed_is_given_back_where_it_cannot_be_taken(world: World) -> None:
    card = await begin(world, world.member)
    card = await add(world.member, card, "As it is", stays=True)
    form = await world.member.click(card, label=say("aids.draft.option"))
    refused = await world.member.submit_modal(form, {"name": "as IT is", **WORDS})
    assert "There is another option with the name" in told(refused)
    assert WORDS["daily_life"] in told(refused)
    ways = answer(await world.member.select(card, values=["0"]))
    form = await world.member.click(ways, label=say("aids.draft.rest"))
    typed = {**REST, "sources": "yesterday", "stays": "yes"}
    refused = await world.member.submit_modal(form, typed)
    assert "Line 1 of the sources" in told(refused)
    assert "yesterday" in told(refused)


async def test_the_second_person_gives_it_back_with_a_word(world: World) -> None:
    card = await written(world, world.member)
    await world.member.click(card, label=say("aids.draft.hand_in"))
    listed = answer(await world.moderator.slash(world.channel, "aid read"))
    found = answer(await world.moderator.click(listed, label=say("aids.second.button")))
    page = answer(await world.moderator.select(found, values=[_choice(found)]))
    form = await world.moderator.click(page, label=say("aids.second.give_back"))
    given = await world.moderator.submit_modal(form, {"word": "The second is long."})
    assert say("aids.second.given_back") in told(given)
    listed = answer(await world.member.slash(world.channel, "aid read"))
    ways = answer(await world.member.click(listed, label=say("aids.write.title_button")))
    draft = answer(await world.member.select(ways, values=[_choice(ways)]))
    assert "The second is long." in text(draft)
    form = await world.member.click(draft, label=say("aids.draft.about"))
    assert {name: field(form.modal, name)["value"] for name in ABOUT} == ABOUT_TYPED


async def test_a_story_needs_consent_and_shows_after_the_facts(world: World) -> None:
    card = await written(world, world.member)
    for at, turned in (("0", "well"), ("1", "not_well")):
        ways = answer(await world.member.select(card, values=[at]))
        form = await world.member.click(ways, label=say("aids.draft.story"))
        story = {"text": f"Story {at}", "turned": turned, "agreed": ["agreed"]}
        card = answer(await world.member.submit_modal(form, story))
    assert say("aids.draft.even") in text(card)
    page = answer(await world.member.click(card, label=say("aids.draft.look")))
    pages = [text(page)]
    while say("aids.next") in labels(page):
        page = answer(await world.member.click(page, label=say("aids.next")))
        pages.append(text(page))
    assert "Story 0" in pages[-2]
    assert not any("Story 0" in each for each in pages[:-2])


async def test_a_draft_is_thrown_away_after_a_second_look(world: World) -> None:
    card = await begin(world, world.member)
    sure = answer(await world.member.click(card, label=say("aids.draft.discard")))
    kept = answer(await world.member.click(sure, label=say("aids.draft.keep")))
    assert "How long do we meet?" in text(kept)
    sure = answer(await world.member.click(card, label=say("aids.draft.discard")))
    gone = await world.member.click(sure, label=say("aids.draft.away"))
    assert say("aids.draft.gone") in told(gone)
    pressed = await world.member.click(card, label=say("aids.draft.about"))
    assert say("aids.refused.draft_gone") in told(pressed)


def _choice(shown: ResponseMessage) -> str:
    """Return the first value that a menu of the card offers."""
    menus = (each for each in walk_components(shown.components) if each.get("options"))
    return next(menus)["options"][0]["value"]
