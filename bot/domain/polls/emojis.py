"""Emojis at the beginning of an option, for polls in which people react."""

import unicodedata

JOINER = "\u200d"
VARIATION = "\ufe0f"
KEYCAP = "\u20e3"
REGIONAL = range(0x1F1E6, 0x1F200)
TONES = range(0x1F3FB, 0x1F400)


def split_emoji(line: str) -> tuple[str, str]:
    """Split a line into the emoji that it begins with, or an empty text, and the rest.

    Sequences (joined people, skin tones, flags, keycaps) stay whole. Source: Unicode Technical
    Standard 51, "Unicode Emoji", section 1.4.9 (the shape of an emoji sequence).
    """
    end = _emoji_end(line)
    return line[:end], line[end:].strip()


def _emoji_end(line: str) -> int:
    if not line:
        return 0
    if line[0] in "0123456789#*":
        keycap = line[1:2] == KEYCAP or line[1:3] == VARIATION + KEYCAP
        return (line.index(KEYCAP) + 1) if keycap else 0
    if ord(line[0]) in REGIONAL:
        return 2 if len(line) > 1 and ord(line[1]) in REGIONAL else 0
    if unicodedata.category(line[0]) != "So":
        return 0
    end = 1
    while end < len(line):
        if line[end] == VARIATION or ord(line[end]) in TONES:
            end += 1
        elif line[end] == JOINER and end + 1 < len(line):
            end += 2
        else:
            break
    return end
