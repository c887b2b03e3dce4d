"""Topics: something to talk about, and how its questions are opened one after the other."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

ROOM_TO_TALK = timedelta(seconds=60)


@dataclass(frozen=True, slots=True)
class Resource:
    """Where more can be read: an organisation's home page, its country and when it was checked."""

    name: str
    url: str
    country: str
    checked_on: date


@dataclass(frozen=True, slots=True)
class Topic:
    """One topic: a complete one of the library, or a group's own.

    `slug` names it for good; `version` counts its rewritings. `intensity` is 1 (light) to 3
    (heavy). All texts are in `language` and short enough for one card. A group's own topic has at
    least a title, a purpose and a prompt; its other texts and lists may be empty.
    """

    slug: str
    version: int
    title: str
    purpose: str
    intensity: int
    content_notes: tuple[str, ...]
    group: tuple[str, ...]
    setting: tuple[str, ...]
    opening_round: str
    prompts: tuple[str, ...]
    going_deeper: tuple[str, ...]
    strengths: str
    taking_part: tuple[str, ...]
    facilitator_notes: str
    closing_round: str
    tags: tuple[str, ...]
    language: str
    resources: tuple[Resource, ...] = ()

    @property
    def questions(self) -> tuple[str, ...]:
        """The questions that *Going deeper* asks, in order; the one about strengths is last.

        A group's own topic may lack any of them.
        """
        return (*self.going_deeper, self.strengths) if self.strengths else self.going_deeper


@dataclass(frozen=True, slots=True)
class TopicPost:
    """A topic posted in a channel, or on its way there.

    `asked` is how many deeper questions have been asked; `intensity` is the topic's when it was
    posted; `role_id` a role to be notified. `schedule_id` and `occurs_at` say for which time of
    which schedule it was chosen. `closed_at` is when its circle was closed.
    """

    post_id: str
    group_id: int
    channel_id: int
    slug: str
    asked: int = 0
    asked_at: datetime | None = None
    message_id: int | None = None
    thread_id: int | None = None
    intensity: int = 1
    role_id: int | None = None
    schedule_id: str | None = None
    occurs_at: datetime | None = None
    closed_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Pins:
    """What a post changes among its channel's pins.

    `before` is the message that is pinned no longer; `pin` says whether the post's own card is
    pinned, which it isn't once a later one is there.
    """

    before: int | None
    pin: bool


def next_question(post: TopicPost, now: datetime) -> int | None:
    """Return the position of the question to ask now, or None to leave room for the last one.

    Several people often press at once; within a minute of a question they all mean that one.
    A position behind the topic's last question means that all have been asked.
    """
    if post.asked_at is not None and now - post.asked_at < ROOM_TO_TALK:
        return None
    return post.asked


def matches(topic: Topic, typed: str) -> bool:
    """Say whether a topic fits what somebody has typed: in title, tag, purpose or questions."""
    wanted = typed.casefold().split()
    text = " ".join(
        (
            topic.title,
            *topic.tags,
            topic.purpose,
            *topic.content_notes,
            topic.opening_round,
            *topic.prompts,
            *topic.questions,
        )
    ).casefold()
    return all(word in text for word in wanted)
