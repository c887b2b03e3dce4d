"""Reading the library: every topic and help line of `data/`, whole and in a fixed order."""

import tomllib
from dataclasses import asdict, fields
from datetime import date
from pathlib import Path

import pytest

from bot.domain.topics.topic import Topic
from bot.storage import library

OPTIONAL = {"resources"}


def files() -> list[Path]:
    return sorted(library.folder("topics").glob("*.toml"))


def test_the_folders_are_those_of_the_checkout_and_not_empty() -> None:
    assert library.folder("topics").name == "topics"
    assert len(files()) >= 8
    assert (library.folder("support") / "lines.toml").is_file()


def test_every_file_is_read_and_found_under_its_slug() -> None:
    topics = library.topics()
    assert len(topics) == len(files())
    assert {slug: topic.slug for slug, topic in topics.items()} == {slug: slug for slug in topics}


def test_topics_stand_in_the_order_of_their_titles() -> None:
    titles = [topic.title for topic in library.topics().values()]
    assert titles == sorted(titles)
    assert len(set(titles)) == len(titles)


@pytest.mark.parametrize("path", files(), ids=lambda path: path.stem)
def test_a_topic_holds_all_that_its_file_says(path: Path) -> None:
    written = tomllib.loads(path.read_text(encoding="utf-8"))
    topic = library.topics()[written["slug"]]
    assert {field.name for field in fields(Topic)} - OPTIONAL <= set(written)
    for name, value in written.items():
        held = getattr(topic, name)
        if name in OPTIONAL:
            assert [asdict(each) for each in held] == value
        elif isinstance(value, list):
            assert list(held) == value
        else:
            assert held == value


def test_countries_stand_in_the_order_of_their_names_under_their_codes() -> None:
    countries = library.countries()
    names = [country.name for country in countries.values()]
    assert names == sorted(names)
    assert {code: country.code for code, country in countries.items()} == {
        code: code for code in countries
    }


def test_every_country_of_the_file_is_read_with_all_its_lines() -> None:
    path = library.folder("support") / "lines.toml"
    written = tomllib.loads(path.read_text(encoding="utf-8"))["countries"]
    assert {
        each["code"]: [(line["name"], line["dial"]) for line in each["lines"]] for each in written
    } == {
        code: [(line.name, line.dial) for line in country.lines]
        for code, country in library.countries().items()
    }


def test_every_help_line_can_be_dialled_and_says_where_it_is_from_and_when() -> None:
    for country in library.countries().values():
        assert country.lines, country.name
        for line in country.lines:
            assert any(sign.isdigit() for sign in line.dial), line
            assert line.name.strip(), line
            assert line.how.strip(), line
            assert line.source.strip(), line
            assert isinstance(line.checked_on, date)
