"""Files: whatever the form, a second reader finds in them what was put in, below the limit."""

import zipfile
from io import BytesIO
from itertools import pairwise

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from bot.domain.feedback.exporting import Form, Part, Row, Splitter, new_file
from bot.domain.feedback.exporting.cells import cell_of
from tests.domain.feedback.exporting.reading import TEXTS, about_sheet, read, row

LARGEST = 1_000_000
TRICKY = [
    "=1+1",
    "@SUM(A1)",
    "-2",
    "+3",
    'say "yes", or\r\nno; tab\there',
    "\uff1d1",
    "\n\n",
    "https://example.org",
    "mailto:a@example.org",
    "007",
    "1e5",
    "2026-03-02",
    "true",
    "_x0041_",
    "שלום مرحبا 👩‍👩‍👧‍👦",
    " room around ",
    "<b>&amp;</b>",
    "a\0b\x1b",
    "\ufffe",
]


def split(form: Form, rows: list[Row], largest: int) -> list[Part]:
    splitter = Splitter(lambda: new_file(form, TEXTS, largest))
    parts = splitter.add(rows)
    last = splitter.finish()
    return [*parts, last] if last else parts


def expected(form: Form, text: str) -> str:
    return text if form is Form.JSON else cell_of(text, TEXTS.cut)


@pytest.mark.parametrize("form", Form)
def test_tricky_words_come_back_as_words(form: Form) -> None:
    (part,) = split(form, [row(text, name=text) for text in TRICKY], LARGEST)
    found = read(form, part.content)
    assert [each["text"] for each in found] == [expected(form, text) for text in TRICKY]
    assert [each["name"] for each in found] == [expected(form, text) for text in TRICKY]
    assert {each["week"] for each in found} == {"2026-03-02"}


@pytest.mark.parametrize("form", Form)
@settings(max_examples=30)
@given(words=st.lists(st.text(min_size=1), min_size=1, max_size=5))
@example(words=["\r", "\n", " ", "'", '"'])
def test_any_words_come_back(form: Form, words: list[str]) -> None:
    (part,) = split(form, [row(word) for word in words], LARGEST)
    assert [each["text"] for each in read(form, part.content)] == [
        expected(form, word) for word in words
    ]


@pytest.mark.parametrize("form", Form)
def test_a_conversation_longer_than_a_cell_is_cut_with_a_note_but_whole_in_json(form: Form) -> None:
    long = "ä" * 40_000
    (part,) = split(form, [row("x", answers=long)], LARGEST)
    (found,) = read(form, part.content)
    assert found["answers"] == (long if form is Form.JSON else "ä" * 32_761 + "\n[cut]")


@pytest.mark.parametrize("largest", [20_000, 50_000])
@pytest.mark.parametrize("form", Form)
def test_files_stay_below_the_limit_and_hold_every_row_once_and_in_order(
    form: Form, largest: int
) -> None:
    rows = [row(f"{number} {'<ä&' * (number * 37 % 600)}") for number in range(100)]
    parts = split(form, rows, largest)
    assert len(parts) > 2
    assert [part.number for part in parts] == list(range(1, len(parts) + 1))
    assert [part.last for part in parts] == [False] * (len(parts) - 1) + [True]
    assert all(len(part.content) <= largest for part in parts)
    found = [read(form, part.content) for part in parts]
    assert [each["text"] for file in found for each in file] == [each[4] for each in rows]
    counts = [0, *(part.so_far for part in parts)]
    assert [after - before for before, after in pairwise(counts)] == [len(file) for file in found]
    if form is not Form.XLSX:
        # None is split off early: two neighbours would never have fitted into one.
        sizes = [len(part.content) for part in parts]
        assert all(one + other > largest for one, other in pairwise(sizes))


@pytest.mark.parametrize("text", ["", "short", "<&>" * 600, "_x0041_" * 200, "漢字" * 900])
def test_a_workbook_stays_below_the_limit_even_before_it_is_packed(text: str) -> None:
    # Each row has other words, so that none is kept once for several.
    rows = [row(f"{n} {text}", name=f"name {n}", answers=f"{text} {n}") for n in range(500)]
    parts = split(Form.XLSX, rows, 120_000)
    for part in parts:
        with zipfile.ZipFile(BytesIO(part.content)) as book:
            assert sum(each.file_size for each in book.infolist()) <= 120_000
    assert len(parts) > 1


@pytest.mark.parametrize("form", Form)
def test_a_row_larger_than_the_limit_stands_in_a_file_of_its_own(form: Form) -> None:
    rows = [row("short"), row("ä" * 2000), row("short")]
    parts = split(form, rows, 1)
    assert [read(form, part.content)[0]["text"] for part in parts] == [each[4] for each in rows]


@pytest.mark.parametrize("form", Form)
def test_nothing_makes_no_file(form: Form) -> None:
    assert split(form, [], LARGEST) == []


def test_a_workbook_says_on_its_second_sheet_what_it_is_and_never_when_it_was_made() -> None:
    parts = split(Form.XLSX, [row("x" * 2000) for _ in range(30)], 40_000)
    assert len(parts) > 1
    for part in parts:
        assert about_sheet(part.content) == list(TEXTS.about)
        with zipfile.ZipFile(BytesIO(part.content)) as book:
            assert {each.date_time[0] for each in book.infolist()} == {1980}
            assert b"1980-01-01" in book.read("docProps/core.xml")


def test_no_word_of_a_workbook_touches_the_disk(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        pytest.fail("a temporary file was made")

    for name in ("mkstemp", "mkdtemp", "TemporaryFile", "NamedTemporaryFile"):
        monkeypatch.setattr(f"tempfile.{name}", refuse)
    assert split(Form.XLSX, [row("x")], LARGEST)
