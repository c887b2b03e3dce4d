"""Graded ballots in tests: a poll of ranked, score or times, and people who fill in its card."""

from collections.abc import Mapping, Sequence
from typing import Any

from simcord.actors import MemberActor
from simcord.components import walk_components
from simcord.results import ResponseMessage

from tests.world import World, answer, custom_ids

HOUR = 3601


async def post(
    world: World, method: str, options: str, settings: Any = None, **typed: Any
) -> ResponseMessage:
    """Let the facilitator ask with a graded method; return the poll's card."""
    shown = await world.facilitator.slash(world.channel, "poll ask", method=method)
    filled: dict[str, Any] = {"question": "Where shall we go?", "options": options}
    filled |= {"minutes": ["60"], "tie": "talk"}
    if method != "times":
        filled["standing"] = ["both"]
    preview = await world.facilitator.submit_modal(shown, filled | typed)
    if settings is not None:
        form = await world.facilitator.click(answer(preview), label="More settings")
        usual = {"quorum": ["0"], "publication": "protected", "opens": ["0"], "extras": []}
        preview = await world.facilitator.submit_modal(form, usual | settings)
    await world.facilitator.click(answer(preview), label="Post it")
    return world.card("poll.vote")


async def grade(
    member: MemberActor, card: ResponseMessage, grades: Mapping[int, int]
) -> ResponseMessage:
    """Choose grades by position on somebody's own card; return the card as it then is."""
    menus = [each for each in custom_ids(card) if each.startswith("poll.grade:")]
    for position, chosen in grades.items():
        card = answer(await member.select(card, [str(chosen)], custom_id=menus[position]))
    return card


async def send(member: MemberActor, card: ResponseMessage) -> ResponseMessage:
    """Look a card over and send it; return what the person then reads."""
    look = answer(await member.click(card, label="Look it over"))
    return answer(await member.click(look, label="Send my vote"))


async def vote(member: MemberActor, card: ResponseMessage, grades: Mapping[int, int]) -> None:
    """Vote from a poll's card; without grades it is a pass."""
    own = answer(await member.click(card, label="Vote"))
    if grades:
        await send(member, await grade(member, own, grades))
        return
    look = answer(await member.click(own, label="Pass"))
    await member.click(look, label="Send my vote")


async def votes(
    world: World, card: ResponseMessage, each: Sequence[Mapping[int, int]]
) -> ResponseMessage:
    """Let as many members vote, then let the hour pass; return the result's message."""
    for member, grades in zip(world.members, each, strict=False):
        await vote(member, card, grades)
    await world.env.advance_time(HOUR)
    return world.messages()[-1]


def chosen(card: ResponseMessage) -> list[str]:
    """Return what stands in each menu of a card, empty where nothing does."""
    menus = (each for each in walk_components(card.components) if each.get("type") == 3)
    return [
        next((option["label"] for option in menu["options"] if option.get("default")), "")
        for menu in menus
    ]
