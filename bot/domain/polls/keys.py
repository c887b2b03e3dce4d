"""A key to a vote, as a person reads and types it: 16 characters and one that checks them.

The alphabet is Crockford's base 32, which leaves out letters that look like others. The check
character is a sum over the field of 32 elements with a different weight for each place, so that any
one wrong character and any two neighbours swapped are noticed. Sources: Crockford, "Base 32"
(2019); Peterson and Weldon, "Error-Correcting Codes" (1972), chapter 8, for the sum.
"""

import hashlib

from bot.domain.refusals import BadInput

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
LOOKALIKES = str.maketrans("OIL", "011")
CODE_BYTES = 10
LENGTH = 16
# x^5 + x^2 + 1, which makes the 31 powers of x all different.
FIELD = 0b100101


def write_key(code: bytes) -> str:
    """Write the 10 bytes of a ballot's code as a key, in groups: `ABCD-EFGH-JKMN-PQRS-T`."""
    number = int.from_bytes(code, "big")
    digits = [number >> (5 * place) & 31 for place in reversed(range(LENGTH))]
    letters = "".join(ALPHABET[digit] for digit in (*digits, _check(digits)))
    return "-".join((*(letters[at : at + 4] for at in range(0, LENGTH, 4)), letters[LENGTH:]))


def read_key(typed: str) -> bytes:
    """Return the 10 bytes of a key as somebody typed it. Raises BadInput for anything else."""
    plain = "".join(typed.split()).replace("-", "").upper().translate(LOOKALIKES)
    if len(plain) != LENGTH + 1 or any(letter not in ALPHABET for letter in plain):
        raise BadInput("polls.refused.key_shape")
    *digits, check = (ALPHABET.index(letter) for letter in plain)
    if _check(digits) != check:
        raise BadInput("polls.refused.key_typo")
    number = 0
    for digit in digits:
        number = number << 5 | digit
    return number.to_bytes(CODE_BYTES, "big")


def fingerprint(poll_id: str, code: bytes) -> str:
    """Return what is published of a code: 16 bytes of SHA-256 over poll and code, hexadecimal."""
    return hashlib.sha256(poll_id.encode("ascii") + code).hexdigest()[:32]


def _check(digits: list[int]) -> int:
    """Sum the digits, each times another power of x."""
    total = 0
    for digit in digits:
        total = _times_x(total ^ digit)
    return total


def _times_x(element: int) -> int:
    doubled = element << 1
    return doubled ^ FIELD if doubled & 32 else doubled
