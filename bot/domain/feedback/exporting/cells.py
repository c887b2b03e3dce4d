"""Cells: people's words as any spreadsheet can hold and show them, and never run them."""

import re

from bot.domain.cells import as_cell

# Source: Microsoft, "Excel specifications and limits". It counts in units of UTF-16.
MOST_UNITS = 32_767
_BREAKS = re.compile("\r\n?")
# U+0000 to U+001F have their pictures from U+2400 on, in the same order; tab and line break stay.
_PICTURES = {code: 0x2400 + code for code in range(32) if chr(code) not in "\t\n"}
# XML can't hold the last two at all; U+FFFD is Unicode's own sign for what can't be shown.
_SHOWN = str.maketrans({**_PICTURES, 0x7F: 0x2421, 0xFFFE: 0xFFFD, 0xFFFF: 0xFFFD})


def cell_of(text: str, cut: str) -> str:
    """Return a text as a spreadsheet's cell.

    What would be a formula gets an apostrophe in front, control characters turn into their visible
    pictures, line breaks are all "\\n". What is longer than a cell can be ends with `cut`.
    """
    cell = as_cell(_BREAKS.sub("\n", text).translate(_SHOWN))
    # No character takes more than two units, so most texts needn't be counted.
    if 2 * len(cell) <= MOST_UNITS or _units(cell) <= MOST_UNITS:
        return cell
    room = MOST_UNITS - _units(cut) - 1
    # Half of a character of two units at the end is left out.
    kept = cell.encode("utf-16-le")[: 2 * room].decode("utf-16-le", errors="ignore")
    return f"{kept}\n{cut}"


def _units(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2
