"""Every sentence is used, every key that is used exists, and no sentence hides in the code."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.words import sentences

ROOT = Path(__file__).resolve().parents[2]
FILES = sorted(
    path
    for folder in ("bot", "cogs")
    for path in (ROOT / folder).rglob("*.py")
    if "rehearsal" not in path.parts
)
ENGLISH = sentences("en")
# Names of buttons, forms and entries of the record look like keys and are none.
NOT_SENTENCES = {
    "group.notice",
    "feedback.give",
    "feedback.open",
    "support.ask",
    "support.other",
    "support.show",
}


def _texts(path: Path) -> Iterator[str]:
    """Yield each text in a file, with `*` for what is filled in while running."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    parts = {
        id(part)
        for node in ast.walk(tree)
        if isinstance(node, ast.JoinedStr)
        for part in node.values
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.JoinedStr):
            yield "".join(
                str(part.value) if isinstance(part, ast.Constant) else "*" for part in node.values
            )
        elif (
            isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in parts
        ):
            yield node.value


def _keys() -> set[str]:
    areas = {key.split(".")[0] for key in ENGLISH}
    found = {text for path in FILES for text in _texts(path)}
    return {
        text
        for text in found
        if text.split(".")[0] in areas
        and re.fullmatch(r"[a-z]+(\.[a-z0-9_*]+)+", text)
        and text not in NOT_SENTENCES
    }


def _matches(pattern: str) -> list[str]:
    wanted = re.compile(re.escape(pattern).replace(r"\*", "[a-z0-9_]+"))
    return [key for key in ENGLISH if wanted.fullmatch(key)]


def test_every_key_in_the_code_exists() -> None:
    assert [key for key in sorted(_keys()) if not _matches(key)] == []


def test_every_sentence_is_used() -> None:
    used = {key for pattern in _keys() for key in _matches(pattern)}
    assert sorted(set(ENGLISH) - used) == []


@pytest.mark.parametrize("folder", ["cogs", "bot/client", "bot/services", "bot/domain"])
def test_no_sentence_stands_in_the_code(folder: str) -> None:
    """A text with several words that isn't a docstring, a log line or SQL belongs in words."""
    prose = re.compile(r"^[A-Z][a-z']* [a-z']+ [a-z']+")
    found: list[str] = []
    for path in (ROOT / folder).rglob("*.py"):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        docs = {
            id(node.body[0].value)
            for node in ast.walk(tree)
            if isinstance(node, (ast.Module, ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef))
            and node.body
            and isinstance(node.body[0], ast.Expr)
        }
        found += [
            f"{path.name}: {node.value}"
            for node in ast.walk(tree)
            if isinstance(node, ast.Constant)
            and isinstance(node.value, str)
            and id(node) not in docs
            and prose.match(node.value)
        ]
    # What the operator reads in the log is not for people in the group.
    logged = ("Circlekeeper is ready", "Discord knows the", "To add it")
    assert [each for each in found if not each.split(": ", 1)[1].startswith(logged)] == []
