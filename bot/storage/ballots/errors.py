"""What can go wrong with the sealed votes, each under its own name."""

from typing import ClassVar


class BallotsError(Exception):
    """Any refusal of the ballots. None of them tells a person, a choice, a code or a key.

    The whole tree:

        BallotsError
        ├── FolderInUse          another process has the folder
        ├── BallotsUnusable      the file or folder can't be worked with
        ├── NotStored            the commit failed; nothing changed
        └── BoxError             it concerns one poll's box; the others are well
            ├── BoxMissing       no box, or no key to it
            ├── BoxDamaged       it doesn't unseal
            ├── BoxLocked        closing has begun
            ├── StandsUnopened   this person's vote is in, under a code of an earlier link
            ├── WrongCode            a typed code isn't that of this person's ballot
            └── OutOfTurn        a step was asked for before its time
    """


class FolderInUse(BallotsError):
    """Another process, or another `BallotBoxes` of this one, has the folder."""

    def __init__(self) -> None:
        super().__init__("the folder of sealed votes is in use by another process")


class BallotsUnusable(BallotsError):
    """The file or the folder can't be worked with; `reason` says why in plain words."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class NotStored(BallotsError):
    """It couldn't be brought to disk, and nothing changed; `reason` says why in plain words."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class BoxError(BallotsError):
    """Something about the box of one poll, named by `poll_id`."""

    says: ClassVar[str] = "something is wrong with its box"

    def __init__(self, poll_id: str) -> None:
        super().__init__(poll_id)
        self.poll_id = poll_id

    def __str__(self) -> str:
        return f"poll {self.poll_id}: {self.says}"


class BoxMissing(BoxError):
    """The poll has no box, or its key is gone."""

    says = "it has no box, or no key to it"


class BoxDamaged(BoxError):
    """The box doesn't unseal with its key, or what is inside contradicts itself."""

    says = "its box doesn't unseal"


class BoxLocked(BoxError):
    """Closing has begun; no vote goes in, changes or comes out any more."""

    says = "its box is locked, closing has begun"


class StandsUnopened(BoxError):
    """The person has voted, and this link doesn't lead to the ballot (the bot restarted since)."""

    says = "this vote stands as it is; it was cast under an earlier link"


class WrongCode(BoxError):
    """The code leads to no ballot, or the person has none that it could lead to."""

    says = "the code opens no ballot of this person's"


class OutOfTurn(BoxError):
    """A step before its time: creating over a box in use, or unsealing one that isn't locked."""

    says = "this step isn't possible in the state its box is in"
