"""You said, we did, as people meet it."""

from typing import Any

from bot.words import say
from tests.cogs.heard import DAY, code_in, give, menu_of, moderators_channel, with_code
from tests.cogs.troubled import allow, forbid
from tests.world import World, answer, labels, text, told

ENTRY: dict[str, Any] = {
    "said": "The room is loud",
    "did": "We meet in the small one.",
    "outcome": "done",
    "by": "Mo and Fay",
}


async def prepared(world: World, **typed: str) -> Any:
    """Let the moderator write an entry about the first item there is."""
    shown = await world.moderator.slash(world.channel, "feedback loop")
    card = await world.moderator.click(answer(shown), label="Prepare a card")
    chosen = menu_of(card, "feedback.loop_items")["options"][0]["value"]
    form = await world.moderator.select(answer(card), [chosen], custom_id="feedback.loop_items")
    return await world.moderator.submit_modal(form, ENTRY | typed)


async def test_what_was_said_comes_back_to_the_group_a_day_later_at_the_earliest(
    world: World,
) -> None:
    code = code_in(await give(world, "It was loud"))
    await world.wait(DAY)
    card = await prepared(world)
    assert "The room is loud" in told(card)
    assert "never within a day" in told(card)
    early = await world.moderator.click(answer(card), label="Post it here")
    assert "at least a day after" in told(early)
    assert world.messages() == []
    await world.wait(2 * DAY)
    shown = await world.moderator.slash(world.channel, "feedback loop")
    card = await world.moderator.click(answer(shown), label="Prepare a card")
    done = await world.moderator.click(answer(card), label="Post it here")
    posted = world.messages()[-1]
    assert f"/{posted.id}" in told(done)
    for part in ("**You said:** The room is loud", "**We did:**", "Mo and Fay"):
        assert part in text(posted)
    assert {"Tell the moderators", "Help lines"} <= set(labels(posted))
    # Its writer reads it as an answer, and every member reads it later, too.
    assert "We meet in the small one." in told(await with_code(world, world.member, code))
    past = await world.members[1].slash(world.channel, "feedback loop")
    assert "The room is loud" in told(past)
    assert "Prepare a card" not in labels(answer(past))


async def test_an_empty_page_says_what_will_stand_there(world: World) -> None:
    shown = await world.member.slash(world.channel, "feedback loop")
    assert say("feedback.loop.none") in told(shown)
    shown = await world.moderator.slash(world.channel, "feedback loop")
    card = await world.moderator.click(answer(shown), label="Prepare a card")
    assert say("feedback.loop.nothing_to_choose") in told(card)


async def test_an_entry_is_dropped_and_one_that_cant_be_kept_gives_its_words_back(
    world: World,
) -> None:
    await give(world, "It was loud", name="named")
    refused = await prepared(world, by="  ")
    assert say("feedback.refused.loop_empty") in told(refused)
    assert "We meet in the small one." in told(refused)
    card = await prepared(world)
    chosen = menu_of(card, "feedback.loop_drop")["options"][0]["value"]
    after = await world.moderator.select(answer(card), [chosen], custom_id="feedback.loop_drop")
    assert say("feedback.loop.nothing_prepared") in told(after)


async def test_long_entries_with_everything_marked_fit_on_a_card(world: World) -> None:
    await give(world, "It was loud", name="named")
    long = {"said": "*" * 300, "did": "_" * 500, "by": "`" * 60}
    await prepared(world, **long)
    card = await prepared(world, **long)
    assert "for fewer long ones" in told(card)
    for _ in range(2):
        card = await prepared(world)
    await world.wait(3 * DAY)
    shown = await world.moderator.slash(world.channel, "feedback loop")
    card = await world.moderator.click(answer(shown), label="Prepare a card")
    done = await world.moderator.click(answer(card), label="Post it here")
    assert "It is posted" in told(done)
    past = await world.member.slash(world.channel, "feedback loop")
    assert told(past).count("**You said") == 3


async def test_where_only_moderators_would_see_it_they_are_asked_where_it_shall_stand(
    world: World,
) -> None:
    mods = await moderators_channel(world)
    await give(world, "It was loud", name="named")
    await prepared(world)
    await world.wait(3 * DAY)
    shown = await world.moderator.slash(mods, "feedback loop")
    card = await world.moderator.click(answer(shown), label="Prepare a card")
    asked = await world.moderator.click(answer(card), label="Post it here")
    assert told(asked) == say("feedback.loop.where", channel=mods.mention)
    menu = "feedback.loop_post_in"
    again = await world.moderator.select(answer(asked), [mods], custom_id=menu)
    assert told(again) == told(asked)
    await forbid(world, "send_messages")
    held = await world.moderator.select(answer(again), [world.channel], custom_id=menu)
    assert "**Send Messages**" in told(held)
    await allow(world)
    done = await world.moderator.select(answer(again), [world.channel], custom_id=menu)
    assert "It is posted" in told(done)
    assert "**You said:** The room is loud" in text(world.messages()[-1])
    assert not [each for each in world.messages(mods) if "You said" in text(each)]
