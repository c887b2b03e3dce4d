"""Fitting: what people wrote, in the room that a card has for it."""

from collections.abc import Iterable

from cogs.parts import plain, shortened

LEAST = 20


def fitted(typed: str, most: int) -> str:
    """Return what somebody wrote as Discord shows it, in at most so many characters.

    Escapes count as well, so a text full of signs is cut earlier. A cut ends in an ellipsis.
    """
    kept = shortened(typed, most)  # what is longer before its escapes is too long in any case
    shown = plain(kept)
    while len(shown) > most and len(kept) > 1:
        kept = shortened(kept, max(1, min(len(kept) - 1, len(kept) * most // len(shown))))
        shown = plain(kept)
    return shown


def lines(texts: Iterable[str], room: int) -> list[str]:
    """Return the texts as lines of a list that together take at most `room` characters."""
    found = tuple(texts)
    each = max(LEAST, room // max(1, len(found)) - len("- \n"))
    return [f"- {fitted(' '.join(text.split()), each)}" for text in found]
