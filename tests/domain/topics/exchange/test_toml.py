"""TOML: topics as the library writes them, errors on their line, and no file that stops the bot."""

import tomllib
from dataclasses import replace
from pathlib import Path

import pytest
import tomli_w
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.topics.exchange import Parsed, Trouble, from_toml, to_toml
from bot.domain.topics.topic import Resource
from bot.storage import library
from tests.domain.topics.samples import a_topic

LIBRARY = library.topics()
FILES = sorted(library.folder("topics").glob("*.toml"))
TEA = replace(a_topic("tea", 2), title="Tea")
LEAST = 'title = "Tea"\npurpose = "To talk."\nprompts = ["What now?"]\n'


def troubles(text: str, *taken: str) -> list[tuple[int, str, object]]:
    parsed = from_toml(text, taken)
    assert parsed.topics == ()
    return [
        (each.line, each.key.removeprefix("topics.import."), each.blanks.get("field"))
        for each in parsed.troubles
    ]


def test_the_whole_library_comes_back_as_it_was() -> None:
    topics = tuple(LIBRARY.values())
    assert len(topics) >= 8
    assert from_toml(to_toml(topics)) == Parsed(topics)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_file_of_the_library_is_read_as_it_stands(path: Path) -> None:
    assert from_toml(path.read_text(encoding="utf-8")) == Parsed((LIBRARY[path.stem],))


def test_a_title_a_purpose_and_a_prompt_are_enough() -> None:
    assert from_toml(f"[[topic]]\n{LEAST}") == Parsed((TEA,))
    assert from_toml(f"[topic]\n{LEAST}") == Parsed((TEA,))
    assert from_toml(LEAST) == Parsed((TEA,))


