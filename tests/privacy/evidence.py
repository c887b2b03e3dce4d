"""Evidence: all that came to light in one telling of the story, and how two tellings compare."""

import hashlib
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from bot.domain.polls.keys import write_key
from tests.privacy.circle import LINK
from tests.privacy.crossing import Seen
from tests.privacy.hands import Sight
from tests.privacy.votes import Voted
from tests.storage.ballots import attacker

# Where the bot answers somebody in private.
ANSWERS = ("/interactions/", "/webhooks/")
# What is random by design and tells nothing: the end of a form's id, and the marks by which a
# key's holder finds their ballot, of which only the number may be compared.
_FORM = re.compile(r":[0-9a-f]{12}(?=\")")
_MARKS = re.compile(r"(?<![0-9a-f])(?:[0-9a-f]{32}(?:\\n|\n|(?![0-9a-f])))+")
# discord.py's own number for a direct message; the outbox's are shorter.
_NONCE = re.compile(r'"nonce": "[0-9]{12,}"')
_ID = re.compile(r"(?<![0-9a-f])[0-9a-f]{16}(?![0-9a-f])")


@dataclass(frozen=True)
class Files:
    """The data folder at one moment.

    `dump` is the main file's content, `copy` a copy made by SQLite; `raw` is every file's bytes by
    its name; `boxes` what can be read of the sealed boxes without a key.
    """

    dump: str
    copy: bytes
    raw: Mapping[str, bytes]
    boxes: tuple[tuple[str, int, int], ...]


@dataclass
class Evidence:
    """One telling: what each role saw, what was sent to Discord, logged, and written to disk.

    `voted` is what voters saw of their own votes, `written` what the writer of the private feedback
    read, `checked` what a moderator saw who came by the key of the roles' own voter.
    """

    ids: Mapping[str, int]
    polls: Mapping[str, str]
    voted: list[Voted]
    written: Sight
    checked: list[Sight] = field(default_factory=list[Sight])
    seen: list[Seen] = field(default_factory=list[Seen])
    requests: dict[str, list[str]] = field(default_factory=dict[str, list[str]])
    log: str = ""
    files: dict[str, Files] = field(default_factory=dict[str, Files])

    def sent(self) -> Iterator[tuple[str, str]]:
        """Yield what was asked of Discord but private answers, which are in `seen`, by stage."""
        for stage, asked in self.requests.items():
            rest = [each for each in asked if not json.loads(each)[1].startswith(ANSWERS)]
            yield stage, "\n".join(rest)

    def by(self, role: str) -> list[Seen]:
        """Return what a role saw, in order."""
        return [seen for seen in self.seen if seen.role == role]


def plain(told: str) -> str:
    """Return a text without what is random by design."""
    told = _NONCE.sub('"nonce": *', _FORM.sub(":*", told))
    return _MARKS.sub(lambda found: f"<{len(found[0]) // 32} marks>", told)


def of_any_poll(told: str) -> str:
    """Return a text without ids of polls."""
    return _ID.sub("<id>", plain(told))


def person(name: str, user_id: int) -> set[bytes]:
    """Return the ways in which a person could be written down."""
    number = user_id.to_bytes(8, "big")
    digest = hashlib.sha256(str(user_id).encode())
    return {
        *(name.encode(), name.lower().encode(), name.upper().encode()),
        *(str(user_id).encode(), f"{user_id:x}".encode(), number, number[::-1]),
        *(digest.hexdigest()[:16].encode(), digest.digest()[:8]),
    }


def key_of(poll_id: str, user_id: int) -> str:
    """Return the key to a person's vote, as they would read it."""
    return write_key(attacker.code(LINK, poll_id, user_id))


def way_to(poll_id: str, user_id: int) -> set[bytes]:
    """Return what opens a person's ballot: its code and its key."""
    code, key = attacker.code(LINK, poll_id, user_id), key_of(poll_id, user_id)
    return {code, code.hex().encode(), key.encode(), key.replace("-", "").encode()}


def mark_of(poll_id: str, user_id: int) -> set[bytes]:
    """Return a ballot's fingerprint, which is published once it was counted."""
    mark = attacker.fingerprint(LINK, poll_id, user_id)
    return {mark, mark.hex().encode()}


def differences(one: list[Seen], other: list[Seen]) -> list[str]:
    """Return what doesn't look the same in two tellings: who, what, and where it parts."""
    told: list[str] = []
    for a, b in zip(one, other, strict=True):
        left, right = plain(a.sight.payload), plain(b.sight.payload)
        if (a.stage, a.role, a.tried, a.on, left) != (b.stage, b.role, b.tried, b.on, right):
            told.append(f"{a.stage}: {a.role}, {a.tried} on {a.on}: {_parting(left, right)}")
    return told


def _parting(left: str, right: str) -> str:
    at = next((n for n, (a, b) in enumerate(zip(left, right, strict=False)) if a != b), 0)
    begin = max(0, at - 60)
    return f"...{left[begin : at + 60]}... or ...{right[begin : at + 60]}..."


def found(where: bytes | str, needles: Iterable[bytes]) -> list[bytes]:
    """Return which of the needles stand in a text or in bytes."""
    hay = as_bytes(where)
    return sorted(needle for needle in needles if needle in hay)


def leaks(places: Iterable[tuple[str, bytes | str]], needles: Iterable[bytes]) -> list[str]:
    """Return where any of the needles stand. All places are searched as one: most hold nothing."""
    there = [(place, as_bytes(what)) for place, what in places]
    anywhere = found(b"\0".join(what for _, what in there), needles)
    return [f"{needle!r} in {place}" for place, what in there for needle in found(what, anywhere)]


def as_bytes(what: bytes | str) -> bytes:
    """Return a text as UTF-8, and bytes as they are."""
    return what.encode() if isinstance(what, str) else what
