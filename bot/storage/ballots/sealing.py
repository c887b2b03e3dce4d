"""The cryptography of a box: three keys from one, the marks made with them, and the seal."""

import hmac
from collections.abc import Callable
from dataclasses import dataclass

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from bot.storage.ballots.errors import BoxDamaged
from bot.storage.ballots.layout import MARK_BYTES, VERSION, Contents, pack, unpack
from bot.storage.ballots.link import user_bytes

KEY_BYTES = 32
_NONCE_BYTES = 12


@dataclass(frozen=True, slots=True, repr=False)
class BoxKeys:
    """The three keys of one poll's box: K_roll, K_box and K_body of the design, 32 bytes each."""

    roll: bytes
    box: bytes
    body: bytes

    @classmethod
    def derive(cls, key: bytes, poll_id: str) -> "BoxKeys":
        """From the 32 bytes of the poll's key file, by HKDF-SHA-256 (RFC 5869) without salt."""
        hkdf = HKDF(algorithm=SHA256(), length=3 * KEY_BYTES, salt=None, info=_bound_to(poll_id))
        derived = hkdf.derive(key)
        return cls(*(derived[at : at + KEY_BYTES] for at in range(0, len(derived), KEY_BYTES)))

    def tag(self, user_id: int) -> bytes:
        """Who has voted: the 16 bytes that stand for a person in this poll's roll."""
        return hmac.digest(self.roll, user_bytes(user_id), "sha256")[:MARK_BYTES]

    def head(self, code: bytes) -> bytes:
        """Which ballot: the 16 bytes that a ballot is found and sorted by."""
        return hmac.digest(self.box, code, "sha256")[:MARK_BYTES]


def seal(
    contents: Contents, keys: BoxKeys, poll_id: str, random_bytes: Callable[[int], bytes]
) -> bytes:
    """Seal a box for its poll: a nonce of 12 bytes, then AES-256-GCM of the packed contents.

    The nonce is drawn afresh each time (NIST SP 800-38D, 8.2.2: safe for 2**32 seals under one
    key; at one seal each 0.25 s that is 34 years of one poll).
    """
    nonce = random_bytes(_NONCE_BYTES)
    return nonce + AESGCM(keys.body).encrypt(nonce, pack(contents), _bound_to(poll_id))


def unseal(sealed: bytes, keys: BoxKeys, poll_id: str) -> Contents:
    """Open what `seal` made. Raises `BoxDamaged` for other bytes, another key or another poll."""
    nonce, body = sealed[:_NONCE_BYTES], sealed[_NONCE_BYTES:]
    try:
        return unpack(AESGCM(keys.body).decrypt(nonce, body, _bound_to(poll_id)))
    except (InvalidTag, ValueError):
        raise BoxDamaged(poll_id) from None


def _bound_to(poll_id: str) -> bytes:
    """The format and the poll, which keys and seals are bound to: no box passes as another's."""
    return b"circlekeeper sealed box %d: " % VERSION + poll_id.encode("ascii")
