"""CSV: what spreadsheets write is read, what is written runs nowhere, errors have their line."""

import csv
from dataclasses import replace
from io import StringIO

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from bot.domain.topics.exchange import Parsed, Trouble, from_csv, to_csv
from bot.domain.topics.exchange.as_csv import escape, unescape
from bot.storage import library
from tests.domain.topics.samples import a_topic

LIBRARY = tuple(library.topics().values())
TEA = replace(a_topic("tea", 2), title="Tea", purpose="To talk.", prompts=("What now?",))
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n")


def troubles(text: str, *taken: str) -> list[tuple[int, str, dict[str, object]]]:
    parsed = from_csv(text, taken)
    assert parsed.topics == ()
    assert all(
        each.blanks["line"] == each.line for each in parsed.troubles if "line" in each.blanks
    )
    return [
        (
            each.line,
            each.key.removeprefix("topics.import."),
            {name: value for name, value in each.blanks.items() if name != "line"},
        )
        for each in parsed.troubles
    ]


def test_the_whole_library_comes_back_as_it_was() -> None:
    assert len(LIBRARY) >= 8
    assert from_csv(to_csv(LIBRARY)) == Parsed(LIBRARY)


def test_a_title_a_purpose_and_a_prompt_are_enough() -> None:
    assert from_csv("title,purpose,prompts\nTea,To talk.,What now?\n") == Parsed((TEA,))


@pytest.mark.parametrize("mark", ["", "\ufeff"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("between", [",", ";", "\t"])
def test_what_spreadsheets_write_is_read(between: str, end: str, mark: str) -> None:
    rows = ["title,prompts,purpose", 'Tea,"What now?#Who else?",To talk.', ",,", ""]
    rows = ["", *rows] if not mark else rows
    text = mark + end.join(rows).replace(",", between).replace("#", end)
    assert from_csv(text) == Parsed((replace(TEA, prompts=("What now?", "Who else?")),))


def test_names_of_columns_may_be_written_as_people_do() -> None:
    text = ' Title ,PURPOSE,Prompts,"Going  Deeper"\nTea,To talk.,What now?,Why?\n'
    assert from_csv(text) == Parsed((replace(TEA, going_deeper=("Why?",)),))


def test_every_field_finds_its_place() -> None:
    whole = next(topic for topic in LIBRARY if len(topic.resources) > 1)
    rows = list(csv.reader(StringIO(to_csv([whole]))))
    held = dict(zip(*rows, strict=True))
    assert held["title"] == whole.title
    assert held["prompts"].split("\n") == list(whole.prompts)
    assert held["intensity"] == str(whole.intensity)
    first = whole.resources[0]
    assert held["resources"].split("\n")[0] == (
        f"{first.name} | {first.url} | {first.country} | {first.checked_on}"
    )


def test_it_is_written_for_any_spreadsheet() -> None:
    text = to_csv([replace(TEA, purpose='So "far",\nso good')])
    assert text.startswith("slug,version,title,purpose,intensity,")
    assert '"So ""far"",\nso good"' in text
    assert text.count("\r\n") == 2


def test_rooms_invisible_signs_and_empty_lines_are_tidied() -> None:
    cells = (
        "  Tea \u2028 and\x07 time ",
        "\x00To\ud800\x1b talk.\u2028\vTwice. ",
        " \n What now? \n\u200b\n\n",
    )
    text = "title,purpose,prompts\n" + ",".join(f'"{cell}"' for cell in cells)
    (topic,) = from_csv(text).topics
    assert (topic.title, topic.slug) == ("Tea and time", "tea-and-time")
    assert topic.purpose == "To talk.\n\nTwice."
    assert topic.prompts == ("What now?",)


def test_a_cell_that_would_be_a_formula_is_written_as_text_and_comes_back() -> None:
    topic = replace(TEA, title="=1+1", purpose="@SUM(A1)", prompts=("-2?", "=3?"), tags=("+x",))
    text = to_csv([topic])
    (row,) = list(csv.DictReader(StringIO(text)))
    assert (row["title"], row["purpose"]) == ("'=1+1", "'@SUM(A1)")
    assert (row["prompts"], row["tags"]) == ("'-2?\n=3?", "'+x")
    assert from_csv(text) == Parsed((topic,))


def test_a_formula_that_a_person_typed_is_taken_as_text() -> None:
    (topic,) = from_csv("title,purpose,prompts\n=1+1,To talk., '=Now?\n").topics
    assert (topic.title, topic.prompts) == ("=1+1", ("=Now?",))


RISKY = st.text(alphabet="'=+-@ \u00a0\ta", max_size=8)


@given(st.one_of(st.text(), RISKY))
@example("'=1")
@example("''=1")
@example("' =1")
@example("'")
@example("")
def test_an_escaped_cell_starts_no_formula_and_comes_back(text: str) -> None:
    cell = escape(text)
    assert unescape(cell) == text
    assert not cell.startswith(FORMULA_STARTS)
    assert not cell.lstrip().startswith(FORMULA_STARTS)


@pytest.mark.parametrize("text", ["", "\n\n", "\ufeff", ",,\n , ,\n", "title,purpose,prompts\n"])
def test_a_file_without_topics_says_so(text: str) -> None:
    assert from_csv(text) == Parsed((), (Trouble(1, "topics.import.empty", {}),))


def test_missing_columns_are_named() -> None:
    assert troubles("title,tags\nTea,warm\n") == [
        (1, "no_column", {"field": "purpose"}),
        (1, "no_column", {"field": "prompts"}),
    ]


def test_unknown_and_doubled_columns_are_named() -> None:
    found = troubles("\n\ntitle,promts,purpose,prompts,Title\n")
    assert [(line, key, blanks["field"]) for line, key, blanks in found] == [
        (3, "field_twice", "title"),
        (3, "unknown_field", "promts"),
    ]
    assert "going_deeper" in str(found[1][2]["known"])
    long = troubles(f"title,purpose,prompts,{'x' * 900}\n")
    assert long[0][2]["field"] == "x" * 40


def test_text_in_a_cell_without_a_column_is_told_with_its_line() -> None:
    text = "title,purpose,prompts,\nTea,To talk, and more,What now?\nRest,A,B,\nRest,A,B,,\nC,D,E,F"
    assert troubles(text) == [(2, "stray_cell", {}), (5, "stray_cell", {})]


def test_a_short_row_lacks_what_stands_behind_it() -> None:
    assert troubles("title,purpose,prompts\nTea\n") == [
        (2, "missing", {"field": "purpose"}),
        (2, "missing", {"field": "prompts"}),
    ]


def test_lines_are_those_of_the_file_also_behind_cells_of_several_lines() -> None:
    text = 'title,purpose,prompts\n\nTea,"To\ntalk.","One?\nTwo?\n"\n,A,B\n\nRest,,B'
    assert troubles(text) == [
        (7, "missing", {"field": "title"}),
        (9, "missing", {"field": "purpose"}),
    ]


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ('title,purpose,prompts\nTea,"To talk.,What now?\nRest,A,B\n', 2),
        ('title,purpose,prompts\nTea,A,B\nRest,"A" and,B\n', 3),
        ('"title', 1),
        ("title,purpose,prompts\nTea,A," + "x" * 200_000, 2),
    ],
)
def test_a_table_that_cant_be_read_says_where(text: str, line: int) -> None:
    assert troubles(text) == [(line, "csv", {})]


