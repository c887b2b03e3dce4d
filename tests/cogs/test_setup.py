"""Setting a group up: every step alone, left out, and gone back to."""

import pytest

from bot.domain.groups import SetUp
from bot.words import say
from tests.cogs.entered import STEPS, at, chosen, city, kept
from tests.cogs.heard import menu_of, moderators_channel
from tests.cogs.test_group_check import deny
from tests.world import World, answer, asked, labels, options, told

KEPT = say("group.setup.kept")


async def test_every_step_says_what_it_is_for_and_how_it_is_and_all_can_be_left_out(
    world: World,
) -> None:
    shown = await world.moderator.slash(world.channel, "group setup")
    assert shown.ephemeral
    assert say("group.setup.intro") in told(shown)
    for number, step in enumerate(STEPS, start=1):
        for part in ("title", "why", "usual"):
            assert say(f"group.setup.{step}.{part}") in told(shown)
        assert say("group.setup.step", at=number, count=7) in told(shown)
        assert "**Now**" in told(shown)
        shown = await world.moderator.click(answer(shown), label="Next")
    assert say("group.setup.end.title") in told(shown)
    assert f"\n\n{say('group.setup.end.whole')}" in told(shown)
    done = await world.moderator.click(answer(shown), label="Done")
    assert told(done) == say("group.setup.end.all")
    assert await kept(world) == SetUp()
    assert told(await world.member.slash(world.channel, "record")).endswith(say("record.empty"))
    assert world.messages() == []


async def test_one_goes_back_and_skips_the_rest(world: World) -> None:
    shown = await at(world, "zone")
    back = await world.moderator.click(answer(shown), label="Back")
    assert say("group.setup.office.title") in told(back)
    end = await world.moderator.click(answer(back), label="Skip the rest")
    assert say("group.setup.end.title") in told(end)
    last = await world.moderator.click(answer(end), label="Back")
    assert say("group.setup.days.title") in told(last)
    assert "Skip the rest" not in labels(answer(last))
    first = await at(world, "roles")
    assert "Back" not in labels(answer(first))


async def test_roles_are_chosen_one_by_one_and_taken_back(world: World) -> None:
    guide = world.guild.create_role("Guides who " + "listen " * 12)
    reader = world.guild.create_role("\u202eقارئات الدائرة\u202c")
    await world.env.settle()
    shown = await chosen(world, await at(world, "roles"), "facilitator", guide)
    role = f"<@&{guide.id}>"
    assert say("group.setup.kept_facilitator", role=role) in told(shown)
    shown = await chosen(world, shown, "moderator", reader)
    assert say("group.setup.kept_moderator", role=f"<@&{reader.id}>") in told(shown)
    assert f"<@&{guide.id}>" in told(shown)
    assert f"<@&{reader.id}>" in told(shown)
    assert menu_of(shown, "group.choose:moderator")["default_values"][0]["id"] == str(reader.id)
    roles = (await kept(world)).roles
    assert (roles.facilitator, roles.moderator) == (guide.id, reader.id)
    assert KEPT in told(await chosen(world, shown, "facilitator"))
    roles = (await kept(world)).roles
    assert (roles.facilitator, roles.moderator) == (None, reader.id)


async def test_everybody_cannot_be_the_moderators(world: World) -> None:
    shown = await at(world, "roles")
    refused = await chosen(world, shown, "moderator", world.guild.default_role)
    assert say("group.refused.everybody") in told(refused)
    by_command = await world.moderator.slash(
        world.channel, "group roles", moderator=world.guild.default_role
    )
    assert told(by_command) == say("group.refused.everybody")
    assert await kept(world) == SetUp()
    fine = await chosen(world, shown, "facilitator", world.guild.default_role)
    assert "**Kept.**" in told(fine)


async def test_a_bots_own_role_is_nobodys_to_hold(world: World) -> None:
    guild = world.client.get_guild(world.guild.id)
    assert guild is not None
    (own_role,) = [role for role in guild.me.roles if role.managed]
    own = world.guild.roles[own_role.name]
    for name in ("facilitator", "moderator"):
        refused = await chosen(world, await at(world, "roles"), name, own)
        assert "belongs to a bot" in told(refused)
        by_command = await world.moderator.slash(world.channel, "group roles", **{name: own})
        assert "belongs to a bot" in told(by_command)
    assert await kept(world) == SetUp()


async def test_a_role_that_was_deleted_since_is_no_trouble(world: World) -> None:
    role = world.guild.create_role("Gone soon")
    await world.env.settle()
    await chosen(world, await at(world, "roles"), "facilitator", role)
    world.env.backend.delete_role(world.guild.id, role.id)
    await world.env.settle()
    menu = menu_of(await at(world, "roles"), "group.choose:facilitator")
    assert not menu.get("default_values")


