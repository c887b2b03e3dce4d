"""What a group has set, in sentences."""

from zoneinfo import ZoneInfo

import discord

from bot.domain.groups import UTC_ZONE, GroupSettings, SetUp
from bot.domain.people import GroupRoles
from bot.domain.refusals import BadInput
from bot.words import say


def check_private(channel: discord.TextChannel) -> None:
    """Refuse a channel that everyone sees: what stands there is for moderators. Raises BadInput."""
    if channel.permissions_for(channel.guild.default_role).view_channel:
        raise BadInput("group.refused.open_channel", channel=channel.mention)


def check_people(role: discord.Role) -> None:
    """Refuse the role that Discord made for a bot: no person holds it. Raises BadInput."""
    own = role.managed and role in role.guild.me.roles
    if own or role.is_bot_managed():
        raise BadInput("group.refused.of_a_bot", role=role.mention)


def kept_told(name: str, chosen: object) -> str:
    """Return that a choice is kept; of a role, what everybody who holds it can do now."""
    if name in ("facilitator", "moderator") and chosen:
        return say(f"group.setup.kept_{name}", role=f"<@&{chosen}>")
    return say("group.setup.kept")


def roles_told(roles: GroupRoles) -> str:
    """Return who facilitates and who moderates."""
    return say(
        "group.roles.now",
        facilitator=_role(roles.facilitator, "events"),
        moderator=_role(roles.moderator, "server"),
    )


def settings_told(settings: GroupSettings, country: str) -> list[str]:
    """Return each setting as a sentence; `country` is the name of the one that comes first."""
    channel = settings.feedback_channel
    key = "feedback_channel" if channel else "no_feedback_channel"
    return [
        *chosen_told(settings, country),
        say(f"group.settings.{key}", channel=f"<#{channel}>"),
        say("group.settings.support", count=settings.support),
    ]


def chosen_told(settings: GroupSettings, country: str) -> list[str]:
    """Return what setting up asks for."""
    return [
        office_told(settings),
        zone_told(settings),
        country_told(country),
        results_told(settings),
        notes_told(settings),
        days_told(settings),
    ]


def zone_told(settings: GroupSettings) -> str:
    """Return the time zone, and what its clocks show."""
    now = discord.utils.utcnow().astimezone(ZoneInfo(settings.zone))
    return say("group.settings.zone", zone=settings.zone, now=f"{now:%H:%M}")


def notes_told(settings: GroupSettings) -> str:
    """Return whether topics show what they may touch on."""
    return say(f"group.settings.content_notes_{'on' if settings.content_notes else 'off'}")


def office_told(settings: GroupSettings) -> str:
    """Return where moderators are told things."""
    if settings.moderators_channel is None:
        return say("group.settings.no_channel")
    return say("group.settings.channel", channel=f"<#{settings.moderators_channel}>")


def days_told(settings: GroupSettings) -> str:
    """Return how long feedback is kept once it is ended."""
    return say("group.settings.feedback_days", count=settings.feedback_days)


def country_told(country: str) -> str:
    """Return whose help lines come first; `country` is empty where there is none."""
    key = "country" if country else "no_country"
    return say(f"group.settings.{key}", country=country)


def results_told(settings: GroupSettings) -> str:
    """Return what a new poll tells."""
    return say(f"group.settings.{settings.publication}", floor=settings.floor)


def open_told(now: SetUp, country: str) -> list[str]:
    """Return what is not set yet, and what that means."""
    settings = now.settings
    return [
        *([office_told(settings)] if settings.moderators_channel is None else []),
        *([zone_told(settings)] if settings.zone == UTC_ZONE else []),
        *([] if country else [country_told(country)]),
    ]


def _role(role_id: int | None, otherwise: str) -> str:
    if role_id is None:
        return say(f"group.roles.by_{otherwise}")
    return say(f"group.roles.also_{otherwise}", role=f"<@&{role_id}>")
