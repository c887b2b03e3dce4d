"""Experiences as people press and type them: from an option's facts to what a facilitator reads."""

from collections.abc import Callable
from typing import Any

from simcord.actors import MemberActor
from simcord.results import InteractionResult, ResponseMessage

from bot.domain.decisions.asked import Asked
from bot.domain.decisions.parts import Option
from bot.domain.people import Person
from tests.cogs.heard import menu_of
from tests.world import World, answer, custom_ids, text

DAY = 26 * 3600
FACTS = Option("One hour", "Less *tired*", "Hurried", "Home for supper", "Who speaks less")
HEARD = "I did it for a month.\nIt was *quiet*."


def person(world: World, who: MemberActor) -> Person:
    """Somebody as the services know them."""
    facilitates = who in (world.facilitator, world.moderator)
    return Person(world.guild.id, world.channel.id, who.id, manages_events=facilitates)


async def until(world: World, there: Callable[[], bool]) -> None:
    """Let a few seconds pass until something is there."""
    for _ in range(15):
        if there():
            return
        await world.env.advance_time(1)
    raise AssertionError


async def card_with(world: World, *options: Option) -> ResponseMessage:
    """Bring a decision to its options; return its card."""
    decisions = world.client.house.decisions
    fay = person(world, world.facilitator)
    row = await decisions.starting.start(fay, Asked("Shorter meetings", "We tire"), 0, "Fay")
    await world.wait(2)
    await until(world, lambda: bool(world.messages()))
    await decisions.moving.go_on(fay, row.subject, alone=True)
    for number, option in enumerate(options):
        writer = person(world, world.members[number // 3])
        await decisions.noting.option(writer, row.subject, option)
    await world.wait(16 * 60)
    first = world.messages()[0].id
    last = f"### {len(options)}." if options else "No option is here yet"
    await until(world, lambda: last in text(_now(world, first)))
    return _now(world, first)


def _now(world: World, message_id: int) -> ResponseMessage:
    return next(each for each in world.messages() if each.id == message_id)


def another_facilitator(world: World) -> MemberActor:
    """Let somebody join who facilitates, too."""
    role = world.guild.roles["Facilitator"]
    return world.guild.add_member(world.env.create_user("gil"), roles=[role])


def decision_in(card: ResponseMessage) -> str:
    """The id of the decision that a card is about."""
    return next(
        each.split(":")[1] for each in custom_ids(card) if each.startswith("decision.more:")
    )


async def open_option(
    world: World, card: ResponseMessage, which: int = 0, who: MemberActor | None = None
) -> InteractionResult:
    """Let somebody look at an option's facts and what was told of it."""
    who = who or world.member
    shown = await who.click(card, label="How it was for others")
    word = f"decision.told_option:{decision_in(card)}"
    chosen = menu_of(shown, word)["options"][which]["value"]
    return await who.select(answer(shown), [chosen], custom_id=word)


async def tell(
    world: World,
    card: ResponseMessage,
    which: int = 0,
    typed: str = HEARD,
    turned: str = "well",
    who: MemberActor | None = None,
) -> InteractionResult:
    """Let somebody tell how an option was for them; return what they read."""
    who = who or world.member
    shown = await open_option(world, card, which, who)
    form = await who.click(answer(shown), label="Tell how it was for me")
    fields: dict[str, Any] = {"text": typed, "turned": [turned]}
    return await who.submit_modal(form, fields)


async def morning(world: World) -> None:
    """Let the next batch come."""
    await world.wait(DAY)
    await world.env.advance_time(5)


async def to_read(
    world: World, card: ResponseMessage, who: MemberActor | None = None, label: str = "(1)"
) -> InteractionResult:
    """Let a facilitator open what waits to be read."""
    who = who or world.facilitator
    more = answer(await who.click(card, label="More"))
    return await who.click(more, label=f"Experiences to read {label}".strip())
