"""What became of one's own feedback: the code, the answer, saying more, and taking it back."""

import pytest
from simcord.results import InteractionResult

from bot.words import say
from tests.cogs.heard import (
    DAY,
    code_in,
    give,
    menu_of,
    moderators_channel,
    open_first,
    reply,
    with_code,
)
from tests.world import World, answer, labels, text, told

LONG = "A long word, **with** all that is `marked`. " * 45


async def test_from_private_feedback_to_an_answer_that_its_writer_reads(world: World) -> None:
    code = code_in(await give(world, "It was loud"))
    assert "It waits for the moderators" in told(await with_code(world, world.member, code))
    await world.wait(DAY)
    assert "no answer yet" in told(await with_code(world, world.member, code))
    await reply(world, "We meet in the small room.", "done")
    shown = await with_code(world, world.member, code)
    for part in ("It was loud", "mo, for the moderators", "You told us that it is loud.", "Done"):
        assert part in told(shown)
    assert "**Have we understood you?**" in told(shown)
    # The state stands in the answer, and isn't said once more.
    assert told(shown).count("*Done*") == 1
    thanks = await world.member.click(answer(shown), label="Yes, you have")
    assert "without your name" in told(thanks)
    assert "Have we understood you" not in told(thanks)


async def test_not_quite_leads_to_another_round(world: World) -> None:
    code = code_in(await give(world, "It was loud"))
    await world.wait(DAY)
    await reply(world, "We meet in the small room.", "done")
    shown = await with_code(world, world.member, code)
    form = await world.member.click(answer(shown), label="Not quite")
    after = await world.member.submit_modal(form, {"text": "It is the echo"})
    assert "On its way to the moderators" in told(after)
    assert "It is the echo" not in told(await _ended(world))
    await world.wait(DAY)
    seen = told(await open_first(world))
    assert "*Not quite.*" in seen
    assert "It is the echo" in seen
    assert "*Heard*" in seen


async def _ended(world: World) -> InteractionResult:
    shown = await world.moderator.slash(world.channel, "feedback inbox", state="all")
    chosen = menu_of(shown, "feedback.item")["options"][0]["value"]
    return await world.moderator.select(answer(shown), [chosen], custom_id="feedback.item")


async def test_taking_it_back_is_asked_once_more_and_erases_everything(world: World) -> None:
    code = code_in(await give(world, "It was loud"))
    shown = await with_code(world, world.member, code)
    sure = await world.member.click(answer(shown), label="Take it back")
    assert labels(answer(sure)) == ["No, keep it", "Yes, erase it"]
    kept = await world.member.click(answer(sure), label="No, keep it")
    assert "It was loud" in told(kept)
    sure = await world.member.click(answer(kept), label="Take it back")
    gone = await world.member.click(answer(sure), label="Yes, erase it")
    assert told(gone) == say("feedback.mine.gone")
    wrong = await with_code(world, world.member, code)
    assert "Nothing in this group has this code" in told(wrong)
    # Whoever mistyped a code gets it back.
    assert code in told(wrong)
    await world.wait(DAY)
    shown = await world.moderator.slash(world.channel, "feedback inbox")
    assert say("feedback.inbox.empty") in told(shown)


async def test_what_bears_a_name_stands_in_its_writers_list_alone(world: World) -> None:
    await give(world, "More tea, please", name="named")
    mine = await world.member.slash(world.channel, "feedback mine")
    assert "More tea, please" in told(mine)
    others = await world.members[1].slash(world.channel, "feedback mine")
    assert told(others) == "\n".join((say("feedback.mine.title"), say("feedback.mine.none")))


async def test_that_answers_wait_is_told_once_publicly_and_without_names(world: World) -> None:
    await give(world, "It was loud")
    await give(world, "It was cold", world.members[1])
    await world.wait(DAY)
    nowhere = await reply(world, "We will.")
    assert "Nobody is told yet" in told(nowhere)
    named = await world.moderator.select(
        answer(nowhere), [world.channel], custom_id="feedback.tell_in"
    )
    assert world.channel.mention in told(named)
    await reply(world, "That too.")
    assert world.messages() == []
    await world.wait(DAY)
    (notice,) = world.messages()
    assert "Answers to feedback are waiting" in text(notice)
    assert not [name for name in ("ada", "ben", "loud", "cold") if name in text(notice)]
    shown = await world.member.click(notice, label="Read my answers")
    assert shown.ephemeral


async def test_the_moderators_get_one_digest_a_day(world: World) -> None:
    mods = await moderators_channel(world)
    await give(world, "It was loud")
    await give(world, "It was cold", world.members[1])
    await give(world, "More tea", world.members[2], name="named")
    assert world.messages(mods) == []
    await world.wait(DAY)
    (digest,) = world.messages(mods)
    assert "New: **3**" in text(digest)
    assert not [part for part in ("loud", "ada", "tea", "cem") if part in text(digest)]
    opened = await world.moderator.click(digest, label="Open the inbox")
    assert "It was loud" in told(opened)
    refused = await world.forge(world.member, "feedback.new", on=digest)
    assert told(refused) == say("people.refused.moderator")
    await world.wait(2 * DAY)
    assert len(world.messages(mods)) == 1


@pytest.mark.parametrize("words", [LONG[:1990], "*" * 2000, "\u202eright to left \U0001f9d1" * 60])
async def test_long_words_come_whole_or_as_a_file(world: World, words: str) -> None:
    code = code_in(await give(world, words))
    await world.wait(DAY)
    for _ in range(3):
        await reply(world, "x" * 1900, "heard")
    shown = await with_code(world, world.member, code)
    (file,) = answer(shown).attachments
    whole = (await file.read()).decode()
    assert words.strip() in whole
    assert whole.count("x" * 1900) == 3
    assert say("feedback.conversation.left_out") in told(shown)
    assert len(told(shown)) <= 4000
    seen = await open_first(world)
    assert answer(seen).attachments


async def test_a_form_that_was_open_over_a_restart_is_kept(world: World) -> None:
    form = await world.member.slash(world.channel, "feedback give", kind="worry")
    await world.restart()
    typed = {"text": "It was loud", "name": ["private"], "exportable": ["yes"]}
    code = code_in(await world.member.submit_modal(form, typed))
    assert "It was loud" in told(await with_code(world, world.member, code))


async def test_what_fails_gives_the_text_back_with_help_lines(world: World) -> None:
    form = await world.member.slash(world.channel, "feedback give", kind="worry")
    database = world.client.house.database
    await database.write(lambda c: c.execute("ALTER TABLE feedback_item RENAME TO gone"))
    typed = {"text": "my words", "name": ["private"], "exportable": ["yes"]}
    result = await world.member.submit_modal(form, typed)
    assert "my words" in told(result)
    assert "Help lines" in labels(answer(result))
    await database.write(lambda c: c.execute("ALTER TABLE gone RENAME TO feedback_item"))
