"""Whatever people type into a poll is shown as typed, pings nobody and breaks nothing.

Discord's limits are held against every request by the fixture that the world stands on.
"""

import re
from typing import Any

import pytest
from simcord.actors import MemberActor
from simcord.results import ResponseMessage

from cogs.parts import isolated, shortened
from tests.cogs.troubled import HOUR, forbid, poll_of
from tests.world import World, answer, asked, custom_ids, labels, options, text, told

FAMILY = "👩🏽‍🤝‍👩🏿"
PIECES = {
    "rtl": "متى نلتقي؟ מתי ניפגש",
    "override": "\u202enever\u202d \u2067turn\u2066 \u2069the rest",
    "zalgo": "h\u0335\u0321\u031be\u0337\u0322l\u0338\u0327p",
    "emoji": f"{FAMILY}🏳️‍🌈🇩🇪🇫🇷 1️⃣ <:wave:311528470125871104>",
    "markdown": "# **b** _i_ __u__ ~~s~~ ||x|| `c` ``` > q - l -# s \\* [a](b)",
    "mentions": "@everyone @here <@311528470125871104> <@&311528470125871104> <@123> <#123>",
    "references": "<t:1700000000:R> </poll close:123> <id:guide> <#311528470125871104>",
    "links": "https://example.org/a_b?c=*d* [here](https://example.org) <https://example.org>",
}
MAX_TEXT = 4000
EVERYTHING = " ".join(PIECES.values())
# What Discord would draw as something else, if no backslash stands before it.
DRAWN = re.compile(r"(?<!\\)(?:\\\\)*(?:<(?:[@#/]|t:|id:)|\*\*|__|\|\||~~|```)")


def _long(number: int, length: int = 100) -> str:
    """Return an option of full length that differs from every other."""
    piece = list(PIECES.values())[number % len(PIECES)]
    return f"{number:02}{piece * 9}".replace("\n", " ")[:length].strip().ljust(length, "x")


def _as_read(written: str) -> str:
    """Return what a reader sees of a text in Discord's markdown that escapes all it can."""
    seen = re.sub(r"\\([^0-9A-Za-z\s])", r"\1", written)
    return re.sub("[\u200b\u2066-\u2069]", "", seen)


def _typed(piece: str) -> str:
    return re.sub("[\u2066-\u2069]", "", piece)


def _asked(card: ResponseMessage) -> str:
    """Return the part of a card that somebody typed."""
    return text(card).partition("\n-#")[0]


@pytest.mark.parametrize("name", PIECES)
async def test_question_and_options_are_shown_as_typed(world: World, name: str) -> None:
    piece = PIECES[name]
    card = await world.ask(question=piece, options=f"{piece}\nB {piece}", standing=[])
    read = _as_read(text(card))
    assert f"## {_typed(piece)}\n" in read
    assert f"1. {_typed(piece)}\n2. B {_typed(piece)}" in read
    assert not DRAWN.search(_asked(card))
    assert not re.search(r"@(everyone|here|&?\d{17})", text(card))
    for member in world.members:
        await world.vote(member, card, "0")
    await world.env.advance_time(HOUR)
    result = text(world.messages()[-1])
    assert f"**{_typed(piece)}** came out ahead" in _as_read(result)
    assert not re.search(r"@(everyone|here|&?\d{17})", result)


MIXED = [_long(number) for number in range(20)]
MARKS = [f"{number:02}{'*_~`|' * 20}"[:100] for number in range(20)]
# Escaped it is as long as it can be before options are shown in a code block.
EDGE = [f"{number:02}{'*' * 11}".ljust(100, "x") for number in range(20)]


@pytest.mark.parametrize(
    ("publication", "method"), [("protected", "approval"), ("counts", "single")]
)
@pytest.mark.parametrize("every", [MIXED, MARKS, EDGE], ids=["mixed", "marks", "edge"])
async def test_the_longest_of_everything_fits_everywhere(
    world: World, publication: str, method: str, every: list[str]
) -> None:
    card, crowd = await _with_all_settings(world, every, publication, method)
    assert _holds(card, every)
    ballot = await crowd[0].click(card, label="Vote")
    assert [o["label"] for o in options(ballot.modal, "choice")][:20] == every
    for person in crowd:
        await world.vote(person, card, ["0", "19"] if method == "approval" else ["0"])
    shown = answer(await crowd[0].click(card, label="Vote"))
    assert _typed(every[0]) in _as_read(text(shown))
    world.env.settle_timeout = 60  # The first picture loads the library that draws it.
    await world.env.advance_time(HOUR)
    assert _holds(world.messages()[-1], every)


async def _with_all_settings(
    world: World, every: list[str], publication: str, method: str
) -> tuple[ResponseMessage, list[MemberActor]]:
    """Ask with everything that adds a sentence to the card, and gather twelve who may vote."""
    voters = world.guild.create_role("Voters")
    guests = [world.env.create_user(f"guest{n}") for n in range(12)]
    crowd = [world.guild.add_member(each, roles=[voters]) for each in guests]
    await world.env.settle()
    shown = await world.facilitator.slash(world.channel, "poll ask")
    question = "*" * 300 if every is EDGE else EVERYTHING[:300]
    typed = asked(question=question, options="\n".join(every), method=method)
    preview = await world.facilitator.submit_modal(shown, typed)
    form = await world.facilitator.click(answer(preview), label="More settings")
    full: dict[str, Any] = {"quorum": ["10"], "publication": publication, "opens": ["0"]}
    full |= {"extras": ["remind", "here_only"], "voters": [voters]}
    preview = await world.facilitator.submit_modal(form, full)
    await world.facilitator.click(answer(preview), label="Post it")
    return world.card("poll.vote"), crowd


