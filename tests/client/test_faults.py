"""Faults: each person gets one calm sentence, each operator a line without personal content."""

import logging
from typing import Any

import discord
import pytest

from bot.client import Mode, Press
from bot.client.faults import Formatter, kind_of
from bot.services.feedback.giving import Giving
from bot.services.feedback.looping import Looping
from bot.words import say
from tests.world import World, answer, labels, told

TYPED = "what somebody typed"


async def _break(press: Press) -> None:
    raise RuntimeError(TYPED)


def _calm(read: str, caplog: pytest.LogCaptureFixture) -> None:
    reference = read.split("**")[1]
    assert read == say("faults.unexpected", reference=reference)
    assert reference in caplog.text
    assert "RuntimeError" in caplog.text
    assert TYPED not in caplog.text


async def test_a_bug_behind_a_button(world: World, caplog: pytest.LogCaptureFixture) -> None:
    world.client.router.add("test.break", _break)
    _calm(told(await world.forge(world.member, "test.break")), caplog)


async def test_a_bug_behind_a_button_that_opens_a_form(
    world: World, caplog: pytest.LogCaptureFixture
) -> None:
    world.client.router.add("test.break", _break, Mode.FORM)
    _calm(told(await world.forge(world.member, "test.break")), caplog)


async def test_a_bug_behind_a_form(
    world: World, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def broken(*_: Any) -> None:
        raise RuntimeError(TYPED)

    monkeypatch.setattr(Giving, "give", broken)
    form = await world.member.slash(world.channel, "feedback give", kind="idea")
    read = told(
        await world.member.submit_modal(
            form, {"text": "my words", "name": ["private"], "exportable": ["yes"]}
        )
    )
    assert "my words" in read
    _calm(read.split("\n\n")[0], caplog)


async def test_a_bug_behind_a_command(
    world: World, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def broken(*_: Any) -> None:
        raise RuntimeError(TYPED)

    monkeypatch.setattr(Looping, "past", broken)
    _calm(told(await world.moderator.slash(world.channel, "feedback loop")), caplog)


async def test_a_bug_in_due_work_does_not_stop_the_clock(
    world: World, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def broken(*_: Any) -> None:
        raise RuntimeError(TYPED)

    card = await world.ask(minutes=["5"])
    monkeypatch.setattr(world.client.courier, "deliver_due", broken)
    await world.env.advance_time(301)
    assert "due work: RuntimeError" in caplog.text
    assert TYPED not in caplog.text
    monkeypatch.undo()
    await world.env.advance_time(60)
    closed = next(shown for shown in world.messages() if shown.id == card.id)
    assert labels(closed) == ["Help lines"]


async def test_a_bug_while_suggesting_offers_nothing_and_names_nobody(
    world: World, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: Any) -> None:
        raise RuntimeError(TYPED)

    monkeypatch.setattr(type(world.client.house.topics.posting), "search", broken)
    found = await world.member.autocomplete(world.channel, "topic post", "topic", TYPED)
    assert found == []
    assert "RuntimeError" in caplog.text
    assert TYPED not in caplog.text
    assert str(world.member.id) not in caplog.text


async def test_a_button_from_an_older_version_says_so(world: World) -> None:
    assert told(await world.forge(world.member, "gone:1")) == say("faults.old_button")
    assert told(await world.forge(world.member, "poll.vote")) == say("polls.refused.gone")


async def test_a_private_reply_keeps_what_the_person_was_looking_at(world: World) -> None:
    shown = await world.facilitator.slash(world.channel, "topic post", topic="being-heard")
    world.env.inject_error("GET", "/nothing", status=500)
    world.client.router.remove("topic.discard")
    world.client.router.add("topic.discard", _break, Mode.UPDATE)
    await world.facilitator.click(answer(shown), label="Not this one")
    assert "Post it" in labels(answer(shown))


def test_log_lines_tell_the_place_of_a_fault_and_never_its_text() -> None:
    try:
        try:
            raise KeyError(TYPED)
        except KeyError as cause:
            raise RuntimeError(TYPED) from cause
    except RuntimeError as error:
        info = (type(error), error, error.__traceback__)
    record = logging.LogRecord("x", logging.ERROR, __file__, 1, "trouble", None, info)
    line = Formatter("%(message)s").format(record)
    assert "RuntimeError" in line
    assert "caused by KeyError" in line
    assert "test_faults.py" in line
    assert TYPED not in line


def test_kinds_carry_public_codes() -> None:
    assert kind_of(OSError(28, "No space left")) == "OSError ENOSPC"
    assert kind_of(ValueError(TYPED)) == "ValueError"
    refused = discord.errors.DiscordException()
    assert kind_of(refused) == "DiscordException"
