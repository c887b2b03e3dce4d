"""Where each byte of an unsealed box stands, so that its order and length tell nothing."""

import struct
from bisect import bisect_left
from collections.abc import Iterable, Iterator

VERSION = 1
MARK_BYTES = 16  # of a tag, of a ballot's head, of a fingerprint
SMALLEST_ROOM = 64  # places; the room doubles, so its size tells turnout only in powers of two

_HEADER = struct.Struct(">BBI")  # version, choice size in bytes, number of votes


class Entries:
    """Entries that begin with a mark of 16 bytes each, always in the order of their marks."""

    __slots__ = ("_all",)

    def __init__(self, in_order: Iterable[bytes] = ()) -> None:
        self._all = list(in_order)

    def __len__(self) -> int:
        return len(self._all)

    def __iter__(self) -> Iterator[bytes]:
        return iter(self._all)

    def find(self, mark: bytes) -> bytes | None:
        """The entry that begins with this mark, or None."""
        at, found = self._place(mark)
        return self._all[at] if found else None

    def put(self, entry: bytes) -> None:
        """Put an entry at its place, instead of one with the same mark."""
        at, found = self._place(entry[:MARK_BYTES])
        self._all[at : at + found] = (entry,)

    def remove(self, mark: bytes) -> None:
        """Take out the entry with this mark, if it is there."""
        at, found = self._place(mark)
        del self._all[at : at + found]

    def _place(self, mark: bytes) -> tuple[int, bool]:
        """Where an entry with this mark stands or would stand, and whether one does."""
        at = bisect_left(self._all, mark)  # a mark sorts right before what begins with it
        return at, at < len(self._all) and self._all[at].startswith(mark)


class Contents:
    """What a box holds: the tags of those who voted, and the ballots.

    A ballot is its head (16 bytes), its fingerprint (16), its choice (`choice_size`). Tags and
    ballots are each sorted by their own keyed hashes, so that neither the order of casting nor a
    place in one says anything about the other (DESIGN "The sealed box").
    """

    __slots__ = ("ballots", "choice_size", "tags")

    def __init__(
        self, choice_size: int, tags: Iterable[bytes] = (), ballots: Iterable[bytes] = ()
    ) -> None:
        self.choice_size = choice_size
        self.tags = Entries(tags)
        self.ballots = Entries(ballots)

    def sound(self) -> bool:
        """Whether there are as many different tags as different ballots, each list in order."""
        tags = list(self.tags)
        heads = [ballot[:MARK_BYTES] for ballot in self.ballots]
        return len(tags) == len(heads) and all(
            marks == sorted(set(marks)) for marks in (tags, heads)
        )


def pack(contents: Contents) -> bytes:
    """Lay a box out: header | tags | ballots | zeros up to the room's end.

    Raises `ValueError` unless there are as many tags as ballots.
    """
    votes = len(contents.ballots)
    if len(contents.tags) != votes:
        raise ValueError("a box needs as many tags as ballots")
    header = _HEADER.pack(VERSION, contents.choice_size, votes)
    packed = b"".join((header, *contents.tags, *contents.ballots))
    return packed.ljust(_packed_size(votes, contents.choice_size), b"\0")


def unpack(packed: bytes) -> Contents:
    """Read what `pack` laid out. Raises `ValueError` for another version or length."""
    if len(packed) < _HEADER.size:
        raise ValueError("a box is at least a header")
    version, choice_size, votes = _HEADER.unpack_from(packed)
    if version != VERSION or len(packed) != _packed_size(votes, choice_size):
        raise ValueError("this isn't the layout of a box")
    wide = 2 * MARK_BYTES + choice_size
    middle = _HEADER.size + votes * MARK_BYTES
    end = middle + votes * wide
    return Contents(
        choice_size,
        tags=(packed[at : at + MARK_BYTES] for at in range(_HEADER.size, middle, MARK_BYTES)),
        ballots=(packed[at : at + wide] for at in range(middle, end, wide)),
    )


def _packed_size(votes: int, choice_size: int) -> int:
    room = SMALLEST_ROOM
    while room < votes:
        room *= 2
    return _HEADER.size + room * (3 * MARK_BYTES + choice_size)
