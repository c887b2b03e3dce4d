"""The record as people meet it: every member reads what those with more rights have done."""

from tests.world import World, told


async def test_exports_and_changed_roles_stand_there_for_everybody(world: World) -> None:
    assert "Nothing is written here yet" in told(await world.member.slash(world.channel, "record"))
    form = await world.member.slash(world.channel, "feedback give")
    await world.member.submit_modal(form, {"text": "A word", "name": "private"})
    await world.moderator.slash(world.channel, "feedback export")
    role = world.guild.create_role("Helper")
    await world.moderator.slash(world.channel, "group roles", facilitator=role)
    read = told(await world.member.slash(world.channel, "record"))
    assert "exported the feedback: 1 in all" in read
    assert "said which roles" in read
    assert world.moderator.mention in read
    assert "A word" not in read


async def test_another_groups_record_is_not_shown(world: World) -> None:
    role = world.guild.create_role("Helper")
    await world.moderator.slash(world.channel, "group roles", facilitator=role)
    other = world.env.create_guild("Another circle")
    room = other.create_text_channel("room")
    sam = other.add_member(world.env.create_user("sam"))
    await world.env.settle()
    assert "Nothing is written here yet" in told(await sam.slash(room, "record"))
