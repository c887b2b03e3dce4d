"""One poll's box while it is open in memory: what can be done to it, and when it refuses."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property

from bot.storage.ballots.errors import BoxDamaged, BoxLocked, OutOfTurn, StandsUnopened, WrongCode
from bot.storage.ballots.keys import KeyFolder
from bot.storage.ballots.layout import MARK_BYTES, Contents
from bot.storage.ballots.link import fingerprint_of
from bot.storage.ballots.sealing import BoxKeys, seal, unseal


@dataclass(frozen=True, slots=True, repr=False)
class Voter:
    """A person at one poll: their Discord id, and the code of their ballot (10 bytes)."""

    user_id: int
    code: bytes


@dataclass(frozen=True, slots=True, repr=False)
class Unsealed:
    """The ballots of a closed box: choices and fingerprints, as many of each.

    Each is sorted on its own, so that a place in one says nothing about the other.
    """

    choices: tuple[bytes, ...]
    fingerprints: tuple[bytes, ...]


class OpenBox:
    """A box between being read from the file and being written back.

    It is unsealed at the first need, so that a lock needs no key. `changed` says whether there is
    anything to write. Every method may raise `BoxMissing` (no key) or `BoxDamaged`.
    """

    def __init__(self, poll_id: str, locked: bool, sealed: bytes, folder: KeyFolder) -> None:
        self.poll_id = poll_id
        self.locked = locked
        self.changed = False
        self._sealed = sealed
        self._stale = False  # whether `_sealed` is older than `_contents`
        self._folder = folder

    @cached_property
    def _keys(self) -> BoxKeys:
        return BoxKeys.derive(self._folder.read(self.poll_id), self.poll_id)

    @cached_property
    def _contents(self) -> Contents:
        return unseal(self._sealed, self._keys, self.poll_id)

    def look(self, voter: Voter) -> bytes | None:
        """The person's own choice, or None without a vote. Raises `StandsUnopened`."""
        _, _, ballot = self._find(voter)
        return ballot[2 * MARK_BYTES :] if ballot else None

    def put(self, voter: Voter, choice: bytes) -> bool:
        """Put a vote in: True if it is the person's first, False if it replaced theirs.

        Raises `BoxLocked`, `StandsUnopened`, and `ValueError` for a choice of another size.
        """
        self._require_unlocked()
        tag, head, ballot = self._find(voter)
        if len(choice) != self._contents.choice_size:
            raise ValueError("a choice must be of its poll's size")
        self._contents.tags.put(tag)
        self._contents.ballots.put(head + fingerprint_of(self.poll_id, voter.code) + choice)
        self._stale = self.changed = True
        return ballot is None

    def adopt(self, voter: Voter, earlier: bytes) -> bool:
        """Let the person's current code lead to the ballot of an earlier one: False if it did.

        The fingerprint becomes the current code's too. Raises `BoxLocked`, `WrongCode`.
        """
        self._require_unlocked()
        head, now = self._keys.head(earlier), self._keys.head(voter.code)
        ballot = self._contents.ballots.find(head)
        voted = self._contents.tags.find(self._keys.tag(voter.user_id)) is not None
        if ballot is None or not voted:
            raise WrongCode(self.poll_id)
        if head == now:
            return False
        if self._contents.ballots.find(now) is not None:
            # Their own ballot opens already, so the code is that of somebody else's.
            raise WrongCode(self.poll_id)
        self._contents.ballots.remove(head)
        choice = ballot[2 * MARK_BYTES :]
        self._contents.ballots.put(now + fingerprint_of(self.poll_id, voter.code) + choice)
        self._stale = self.changed = True
        return True

    def take_back(self, voter: Voter) -> bool:
        """Take a vote out, as if never cast: False if there was none.

        Raises `BoxLocked` and `StandsUnopened`.
        """
        self._require_unlocked()
        tag, head, ballot = self._find(voter)
        if ballot is None:
            return False
        self._contents.tags.remove(tag)
        self._contents.ballots.remove(head)
        self._stale = self.changed = True
        return True

    def lock(self) -> bool:
        """Refuse votes from now on: False if it was locked before."""
        if self.locked:
            return False
        self.locked = self.changed = True
        return True

    def count(self) -> int:
        """How many ballots are inside; for the start of the program, never for people."""
        return len(self._contents.ballots)

    def require_fresh(self, choice_size: int) -> None:
        """Raises `OutOfTurn` unless nobody voted, it isn't locked, and choices have this size."""
        if self.locked or self.count() or self._contents.choice_size != choice_size:
            raise OutOfTurn(self.poll_id)

    def unsealed(self) -> Unsealed:
        """All ballots, for the tally. Raises `OutOfTurn` unless the box is locked.

        Raises `BoxDamaged` unless there is exactly one ballot for each who voted.
        """
        if not self.locked:
            raise OutOfTurn(self.poll_id)
        if not self._contents.sound():
            raise BoxDamaged(self.poll_id)
        ballots = list(self._contents.ballots)
        return Unsealed(
            choices=tuple(sorted(ballot[2 * MARK_BYTES :] for ballot in ballots)),
            fingerprints=tuple(sorted(ballot[MARK_BYTES : 2 * MARK_BYTES] for ballot in ballots)),
        )

    def sealed(self, random_bytes: Callable[[int], bytes]) -> bytes:
        """The value to store: sealed afresh if a vote went in or out, else as it was read."""
        if self._stale:
            return seal(self._contents, self._keys, self.poll_id, random_bytes)
        return self._sealed

    def _require_unlocked(self) -> None:
        if self.locked:
            raise BoxLocked(self.poll_id)

    def _find(self, voter: Voter) -> tuple[bytes, bytes, bytes | None]:
        """The person's tag, the head of their ballot, and the ballot, or None before a vote."""
        tag, head = self._keys.tag(voter.user_id), self._keys.head(voter.code)
        voted = self._contents.tags.find(tag) is not None
        ballot = self._contents.ballots.find(head)
        if voted != (ballot is not None):
            raise StandsUnopened(self.poll_id) if voted else BoxDamaged(self.poll_id)
        return tag, head, ballot
