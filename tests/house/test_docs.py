"""The docs name every setting, every word of the command line, and every promise of the README."""

import re
from pathlib import Path

from bot.cli import WORDS
from bot.domain.topics.exchange import from_toml
from bot.domain.topics.exchange.fields import FIELDS
from bot.settings import NAMES

ROOT = Path(__file__).resolve().parents[2]


def _read(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def test_every_setting_stands_in_the_docs_and_in_the_example() -> None:
    for name in NAMES:
        assert f"`{name}`" in _read("docs/operators.md")
        assert name in _read(".env.example")


def test_every_word_of_the_command_line_stands_in_the_docs() -> None:
    for word in WORDS:
        assert f"python -m bot {word}" in _read("docs/operators.md")


def test_the_readme_names_the_two_commands_with_and_without_make() -> None:
    readme = _read("README.md")
    for command in ("make rehearse", "make test", "python3 tasks.py rehearse"):
        assert command in readme


def test_every_link_between_the_docs_leads_somewhere() -> None:
    pages = [ROOT / "README.md", *(ROOT / "docs").rglob("*.md")]
    for page in pages:
        for part in page.read_text(encoding="utf-8").split("](")[1:]:
            target = part.split(")")[0].split("#")[0]
            if target and "://" not in target:
                assert (page.parent / target).exists(), f"{page.name}: {target}"


def test_every_test_that_the_docs_name_is_there() -> None:
    named = [
        (page.name, *found)
        for page in (ROOT / "docs").rglob("*.md")
        for found in re.findall(r"`(tests/[\w/]+\.py)::(\w+)`", page.read_text(encoding="utf-8"))
    ]
    assert len(named) > 10
    for page, file, test in named:
        assert f"def {test}(" in _read(file), f"{page}: {file}::{test}"


def test_the_guide_names_every_field_of_a_topic_and_its_example_can_be_taken_in() -> None:
    guide = _read("docs/topics.md")
    for name in FIELDS:
        assert f"`{name}`" in guide
    read = from_toml(guide.partition("```toml\n")[2].partition("```")[0])
    assert read.troubles == ()
    assert len(read.topics) == 1
