"""Refusals: every way in which Circlekeeper can say no, each with a sentence in words.

The whole tree::

    Refusal                 something can't be done; the person gets one calm sentence
    ├── NotAllowed          this person's roles don't carry it
    ├── Gone                what it was about is closed, taken away or unknown here
    └── BadInput            what was typed can't be taken as it is; it is given back
"""

from collections.abc import Mapping


class Refusal(Exception):
    """Something can't be done, and why.

    `key` names the sentence in `bot.words`; `blanks` fill it. The exception's own text is the
    key alone, so that nothing that a person typed reaches a log through it.
    """

    def __init__(self, key: str, **blanks: object) -> None:
        super().__init__(key)
        self.key = key
        self.blanks: Mapping[str, object] = blanks


class NotAllowed(Refusal):
    """The person may not do this here."""


class Gone(Refusal):
    """The poll, topic or form isn't there any more, is closed, or never was in this group."""


class BadInput(Refusal):
    """What was typed can't be taken as it is. Whoever raises it has kept the text safe."""