CELLS = st.one_of(st.text(max_size=30), RISKY, st.text(alphabet="a?\n ", max_size=20))
ROWS = st.lists(
    st.tuples(
        CELLS.map("t{}".format), CELLS.map("{}p".format), CELLS.map("{}?".format), CELLS, CELLS
    ),
    max_size=5,
)


@given(ROWS, st.sampled_from(",;\t"), st.sampled_from(["\n", "\r\n"]))
def test_what_is_read_can_be_written_and_read_again(
    rows: list[tuple[str, ...]], between: str, end: str
) -> None:
    file = StringIO(newline="")
    writer = csv.writer(file, delimiter=between, lineterminator=end)
    writer.writerow(["title", "purpose", "prompts", "closing_round", "tags"])
    writer.writerows(rows)
    parsed = from_csv(file.getvalue())
    if parsed.topics:
        assert len(parsed.topics) == len(rows)
        assert from_csv(to_csv(parsed.topics)) == parsed
    else:
        assert parsed.troubles


HEADED = st.text(alphabet='title,purpose;"\n\r=\t\x00é', max_size=60)


@given(st.one_of(st.text(), HEADED, HEADED.map("title,purpose,prompts\n{}".format)))
def test_any_text_is_topics_or_troubles_on_lines_that_it_has(text: str) -> None:
    parsed = from_csv(text)
    assert bool(parsed.topics) != bool(parsed.troubles)
    lines = text.count("\n") + text.count("\r") + 1
    assert all(1 <= each.line <= lines for each in parsed.troubles)
