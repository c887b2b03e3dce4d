"""The story: a group asks, votes and closes, and at each stage everybody tries everything."""

import io
import json
import logging
import re
from collections.abc import Generator
from contextlib import contextmanager, redirect_stderr
from pathlib import Path
from random import Random

import pytest
from simcord.env import Env

from bot.cli.logs import set_up_logs
from bot.client import answers
from bot.pictures import Bar, result_picture
from tests.limits import troubles
from tests.privacy.circle import (
    EXPERIENCED,
    NAMED,
    NAMED_TEXT,
    PRIVATE_TEXT,
    ROLES,
    SECRET,
    Circle,
    ask_check_out,
    ask_everything,
    gather,
    gather_options,
    open_client,
)
from tests.privacy.crossed import slash
from tests.privacy.crossing import OPEN, PAST, Crossing, Seen
from tests.privacy.evidence import ANSWERS, Evidence, Files, key_of
from tests.privacy.files import look
from tests.privacy.hands import Hands, Sight, content
from tests.privacy.votes import Telling, begin, take_part
from tests.world import Brisk

WAIT = 60
FOR_EVER = 1e6  # seconds
TO_THE_END = 3600


async def tell(folder: Path, telling: Telling) -> Evidence:
    """Play the story in one telling and return what came to light."""
    # A process's first picture takes long, and one that waits for it would see time pass.
    result_picture([Bar(number=1, share=None, count=1, ahead=False)], decided=None)
    chance = Random()  # noqa: S311 - chance that comes out alike each time
    with program_logs() as log, pytest.MonkeyPatch.context() as patience:
        # How long an answer takes depends on who else uses the machine, and tells nothing.
        patience.setattr(answers, "DEFER_AFTER", FOR_EVER)
        client = await open_client(folder, chance)
        env = Brisk(client)
        await env.start()
        try:
            circle = await gather(env, folder, chance)
            evidence = await _play(circle, telling)
        finally:
            await client.close()
            await env.shutdown()
    evidence.files["stopped"] = _look(circle)
    evidence.log = log.getvalue()
    assert not env.errors
    assert [trouble for request in env.http_requests for trouble in troubles(request)] == []
    return evidence


@contextmanager
def program_logs() -> Generator[io.StringIO]:
    """Log as the program itself does at its most talkative, and keep all of it."""
    root = logging.getLogger()
    names = ("discord", "aiohttp", "asyncio")
    before = root.handlers, root.level, [logging.getLogger(name).level for name in names]
    kept = io.StringIO()
    with redirect_stderr(kept):
        set_up_logs("DEBUG")
    try:
        yield kept
    finally:
        root.handlers, level, levels = before
        root.setLevel(level)
        for name, earlier in zip(names, levels, strict=True):
            logging.getLogger(name).setLevel(earlier)


async def _play(circle: Circle, telling: Telling) -> Evidence:
    env = circle.world.env
    for name, who in (("check-out", "facilitator"), ("hidden check-out", "administrator")):
        await ask_check_out(circle, name, who, SECRET if name.startswith("hidden") else "")
    await gather_options(circle)
    written = await begin(circle, telling)
    circle.item = await _item(circle)
    circle.experience = await _experience(circle)
    await ask_everything(circle)
    await _give_named(circle)
    await _react(circle)
    await env.advance_time(WAIT)
    mark = len(env.http_requests)
    voted = await take_part(circle, telling)
    # From here on ids and times are the same again, however much was done before.
    await env.advance_time(WAIT)
    ids = {name: person.id for name, person in circle.people.items()}
    ids["the hidden room"] = circle.hidden.id
    evidence = Evidence(ids, circle.polls, voted, written)
    evidence.requests["voting"] = _requests(env, mark, but=ANSWERS)
    await _stage(circle, evidence, "open", OPEN)
    await _end(circle, evidence)
    await _check(circle, evidence)
    await env.advance_time(WAIT)
    await _stage(circle, evidence, "past", PAST)
    return evidence


async def _stage(circle: Circle, evidence: Evidence, name: str, polls: tuple[str, ...]) -> None:
    mark = len(circle.world.env.http_requests)
    evidence.files[name] = _look(circle)
    evidence.seen += _rooms(circle, name)
    evidence.seen += await Crossing(circle, name, polls).all_roles()
    evidence.requests[name] = _requests(circle.world.env, mark)


