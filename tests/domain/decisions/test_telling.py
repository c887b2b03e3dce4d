"""Telling: records of a group read on their own, and nobody's words draw anything in them."""

from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token

from bot.domain.decisions.decision import Stage
from bot.domain.decisions.markdown import escaped
from bot.domain.decisions.parts import How, Move
from bot.domain.decisions.telling import Binder, chapter, opening
from bot.domain.decisions.way import By, way
from bot.domain.privacy import NOBODY
from bot.words import say
from tests.domain.decisions.records import ANNA, BEGUN, HANNA, PRIVATE, WHOLE

GOLDEN = Path(__file__).with_name("decision.md")
TODAY = date(2026, 4, 2)
# Programs that also make links of bare addresses, and tables and strikes; and the bare standard.
READERS = (MarkdownIt("gfm-like"), MarkdownIt("commonmark"))
LETTERS = st.text(st.sampled_from("ab1.)(*_`~#<>[]!&;:/@|\\-+= \t\n\r\u2028$^{}'\"%"), max_size=30)
PIECES = st.lists(
    st.sampled_from(
        [
            "http://evil.com",
            "www.evil.com",
            "a@b.de",
            "[x](y)",
            "![x](y)",
            "[x]: y",
            "***",
            "---",
            "===",
            "```",
            "    ",
            "\n",
            "\n\n",
            "1. ",
            "- ",
            "# ",
            "> ",
            "<b>",
            "</details>",
            "&amp;",
            "<!--",
            "| a | b |\n|---|---|",
            "[^1]: x",
            "mailto:a@b.de",
            "שלום",
            "🏳️‍🌈",
            "\u202e",
            "\x00",
            "a",
            " ",
        ]
    ),
    max_size=8,
).map("".join)
# One line of what can be seen, and blanks.
SHOWN = st.text(
    st.characters(
        exclude_categories=("Cc", "Cs", "Zl", "Zp"),
        exclude_characters="\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069",
    ),
    max_size=40,
)
TYPED = st.one_of(LETTERS, PIECES, st.text(max_size=60))


def told() -> str:
    return f"{opening('Circle of *Tuesdays*', TODAY, 1, say)}\n{chapter(WHOLE, say)}"


def test_a_decision_reads_like_this_in_a_groups_records() -> None:
    assert told() == GOLDEN.read_text(encoding="utf-8")


def test_headings_stand_where_they_belong_and_are_all_ours() -> None:
    tokens = READERS[0].parse(told())
    headings = [
        (token.tag, after.content)
        for token, after in pairwise(tokens)
        if token.type == "heading_open"
    ]
    assert [tag for tag, _ in headings] == ["h1", "h2", *["h3"] * 5, "h4", "h4", "h3", "h3"]
    assert headings[0] == ("h1", r"Decisions of Circle of \*Tuesdays\*")
    kinds = {token.type for token in _inside(tokens)}
    assert kinds == {
        "text",
        "hardbreak",
        "strong_open",
        "strong_close",
        "em_open",
        "em_close",
    }


def test_nothing_in_a_record_is_an_id_or_a_time_of_day() -> None:
    for text in (told(), chapter(PRIVATE, say)):
        for held in (ANNA, HANNA, *_ids(WHOLE.decision), f"{BEGUN:%H:%M}", f"{BEGUN:%S}", "18:"):
            assert str(held) not in text
    assert "Anna\\_B" in told()


def test_whoever_began_in_private_or_erased_themselves_is_nobody() -> None:
    assert "in private" in chapter(PRIVATE, say)
    decision = replace(WHOLE.decision, starter_id=NOBODY, starter_name="")
    moves = (replace(WHOLE.moves[0], by_id=NOBODY), *WHOLE.moves[1:])
    text = chapter(replace(WHOLE, decision=decision, moves=moves), say)
    assert "2026-03-04: Put before the group\n" in text
    assert "Anna" not in text
    assert "in private" not in text


@given(TYPED)
@example("a\n===")
@example("...a")
@example(".AL")
@example("1.\n2)")
def test_nothing_that_somebody_typed_draws_anything(typed: str) -> None:
    for reader in READERS:
        for before in ("", "**Why now:** ", "- ", "#### 1. "):
            one = escaped(" ".join(typed.splitlines())) if before == "#### 1. " else escaped(typed)
            tokens = reader.parse(f"{before}x{one}" if before == "" else f"{before}{one}\n\nend")
            drawn = {token.type for token in _inside(tokens)}
            ours = {"strong_open", "strong_close"} if "*" in before else set[str]()
            assert drawn <= {"text", "softbreak", "hardbreak"} | ours
            blocks = [token.type for token in tokens if token.nesting == 1]
            expected = {"": [], "- ": ["bullet_list_open", "list_item_open"], "#### 1. ": []}
            assert [
                b for b in blocks if b not in ("paragraph_open", "heading_open")
            ] == expected.get(before, [])
            assert blocks.count("heading_open") == (before == "#### 1. ")


