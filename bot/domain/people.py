"""People as the rules see them: who presses, and what their roles carry."""

from dataclasses import dataclass
from datetime import datetime

from bot.domain.refusals import NotAllowed


@dataclass(frozen=True, slots=True)
class Person:
    """A member of a group at the moment of a press.

    `group_id`, `channel_id` (where they are) and `user_id` are Discord's ids; `manages_events`
    and `manages_group` are the permissions *Manage Events* and *Manage Server* (an administrator
    holds both); `joined_at` is when they joined the group, in UTC, where Discord tells it.
    """

    group_id: int
    channel_id: int
    user_id: int
    role_ids: frozenset[int] = frozenset()
    joined_at: datetime | None = None
    manages_events: bool = False
    manages_group: bool = False


@dataclass(frozen=True, slots=True)
class GroupRoles:
    """The roles that a group has named; None where it has named none."""

    facilitator: int | None = None
    moderator: int | None = None


def is_moderator(person: Person, roles: GroupRoles) -> bool:
    """Say whether the person is a moderator: by the group's role, else by Manage Server."""
    if roles.moderator is not None and roles.moderator in person.role_ids:
        return True
    return person.manages_group


def is_facilitator(person: Person, roles: GroupRoles) -> bool:
    """Say whether the person is a facilitator: by the group's role, else by Manage Events."""
    if roles.facilitator is not None and roles.facilitator in person.role_ids:
        return True
    return person.manages_events


def require_facilitator(person: Person, roles: GroupRoles) -> None:
    """Refuse everybody but facilitators. Raises NotAllowed."""
    if not is_facilitator(person, roles):
        raise NotAllowed("people.refused.facilitator")


def require_moderator(person: Person, roles: GroupRoles) -> None:
    """Refuse everybody but moderators. Raises NotAllowed."""
    if not is_moderator(person, roles):
        raise NotAllowed("people.refused.moderator")


def require_manager(person: Person) -> None:
    """Refuse everybody without Manage Server. Raises NotAllowed."""
    if not person.manages_group:
        raise NotAllowed("people.refused.manager")
