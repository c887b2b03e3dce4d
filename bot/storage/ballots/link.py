"""The secret that leads from a person to their own ballot, held in memory only."""

import hashlib
import hmac
import os
from collections.abc import Callable
from pathlib import Path

from bot.storage.ballots.errors import BallotsUnusable
from bot.storage.ballots.private_files import write_private

LINK_BYTES = 32
CODE_BYTES = 10  # 80 bits: 16 characters of Crockford's base 32


def held_link(
    runtime_folder: Path | None, random_bytes: Callable[[int], bytes] = os.urandom
) -> bytes:
    """The link of this process: 32 bytes, the earlier ones if the runtime folder kept them.

    The folder must be backed by memory and outlive a restart only (systemd's RuntimeDirectory=
    with RuntimeDirectoryPreserve=restart): on a lasting disk the link would tie people to ballots.
    Without a folder the link is fresh. Raises `BallotsUnusable` if the folder refuses.
    """
    if runtime_folder is None:
        return random_bytes(LINK_BYTES)
    path = runtime_folder / "link"
    try:
        kept = path.read_bytes() if path.exists() else b""
        if len(kept) != LINK_BYTES:
            kept = random_bytes(LINK_BYTES)
            write_private(path, kept)
    except OSError as error:
        raise BallotsUnusable(f"the runtime folder refused: {error.strerror}") from error
    return kept


def code_of(link: bytes, poll_id: str, user_id: int) -> bytes:
    """The 10 bytes that name a person's ballot: HMAC-SHA-256(link, poll, user), cut."""
    message = poll_id.encode("ascii") + b"\0" + user_bytes(user_id)
    return hmac.digest(link, message, "sha256")[:CODE_BYTES]


def fingerprint_of(poll_id: str, code: bytes) -> bytes:
    """What may be published of a code: the first 16 bytes of SHA-256(poll id, code)."""
    return hashlib.sha256(poll_id.encode("ascii") + code).digest()[:16]


def user_bytes(user_id: int) -> bytes:
    """A Discord id as 8 bytes, the highest first. Raises `OverflowError`, which names no id."""
    return user_id.to_bytes(8, "big")
