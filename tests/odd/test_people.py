"""Odd people: everything is answered calmly to each of them, and names stay names."""

from pathlib import Path

import discord
import pytest
from simcord.env import Env

from bot.domain.people import GroupRoles, Person, is_facilitator, is_moderator
from bot.words import say
from cogs.parts import plain
from tests.cogs.heard import give, open_first
from tests.odd.people import LATER, NAMES, PENDING, TIMED_OUT, with_people
from tests.odd.trying import Watched, tried
from tests.privacy.circle import Circle
from tests.privacy.hands import Hands
from tests.world import World, answer, custom_ids, labels, told


def public(circle: Circle) -> int:
    """Return how many messages stand where more than one person reads them."""
    backend = circle.world.env.backend
    return sum(
        not message.is_ephemeral
        for room, messages in backend.messages.items()
        for message in messages.values()
        if backend.get_channel(room).guild_id is not None
    )


async def test_everything_is_answered_once_and_calmly(
    env: Env, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    circle = await with_people(env, tmp_path / "data")
    before = public(circle)
    assert before > 5
    crossing = Watched(circle, "odd", ("open", "gathering", "hidden"))
    await tried(crossing, TIMED_OUT, PENDING)
    assert public(circle) == before
    await tried(crossing, *NAMES)
    # Those with strange names speak like anybody: they let the next question be asked.
    assert public(circle) > before
    assert [each.getMessage() for each in caplog.records if each.levelname == "ERROR"] == []


async def test_who_may_not_speak_does_not_through_the_bot(env: Env, tmp_path: Path) -> None:
    circle = await with_people(env, tmp_path / "data")
    before, room = public(circle), circle.world.channel
    for who, key in ((TIMED_OUT, "timed_out"), (PENDING, "pending")):
        hands, no = Hands(circle.world, circle.people[who]), say(f"people.refused.{key}")
        deeper = await hands.press(room, f"topic.deeper:{circle.topics['topic']}")
        assert no in deeper.payload
        poll = circle.polls["gathering"]
        option = await hands.send(room, f"poll.suggested:{poll}:0123456789ab", {"option": "Rice"})
        assert no in option.payload
        assert "Rice" in option.payload
    assert public(circle) == before


async def test_in_a_timeout_named_roles_carry_nothing_and_one_keeps_what_is_ones_own(
    env: Env, tmp_path: Path
) -> None:
    circle = await with_people(env, tmp_path / "data")
    room, hands = circle.world.channel, Hands(circle.world, circle.people[TIMED_OUT])
    no = say("people.refused.timed_out")
    for word in ("poll.new", "feedback.inbox:all:all:0", "feedback.prepare", "group.setup"):
        assert no in (await hands.press(room, word)).payload
    closing = await hands.use(room, "poll takedown", {"poll": circle.polls["open"], "reason": "-"})
    assert no in closing.payload
    vote = f"poll.ballot:{circle.polls['open']}:0123456789ab"
    assert "Your vote is in." in (await hands.send(room, vote, {"choice": ["0"]})).payload
    mine = {"text": "It was a mistake.", "name": ["named"], "exportable": ["no"]}
    given = await hands.send(room, "feedback.give:worry::0123456789ab", mine)
    assert say("feedback.given.named") in given.payload
    assert "Choose a country" in (await hands.press(room, "support.ask")).payload
    # When it is over, everything is as before.
    env.backend.clock.advance(8 * 24 * 3600)
    assert no not in (await hands.press(room, "poll.new")).payload


async def test_a_timeout_takes_the_roles_and_nothing_from_an_administrator(world: World) -> None:
    roles = GroupRoles(facilitator=7, moderator=8)
    held = Person(1, 2, 3, role_ids=frozenset({7, 8}))
    resting = Person(1, 2, 3, role_ids=frozenset({7, 8}), timed_out=True)
    assert is_facilitator(held, roles)
    assert is_moderator(held, roles)
    assert not is_facilitator(resting, roles)
    assert not is_moderator(resting, roles)
    # Nobody can give an administrator a timeout, but one can become an administrator during it.
    role = world.guild.create_role("All", permissions=discord.Permissions(administrator=True))
    all_may = world.guild.add_member(world.env.create_user("al"), roles=[role])
    world.env.backend.edit_member(world.guild.id, all_may.id, {"timed_out_until": LATER})
    await world.env.settle()
    preview = await world.facilitator.slash(world.channel, "topic post", topic="being-heard")
    await world.facilitator.click(answer(preview), label="Post it")
    (deeper,) = [each for each in custom_ids(world.card("topic.deeper")) if "deeper" in each]
    asked = await Hands(world, all_may).press(world.channel, deeper)
    assert say("topics.question.asked", link="") in asked.payload


@pytest.mark.parametrize("name", NAMES)
async def test_a_name_is_shown_as_it_is_and_does_nothing(world: World, name: str) -> None:
    nick = NAMES[name]
    who = world.guild.add_member(world.env.create_user(f"user-{name}"), nick=nick)
    await world.env.settle()
    shown = plain(nick or f"user-{name}")
    await give(world, "The hour is late.", name="named", member=who)
    item = await open_first(world)
    assert shown in told(item)
    assert "**a**" not in told(item)
    assert "<@1>" not in told(item).replace(shown, "")
    form = await who.slash(world.channel, "topic suggest")
    await who.submit_modal(form, {"text": "Gardens.", "name": "named"})
    ideas = await world.facilitator.slash(world.channel, "topic suggestions")
    (menu,) = [c for c in answer(ideas).components if c["type"] == 1][:1]
    value = menu["components"][0]["options"][0]["value"]
    one = await world.facilitator.select(answer(ideas), [value], custom_id="topic.read")
    assert f"**{shown}:**" in told(one)
    assert labels(answer(one)) == [say("topics.suggest.yes"), say("topics.suggest.not_now")]
