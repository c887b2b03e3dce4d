"""The help lines: each can be dialled as it stands, and says where it is from and when checked."""

import re
import tomllib
from datetime import date
from typing import Any

import pytest

from bot.storage import library

PATH = library.folder("support") / "lines.toml"
COUNTRIES: list[dict[str, Any]] = tomllib.loads(PATH.read_text(encoding="utf-8"))["countries"]
LINES = [(country["code"], line) for country in COUNTRIES for line in country["lines"]]
LINE = {
    "name": str,
    "how": str,
    "dial": str,
    "hours": str,
    "source": str,
    "checked_on": date,
}
each_line = pytest.mark.parametrize(
    "line", [line for _, line in LINES], ids=[f"{code}-{n}" for n, (code, _) in enumerate(LINES)]
)


def test_no_country_stands_there_twice() -> None:
    for field in ("code", "name"):
        held = [country[field].casefold() for country in COUNTRIES]
        assert len(set(held)) == len(held)
    assert len(COUNTRIES) >= 10


def test_a_country_has_a_code_a_name_and_a_line() -> None:
    for country in COUNTRIES:
        assert set(country) == {"code", "name", "lines"}
        assert re.fullmatch(r"[A-Z]{2}", country["code"])
        assert country["name"].strip() == country["name"] != ""
        assert country["lines"]


def test_no_country_names_a_line_twice() -> None:
    for country in COUNTRIES:
        lines = [(line["name"], line["dial"]) for line in country["lines"]]
        assert len(set(lines)) == len(lines)


@each_line
def test_a_line_has_every_field_and_none_besides(line: dict[str, Any]) -> None:
    assert {field: type(value) for field, value in line.items()} == LINE
    for field in ("name", "how", "dial", "source"):
        assert line[field].strip() == line[field] != ""


@each_line
def test_a_line_can_be_dialled_as_it_stands(line: dict[str, Any]) -> None:
    assert re.fullmatch(r"\+?[0-9]([0-9 -]*[0-9])?", line["dial"])
    assert re.match(r"(call|text)\b", line["how"])


@each_line
def test_a_line_was_checked_on_a_day_that_is_told(line: dict[str, Any]) -> None:
    assert line["checked_on"] >= date(2026, 1, 1)


@each_line
def test_no_text_of_a_line_shouts(line: dict[str, Any]) -> None:
    assert not any("!" in line[field] for field in ("name", "how", "hours", "source"))
