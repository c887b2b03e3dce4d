"""The fields of a topic in a file: their names, their limits, and what is told where one is off."""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field

from bot.domain.topics.topic import Topic

MAX_TOPICS = 500
TEXTS = ("title", "purpose", "opening_round", "strengths", "facilitator_notes", "closing_round")
# Each list: how many entries, and how many characters in each.
LISTS = {
    "content_notes": (10, 100),
    "group": (3, 20),
    "setting": (2, 20),
    "prompts": (10, 300),
    "going_deeper": (20, 300),
    "taking_part": (10, 300),
    "tags": (10, 40),
    "resources": (5, 320),
}
# As they stand in a file, from left to right or from top to bottom.
FIELDS = (
    "slug",
    "version",
    "title",
    "purpose",
    "intensity",
    "content_notes",
    "group",
    "setting",
    "opening_round",
    "prompts",
    "going_deeper",
    "strengths",
    "taking_part",
    "facilitator_notes",
    "closing_round",
    "tags",
    "language",
    "resources",
)
KNOWN = ", ".join(FIELDS)
REQUIRED = ("title", "purpose", "prompts")
BOM = "\ufeff"
_BREAKS = re.compile("\r\n|[\r\v\f\x85\u2028\u2029]")


@dataclass(frozen=True, slots=True)
class Trouble:
    """One thing in a file that can't be taken: its line, counted from 1, and the sentence's key.

    `blanks` fill the sentence, the line among them where the sentence names it.
    """

    line: int
    key: str
    blanks: Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Parsed:
    """What came out of a file: its topics, or else, if anything is off, all that is."""

    topics: tuple[Topic, ...] = ()
    troubles: tuple[Trouble, ...] = ()


@dataclass(frozen=True, slots=True)
class Raw:
    """One topic as a file has it: the text of each field, lists with one entry per line.

    `line` is where it begins; `lines` says where a field stands, if that is another line.
    """

    line: int
    cells: Mapping[str, str]
    lines: Mapping[str, int] = field(default_factory=dict[str, int])

    def line_of(self, name: str) -> int:
        """Return the line on which a field stands, as well as it is known."""
        return self.lines.get(name, self.line)


def trouble(line: int, key: str, **blanks: object) -> Trouble:
    """Return what is off on a line."""
    return Trouble(line, key, {"line": line, **blanks})


def plain_breaks(text: str) -> str:
    """Return a file's text without a byte order mark, each line ended by one line feed."""
    return text.removeprefix(BOM).replace("\r\n", "\n").replace("\r", "\n")


def clean(text: str) -> str:
    """Return a text with plain line breaks, without control characters or rooms around it."""
    kept = (
        each
        for each in _BREAKS.sub("\n", text)
        if each in "\n\t" or unicodedata.category(each) not in {"Cc", "Cs"}
    )
    return "".join(kept).strip()


def one_line(text: str) -> str:
    """Return a text cleaned, on one line and with single rooms."""
    return " ".join(clean(text).split())


def entries(cell: str) -> tuple[str, ...]:
    """Return the entries of a list from its lines; empty lines are left out."""
    lines = (one_line(line) for line in clean(cell).split("\n"))
    return tuple(line for line in lines if visible(line))


def visible(text: str) -> bool:
    """Say whether there is anything to see: no rooms, no invisible characters alone."""
    return any(unicodedata.category(each)[0] not in "CZ" for each in text)


def as_lines(topic: Topic) -> dict[str, str]:
    """Return every field of a topic as the text of a `Raw`."""
    cells = {name: _as_text(getattr(topic, name)) for name in FIELDS if name != "resources"}
    links = (
        f"{each.name} | {each.url} | {each.country} | {each.checked_on.isoformat()}"
        for each in topic.resources
    )
    return cells | {"resources": "\n".join(links)}


def _as_text(value: str | int | tuple[str, ...]) -> str:
    return "\n".join(value) if isinstance(value, tuple) else str(value)
