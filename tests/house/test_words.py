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


def _names(path: Path) -> Iterator[str]:
    """Yield the names of buttons, forms and rows, which look like keys and are none."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Dict):
            yield from _handled(node)
        elif isinstance(node, ast.Assign) and isinstance(node.value, ast.Constant):
            yield str(node.value.value)


def _handled(node: ast.Dict) -> Iterator[str]:
    """Yield the words that an area gives its handlers: `"word": (handler, Mode.REPLY)`."""
    for key, value in zip(node.keys, node.values, strict=True):
        if isinstance(key, ast.Constant) and "Mode." in ast.unparse(value):
            yield str(key.value)


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
    found -= {name for path in FILES for name in _names(path)} - set(ENGLISH)
    return {
        text
        for text in found
        if text.split(".")[0] in areas and re.fullmatch(r"[a-z]+(\.[a-z0-9_*]+)+", text)
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
