"""A group's settings: where its moderators are told things, its clocks, and what its cards show."""

from dataclasses import dataclass

UTC_ZONE = "UTC"


@dataclass(frozen=True, slots=True)
class GroupSettings:
    """What a group has set. Everything works before any of it is.

    `zone` is a name of the IANA time zone database; `content_notes` says whether topics show what
    they may touch on; `moderators_channel` is the channel that only moderators see, if it is named;
    `feedback_channel` is where the group is told that answers wait; `feedback_days` is how long
    feedback is kept once it is ended.
    """

    zone: str = UTC_ZONE
    content_notes: bool = True
    moderators_channel: int | None = None
    feedback_channel: int | None = None
    feedback_days: int = 90
