"""Checking: a group's own topics fit on their cards, have names of their own, and miss nothing."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.topics.exchange import (
    MAX_BYTES,
    MAX_TOPICS,
    Parsed,
    Trouble,
    parse,
    to_csv,
    to_toml,
)
from bot.domain.topics.exchange.checking import check_all
from bot.domain.topics.exchange.fields import FIELDS, LISTS, Raw, as_lines
from bot.domain.topics.exchange.values import read_resource, slug_of
from bot.domain.topics.topic import Resource
from bot.storage import library
from tests.domain.topics.samples import a_topic

CELLS = {"title": "Tea", "purpose": "To talk.", "prompts": "What now?"}
TEA = replace(a_topic("tea", 2), title="Tea")
SAMARITANS = Resource("Samaritans", "https://www.samaritans.org", "GB", date(2026, 11, 22))
HELP_LINE = "Samaritans | https://www.samaritans.org | GB | 2026-11-22"


def told(
    *raws: Mapping[str, str], taken: tuple[str, ...] = ()
) -> list[tuple[str, dict[str, object]]]:
    """Return each trouble's key and the rest of its blanks."""
    parsed = check_all((Raw(number, cells) for number, cells in enumerate(raws, 1)), taken)
    assert parsed.topics == ()
    return [
        (each.key.removeprefix("topics.import."), {**each.blanks} | {"line": each.line})
        for each in parsed.troubles
    ]


def test_what_is_left_out_is_empty_and_in_between() -> None:
    assert check_all([Raw(1, CELLS)], ()) == Parsed((TEA,))


def test_every_field_is_read() -> None:
    whole = next(topic for topic in library.topics().values() if topic.resources)
    cells = as_lines(whole)
    assert tuple(sorted(cells)) == tuple(sorted(FIELDS))
    assert all(cells.values())
    assert check_all([Raw(1, cells)], ()) == Parsed((whole,))


@pytest.mark.parametrize("blank", ["", "  \n", "\u200b", "\u3000\x00", "\u200b \u200b"])
@pytest.mark.parametrize("name", CELLS)
def test_what_every_topic_has_may_not_be_empty(name: str, blank: str) -> None:
    assert told(CELLS | {name: blank}) == [("missing", {"line": 1, "field": name})]


@pytest.mark.parametrize(("name", "most"), [("title", 80), ("strengths", 300), ("purpose", 2999)])
def test_a_long_text_is_told_with_its_length(name: str, most: int) -> None:
    rest = {"title": "T", "purpose": "P", "prompts": "?"}
    room = most - (2 if name == "purpose" else 0)
    assert check_all([Raw(1, rest | {name: "x" * room})], ()).troubles == ()
    over = told(rest | {name: "x" * (most + 1)})
    assert over[0] == ("long", {"line": 1, "field": name, "most": most, "length": most + 1})


LONGEST = {
    "prompts": 300,
    "going_deeper": 300,
    "taking_part": 300,
    "tags": 40,
    "content_notes": 100,
}
MOST = {"prompts": 10, "going_deeper": 20, "taking_part": 10, "tags": 10, "content_notes": 10}


@pytest.mark.parametrize("name", LONGEST)
def test_long_entries_and_long_lists_are_told(name: str) -> None:
    longest, most = LONGEST[name], MOST[name]
    assert check_all([Raw(1, CELLS | {name: "x" * longest})], ()).troubles == ()
    assert told(CELLS | {name: "a\n" + "x" * (longest + 1)}) == [
        ("long", {"line": 1, "field": name, "most": longest, "length": longest + 1})
    ]
    lines = [f"{number}?" for number in range(most + 1)]
    assert check_all([Raw(1, CELLS | {name: "\n".join(lines[1:])})], ()).troubles == ()
    assert told(CELLS | {name: "\n".join(lines)}) == [
        ("many", {"line": 1, "field": name, "most": most, "count": most + 1})
    ]


def test_a_topic_fits_on_its_card() -> None:
    part = {"opening_round": "o" * 1000, "taking_part": "t" * 300, "content_notes": "n" * 100}
    rest = len("Tea") + len("What now?")
    fits = CELLS | part | {"purpose": "p" * (2999 - 1400 - rest)}
    assert check_all([Raw(1, fits)], ()).troubles == ()
    assert told(fits | {"purpose": fits["purpose"] + "p"}) == [
        ("long_card", {"line": 1, "most": 2999, "length": 3000})
    ]


def test_a_topic_and_the_notes_of_who_posts_it_fit_in_its_preview() -> None:
    rest = sum(map(len, CELLS.values()))
    fits = CELLS | {"facilitator_notes": "n" * 2000, "closing_round": "c" * (1599 - rest)}
    assert check_all([Raw(1, fits)], ()).troubles == ()
    assert told(fits | {"closing_round": fits["closing_round"] + "c"}) == [
        ("long_notes", {"line": 1, "most": 3599, "length": 3600})
    ]