@given(st.lists(SHOWN, max_size=4))
def test_what_somebody_typed_reads_as_they_typed_it(lines: list[str]) -> None:
    tokens = READERS[1].parse(escaped("\n".join(lines)))
    read = "".join(
        "\n" if token.type == "hardbreak" else token.content for token in _inside(tokens)
    )
    assert _words(read.split("\n")) == _words(lines)


def test_what_has_no_form_and_what_turns_other_words_is_left_out() -> None:
    assert escaped("\u202eevil\u2066\x00\x1b[31m") == r"evil\[31m"
    assert escaped("שלום 🏳️‍🌈") == "שלום 🏳️‍🌈"
    assert escaped(" \u2028\n\t\n\x0b") == ""


def test_files_hold_whole_chapters_up_to_their_limit() -> None:
    binder = Binder(lambda number: f"# {number}\n", 40)
    parts = [part for text in ("a" * 16, "b" * 16, "ü" * 99, "c") if (part := binder.add(text))]
    last = binder.finish()
    assert last is not None
    parts.append(last)
    assert [part.content.decode() for part in parts] == [
        f"# 1\n\n{'a' * 16}\n{'b' * 16}",
        f"# 2\n\n{'ü' * 99}",
        "# 3\n\nc",
    ]
    assert [(part.number, part.so_far, part.last) for part in parts] == [
        (1, 2, False),
        (2, 3, False),
        (3, 4, True),
    ]
    assert binder.finish() is None
    assert Binder(str, 40).finish() is None


@pytest.mark.parametrize("how", list(How))
@pytest.mark.parametrize("stage", list(Stage))
@pytest.mark.parametrize("by_id", [None, NOBODY, ANNA, HANNA])
def test_every_step_there_can_be_has_its_words(how: How, stage: Stage, by_id: int | None) -> None:
    leads = {
        How.TIME: (Stage.OPTIONS, Stage.VOTE),
        How.BACK: (Stage.TALK, Stage.OPTIONS),
        How.STATED: (Stage.TRIED, Stage.ENDED, Stage.TALK),
        How.KEEP: (Stage.TRIED, Stage.ENDED),
    }
    if stage not in leads.get(how, (stage,)):
        return
    move = Move(1, stage, how, TODAY, by_id, "Why")
    text = chapter(replace(WHOLE, moves=(move,)), say)
    assert f"1. {TODAY}: " in text
    assert "Why: Why" in text
    (step,) = way(WHOLE.decision, (move,))
    assert (step.by is By.STARTER) == (
        by_id == ANNA and how in (How.PROPOSED, How.STARTED, How.WITHDRAWN)
    )
    assert (step.user_id is not None) == (step.by is By.FACILITATOR)


def test_the_rule_stands_with_the_last_statement_alone() -> None:
    days = [TODAY + timedelta(days=n) for n in range(4)]
    moves = (
        Move(1, Stage.OUTCOME, How.STATED, days[0], HANNA),
        Move(2, Stage.TALK, How.STATED, days[0], HANNA),
        Move(3, Stage.OPTIONS, How.READY, days[1], HANNA),
        Move(4, Stage.TRIED, How.STATED, days[3], HANNA),
    )
    assert [step.method for step in way(WHOLE.decision, moves)] == [None, None, "consent"]
    assert WHOLE.decision.outcome is not None
    alone = replace(WHOLE.decision.outcome, method="")
    text = chapter(replace(WHOLE, decision=replace(WHOLE.decision, outcome=alone)), say)
    assert "There was no vote; it came from the talk." in text


def _inside(tokens: list[Token]) -> list[Token]:
    return [
        inner
        for token in tokens
        for inner in token.children or ()
        if inner.type != "text" or inner.content
    ]


def _ids(decision: object) -> list[str]:
    return [
        str(getattr(decision, name))
        for name in ("decision_id", "group_id", "channel_id", "message_id", "poll_id")
    ]


def _words(lines: list[str]) -> list[list[str]]:
    return [line.split() for line in lines if line.split()]
