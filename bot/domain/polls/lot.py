"""Drawing lots: which of the tied options, so that anyone can check it and nobody could steer it.

A random number is kept to itself and its seal is posted when the poll opens; after closing the
number is told. What the lot falls on depends on it and on the marks of all counted ballots, so
neither who opened the poll nor who votes last can aim at an option. Whoever runs the machine could:
they can read the number before closing, and try several fillers among the marks.

Source: commitment by a hash, as in Blum, "Coin flipping by telephone", SIGACT News 15 (1983).
"""

from collections.abc import Iterable, Sequence
from hashlib import sha256

NUMBER_BYTES = 32


def seal(number: bytes) -> str:
    """Return the seal of a number, which is posted before anyone votes: 64 hexadecimal digits."""
    return sha256(number).hexdigest()


def draw(
    number: bytes, poll_id: str, marks: Iterable[str], options: Sequence[str], tied: Iterable[int]
) -> int:
    """Return the position of the tied option that the lot falls on.

    `marks` are the poll's published fingerprints in their published order. Of the tied options
    the one with the smallest SHA-256 of seed and text is drawn; the seed is the SHA-256 of the
    number, the poll's id and the SHA-256 of the list of marks, one a line.
    """
    root = sha256("\n".join(marks).encode()).digest()
    seed = sha256(number + poll_id.encode() + root).digest()
    return min(tied, key=lambda position: sha256(seed + options[position].encode()).digest())
