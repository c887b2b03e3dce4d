"""Feedback as JSON (RFC 8259): one object whose `feedback` is a list, with every word as it was."""

import json

from bot.domain.feedback.exporting.columns import COLUMNS, Row, Texts

BEGINNING, END = b'{"feedback": [', b"\n]}\n"


class JsonFile:
    """One JSON document under way, of at most `largest` bytes."""

    def __init__(self, texts: Texts, largest: int) -> None:
        del texts  # nothing is cut here, and the data dictionary goes beside it
        self._largest = largest
        self._content = bytearray(BEGINNING)
        self.rows = 0

    def add(self, row: Row) -> bool:
        """Add a row, or return False if it doesn't fit any more. The first one always does."""
        item = json.dumps(dict(zip(COLUMNS, row, strict=True)), ensure_ascii=False)
        line = (",\n" if self.rows else "\n").encode() + item.encode()
        if self.rows and len(self._content) + len(line) + len(END) > self._largest:
            return False
        self._content += line
        self.rows += 1
        return True

    def finish(self) -> bytes:
        """Return the whole document."""
        return bytes(self._content + END)
