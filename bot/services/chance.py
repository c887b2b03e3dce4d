"""Chance for the services: ids that nobody can guess, from one source given at start."""

from random import Random

ID_BITS = 64
MARK_BITS = 31


def new_id(chance: Random) -> str:
    """Return a random id of 16 hexadecimal digits."""
    return f"{chance.getrandbits(ID_BITS):016x}"


def new_mark(chance: Random) -> int:
    """Return a random number from 1 to 2**31 - 1, as Discord takes it for a component's id."""
    return chance.randrange(1, 1 << MARK_BITS)
