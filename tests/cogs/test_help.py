"""`/help` is about this person at this moment: nothing that they can't do, and what waits first."""

from typing import Any

import discord
from simcord.actors import MemberActor

from bot.domain.people import Person
from bot.words import say
from tests.cogs.heard import DAY, give
from tests.privacy.hands import Hands
from tests.world import World, answer, asked, labels, told

LAST = ("My privacy", "What we decide", "Decision aids", "How it goes", "The group's record")
WISH = "Put something before the group"
PLAIN = ["Tell the moderators", "Suggest a topic", WISH, "My feedback and answers", "Help lines"]


async def shown_to(world: World, who: MemberActor, channel: Any = None) -> tuple[str, list[str]]:
    """Return what somebody reads in `/help`, and its buttons."""
    result = await who.slash(channel or world.channel, "help")
    assert result.ephemeral
    return told(result), labels(answer(result))


async def test_a_member_sees_what_members_can_do_and_nothing_else(world: World) -> None:
    shown, buttons = await shown_to(world, world.member)
    assert buttons == [*PLAIN, *LAST]
    for part in ("facilitator", "moderator", "manager"):
        assert say(f"help.{part}.title") not in shown
    assert "/group" not in shown


async def test_open_polls_are_offered_as_long_as_they_are_open(world: World) -> None:
    card = await world.ask(question="Tea or coffee?")
    shown, buttons = await shown_to(world, world.member)
    assert "Tea or coffee?" in shown
    assert str(card.id) in shown
    assert buttons[0] == "Open polls"
    await world.env.advance_time(3601)
    shown, buttons = await shown_to(world, world.member)
    assert "Tea or coffee?" not in shown
    assert "Open polls" not in buttons


async def test_what_follows_the_open_polls_is_told_apart_from_them(world: World) -> None:
    always = say("help.everyone.always")
    assert always not in (await shown_to(world, world.member))[0]
    await world.ask(question="Tea or coffee?")
    shown, _ = await shown_to(world, world.member)
    polls, _, rest = shown.partition(always)
    assert "Tea or coffee?" in polls
    assert "Suggest a topic" in rest


async def test_polls_of_channels_that_one_does_not_see_are_not_there(world: World) -> None:
    keeper = world.guild.create_role("Keeper")
    assert world.guild.me is not None
    private: Any = {
        world.guild.default_role: discord.PermissionOverwrite(view_channel=False),
        world.guild.me: discord.PermissionOverwrite(view_channel=True),
        keeper: discord.PermissionOverwrite(view_channel=True),
        world.guild.roles["Facilitator"]: discord.PermissionOverwrite(view_channel=True),
    }
    hidden = world.guild.create_text_channel("hidden", overwrites=private)
    keeping = world.guild.add_member(world.env.create_user("kit"), roles=[keeper])
    await world.env.settle()
    form = await world.facilitator.slash(hidden, "poll ask")
    preview = await world.facilitator.submit_modal(form, asked(question="A secret?"))
    await world.facilitator.click(answer(preview), label="Post it")
    assert "A secret?" in (await shown_to(world, keeping))[0]
    shown, buttons = await shown_to(world, world.member)
    assert "A secret?" not in shown
    assert "Open polls" not in buttons


async def test_a_poll_for_others_is_not_offered(world: World) -> None:
    form = await world.facilitator.slash(world.channel, "poll ask")
    preview = await world.facilitator.submit_modal(form, asked(question="For moderators?"))
    more = await world.facilitator.click(answer(preview), label="More settings")
    fields: dict[str, Any] = {"quorum": ["0"], "publication": "protected", "opens": ["0"]}
    voters: Any = {"voters": [world.guild.roles["Moderator"]], "extras": []}
    changed = await world.facilitator.submit_modal(more, fields | voters)
    await world.facilitator.click(answer(changed), label="Post it")
    assert "For moderators?" in (await shown_to(world, world.moderator))[0]
    assert "For moderators?" not in (await shown_to(world, world.member))[0]


async def test_many_polls_and_wild_questions_stay_short(world: World) -> None:
    for number in range(5):
        await world.ask(question=f"**{number}** @everyone " + "ـسؤال " * 40)
    shown, _ = await shown_to(world, world.member)
    assert say("help.everyone.more_polls", count=2) in shown
    assert "@everyone" not in shown
    assert len(shown) < 2500


async def test_closed_private_feedback_is_said(world: World) -> None:
    who = Person(world.guild.id, world.channel.id, world.moderator.id, manages_group=True)
    until = await world.client.house.feedback.reading.close_private(who, 1)
    assert until is not None
    assert f"<t:{int(until.timestamp())}" in (await shown_to(world, world.member))[0]
    world.env.backend.clock.advance(DAY)
    shown, _ = await shown_to(world, world.member)
    assert say("help.everyone.give") in shown


