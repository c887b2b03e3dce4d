"""What setting up keeps: over restarts, beside others, against forgers, and at its end."""

import discord
import pytest
from simcord.backend import serializers

from bot.domain.groups import SetUp
from bot.domain.polls.rules import Publication
from bot.words import say
from tests.cogs.entered import at, chosen, city, kept
from tests.cogs.heard import moderators_channel
from tests.cogs.test_group_check import deny
from tests.privacy.hands import Hands
from tests.world import World, answer, told

KEPT = say("group.setup.kept")
REFUSED = say("people.refused.manager")
CHANGES = (
    ("facilitator", "1"),
    ("moderators_channel", "1"),
    ("zone", "Europe/Berlin"),
    ("country", "GB"),
    ("publication", "counts"),
    ("floor", "10"),
    ("content_notes", "off"),
    ("feedback_days", "30"),
)


async def test_each_change_stands_in_the_record(world: World) -> None:
    shown = await chosen(world, await at(world, "country"), "country", "DE")
    shown = await chosen(world, await at(world, "results"), "publication", "counts")
    await chosen(world, shown, "floor", "10")
    await city(world, "Berlin")
    record = told(await world.member.slash(world.channel, "record"))
    assert record.count(f"<@{world.moderator.id}>") == 4
    assert say("record.entry.floor_set", to="10") in record
    assert say("record.entry.country_set") in record
    settings = told(await world.moderator.slash(world.channel, "group settings"))
    for line in ("Germany", "Europe/Berlin", "from 10 ballots on"):
        assert line in settings


async def test_after_a_restart_the_same_message_goes_on(world: World) -> None:
    shown = await at(world, "results")
    await world.restart(away=3600)
    shown = await chosen(world, shown, "publication", "counts")
    assert KEPT in told(shown)
    await world.restart()
    shown = await world.moderator.click(answer(shown), label="Next")
    assert say("group.setup.notes.title") in told(shown)
    assert (await kept(world)).settings.publication is Publication.COUNTS


async def test_two_at_once_lose_nothing_of_each_others(world: World) -> None:
    second = world.guild.add_member(
        world.env.create_user("max"), roles=[world.guild.roles["Moderator"]]
    )
    await world.env.settle()
    mine, theirs = await at(world, "notes"), await at(world, "notes", second)
    await world.together(
        (world.moderator, answer(mine), "Leave it off"), (second, answer(theirs), "Leave it off")
    )
    country = await at(world, "country", second)
    await city(world, "Berlin")
    shown = await chosen(world, country, "country", "DE", who=second)
    end = await second.click(answer(shown), label="Skip the rest")
    assert "Europe/Berlin" in told(end)
    settings = (await kept(world)).settings
    assert (settings.zone, settings.country, settings.content_notes) == (
        "Europe/Berlin",
        "DE",
        False,
    )


@pytest.mark.parametrize("who", ["member", "facilitator"])
async def test_whoever_may_not_is_refused_at_every_press(world: World, who: str) -> None:
    hands = Hands(world, getattr(world, who))
    tried = [await hands.use(world.channel, name, {}) for name in ("group setup", "group door")]
    words = ("setup", "step:end", "step:roles", "zone", "door", "door_open", "door_post:7")
    tried += [await hands.press(world.channel, f"group.{word}") for word in words]
    tried += [await hands.press(world.channel, f"group.choose:{n}", (v,)) for n, v in CHANGES]
    tried.append(await hands.send(world.channel, "group.zone_typed:1", {"zone": "Berlin"}))
    for sight in tried:
        assert REFUSED in sight.payload
        assert sight.private
    assert await kept(world) == SetUp()
    assert world.messages() == []


async def test_what_no_menu_offers_changes_nothing(world: World) -> None:
    hands = Hands(world, world.moderator)
    for name, value in (
        *(("floor", each) for each in ("2", "21", "-3", "five", "9" * 40)),
        *(("feedback_days", each) for each in ("6", "366", "")),
        *(("facilitator", each) for each in ("9", "x", "9" * 40)),
        *(("moderators_channel", each) for each in ("9", "x", str(world.guild.id))),
        *(("zone", each) for each in ("Mars/Olympus", "", "../etc")),
        *(("country", each) for each in ("ZZ", "")),
        *(("publication", each) for each in ("everything", "")),
        *(("content_notes", each) for each in ("maybe", "")),
        ("group_id", "1"),
        ("", ""),
    ):
        chosen_of = (value,) if value else ()
        sight = await hands.press(world.channel, f"group.choose:{name}", chosen_of)
        assert sight.private
        assert KEPT not in sight.payload, (name, value)
    assert say("group.setup.end.title") in str(
        (await hands.press(world.channel, "group.step:nowhere")).payload.replace("\\n", "\n")
    )
    assert await kept(world) == SetUp()


async def test_the_end_says_what_is_set_what_is_not_and_what_is_lacking(world: World) -> None:
    await deny(world, world.channel, "attach_files")
    shown = await at(world, "end")
    for sentence in (
        say("group.settings.no_channel"),
        say("group.settings.no_country"),
        say("group.settings.protected"),
        say("group.setup.end.lacking"),
        "**Attach Files**",
    ):
        assert sentence in told(shown)
    await moderators_channel(world)
    await deny(world, world.channel)
    shown = await at(world, "end")
    assert say("group.settings.no_channel") not in told(shown)
    assert say("group.setup.end.whole") in told(shown)


async def test_a_group_where_everybody_moderates_is_set_up_like_any(world: World) -> None:
    for member in world.members:
        role = world.guild.roles["Moderator"]
        world.env.backend.add_member_role(world.guild.id, member.id, role.id)
    await world.env.settle()
    for member in world.members[:2]:
        end = await at(world, "end", member)
        assert say("group.setup.end.title") in told(end)


async def test_added_to_a_server_it_asks_discord_for_nothing_and_says_nothing(
    world: World,
) -> None:
    backend = world.env.backend
    guild = backend.guilds[world.guild.id]
    backend.emit("GUILD_DELETE", {"id": str(guild.id)})
    await world.env.settle()
    before = len(world.env.http_requests)
    joined = dict(serializers.guild_create_payload(backend, guild))
    joined.pop("unavailable", None)
    heard: list[discord.Guild] = []

    async def on_guild_join(guild: discord.Guild) -> None:
        heard.append(guild)

    world.client.add_listener(on_guild_join)
    backend.emit("GUILD_CREATE", joined)
    await world.env.settle()
    await world.wait(60)
    assert [guild.id for guild in heard] == [world.guild.id]
    assert world.env.http_requests[before:] == []
    assert world.messages() == []
