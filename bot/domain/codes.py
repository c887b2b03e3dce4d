"""A code that opens an answer: written as a key to a vote is, and called a code."""

from collections.abc import Mapping

from bot.domain.polls.keys import read_key
from bot.domain.refusals import BadInput

# What is said of a key, and what is said of a code in its place.
_SAID: Mapping[str, str] = {
    "polls.refused.key_shape": "feedback.refused.code_shape",
    "polls.refused.key_typo": "feedback.refused.code_typo",
}


def read_code(typed: str) -> bytes:
    """Return the 10 bytes of a code as somebody typed it. Raises BadInput for anything else."""
    try:
        return read_key(typed)
    except BadInput as off:
        raise BadInput(_SAID[off.key]) from None