async def test_facilitators_see_theirs_and_the_buttons_open_forms(world: World) -> None:
    shown = await world.facilitator.slash(world.channel, "help")
    assert say("help.facilitator.title") in told(shown)
    assert "Inbox" not in labels(answer(shown))
    for label in ("Ask the group", "Ask for feedback"):
        assert (await world.facilitator.click(answer(shown), label=label)).modal is not None
    form = await world.member.slash(world.channel, "topic suggest")
    await world.member.submit_modal(form, {"text": "Gardens.", "name": "named"})
    waits = await world.facilitator.slash(world.channel, "help")
    assert say("help.facilitator.ideas", count=1) in told(waits)
    opened = await world.facilitator.click(answer(waits), label="Suggestions")
    assert "Gardens." in told(opened)


async def test_moderators_see_how_much_waits(world: World) -> None:
    assert say("help.moderator.empty") in (await shown_to(world, world.moderator))[0]
    await give(world, "With my name.", name="named")
    await give(world, "In private.")
    shown = await world.moderator.slash(world.channel, "help")
    # What is private isn't there before its batch, not even as a number.
    assert say("help.moderator.inbox", count=1) in told(shown)
    opened = await world.moderator.click(answer(shown), label="Inbox")
    assert "With my name." in told(opened)


async def test_whoever_may_set_up_is_met_by_it_until_something_is_set(world: World) -> None:
    shown, buttons = await shown_to(world, world.moderator)
    assert say("help.manager.untouched") in shown
    assert buttons[0] == say("help.manager.setup_button")
    await world.moderator.slash(world.channel, "group settings", zone="Europe/Berlin")
    shown, buttons = await shown_to(world, world.moderator)
    assert say("help.manager.untouched") not in shown
    assert buttons[-2:] == [say("help.manager.setup_button"), say("help.manager.door_button")]
    result = await world.moderator.slash(world.channel, "help")
    first = await world.moderator.click(answer(result), label=buttons[-2])
    assert say("group.setup.intro") in told(first)
    preview = await world.moderator.click(answer(result), label=buttons[-1])
    assert say("group.door.title") in told(preview)


async def test_roles_count_as_much_as_permissions(world: World) -> None:
    role = world.guild.create_role("Reader")
    reading = world.guild.add_member(world.env.create_user("rae"), roles=[role])
    await world.env.settle()
    assert "Inbox" not in (await shown_to(world, reading))[1]
    await world.moderator.slash(world.channel, "group roles", moderator=role)
    shown, buttons = await shown_to(world, reading)
    assert "Inbox" in buttons
    assert say("help.manager.title") not in shown


async def test_a_name_from_right_to_left_changes_nothing(world: World) -> None:
    nick = world.guild.add_member(world.env.create_user("zoe"), nick="\u202eزوي\u202c **Zoe**")
    await world.env.settle()
    assert await shown_to(world, nick) == await shown_to(world, world.member)


async def test_whoever_is_timed_out_still_reaches_help_lines_by_a_button(world: World) -> None:
    # Discord keeps commands from them; a button on a card may still be there to press.
    until = "2026-01-02T00:00:00+00:00"
    world.env.backend.get_member(world.guild.id, world.member.id).timed_out_until = until
    hands = Hands(world, world.member)
    shown = await hands.press(world.channel, "help.open")
    assert "Help lines" in shown.payload
    lines = await hands.press(world.channel, "support.ask")
    assert "Choose a country" in lines.payload
    assert shown.private
    assert lines.private


async def test_in_a_thread_it_is_the_same(world: World) -> None:
    preview = await world.facilitator.slash(world.channel, "topic post", topic="being-heard")
    await world.facilitator.click(answer(preview), label="Post it")
    (thread,) = world.channel.threads
    assert (await shown_to(world, world.member, thread))[1] == [*PLAIN, *LAST]


async def test_what_comes_next_and_what_came_of_it_are_offered_once_there_is_something(
    world: World,
) -> None:
    form = await world.facilitator.slash(world.channel, "topic schedule")
    typed: dict[str, Any] = {"often": ["1"], "first": "2026-01-06", "at": "18:00"}
    preview = await world.facilitator.submit_modal(form, typed | {"pool": [], "extras": []})
    await world.facilitator.click(answer(preview), label="Start it")
    assert "What comes next" in (await shown_to(world, world.member))[1]


async def test_the_decisions_are_a_press_away_for_everyone(world: World) -> None:
    shown = answer(await world.member.slash(world.channel, "help"))
    decided = await world.member.click(shown, label="What we decide")
    assert decided.ephemeral
    assert say("decisions.list.none") in told(decided)


async def test_how_it_goes_and_the_record_are_a_press_away_for_everyone(world: World) -> None:
    await world.moderator.slash(world.channel, "group settings", zone="Europe/Berlin")
    shown = answer(await world.member.slash(world.channel, "help"))
    goes = await world.member.click(shown, label="How it goes")
    assert goes.ephemeral
    assert say("feedback.summary.title") in told(goes)
    record = await world.member.click(shown, label="The group's record")
    assert record.ephemeral
    assert "Europe/Berlin" in told(record)
