"""Markdown: what people typed, so that it reads as typed and draws nothing of its own.

Source: CommonMark 0.31, "Backslash escapes", and the autolinks of GitHub Flavored Markdown.
"""

import re
import unicodedata

# Signs that mean something wherever they stand, in CommonMark, GitHub's or Pandoc's Markdown.
_SIGNS = re.compile(r"[\\`*_\[\]{}<>&#~|$^]")
# At the beginning of a line these would begin a list, a heading, a line across, a definition.
_AT_START = re.compile(r"^([-+=:%]|\d+(?=[.)]))")
# What a program would make a link of by itself; with these signs escaped it sees none.
_LINKING = re.compile(r"[.@](?=\w)|:(?=//)")
# What turns the direction of all that follows it (UAX 9), also of what isn't this person's.
_TURNING = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
# Two blanks at the end of a line keep it a line of its own.
BREAK = "  \n"


def escaped(typed: str) -> str:
    """Return what somebody typed for the middle of a paragraph.

    It is no heading, list, link, picture, quotation, code or HTML, whatever stands in it. Its
    lines stay lines; empty ones and the room around them are left out, as is what has no form.
    """
    lines = (_line(line) for line in typed.splitlines())
    return BREAK.join(line for line in lines if line)


def _line(typed: str) -> str:
    shown = "".join(map(_visible, typed)).strip()
    shown = _LINKING.sub(r"\\\g<0>", _SIGNS.sub(r"\\\g<0>", shown))
    return _AT_START.sub(_escaped_start, shown)


def _escaped_start(found: re.Match[str]) -> str:
    start = found[1]
    # Only signs can be escaped: of "1." it is what follows the number.
    return f"{start}\\" if start.isdecimal() else f"\\{start}"


def _visible(letter: str) -> str:
    """Return a letter, a blank for any other room, nothing for what would only do something."""
    kind = unicodedata.category(letter)
    if kind in ("Zs", "Zl", "Zp") or letter == "\t":
        return " "
    return "" if kind in ("Cc", "Cs") or letter in _TURNING else letter
