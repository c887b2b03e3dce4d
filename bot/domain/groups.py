"""A group's settings: where its moderators are told things, its clocks, and what its cards show."""

from dataclasses import dataclass, field

from bot.domain.decisions.decision import SUPPORTS, USUAL_SUPPORT
from bot.domain.people import GroupRoles
from bot.domain.polls.rules import FLOOR, USUAL_FLOOR, Publication
from bot.domain.refusals import BadInput

UTC_ZONE = "UTC"
FLOORS = range(FLOOR, 21)
DAYS = range(7, 366)


@dataclass(frozen=True, slots=True)
class GroupSettings:
    """What a group has set. Everything works before any of it is.

    `zone` is a name of the IANA time zone database; `content_notes` says whether topics show what
    they may touch on; `moderators_channel` is the channel that only moderators see, if it is named;
    `feedback_channel` is where the group is told that answers wait; `feedback_days` is how long
    feedback is kept once it is ended. `country` is the code of the country whose help lines come
    first. `publication` and `floor` are what a new poll begins with; its author can change how
    much it tells. `support` is how many must want to talk about something before it becomes a
    shared decision.
    """

    zone: str = UTC_ZONE
    content_notes: bool = True
    moderators_channel: int | None = None
    feedback_channel: int | None = None
    feedback_days: int = 90
    country: str | None = None
    publication: Publication = Publication.PROTECTED
    floor: int = USUAL_FLOOR
    support: int = USUAL_SUPPORT


@dataclass(frozen=True, slots=True)
class SetUp:
    """All that a group has set: its roles and its settings."""

    roles: GroupRoles = field(default_factory=GroupRoles)
    settings: GroupSettings = field(default_factory=GroupSettings)

    @property
    def untouched(self) -> bool:
        """Say whether everything is as it is from the start."""
        return self == SetUp()


def check_settings(settings: GroupSettings) -> None:
    """Refuse numbers that no form offers. Raises BadInput."""
    for number, allowed in (
        (settings.floor, FLOORS),
        (settings.feedback_days, DAYS),
        (settings.support, SUPPORTS),
    ):
        if number not in allowed:
            raise BadInput("group.refused.number", least=allowed[0], most=allowed[-1])


def check_roles(roles: GroupRoles, group_id: int) -> None:
    """Refuse everybody as moderators. Raises BadInput.

    Discord's role for everybody has the group's own id. Feedback promises that moderators read it.
    """
    if roles.moderator == group_id:
        raise BadInput("group.refused.everybody")
