"""Setting a group up as somebody presses it: steps, menus, and the city that is typed."""

from typing import Any

from simcord.actors import MemberActor
from simcord.results import InteractionResult

from bot.domain.groups import SetUp
from bot.domain.people import Person
from tests.world import World, answer

STEPS = ("roles", "office", "zone", "country", "results", "notes", "days")


async def at(
    world: World, step: str, who: MemberActor | None = None, **options: Any
) -> InteractionResult:
    """Go to a step from the first one, by *Next*; `end` is the last."""
    person = who or world.moderator
    shown = await person.slash(world.channel, "group setup", **options)
    for _ in range(len(STEPS) if step == "end" else STEPS.index(step)):
        shown = await person.click(answer(shown), label="Next")
    return shown


async def chosen(
    world: World, shown: InteractionResult, name: str, *values: Any, who: MemberActor | None = None
) -> InteractionResult:
    """Choose in a step's menu."""
    person = who or world.moderator
    return await person.select(answer(shown), values, custom_id=f"group.choose:{name}")


async def city(world: World, typed: str) -> InteractionResult:
    """Type a city at the step of the clocks."""
    form = await world.moderator.click(answer(await at(world, "zone")), label="Type a city")
    return await world.moderator.submit_modal(form, {"zone": typed})


async def kept(world: World) -> SetUp:
    """Return all that the group has set."""
    manager = Person(world.guild.id, world.channel.id, world.moderator.id, manages_group=True)
    return await world.client.house.groups.set_up(manager)