async def test_the_moderators_channel_is_one_that_only_they_see(world: World) -> None:
    mods = await moderators_channel(world)
    shown = await at(world, "office")
    refused = await chosen(world, shown, "moderators_channel", world.channel)
    assert say("group.refused.open_channel", channel=world.channel.mention) in told(refused)
    # The menu shows what holds, and not what was refused.
    menu = menu_of(refused, "group.choose:moderators_channel")
    assert [each["id"] for each in menu["default_values"]] == [str(mods.id)]
    assert (await kept(world)).settings.moderators_channel == mods.id
    nobody = await chosen(world, shown, "moderators_channel")
    assert say("group.settings.no_channel") in told(nobody)
    await deny(world, mods, "send_messages")
    named = await chosen(world, nobody, "moderators_channel", mods)
    assert f"<#{mods.id}>" in told(named)
    assert "**Send Messages**" in told(named)


@pytest.mark.parametrize(
    ("typed", "zone"),
    [
        ("Berlin", "Europe/Berlin"),
        ("  são   paulo ", "America/Sao_Paulo"),
        ("New York, USA", "America/New_York"),
        ("pacific/auckland", "Pacific/Auckland"),
    ],
)
async def test_a_city_that_leaves_no_doubt_is_taken(world: World, typed: str, zone: str) -> None:
    shown = await city(world, typed)
    assert KEPT in told(shown)
    assert f"**{zone}**" in told(shown)
    assert (await kept(world)).settings.zone == zone


async def test_of_several_places_one_is_chosen(world: World) -> None:
    shown = await city(world, "Buenos Aires")
    assert say("group.setup.zone.several", typed="Buenos Aires") in told(shown)
    assert await kept(world) == SetUp()
    await chosen(world, shown, "zone", "America/Argentina/Buenos_Aires")
    assert (await kept(world)).settings.zone == "America/Argentina/Buenos_Aires"
    many = await city(world, "america")
    assert len(menu_of(many, "group.choose:zone")["options"]) == 25
    assert say("group.setup.zone.more") in told(many)


@pytest.mark.parametrize("typed", ["Atlantis", "**Hi** @everyone", "\u202eبرلين", ", ,", "x" * 80])
async def test_a_city_without_clocks_is_given_back_kindly(world: World, typed: str) -> None:
    shown = await city(world, typed)
    assert "I know no clocks for" in told(shown)
    assert typed.strip("*\u202e ,")[:2] in told(shown)
    assert await kept(world) == SetUp()


async def test_a_country_comes_first_and_none_again_none(world: World) -> None:
    shown = await chosen(world, await at(world, "country"), "country", "DE")
    assert say("group.settings.country", country="Germany") in told(shown)
    lines = await world.member.slash(world.channel, "support")
    assert "Help lines: Germany" in told(lines)
    assert say("support.lines.first") in told(lines)
    other = await world.member.click(answer(lines), label="Another country")
    assert say("support.ask.text") in told(other)
    assert say("support.lines.first") not in told(await world.member.select(answer(other), ["GB"]))
    await chosen(world, shown, "country", "none")
    assert say("support.ask.text") in told(await world.member.slash(world.channel, "support"))


async def test_what_polls_tell_begins_as_the_group_set_it_and_its_author_can_change_it(
    world: World,
) -> None:
    shown = await at(world, "results")
    assert "group.choose:floor" not in str(answer(shown).components)
    shown = await chosen(world, shown, "publication", "counts")
    await chosen(world, shown, "floor", "8")
    form = await world.facilitator.slash(world.channel, "poll ask")
    preview = await world.facilitator.submit_modal(form, asked())
    assert say("polls.card.counts", floor=8) in told(preview)
    more = await world.facilitator.click(answer(preview), label="More settings")
    offered = options(more.modal, "publication")
    assert [each["value"] for each in offered if each.get("default")] == ["counts"]
    assert "From 8 ballots on" in offered[1]["description"]
    fields = {"quorum": ["0"], "publication": "protected", "opens": ["0"], "extras": []}
    changed = await world.facilitator.submit_modal(more, fields)
    assert say("polls.card.counts", floor=8) not in told(changed)


async def test_content_notes_and_days_are_chosen(world: World) -> None:
    shown = await world.moderator.click(answer(await at(world, "notes")), label="Leave it off")
    assert say("group.settings.content_notes_off") in told(shown)
    await world.moderator.click(answer(shown), label="Let topics say it")
    assert (await kept(world)).settings.content_notes is True
    await chosen(world, await at(world, "days"), "feedback_days", "365")
    assert (await kept(world)).settings.feedback_days == 365


async def test_days_set_by_the_command_stand_in_the_menu(world: World) -> None:
    await world.moderator.slash(world.channel, "group settings", feedback_days=45)
    menu = menu_of(await at(world, "days"), "group.choose:feedback_days")
    assert [each["value"] for each in menu["options"] if each.get("default")] == ["45"]