@pytest.mark.parametrize("mark", ["", "\ufeff"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_every_systems_line_ends_are_understood(end: str, mark: str) -> None:
    text = f'[[topic]]\n{LEAST}closing_round = """\nOne.\nTwo."""\n'
    expected = replace(TEA, closing_round="One.\nTwo.")
    assert from_toml(mark + text.replace("\n", end)) == Parsed((expected,))


def test_empty_fields_are_left_out_and_long_texts_have_lines_of_their_own() -> None:
    text = to_toml([replace(TEA, purpose="One.\n\nTwo.")])
    assert tomllib.loads(text)["topic"][0].keys() == {
        *("slug", "version", "title", "purpose", "intensity", "prompts", "language"),
    }
    assert 'purpose = """\nOne.\n\nTwo."""\n' in text
    assert from_toml(to_toml([])) == Parsed((), (Trouble(1, "topics.import.empty", {}),))


def test_numbers_and_lists_may_be_typed_as_texts() -> None:
    text = f'[[topic]]\n{LEAST}intensity = "3"\nversion = "4"\ntags = "a\\nb"\n'
    expected = replace(TEA, intensity=3, version=4, tags=("a", "b"))
    assert from_toml(text) == Parsed((expected,))


def test_rooms_around_texts_are_tidied() -> None:
    text = f'[[topic]]\n{LEAST}closing_round = "  One.  \\n\\n Two. \\n"\n'
    assert from_toml(text).topics[0].closing_round == "One.  \n\n Two."


def test_an_entry_of_a_list_stays_one_entry() -> None:
    text = f'[[topic]]\n{LEAST}going_deeper = ["One\\ntwo?", "  ", "Three?"]\n'
    assert from_toml(text).topics[0].going_deeper == ("One two?", "Three?")


def test_resources_are_tables_or_lines() -> None:
    table = '[[topic.resources]]\nname = "A | B"\nurl = "https://a.org/x"\ncountry = "GB"\n'
    checked = Resource("A | B", "https://a.org/x", "GB", LIBRARY_DAY)
    for day in ("2026-11-22", '"2026-11-22"'):
        text = f"[[topic]]\n{LEAST}{table}checked_on = {day}\n"
        assert from_toml(text).topics[0].resources == (checked,)
    line = 'resources = ["A | B | https://a.org/x | GB | 2026-11-22"]\n'
    assert troubles(f"[[topic]]\n{LEAST}{line}") == [(5, "wrong_kind", "resources")]
    line = 'resources = "A | B | https://a.org/x | GB | 2026-11-22"\n'
    assert from_toml(f"[[topic]]\n{LEAST}{line}").topics[0].resources == (checked,)


LIBRARY_DAY = next(topic for topic in LIBRARY.values() if topic.resources).resources[0].checked_on


@pytest.mark.parametrize(
    "text", ["", "# Nothing yet.\n", "topics = []\n", "[[topics]]\n" + LEAST, "[other]\nx = 1\n"]
)
def test_a_file_of_something_else_says_that_there_are_no_topics(text: str) -> None:
    assert from_toml(text) == Parsed((), (Trouble(1, "topics.import.no_topic", {}),))


@pytest.mark.parametrize("text", ["topic = 1\n", "topic = [1]\n", f"x = 1\n[[topic]]\n{LEAST}"])
def test_what_stands_beside_topics_is_not_passed_over(text: str) -> None:
    assert troubles(text) == [(1, "no_topic", None)]


@pytest.mark.parametrize(
    ("text", "line"),
    [
        (f"[[topic]]\n{LEAST}tags = [\n", 6),
        (f"[[topic]]\n{LEAST}tags = warm\n", 5),
        ('[[topic]]\ntitle = "Tea\n', 2),
        ("[[topic]]\ntitle 'Tea'\n", 2),
        ("[[topic]]\ntitle = 'Tea'\ntitle = 'Rest'\n", 3),
        ("[[topic]]\n\n[topic]\n", 3),
        ("x = [" * 5000, 1),
        ("x = " + "[" * 5000, 1),
        ("x = 1\ny = " + "9" * 5000 + "\n", 3),
        ("x = 2026-13-45\n", 1),
    ],
)
def test_toml_that_cant_be_read_says_where(text: str, line: int) -> None:
    assert troubles(text) == [(line, "toml", None)]


@pytest.mark.parametrize("name", ["a.", "a . ", '"a".', "'a'.", '"\\"".'])
def test_a_name_of_endless_parts_is_refused_before_it_takes_all_memory(name: str) -> None:
    """Python's reader needs memory that grows with the square of a name's parts."""
    assert troubles(f"[[topic]]\n{LEAST}{name * 100_000}b = 1\n") == [(5, "toml", None)]
    assert troubles(f"[[topic]]\n{LEAST}[{name * 100_000}b]\n") == [(5, "toml", None)]


def test_dots_in_texts_and_comments_are_welcome() -> None:
    dots = "." * 50
    quoted = ("'{}'", '"{}"', '"""\n{}"""', "'''\n{}'''", '"\\"{}"', "'\"{}' # {}")
    for form in quoted:
        text = f"# {dots}\n[[topic]]\n{LEAST}closing_round = {form.replace('{}', dots)}\n"
        assert dots in from_toml(text).topics[0].closing_round


def test_unknown_fields_and_wrong_kinds_are_named_with_their_lines() -> None:
    text = f'# First.\n[[topic]]\n{LEAST}\n[[topic]]\ntags = "x"\nhue = 1\nintensity = true\n'
    assert troubles(text) == [(7, "unknown_field", "hue"), (10, "wrong_kind", "intensity")]
    assert troubles(f'[[topic]]\n{LEAST}"a\\nb" = 1\n') == [(1, "unknown_field", "a b")]
    assert troubles(f"{LEAST}{'x' * 99} = 1\n") == [(1, "unknown_field", "x" * 40)]


@pytest.mark.parametrize(
    ("name", "value"),
    [
        *(("title", value) for value in ("1", "true", '["Tea"]', "{ a = 1 }", "2026-01-01")),
        *(("tags", value) for value in ("1", "[1]", '["a", 1]', '[["a"]]', "{ a = 1 }")),
        *(("intensity", value) for value in ("2.0", "true", "[2]", "2026-01-01")),
        *(("resources", value) for value in ("1", '["a"]', "[{}]", '[{ name = "A" }]')),
        ("resources", '[{ name = 1, url = "https://a.org", country = "GB", checked_on = "x" }]'),
        ("resources", '[{ name = "A", url = "u", country = "GB", checked_on = 10:00:00 }]'),
        (
            "resources",
            '[{ name = "A", url = "u", country = "GB", checked_on = 2026-01-01, note = "n" }]',
        ),
    ],
)
def test_a_value_that_a_field_cant_hold_is_told(name: str, value: str) -> None:
    text = "[[topic]]\n" + "".join(
        line + "\n" for line in LEAST.splitlines() if not line.startswith(name)
    )
    line = text.count("\n") + 1
    assert troubles(f"{text}{name} = {value}\n") == [(line, "wrong_kind", name)]


@pytest.mark.parametrize("number", ["0", "-1", "1000000", "0x" + "f" * 5000])
def test_a_number_that_is_none_is_told(number: str) -> None:
    assert troubles(f"[[topic]]\n{LEAST}version = {number}\n") == [(5, "shape", "version")]


def test_each_field_is_told_with_its_own_line() -> None:
    text = (
        '[[topic]] # [[topic]]\nclosing_round = """\n[[topic]]\ntitle = "x"\n"""\n'
        f"{LEAST}intensity = 7\n"
        "[[ topic ]]\npurpose = '''\n\n[[topic]]'''\nprompts = ['a']\n\ntitle = ' '\n"
        '[[topic.resources]]\nname = "A"\nurl = "u"\ncountry = "GB"\nchecked_on = 2026-01-01\n'
        '[[topic.resources]]\nname = "B"\nurl = "u"\ncountry = "GB"\nchecked_on = 2026-01-01\n'
        "[[topic]]\ntitle = 'Rest'\n"
    )
    assert troubles(text) == [
        (9, "intensity", "intensity"),
        (16, "missing", "title"),
        (17, "shape", "resources"),
        (17, "shape", "resources"),
        (27, "missing", "purpose"),
        (27, "missing", "prompts"),
    ]


def test_where_topics_are_written_another_way_the_first_line_is_told() -> None:
    assert (
        troubles('topic = [{ title = "A" }, { title = "B" }]\n')
        == [
            (1, "missing", "purpose"),
            (1, "missing", "prompts"),
        ]
        * 2
    )
    assert troubles('[["topic"]]\ntitle = "A"\n\n[[topic]]\npurpose = ""\nprompts = []\n') == [
        (1, "missing", "purpose"),
        (1, "missing", "prompts"),
        (1, "missing", "title"),
        (1, "missing", "purpose"),
        (1, "missing", "prompts"),
    ]
    assert troubles('\n\ntitle = "A"\npurpose = ""\n') == [
        (4, "missing", "purpose"),
        (1, "missing", "prompts"),
    ]


LINES = st.lists(st.text(max_size=20), max_size=3)


def a_table(title: str, purpose: str, prompts: list[str], **rest: object) -> dict[str, object]:
    needed = {"title": f"t{title}", "purpose": f"{purpose}p", "prompts": ["What now?", *prompts]}
    return needed | {name: value for name, value in rest.items() if value is not None}


TABLES = st.lists(
    st.builds(
        a_table,
        st.text(max_size=40),
        st.text(max_size=40),
        LINES,
        intensity=st.one_of(st.none(), st.integers(1, 3)),
        closing_round=st.one_of(st.none(), st.text(max_size=40)),
        strengths=st.text(max_size=20),
        going_deeper=LINES,
        tags=LINES,
    ),
    max_size=4,
)


@given(TABLES)
def test_what_is_read_can_be_written_and_read_again(tables: list[dict[str, object]]) -> None:
    parsed = from_toml(tomli_w.dumps({"topic": tables}))
    if parsed.topics:
        assert len(parsed.topics) == len(tables)
        assert from_toml(to_toml(parsed.topics)) == parsed
    else:
        assert parsed.troubles


PIECES = st.lists(
    st.sampled_from(
        [
            *("[[topic]]\n", 'title = "A"\n', "purpose = 'B'\n", 'prompts = ["C?"]\n', "\n", '"""'),
            *("'''", '"', "'", "\\", "[", "]", "{", "}", "=", ".", "a", "1", "#", ",", "\r"),
            "[[topic.resources]]\n",
        ]
    ),
    max_size=25,
).map("".join)


@given(st.one_of(st.text(), PIECES, PIECES.map(f"[[topic]]\n{LEAST}{{}}".format)))
def test_any_text_is_topics_or_troubles_on_lines_that_it_has(text: str) -> None:
    parsed = from_toml(text)
    assert bool(parsed.topics) != bool(parsed.troubles)
    lines = text.count("\n") + text.count("\r") + 1
    assert all(1 <= each.line <= lines for each in parsed.troubles)
