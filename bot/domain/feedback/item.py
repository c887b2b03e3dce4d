"""An item: what a member told the moderators, and the conversation that follows it."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from enum import StrEnum

from bot.domain.refusals import BadInput, Gone

MAX_TEXT = 2000
PER_DAY = 5
ADDED_PER_DAY = 10


class Kind(StrEnum):
    """What an item is about. ANSWER is what somebody wrote to a question that was asked."""

    IDEA = "idea"
    WORRY = "worry"
    THANKS = "thanks"
    FACILITATION = "facilitation"
    ACCESS = "access"
    SAFETY = "safety"
    ANSWER = "answer"


# What somebody may choose; an answer is given to a question alone.
KINDS = tuple(kind for kind in Kind if kind is not Kind.ANSWER)


class State(StrEnum):
    """What became of an item."""

    RECEIVED = "received"
    HEARD = "heard"
    TALKED_ABOUT = "talked_about"
    DONE = "done"
    PARTLY = "partly"
    NOT_NOW = "not_now"
    CLOSED = "closed"


# With one of these the moderators have ended it; the days of retention run from then on.
ENDED = frozenset({State.DONE, State.PARTLY, State.NOT_NOW, State.CLOSED})


class Stage(StrEnum):
    """How far an item has come towards being told of.

    WAITING is for the daily batch; until then moderators see it only if it bears a name. FRESH was
    told of less than a day ago. SETTLED may be part of *You said, we did*.
    """

    WAITING = "waiting"
    FRESH = "fresh"
    SETTLED = "settled"


class Said(StrEnum):
    """What one message of a conversation is: three are the writer's, an answer the moderators'."""

    ADDED = "added"
    UNDERSTOOD = "understood"
    NOT_QUITE = "not_quite"
    ANSWER = "answer"


@dataclass(frozen=True, slots=True)
class Writer:
    """Somebody who chose to stand by their words with their name."""

    user_id: int
    name: str


@dataclass(frozen=True, slots=True)
class Moderator:
    """Who answered, by Discord's id and the name they bore then, and on which day (UTC)."""

    user_id: int
    name: str
    day: date


@dataclass(frozen=True, slots=True)
class Message:
    """One step of a conversation.

    An answer has `by`, what was `heard` (said back to the writer first) and the `state` that came
    with it. What a writer says waits until `moves_at` to be told of in the daily batch; a private
    item's is unseen until then, and has no time of its own.
    """

    place: int
    said: Said
    text: str = ""
    heard: str = ""
    state: State | None = None
    by: Moderator | None = None
    moves_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Item:
    """One piece of feedback.

    `week` is the Monday of the week it came in. A private item has neither writer nor time
    (`given_at`); no more than the week is known of it, and only its code's hash leads to it.
    `about` is what it is about, as `word/id`; `exportable` says whether its words may leave in an
    export; `moves_at` is when it goes on to the next stage. `version` grows with each step of the
    conversation. `closed_on` is the day on which moderators ended it (UTC).
    """

    item_id: str
    group_id: int
    week: date
    kind: Kind
    text: str
    about: str = ""
    exportable: bool = True
    writer: Writer | None = None
    given_at: datetime | None = None
    code_hash: bytes | None = None
    stage: Stage = Stage.SETTLED
    moves_at: datetime | None = None
    state: State = State.RECEIVED
    version: int = 0
    closed_on: date | None = None
    messages: tuple[Message, ...] = field(default=())

    @property
    def private(self) -> bool:
        """Whether nobody is to know who wrote it."""
        return self.writer is None

    @property
    def next_place(self) -> int:
        """The place of the next message in its conversation."""
        return 1 + max((each.place for each in self.messages), default=0)

    @property
    def answers(self) -> tuple[Message, ...]:
        """What the moderators answered, the oldest first."""
        return tuple(each for each in self.messages if each.said is Said.ANSWER)


def seen(item: Item) -> Item:
    """Return an item as moderators see it: without what still waits for the daily batch."""
    if not item.private:
        return item
    return replace(item, messages=tuple(m for m in item.messages if m.moves_at is None))


def went_on(item: Item, said: Iterable[Said]) -> Item:
    """Return an item after its writer's words arrived. What had been ended is open again then.

    That they feel understood ends nothing and opens nothing.
    """
    said = set(said)
    if not said:
        return item
    opens = item.state in ENDED and said != {Said.UNDERSTOOD}
    return replace(
        item,
        version=item.version + 1,
        state=State.HEARD if opens else item.state,
        closed_on=None if opens else item.closed_on,
    )


def answered(item: Item, state: State, today: date) -> Item:
    """Return an item after the moderators answered it: with that state, ended today or open."""
    ended = item.closed_on or today if state in ENDED else None
    return replace(item, version=item.version + 1, state=state, closed_on=ended)


def week_of(day: date) -> date:
    """Return the Monday of a day's week."""
    return day - timedelta(days=day.weekday())


def check_text(typed: str) -> str:
    """Return what somebody wrote as it will be kept. Raises BadInput when empty or too long."""
    kept = typed.strip()
    if not kept:
        raise BadInput("feedback.refused.empty")
    if len(kept) > MAX_TEXT:
        raise BadInput("feedback.refused.long", most=MAX_TEXT, length=len(kept))
    return kept


def check_room(so_far: int, most: int = PER_DAY) -> None:
    """Refuse when one person has sent as much as goes in a day. Raises BadInput."""
    if so_far >= most:
        raise BadInput("feedback.refused.enough", most=most)


def check_version(item: Item, seen: int) -> None:
    """Refuse to answer what has gone on since it was looked at. Raises Gone."""
    if item.version != seen:
        raise Gone("feedback.refused.went_on")


def check_answer(state: State, text: str) -> None:
    """Refuse "not now" without a reason. Raises BadInput."""
    if state is State.NOT_NOW and not text:
        raise BadInput("feedback.refused.no_reason")


def check_words(heard: str, text: str) -> None:
    """Refuse an answer without a word: a slip of the finger sends one. Raises BadInput."""
    if not heard and not text:
        raise BadInput("feedback.refused.wordless")


def hash_of(code: bytes) -> bytes:
    """Return what is kept of a code (10 random bytes): its SHA-256."""
    return hashlib.sha256(b"feedback" + code).digest()