def _holds(shown: ResponseMessage, every: list[str]) -> bool:
    """Say whether each option stands there whole."""
    if text(shown).count("```") == 2:
        # A code block draws nothing but its own end.
        code = re.sub("[\u2066-\u2069]", "", text(shown).split("```")[1])
        return all(_typed(option).replace("`", "\u02cb") in code for option in every)
    return all(_typed(option) in _as_read(text(shown)) for option in every)


async def test_a_taken_down_poll_with_the_longest_reason_fits(world: World) -> None:
    card = await world.ask(question="*" * 300, options="\n".join(map(_long, range(20))))
    down = {"poll": poll_of(card), "reason": EVERYTHING[:300]}
    assert "Taken down" in told(
        await world.facilitator.slash(world.channel, "poll takedown", **down)
    )
    assert _typed(EVERYTHING[:250]) in _as_read(text(world.messages()[-1]))


async def test_a_quick_poll_of_long_options_keeps_its_emojis_whole(world: World) -> None:
    every = [f"{FAMILY} {_long(n, 90)}" for n in range(4)] + [f"🇩🇪 x{FAMILY * 12}"]
    await _quick(world, "\n".join(every))
    card = world.card("poll.quick")
    faces = labels(card)[:5]
    assert all(face.startswith((FAMILY, "🇩🇪")) and len(face) <= 80 for face in faces)
    assert faces[4].removesuffix("…").removeprefix("🇩🇪 x").replace(FAMILY, "") == ""
    pressed = await world.member.click(card, label=faces[4])
    assert "Your vote is in" in told(pressed)


async def _quick(world: World, lines: str) -> None:
    shown = await world.facilitator.slash(world.channel, "poll ask", method="quick")
    typed = {"question": EVERYTHING[:300], "options": lines, "minutes": ["60"], "tie": "talk"}
    preview = await world.facilitator.submit_modal(shown, typed)
    await world.facilitator.click(answer(preview), label="Post it")


async def test_the_list_fits_into_one_message_however_long_the_questions(world: World) -> None:
    first = world.channel
    for name in ("one", "two", "three"):
        world.channel = world.guild.create_text_channel(name)
        await world.env.settle()
        await world.ask(minutes=["5"])
        await forbid(world, "view_channel", "send_messages")
    world.channel = first
    await world.env.advance_time(301)
    for number in range(20):
        card = await world.ask(question=f"{number} {'*' * 290}")
        if number < 10:
            close = {"poll": poll_of(card)}
            await world.facilitator.slash(world.channel, "poll close", **close)
    shown = answer(await world.member.slash(world.channel, "poll list"))
    assert text(shown).count("https://discord.com") == 20
    assert text(shown).count("kept and waits") == 2
    assert len(text(shown)) < MAX_TEXT
    assert custom_ids(shown)[:2] == ["poll.list_vote", "poll.list_result"]
    offered = await world.facilitator.autocomplete(world.channel, "poll close", "poll", "")
    assert len(offered) == 10


async def test_a_number_beside_text_from_right_to_left_stays_where_it_belongs(world: World) -> None:
    card = await world.ask(options="كل أسبوع\nEvery week", standing=[])
    # First-strong isolate and its end, around that text alone (UAX 9).
    assert "1. \u2068كل أسبوع\u2069\n2. Every week" in text(card)


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("Every week, 3 times", "Every week, 3 times"),
        ("\u202eback", "\u2068\u202eback\u2069"),
        ("out\u2069 of\u2067 it", "\u2068out of it\u2069"),
    ],
)
def test_nobody_turns_what_stands_around_their_text(typed: str, shown: str) -> None:
    assert isolated(typed) == shown


async def test_no_message_of_a_poll_may_ping_when_it_is_sent_or_changed(world: World) -> None:
    card = await world.ask(question=PIECES["mentions"])
    longer = {"poll": poll_of(card), "longer": 60}
    await world.facilitator.slash(world.channel, "poll extend", **longer)
    await world.env.advance_time(2 * HOUR)
    sent = [each for each in world.env.http_requests if "/messages" in each.path and each.json]
    assert {each.method for each in sent} == {"POST", "PATCH"}
    for each in sent:
        body: Any = each.json
        assert body["allowed_mentions"] == {"parse": []}


@pytest.mark.parametrize(
    ("typed", "most", "shown"),
    [
        ("short", 5, "short"),
        ("shorter", 5, "shor…"),
        ("two words", 5, "two…"),
        (f"abcd{FAMILY}", 7, "abcd…"),
        ("abcdef🇩🇪🇫🇷", 9, "abcdef🇩🇪…"),
        ("abcdef🇩🇪🇫🇷x", 10, "abcdef🇩🇪…"),
        ("abcde\u0301\u0302fgh", 6, "abcd…"),
        ("a" + "\u0301" * 20, 9, "a\u0301\u0301\u0301…"),
    ],
)
def test_a_text_is_cut_between_what_is_seen_as_one(typed: str, most: int, shown: str) -> None:
    assert shortened(typed, most) == shown
