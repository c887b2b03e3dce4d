"""Groups: which roles carry what, and what the program remembers about itself."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from typing import Any

from bot.domain.groups import GroupSettings, SetUp, check_roles, check_settings
from bot.domain.people import GroupRoles, Person, require_manager
from bot.services.steps import move_reviews
from bot.services.topics.scheduling import move_schedules
from bot.storage import groups, record
from bot.storage.database import Connection, Database


class Groups:
    """A group's settings."""

    def __init__(self, database: Database, now: Callable[[], datetime]) -> None:
        self._database = database
        self._now = now

    async def name_roles(self, person: Person, named: GroupRoles) -> GroupRoles:
        """Keep which roles are the facilitators' and the moderators'; None leaves one as it is.

        Written in the record. Returns the roles as they are now. Raises NotAllowed, BadInput.
        """
        return await self._set_roles(
            person,
            lambda before: GroupRoles(
                facilitator=named.facilitator or before.facilitator,
                moderator=named.moderator or before.moderator,
            ),
        )

    async def name_role(self, person: Person, **named: int | None) -> GroupRoles:
        """Keep one role, by its name in GroupRoles; with None the permission alone decides again.

        Written in the record. Returns the roles as they are now. Raises NotAllowed, BadInput.
        """
        return await self._set_roles(person, lambda before: replace(before, **named))

    async def set_up(self, person: Person) -> SetUp:
        """Return all that the person's group has set, to who may change it. Raises NotAllowed."""
        require_manager(person)
        return await self._database.read(
            lambda connection: SetUp(
                groups.roles(connection, person.group_id),
                groups.settings(connection, person.group_id),
            )
        )

    async def settings(self, group_id: int) -> GroupSettings:
        """Return what a group has set."""
        return await self._database.read(groups.settings, group_id)

    async def set(self, person: Person, **changed: Any) -> GroupSettings:
        """Change some of the group's settings, by the names in GroupSettings.

        Written in the record. Returns the settings as they are now. Raises NotAllowed, BadInput.
        """
        require_manager(person)

        def work(connection: Connection) -> GroupSettings:
            before = groups.settings(connection, person.group_id)
            after = replace(before, **changed)
            check_settings(after)
            if after != before:
                groups.set_settings(connection, person.group_id, after)
            if after.zone != before.zone:
                move_schedules(connection, person.group_id, after.zone, self._now())
                move_reviews(connection, person.group_id, after.zone)
            for name, value in changed.items():
                if getattr(before, name) != value:
                    self._note(connection, person, f"{name}_set", to=str(value))
            return after

        return await self._database.write(work)

    async def known_commands(self) -> str | None:
        """Return the fingerprint of the commands that Discord was last given, or None."""
        return await self._database.read(groups.note, "commands")

    async def remember_commands(self, fingerprint: str) -> None:
        """Keep the fingerprint of the commands that Discord was given."""
        await self._database.write(groups.set_note, "commands", fingerprint)

    async def _set_roles(
        self, person: Person, change: Callable[[GroupRoles], GroupRoles]
    ) -> GroupRoles:
        require_manager(person)

        def work(connection: Connection) -> GroupRoles:
            before = groups.roles(connection, person.group_id)
            after = change(before)
            check_roles(after, person.group_id)
            if after != before:
                groups.set_roles(connection, person.group_id, after)
                named = {"facilitator": after.facilitator, "moderator": after.moderator}
                self._note(connection, person, "roles_named", **named)
            return after

        return await self._database.write(work)

    def _note(self, connection: Connection, person: Person, kind: str, **details: object) -> None:
        record.add(connection, person.group_id, kind, person.user_id, self._now(), **details)