def test_texts_that_stand_in_a_thread_of_their_own_take_no_room_on_the_card() -> None:
    deep = CELLS | {"purpose": "p" * 2900, "going_deeper": "\n".join(["q" * 299 + "?"] * 20)}
    assert check_all([Raw(1, deep)], ()).troubles == ()


@pytest.mark.parametrize("intensity", ["0", "4", "-1", "2.0", "heavy", "22", "²", "٢"])
def test_an_unknown_intensity_is_told(intensity: str) -> None:
    assert told(CELLS | {"intensity": intensity}) == [
        ("intensity", {"line": 1, "field": "intensity"})
    ]


@pytest.mark.parametrize("intensity", [1, 2, 3])
def test_every_intensity_is_taken(intensity: int) -> None:
    parsed = check_all([Raw(1, CELLS | {"intensity": f" {intensity} "})], ())
    assert parsed.topics[0].intensity == intensity


@pytest.mark.parametrize(
    ("name", "values"),
    [
        ("slug", ["Tea", "tea_time", "-tea", "tea-", "tea--time", "té", "tea time", "x" * 51]),
        ("version", ["0", "-1", "1.0", "one", "1000000", "٢"]),
        ("language", ["english please", "e", "EN", "en_GB", "deutsch"]),
        (
            "resources",
            [
                "Samaritans",
                HELP_LINE.replace("https", "http"),
                HELP_LINE.replace("GB", "gb"),
                HELP_LINE.replace("-22", "-32"),
                HELP_LINE.replace("2026-11-22", "20261122"),
                HELP_LINE.replace("Samaritans |", " |"),
                HELP_LINE.replace("www.samaritans.org", "www.samaritans.org/a b"),
                HELP_LINE.replace("www.samaritans.org", "user@samaritans.org"),
                HELP_LINE + " | more",
            ],
        ),
    ],
)
def test_a_value_of_another_shape_is_told_with_an_example(name: str, values: list[str]) -> None:
    for value in values:
        ((key, blanks),) = told(CELLS | {name: value})
        assert key == "shape"
        example = str(blanks["example"])
        assert blanks == {"line": 1, "field": name, "example": example}
        assert check_all([Raw(1, CELLS | {name: example})], ()).troubles == ()


def test_values_of_the_right_shape_are_taken() -> None:
    given_values = {
        "slug": "x" * 50,
        "version": "999999",
        "language": "pt-BR",
        "group": "new\nknown",
        "setting": "voice",
        "resources": HELP_LINE + "\nA|B|https://b.org/x?y=1|FR|2026-01-02",
    }
    (topic,) = check_all([Raw(1, CELLS | given_values)], ()).topics
    assert (topic.slug, topic.version, topic.language) == ("x" * 50, 999999, "pt-BR")
    assert (topic.group, topic.setting) == (("new", "known"), ("voice",))
    other = Resource("A|B", "https://b.org/x?y=1", "FR", date(2026, 1, 2))
    assert topic.resources == (SAMARITANS, other)


@pytest.mark.parametrize(
    ("name", "offered"), [("group", "new, mixed, known"), ("setting", "text, voice")]
)
def test_an_entry_that_isnt_offered_is_told_with_those_that_are(name: str, offered: str) -> None:
    assert told(CELLS | {name: offered.partition(", ")[0] + "\nother"}) == [
        ("not_offered", {"line": 1, "field": name, "offered": offered})
    ]


def test_everything_that_is_off_is_told_at_once() -> None:
    found = told({"title": "x" * 81, "intensity": "9"}, CELLS, {"prompts": "?"})
    assert [(key, blanks["line"]) for key, blanks in found] == [
        ("long", 1),
        ("missing", 1),
        ("missing", 1),
        ("intensity", 1),
        ("missing", 3),
        ("missing", 3),
    ]


def test_two_topics_cant_have_one_name() -> None:
    other = CELLS | {"title": "Other"}
    twice = ("slug_twice", {"line": 3, "slug": "tea", "first": 1})
    assert told(CELLS, other, CELLS) == [twice]
    assert told(CELLS, other, other | {"slug": "tea"}) == [twice]
    assert told(other | {"slug": "tea"}, other, CELLS) == [twice]
    again = check_all([Raw(1, CELLS), Raw(2, CELLS | {"slug": "tea-two"})], ())
    assert [topic.slug for topic in again.topics] == ["tea", "tea-two"]


def test_a_topic_cant_have_the_name_of_one_of_the_library() -> None:
    assert told(CELLS, taken=("tea",)) == [("slug_taken", {"line": 1, "slug": "tea"})]
    assert check_all([Raw(1, CELLS)], ("rest",)) == Parsed((TEA,))


def test_two_topics_on_one_line_are_two_topics() -> None:
    assert len(check_all([Raw(1, CELLS), Raw(1, CELLS)], ()).troubles) == 1


