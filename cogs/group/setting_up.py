"""`/group setup`: one private message that leads from step to step; its state is in its buttons."""

from typing import Any

import discord
from discord.ext import commands

from bot.client import Circlekeeper, Mode, Press, sentence
from bot.client.layout import Layout
from bot.client.people import person_of
from bot.client.router import CHOSEN
from bot.domain.checking import Use, Uses
from bot.domain.groups import SetUp
from bot.domain.polls.rules import Publication
from bot.domain.refusals import BadInput, Gone, NotAllowed
from bot.domain.topics.local_time import read_zone
from bot.domain.topics.zones import zone_meant, zones_meant
from bot.words import say
from cogs.group import steps, told
from cogs.group.ending import end_card, lacking_in
from cogs.parts import Area, argument, plain, sees

# The step at which each setting is chosen.
AT = {
    "facilitator": "roles",
    "moderator": "roles",
    "moderators_channel": "office",
    "zone": "zone",
    "country": "country",
    "publication": "results",
    "floor": "results",
    "content_notes": "notes",
    "feedback_days": "days",
}


class Setup(commands.Cog):
    """The steps. The command stands with the others."""

    def __init__(self, client: Circlekeeper) -> None:
        self._client = client
        self._groups = client.house.groups
        self._area = Area(
            client,
            {
                "group.setup": (self.begin, Mode.REPLY),
                "group.step": (self.step, Mode.UPDATE),
                "group.choose": (self.choose, Mode.UPDATE),
                "group.zone": (self.zone, Mode.FORM),
                "group.zone_typed": (self.zone_typed, Mode.REPLY),
                "group.done": (self.done, Mode.UPDATE),
            },
        )

    async def cog_load(self) -> None:
        """Take up the buttons, the menus and the form."""
        self._area.open()

    async def cog_unload(self) -> None:
        """Leave them."""
        self._area.shut()

    async def begin(self, press: Press) -> None:
        """Show the first step, from another card."""
        await press.answer.show(await first_step(self._client, press.interaction))

    async def step(self, press: Press) -> None:
        """Go to another step, or to the end."""
        view = await _view(self._client, press.interaction)
        step = argument(press)
        if step in steps.STEPS:
            await press.answer.show(steps.step_card(step, view))
        else:
            uses = await self._client.house.checking.uses(press.person)
            lacking = await lacking_in(self._client, press.interaction, uses)
            await press.answer.show(end_card(view, lacking))

    async def choose(self, press: Press) -> None:
        """Keep what was chosen, and show how it is now."""
        name = argument(press)
        # Before anything is looked at: who may not change it learns nothing of it.
        await self._groups.set_up(press.person)
        try:
            chosen = await self._keep(press, name)
        except BadInput as off:
            # Drawn anew, or the menu would go on showing what was refused.
            view = await _view(self._client, press.interaction)
            notice = say(off.key, **off.blanks)
            await press.answer.show(steps.step_card(AT[name], view, notice))
            return
        await self._show(press, AT[name], told.kept_told(name, chosen))

    async def _keep(self, press: Press, name: str) -> Any:
        """Keep and return what was chosen. Raises BadInput, Gone."""
        chosen = self._chosen(press, name, press.fields.text(CHOSEN) or argument(press, 1))
        if AT[name] == "roles":
            await self._groups.name_role(press.person, **{name: chosen})
        else:
            await self._groups.set(press.person, **{name: chosen})
            self._client.dispatch("work_to_do")
        return chosen

    async def zone(self, press: Press) -> None:
        """Open the form for a city."""
        await self._groups.set_up(press.person)
        await press.answer.form(steps.zone_form())

    async def zone_typed(self, press: Press) -> None:
        """Take the one place that is meant; offer several; give a text back that fits none."""
        typed = press.fields.text("zone")
        press.answer.keep(typed)
        meant = zone_meant(typed)
        if meant is not None:
            await self._groups.set(press.person, zone=meant)
            self._client.dispatch("work_to_do")
            await self._show(press, "zone", say("group.setup.kept"))
            return
        found = zones_meant(typed)
        key = "several" if found else "none"
        notice = say(f"group.setup.zone.{key}", typed=plain(" ".join(typed.split())))
        view = await _view(self._client, press.interaction)
        more = steps.zone_menu(found) if found else []
        await press.answer.show(steps.step_card("zone", view, notice, *more))

    async def done(self, press: Press) -> None:
        """End it."""
        await press.answer.show(sentence(say("group.setup.end.all")))

    def _chosen(self, press: Press, name: str, value: str) -> Any:
        """Return what was chosen as the setting's own value. Raises BadInput, Gone."""
        match name:
            case "facilitator" | "moderator":
                return _role(press.interaction, value)
            case "moderators_channel":
                return _office(press.interaction, value)
            case "zone":
                return read_zone(value)
            case "country":
                return (
                    None if value == steps.NONE else self._client.house.support.country(value).code
                )
            case "publication" if value in {*Publication}:
                return Publication(value)
            case "content_notes" if value in (steps.ON, steps.OFF):
                return value == steps.ON
            case "floor" | "feedback_days" if value.isdecimal():
                return int(value)
            case _:
                raise Gone("faults.old_button")

    async def _show(self, press: Press, step: str, notice: str) -> None:
        view = await _view(self._client, press.interaction)
        office = view.now.settings.moderators_channel
        if step == "office" and office is not None:
            uses = Uses({office: frozenset({Use.MODERATORS})})
            notice = "\n".join((notice, *await lacking_in(self._client, press.interaction, uses)))
        await press.answer.show(steps.step_card(step, view, notice))


async def first_step(client: Circlekeeper, interaction: discord.Interaction[Any]) -> Layout:
    """Return the first step for whoever may set the group up. Raises NotAllowed."""
    return steps.step_card(steps.STEPS[0], await _view(client, interaction))


async def _view(client: Circlekeeper, interaction: discord.Interaction[Any]) -> steps.View:
    now: SetUp = await client.house.groups.set_up(person_of(interaction))
    if interaction.guild is None:
        raise NotAllowed("people.refused.only_in_groups")
    return steps.View(now, interaction.guild, client.house.support.countries)


def _role(interaction: discord.Interaction[Any], value: str) -> int | None:
    """Return the role that was chosen; None for none."""
    if not value:
        return None
    guild = interaction.guild
    role = guild.get_role(int(value)) if guild and value.isdecimal() else None
    if role is None:
        raise Gone("group.refused.role_gone")
    told.check_people(role)
    return role.id


def _office(interaction: discord.Interaction[Any], value: str) -> int | None:
    """Return the channel that was chosen; None for none. Raises BadInput, Gone."""
    if not value:
        return None
    guild = interaction.guild
    channel = guild.get_channel(int(value)) if guild and value.isdecimal() else None
    if not isinstance(channel, discord.TextChannel) or not sees(interaction)(channel.id):
        raise Gone("group.refused.channel_gone")
    told.check_private(channel)
    return channel.id
