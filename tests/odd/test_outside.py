"""Outside the group: in direct messages, and gone while a form was open or a poll was asked."""

from pathlib import Path

import pytest
from simcord.env import Env

from bot.words import say
from tests.cogs.troubled import results, voted
from tests.odd.circles import MEMBER
from tests.odd.people import FromOutside, Outside, with_people
from tests.odd.trying import tried
from tests.privacy.crossed import Slash, Touch
from tests.privacy.crossing import NONE
from tests.world import World, answer, labels, told

ONLY = say("people.refused.only_in_groups")


@pytest.mark.parametrize("gone", [False, True])
async def test_everything_is_refused_once_and_calmly(
    env: Env, tmp_path: Path, caplog: pytest.LogCaptureFixture, *, gone: bool
) -> None:
    circle = await with_people(env, tmp_path / "data")
    if gone:
        circle.world.guild.remove_member(circle.people[MEMBER])
    crossing = FromOutside(circle, "odd", ("open", NONE), gone=gone)
    for seen in await tried(crossing, MEMBER):
        assert seen.sight.private
        if seen.tried.startswith((Slash.__name__, Touch.__name__)):
            assert ONLY in seen.sight.payload, seen
    assert [each.getMessage() for each in caplog.records if each.levelname == "ERROR"] == []


async def test_no_command_is_offered_in_direct_messages(world: World) -> None:
    assert world.env.create_user("sam").available_commands() == ()


async def test_what_the_bot_sends_in_private_has_no_buttons_to_be_left_with(world: World) -> None:
    form = await world.member.slash(world.channel, "feedback give", kind="worry")
    typed = {"text": "Too loud.", "name": ["private"], "exportable": ["yes"]}
    given = await world.member.submit_modal(form, typed)
    await world.member.click(answer(given), label=say("feedback.given.keep_code"))
    idea = await world.member.slash(world.channel, "topic suggest")
    await world.member.submit_modal(idea, {"text": "Gardens.", "name": "told"})
    await _answered(world)
    room = world.env.backend.get_dm_channel(world.member.id).id
    sent = list(world.env.backend.messages[room].values())
    assert len(sent) == 2
    assert "custom_id" not in str([message.components for message in sent])


async def test_a_form_sent_by_somebody_who_left_gives_every_word_back(world: World) -> None:
    world.guild.remove_member(world.member)
    hands = Outside(world, world.member, gone=True)
    typed = {"text": "I was hurt.", "name": ["private"], "exportable": ["yes"]}
    sent = await hands.send(world.channel, "feedback.give:worry::0123456789ab", typed)
    assert ONLY in sent.payload
    assert "I was hurt." in sent.payload
    shown = await world.moderator.slash(world.channel, "feedback inbox")
    assert "I was hurt." not in told(shown)


async def test_who_answers_somebody_who_left_is_answered_calmly_and_the_answer_stays(
    world: World,
) -> None:
    idea = await world.member.slash(world.channel, "topic suggest")
    await world.member.submit_modal(idea, {"text": "Gardens.", "name": "told"})
    world.guild.remove_member(world.member)
    room = world.env.backend.get_dm_channel(world.member.id).id
    path = f"/channels/{room}/messages"
    world.env.inject_error("POST", path, status=403, code=50007, times=None)
    assert say("topics.suggest.answered_told") in await _answered(world)
    back = world.guild.add_member(world.member.user)
    shown = await back.slash(world.channel, "topic suggestions")
    assert "Soon." in told(shown)


async def test_a_poll_outlives_whoever_asked_it(world: World) -> None:
    await voted(world)
    world.guild.remove_member(world.facilitator)
    await world.env.advance_time(3601)
    (result,) = results(world)
    assert "came out ahead" in result
    assert "fay" not in result


@pytest.mark.parametrize("command", ["poll ask", "feedback ask", "topic post"])
async def test_a_role_lost_before_posting_posts_nothing_and_the_preview_stays(
    world: World, command: str
) -> None:
    options = {"topic": "being-heard"} if command == "topic post" else {}
    shown = await world.facilitator.slash(world.channel, command, **options)
    if shown.modal is not None:
        typed = {"question": "Shall we?", "hours": ["24"], "asks": "question"}
        if command == "poll ask":
            typed = {"question": "Shall we?", "options": "Yes\nNo", "method": "single"}
            typed |= {"minutes": ["60"], "standing": []}
        shown = await world.facilitator.submit_modal(shown, typed)
    role = world.guild.roles["Facilitator"]
    world.env.backend.remove_member_role(world.guild.id, world.facilitator.id, role.id)
    await world.env.settle()
    preview = answer(shown)
    posted = await world.facilitator.click(preview, label="Post it")
    assert told(posted) == say("people.refused.facilitator")
    assert posted.ephemeral
    assert "Post it" in labels(preview)
    assert world.messages() == []


async def _answered(world: World) -> str:
    """Let the facilitator answer the one suggestion; return what they read."""
    ideas = await world.facilitator.slash(world.channel, "topic suggestions")
    menu = next(c for c in answer(ideas).components if c["type"] == 1)["components"][0]
    value = menu["options"][0]["value"]
    one = await world.facilitator.select(answer(ideas), [value], custom_id="topic.read")
    form = await world.facilitator.click(answer(one), label=say("topics.suggest.yes"))
    return told(await world.facilitator.submit_modal(form, {"reply": "Soon."}))