@pytest.mark.parametrize(
    ("title", "slug"),
    [
        ("Rest, and permission to stop", "rest-and-permission-to-stop"),
        ("Über Schlaf & Ruhe", "uber-schlaf-ruhe"),
        ("  10 small THINGS  ", "10-small-things"),
        ("a" * 49 + " bc", "a" * 49),
        ("Straße", "strasse"),
    ],
)
def test_a_title_becomes_a_name(title: str, slug: str) -> None:
    assert slug_of(title) == slug


def test_titles_in_other_scripts_have_names_of_their_own() -> None:
    names = {slug_of(title) for title in ("眠り", "休み", "眠り 2", "2", "سؤال", "?", "🫖")}
    assert len(names) == 7
    assert slug_of("眠り") in names


@given(st.text(min_size=1, max_size=90))
def test_any_title_becomes_a_name_that_a_file_may_hold(title: str) -> None:
    parsed = check_all([Raw(1, CELLS | {"slug": slug_of(title)})], ())
    assert parsed.topics[0].slug == slug_of(title)


@given(st.text(max_size=60))
def test_any_line_is_a_resource_or_none(line: str) -> None:
    assert read_resource(line) is None


def test_five_hundred_topics_are_taken_and_the_next_is_told() -> None:
    raws = [Raw(number, CELLS | {"title": f"T{number}"}) for number in range(1, MAX_TOPICS + 9)]
    assert MAX_TOPICS == 500
    assert len(check_all(raws[:500], ()).topics) == 500
    parsed = check_all(raws, ())
    assert parsed == Parsed(
        (), (Trouble(501, "topics.import.many_topics", {"line": 501, "most": 500}),)
    )


LEAST = {".csv": to_csv([TEA]), ".toml": to_toml([TEA])}


@pytest.mark.parametrize("name", ["topics.toml", "TOPICS.TOML", "a.csv.toml"])
def test_a_file_that_is_called_toml_is_read_as_toml(name: str) -> None:
    assert parse(LEAST[".toml"].encode(), name) == Parsed((TEA,))
    assert parse(LEAST[".csv"].encode(), name).troubles[0].key == "topics.import.toml"


@pytest.mark.parametrize("name", ["topics.csv", "topics.txt", "toml", ""])
def test_any_other_file_is_read_as_a_table(name: str) -> None:
    assert parse(LEAST[".csv"].encode("utf-8-sig"), name) == Parsed((TEA,))
    assert parse(LEAST[".csv"].encode(), name, ("tea",)).troubles[0].blanks["slug"] == "tea"
    assert parse(LEAST[".toml"].encode(), "a.toml", ("tea",)).troubles[0].blanks["slug"] == "tea"


def test_a_file_of_a_megabyte_is_read_and_one_byte_more_is_refused() -> None:
    content = LEAST[".csv"].encode()
    content += b"\n" * (MAX_BYTES - len(content))
    assert parse(content, "a.csv") == Parsed((TEA,))
    big = Parsed((), (Trouble(1, "topics.import.big", {"most": 1000}),))
    assert parse(content + b"\n", "a.csv") == big
    assert parse(content + b"\n", "a.toml") == big


HOSTILE = {
    "topics.toml": "[[topic]]\n" * 60_000,
    "resources.toml": '[[topic]]\ntitle = "A"\n' + "[[topic.resources]]\n" * 30_000,
    "quotes.toml": 'a = "' + '\\"' * 400_000,
    "fields.toml": "[[topic]]\n" + "".join(f"a{number} = 1\n" for number in range(50_000)),
    "columns.csv": "x," * 100_000 + "\n" + "a\n" * 100_000,
    "nameless.csv": "title,purpose,prompts" + "," * 200_000 + "\n" + "a,b,c\n" * 60_000,
}


@pytest.mark.parametrize("name", HOSTILE)
def test_no_file_keeps_the_bot_busy_for_long(name: str) -> None:
    """Going over such a file once for each of its lines or cells would take minutes."""
    begun = process_time()
    assert parse(HOSTILE[name].encode(), name).troubles
    assert process_time() - begun < 10


@pytest.mark.parametrize("letters", ["latin-1", "utf-16"])
@pytest.mark.parametrize("name", ["a.csv", "a.toml"])
def test_a_file_in_other_letters_says_on_which_line(name: str, letters: str) -> None:
    content = "title,purpose,prompts\nTea,Café,What now?\n".encode(letters)
    line = 2 if letters == "latin-1" else 1
    assert parse(content, name) == Parsed(
        (), (Trouble(line, "topics.import.letters", {"line": line}),)
    )


def test_lists_are_the_fields_with_several_entries() -> None:
    whole = next(topic for topic in library.topics().values() if topic.resources)
    assert {name for name in FIELDS if isinstance(getattr(whole, name), tuple)} == set(LISTS)
