"""On which line of a TOML file each topic and field stands, which TOML's reader doesn't tell."""

import re
from bisect import bisect_left

from bot.domain.topics.exchange.fields import FIELDS

# No name in a topic's file has more than two parts. Python's reader needs memory that grows with
# the square of a name's parts: half a megabyte of dots would stop the whole bot.
MAX_DOTS = 8
# Strings and comments, from left to right. Source: TOML 1.0. What isn't closed reaches to the end
# of its line or of the file, so that looking never goes over the same text again and again.
_HIDDEN = re.compile(
    r'"""(?:\\.|[^\\])*?(?:"""+|\Z)'
    r"|'''.*?(?:'''+|\Z)"
    r'|"(?:\\[^\n]|[^"\\\n])*"?'
    r"|'[^'\n]*'?"
    r"|#[^\n]*",
    re.DOTALL,
)
_TOPIC = re.compile(r"^[ \t]*\[\[?[ \t]*topic[ \t]*\]", re.MULTILINE)
_FIELD = re.compile(
    rf"^[ \t]*(?:({'|'.join(FIELDS)})[ \t]*="
    r"|\[\[[ \t]*(?:topic[ \t]*\.[ \t]*)?(resources)[ \t]*\]\])",
    re.MULTILINE,
)


class Places:
    """Where things stand in a file's text; `bare` is the text without its strings and comments."""

    def __init__(self, text: str) -> None:
        self.bare = _HIDDEN.sub(lambda found: "\n" * found[0].count("\n"), text)
        self._topics = [found.start() for found in _TOPIC.finditer(self.bare)]
        self._breaks = [found.start() for found in re.finditer("\n", self.bare)]

    def of(self, number: int, topics: int) -> tuple[int, dict[str, int]]:
        """Return the line of a topic (`number` counts from 0) and those of its fields.

        `topics` is how many the file has. Where they aren't written as `[[topic]]`, all that is
        known is the file's first line.
        """
        if len(self._topics) == topics:
            start = self._topics[number]
            end = self._topics[number + 1] if number + 1 < topics else len(self.bare)
        else:
            start, end = 0, len(self.bare) if topics == 1 else 0
        lines: dict[str, int] = {}
        for found in _FIELD.finditer(self.bare, start, end):
            lines.setdefault(found[1] or found[2], self._line(found.start()))
        return self._line(start), lines

    def _line(self, position: int) -> int:
        return bisect_left(self._breaks, position) + 1


def many_dots(bare: str) -> int | None:
    """Return the first line with a name of too many parts, or None."""
    for number, line in enumerate(bare.split("\n"), start=1):
        if line.count(".") > MAX_DOTS:
            return number
    return None
