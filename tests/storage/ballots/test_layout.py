"""The order inside a box, and what isn't a box."""

import pytest

from bot.storage.ballots.layout import Contents, Entries, pack, unpack


def test_entries_keep_the_order_of_their_marks() -> None:
    entries = Entries()
    for name in (b"c", b"a", b"b", b"a"):
        entries.put(name * 16 + b"rest")
    assert [entry[:1] for entry in entries] == [b"a", b"b", b"c"]
    assert entries.find(b"b" * 16) == b"b" * 16 + b"rest"
    entries.remove(b"b" * 16)
    entries.remove(b"x" * 16)
    assert entries.find(b"b" * 16) is None
    assert len(entries) == 2


def test_tags_and_ballots_go_in_pairs_or_not_at_all() -> None:
    with pytest.raises(ValueError, match="as many tags as ballots"):
        pack(Contents(1, tags=[b"t" * 16]))


@pytest.mark.parametrize(
    "packed",
    [
        b"",
        b"\x01\x01\x00",
        b"\x02" + pack(Contents(1))[1:],
        pack(Contents(1))[:-1],
        pack(Contents(1)) + b"\0",
        b"\x01\x01\xff\xff\xff\xff" + bytes(64 * 49),
    ],
)
def test_other_bytes_are_no_box(packed: bytes) -> None:
    with pytest.raises(ValueError, match="box"):
        unpack(packed)