async def _end(circle: Circle, evidence: Evidence) -> None:
    """Let the polls end in every way there is: early, in time, taken down, also hidden ones."""
    reason = {"reason": "It came too soon."}
    mark = len(circle.world.env.http_requests)
    for role, command, on, more in (
        ("facilitator", "poll close", "protected", {}),
        ("facilitator", "poll close", "few", {}),
        ("moderator", "poll takedown", "down", reason),
        ("administrator", "poll close", "hidden past", {}),
        ("administrator", "poll takedown", "hidden down", reason),
    ):
        circle.chance.seed(f"end {on}")
        options = {"poll": circle.polls[on], **more}
        hands = Hands(circle.world, circle.people[role])
        sight = await hands.use(circle.room(on), command, options)
        evidence.seen.append(Seen("end", role, str(slash(command)), on, sight))
    circle.chance.seed("end counts")
    await circle.world.env.advance_time(TO_THE_END)
    evidence.requests["end"] = _requests(circle.world.env, mark)


async def _check(circle: Circle, evidence: Evidence) -> None:
    """Let a moderator check the keys of the roles' own voter, as if they had leaked."""
    hands = Hands(circle.world, circle.people["moderator"])
    for poll in ("protected", "counts"):
        key = key_of(circle.polls[poll], circle.people["voter"].id)
        options = {"poll": circle.polls[poll], "key": key}
        sight = await hands.use(circle.world.channel, "poll check", options)
        evidence.checked.append(sight)


async def _react(circle: Circle) -> None:
    """Let somebody react on a private poll's card, where everybody could see it."""
    card = circle.world.card("poll.vote")
    await circle.people["voter"].react(card.message, "\N{THUMBS UP SIGN}")


async def _give_named(circle: Circle) -> None:
    """Let somebody give feedback with their name: proof that a name would be found."""
    circle.chance.seed("named")
    given = {"text": NAMED_TEXT, "name": ["named"], "exportable": ["yes"]}
    hands = Hands(circle.world, circle.people[NAMED])
    await hands.send(circle.world.channel, "feedback.give:thanks::0123456789ab", given)


async def _item(circle: Circle) -> str:
    """Return the id of the private piece, as it stands in the moderator's list."""
    hands = Hands(circle.world, circle.people["moderator"])
    seen = await hands.use(circle.world.channel, "feedback inbox", {})
    found = re.search(r'"value": "([0-9a-f]{16})"', seen.payload)
    assert found is not None, seen.payload
    assert PRIVATE_TEXT in seen.payload
    return found[1]


async def _experience(circle: Circle) -> str:
    """Return the id of the experience, as it stands on what a facilitator reads."""
    hands = Hands(circle.world, circle.people["facilitator"])
    word = f"decision.told_read:{circle.decisions['options']}"
    seen = await hands.press(circle.world.channel, word)
    found = re.search(r"decision.told_show:([0-9a-f]{16})", seen.payload)
    assert found is not None, seen.payload
    assert EXPERIENCED in seen.payload
    return found[1]


def _rooms(circle: Circle, stage: str) -> list[Seen]:
    """Return every message that each role can read without doing anything."""
    env, found = circle.world.env, list[Seen]()
    for role in ROLES:
        for room_id, messages in env.backend.messages.items():
            for message in messages.values():
                if not _reads(env, circle.people[role].id, room_id) or message.is_ephemeral:
                    continue
                shown = content(env, room_id, message.id)
                told = json.dumps(shown, ensure_ascii=False, sort_keys=True)
                found.append(Seen(stage, role, "reads", str(room_id), Sight(told, private=False)))
    return found


def _reads(env: Env, user_id: int, room_id: int) -> bool:
    room = env.backend.get_channel(room_id)
    if room.guild_id is None:
        return env.backend.get_dm_channel(user_id).id == room_id
    may = env.backend.compute_permissions(room.guild_id, user_id, room_id)
    return bool(may & 1 << 10)


def _requests(env: Env, since: int, but: tuple[str, ...] = ()) -> list[str]:
    """Return what the bot asked of Discord since then, without paths that begin with `but`."""
    return [
        json.dumps([each.method, each.path, each.params, each.json], default=str, sort_keys=True)
        for each in env.http_requests[since:]
        if not each.path.startswith(but)
    ]


def _look(circle: Circle) -> Files:
    folder = circle.world.folder
    return look(folder, folder.parent / "copies")
