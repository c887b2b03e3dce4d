"""Somebody with a copy of the folder, keys included, who reads it by the design alone.

Nothing here comes from the code under test: keys, seal and layout are written anew from DESIGN
"The sealed box", so that a change of either is noticed.
"""

import hashlib
import hmac
import os
import sqlite3
import struct
from collections.abc import Callable, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from bot.storage.ballots import BallotBoxes

T = TypeVar("T")

MARK = 16
HEADER = struct.Struct(">BBI")


def mac(key: bytes, message: bytes) -> bytes:
    return hmac.new(key, message, hashlib.sha256).digest()


def code(link: bytes, poll_id: str, user_id: int) -> bytes:
    return mac(link, poll_id.encode() + b"\0" + user_id.to_bytes(8, "big"))[:10]


def fingerprint(link: bytes, poll_id: str, user_id: int) -> bytes:
    return hashlib.sha256(poll_id.encode() + code(link, poll_id, user_id)).digest()[:MARK]


@dataclass(frozen=True)
class Keys:
    poll_id: str
    roll: bytes
    box: bytes
    body: bytes

    @classmethod
    def of(cls, folder: Path, poll_id: str) -> "Keys":
        key = (folder / "keys" / f"{poll_id}.key").read_bytes()
        info = b"circlekeeper sealed box 1: " + poll_id.encode()
        derived = HKDF(algorithm=SHA256(), length=96, salt=None, info=info).derive(key)
        return cls(poll_id, derived[:32], derived[32:64], derived[64:])

    def tag(self, user_id: int) -> bytes:
        return mac(self.roll, user_id.to_bytes(8, "big"))[:MARK]

    def head(self, of_code: bytes) -> bytes:
        return mac(self.box, of_code)[:MARK]

    def seal(self, packed: bytes) -> bytes:
        nonce = os.urandom(12)
        bound = b"circlekeeper sealed box 1: " + self.poll_id.encode()
        return nonce + AESGCM(self.body).encrypt(nonce, packed, bound)

    def unseal(self, sealed: bytes) -> bytes:
        bound = b"circlekeeper sealed box 1: " + self.poll_id.encode()
        return AESGCM(self.body).decrypt(sealed[:12], sealed[12:], bound)


@dataclass(frozen=True)
class Inside:
    """What a box holds, in the order in which it is stored."""

    tags: tuple[bytes, ...]
    heads: tuple[bytes, ...]
    fingerprints: tuple[bytes, ...]
    choices: tuple[bytes, ...]


def pack(choice_size: int, tags: Sequence[bytes], ballots: Sequence[bytes]) -> bytes:
    """A box of up to 64 votes with its tags and ballots in the order given, sorted or not."""
    room = HEADER.size + 64 * (3 * MARK + choice_size)
    return (HEADER.pack(1, choice_size, len(ballots)) + b"".join([*tags, *ballots])).ljust(
        room, b"\0"
    )


def inside(packed: bytes) -> Inside:
    _, choice_size, votes = HEADER.unpack_from(packed)
    wide = 2 * MARK + choice_size
    middle = HEADER.size + votes * MARK
    ballots = [packed[middle + i * wide : middle + (i + 1) * wide] for i in range(votes)]
    return Inside(
        tuple(packed[at : at + MARK] for at in range(HEADER.size, middle, MARK)),
        tuple(ballot[:MARK] for ballot in ballots),
        tuple(ballot[MARK : 2 * MARK] for ballot in ballots),
        tuple(ballot[2 * MARK :] for ballot in ballots),
    )


def stored(folder: Path, poll_id: str) -> bytes:
    """The sealed value in a folder that nobody has open."""
    with closing(sqlite3.connect(folder / "ballots.sqlite3")) as connection:
        (sealed,) = connection.execute(
            "SELECT sealed FROM box WHERE poll_id = ?", (poll_id,)
        ).fetchone()
    return sealed


def store(folder: Path, poll_id: str, sealed: bytes) -> None:
    """Put another sealed value in its place, behind everybody's back."""
    with closing(sqlite3.connect(folder / "ballots.sqlite3")) as connection, connection:
        connection.execute("UPDATE box SET sealed = ? WHERE poll_id = ?", (sealed, poll_id))


def opened(folder: Path, poll_id: str) -> Inside:
    return inside(Keys.of(folder, poll_id).unseal(stored(folder, poll_id)))


async def in_the_thread(boxes: BallotBoxes, use: Callable[[sqlite3.Connection], T]) -> T:
    """Use the program's own connection where it lives: nobody else can, the file is locked."""
    table = boxes._file._table  # pyright: ignore[reportPrivateUsage]
    return await boxes._call(use, table.connection)  # pyright: ignore[reportPrivateUsage]
