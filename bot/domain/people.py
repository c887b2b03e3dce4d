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
    `timed_out` and `pending` keep somebody from speaking in their group: moderators gave them a
    timeout, or they haven't been through what the group asks of whoever joins.
    """

    group_id: int
    channel_id: int
    user_id: int
    role_ids: frozenset[int] = frozenset()
    joined_at: datetime | None = None
    manages_events: bool = False
    manages_group: bool = False
    timed_out: bool = False
    pending: bool = False

    def carries(self, role_id: int | None) -> bool:
        """Say whether a role that the group has named is the person's, and counts now.

        A timeout takes a person's permissions in Discord; a named role is no more than those.
        """
        return role_id is not None and role_id in self.role_ids and not self.timed_out


@dataclass(frozen=True, slots=True)
class GroupRoles:
    """The roles that a group has named; None where it has named none."""

    facilitator: int | None = None
    moderator: int | None = None


def is_moderator(person: Person, roles: GroupRoles) -> bool:
    """Say whether the person is a moderator: by the group's role, else by Manage Server."""
    return person.carries(roles.moderator) or person.manages_group


def is_facilitator(person: Person, roles: GroupRoles) -> bool:
    """Say whether the person is a facilitator: by the group's role, else by Manage Events."""
    return person.carries(roles.facilitator) or person.manages_events


def require_facilitator(person: Person, roles: GroupRoles) -> None:
    """Refuse everybody but facilitators. Raises NotAllowed."""
    if not is_facilitator(person, roles):
        raise refused(person, "people.refused.facilitator")


def require_moderator(person: Person, roles: GroupRoles) -> None:
    """Refuse everybody but moderators. Raises NotAllowed."""
    if not is_moderator(person, roles):
        raise refused(person, "people.refused.moderator")


def require_manager(person: Person) -> None:
    """Refuse everybody without Manage Server. Raises NotAllowed."""
    if not person.manages_group:
        raise refused(person, "people.refused.manager")


def require_voice(person: Person) -> None:
    """Refuse who may not speak in the group now: nobody does so through the bot. Raises NotAllowed.

    Voting, check-outs, feedback and help lines stay theirs.
    """
    if person.timed_out or person.pending:
        raise refused(person, "people.refused.pending")


def refused(person: Person, key: str) -> NotAllowed:
    """Return the refusal with this sentence, or with the one on a timeout while there is one."""
    return NotAllowed("people.refused.timed_out" if person.timed_out else key)
