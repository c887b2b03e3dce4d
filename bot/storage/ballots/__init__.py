"""The room of sealed votes: who voted and what was chosen, never joined (DESIGN "The sealed box").

`BallotBoxes` is the only door. Beneath it, each module knows only those after it: `boxes` (what
can be asked, from the event loop), `writer` (votes that wait are written together), `boxfile` (the
SQLite file, in one thread), `openbox` (one poll's box while it is open in memory), `sealing`
(cryptography), `layout` (where each byte stands), `link`, `keys`, `private_files`, `errors`.
"""

from bot.storage.ballots.boxes import BallotBoxes
from bot.storage.ballots.boxfile import BoxState
from bot.storage.ballots.errors import (
    BallotsError,
    BallotsUnusable,
    BoxDamaged,
    BoxError,
    BoxLocked,
    BoxMissing,
    FolderInUse,
    NotStored,
    OutOfTurn,
    StandsUnopened,
    WrongCode,
)
from bot.storage.ballots.link import held_link
from bot.storage.ballots.openbox import Unsealed

__all__ = [
    "BallotBoxes",
    "BallotsError",
    "BallotsUnusable",
    "BoxDamaged",
    "BoxError",
    "BoxLocked",
    "BoxMissing",
    "BoxState",
    "FolderInUse",
    "NotStored",
    "OutOfTurn",
    "StandsUnopened",
    "Unsealed",
    "WrongCode",
    "held_link",
]
