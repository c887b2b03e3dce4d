"""Feedback as people meet it: given in private or by name, exported by moderators."""

import csv
import io
from typing import Any

import pytest
from simcord.actors import MemberActor

from bot.words import say
from tests.world import World, answer, field, options, text, told


async def _give(world: World, member: MemberActor, words: str, **typed: Any) -> str:
    form = await member.slash(world.channel, "feedback give")
    filled = {"text": words, "name": "private"} | typed
    return told(await member.submit_modal(form, filled))


async def _export(world: World) -> list[dict[str, str]]:
    result = await world.moderator.slash(world.channel, "feedback export")
    assert result.ephemeral
    (file,) = answer(result).attachments
    return list(csv.DictReader(io.StringIO((await file.read()).decode("utf-8-sig"))))


async def test_the_form_says_who_reads_it_and_starts_private(world: World) -> None:
    form = await world.member.slash(world.channel, "feedback give")
    assert "moderators" in str(form.modal)
    assert [o["value"] for o in options(form.modal, "name") if o.get("default")] == ["private"]
    assert field(form.modal, "rating")["required"] is False


async def test_private_feedback_reaches_the_export_without_its_writer(world: World) -> None:
    assert "without your name" in await _give(world, world.member, "Slower, please")
    (row,) = await _export(world)
    assert row["text"] == "Slower, please"
    assert row["kind"] == "private"
    assert row["name"] == row["user_id"] == row["given_at"] == row["rating"] == ""
    assert world.messages() == []


async def test_named_feedback_bears_name_rating_and_time(world: World) -> None:
    assert "with your name" in await _give(
        world, world.member, "Thank you", name="named", rating="5"
    )
    (row,) = await _export(world)
    assert (row["name"], row["rating"], row["kind"]) == ("ada", "5", "named")
    assert row["user_id"] == f"id {world.member.id}"
    assert row["given_at"].endswith("UTC")


async def test_a_text_that_is_too_long_is_given_back_whole(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    # The form itself stops at the limit; an older form that is still open doesn't.
    monkeypatch.setattr("bot.domain.feedback.MAX_TEXT", 100)
    words = "ä long ```story``` " * 100
    form = await world.member.slash(world.channel, "feedback give")
    result = await world.member.submit_modal(form, {"text": words, "name": "private"})
    assert say("feedback.refused.long", most=100, length=len(words.strip())) in told(result)
    (file,) = answer(result).attachments
    assert (await file.read()).decode() == words


async def test_when_the_disk_fails_the_text_comes_back_and_no_word_of_it_is_logged(
    world: World, caplog: Any
) -> None:
    form = await world.member.slash(world.channel, "feedback give")
    database = world.client.house.database
    await database.write(lambda connection: connection.execute("DROP TABLE feedback_item"))
    result = await world.member.submit_modal(form, {"text": "my secret", "name": "private"})
    assert "my secret" in told(result)
    assert "Something went wrong on my side" in told(result)
    reference = told(result).split("**")[1]
    assert reference in caplog.text
    assert "my secret" not in caplog.text
    assert str(world.member.id) not in caplog.text


async def test_the_answer_offers_help_lines(world: World) -> None:
    form = await world.member.slash(world.channel, "feedback give")
    given = await world.member.submit_modal(form, {"text": "Hard week", "name": "private"})
    asked = await world.member.click(answer(given), label="Help lines")
    assert say("support.ask.text") in text(answer(asked))
