"""The group that is looked at: five roles, twelve voters, an open room and a hidden one."""

import hashlib
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from typing import Any

import discord
from simcord.actors import MemberActor
from simcord.builders import ChannelHandle
from simcord.env import Env

from bot.client import Circlekeeper
from bot.services.house import open_house
from bot.settings import Settings
from bot.storage import experiences
from tests.privacy.hands import Hands
from tests.world import TOKEN, World, answer, asked, custom_ids, text

# Stands in everything that is hidden, and in nothing else.
SECRET = "Xanthippe"
LINK = hashlib.sha256(b"the link of this story").digest()
DAY = ["1440"]
# Whoever sees the hidden room is an administrator.
ROLES = {
    "member": discord.Permissions(),
    "voter": discord.Permissions(),
    "facilitator": discord.Permissions(manage_events=True),
    "moderator": discord.Permissions(manage_guild=True),
    "administrator": discord.Permissions(administrator=True),
}
SEES_HIDDEN = ("administrator",)
# Nobody else's words; each voter's own option is the one of the same number.
VOTERS = (
    *("Zephyrine", "Yolandris", "Wolfhelma", "Vasiliska", "Ulfbertha", "Thaddaria"),
    *("Sigismund", "Rosalinda", "Quintilla", "Philomena", "Octaviana", "Nepomucka"),
)
OPTIONS = (
    *("Amberjack", "Bluethroat", "Capercaillie", "Dragonfly", "Edelweiss", "Firecrest"),
    *("Goldcrest", "Hawfinch", "Ibexhorn", "Jackdaw", "Kittiwake", "Lammergeier"),
)
OF_FEW = ("Marzipan", "Nougatine", "Pfefferkuchen")
NAMED, NAMED_TEXT = "Ludmillina", "I like the new hour, and you may know it is me."
PROPOSED, SUGGESTED = "Rhubarb fool", "A word about waiting rooms."
WISHED = "Fewer gingerbread evenings."
EXPERIENCED = "I brought a semolina pudding, and it went well."
PRIVATE_TEXT = "I was hurt by the zabaglione remark."
LATER_TEXT = "And nobody noticed the gooseberry one."


@dataclass
class Circle:
    """The group as it stands: its people by role or name, its rooms, and what was asked by name.

    `chance` is the bot's only source of ids and shuffles; seeded anew before each thing that is
    done, so that two tellings of the same story have the same ids.
    """

    world: World
    chance: Random
    people: dict[str, MemberActor]
    hidden: ChannelHandle
    polls: dict[str, str] = field(default_factory=dict[str, str])
    topics: dict[str, str] = field(default_factory=dict[str, str])
    requests: dict[str, str] = field(default_factory=dict[str, str])
    decisions: dict[str, str] = field(default_factory=dict[str, str])
    item: str = ""
    option: str = ""
    experience: str = ""

    def room(self, name: str) -> ChannelHandle:
        """Return the room of a poll or a topic."""
        return self.hidden if name.startswith("hidden") else self.world.channel


def _client(house: Any) -> Circlekeeper:
    return Circlekeeper(Settings(token=TOKEN, shard_count=1), house)


async def open_client(folder: Path, chance: Random) -> Circlekeeper:
    """Return the real bot over the files in a folder, with a link that is known to the test."""
    runtime = folder / "runtime"
    runtime.mkdir(parents=True)
    (runtime / "link").write_bytes(LINK)
    house = await open_house(
        folder / "data", now=discord.utils.utcnow, runtime_folder=runtime, chance=chance, rest=0
    )
    return _client(house)


async def gather(env: Env, folder: Path, chance: Random) -> Circle:
    """Let everybody come together; nothing has been asked yet."""
    guild = env.create_guild("The circle")
    people: dict[str, MemberActor] = {}
    for name, permissions in ROLES.items():
        role = guild.create_role(name.title(), permissions=permissions)
        people[name] = guild.add_member(env.create_user(f"the-{name}"), roles=[role])
    for name in (*VOTERS, NAMED):
        user = env.create_user(name.lower(), global_name=name)
        people[name] = guild.add_member(user, nick=f"{name} of the circle")
    people["second administrator"] = guild.add_member(
        env.create_user("the-second"), roles=[guild.roles["Administrator"]]
    )
    overwrites: Any = {
        guild.default_role: discord.PermissionOverwrite(view_channel=False),
        guild.me: discord.PermissionOverwrite(view_channel=True),
    }
    channel = guild.create_text_channel("circle")
    hidden = guild.create_text_channel("hidden", overwrites=overwrites)
    await env.settle()
    assert isinstance(env.bot, Circlekeeper)
    crowd = [people[name] for name in VOTERS]
    world = World(
        env, env.bot, folder / "data", guild, channel,
        people["facilitator"], people["moderator"], crowd,
    )  # fmt: skip
    return Circle(world, chance, people, hidden)


async def propose(circle: Circle, name: str, who: str, **typed: Any) -> Any:
    """Let somebody fill the form of a poll; return the private preview."""
    circle.chance.seed(name)
    form = await circle.people[who].slash(circle.room(name), "poll ask")
    preview = answer(await circle.people[who].submit_modal(form, asked(**typed)))
    circle.polls[name] = custom_ids(preview)[0].split(":")[1]
    return preview


async def ask(circle: Circle, name: str, who: str, **typed: Any) -> None:
    """Let somebody ask a poll in the room that its name calls for; "counts" tells numbers."""
    preview = await propose(circle, name, who, **typed)
    person = circle.people[who]
    settings: dict[str, Any] = {"quorum": ["0"], "publication": "protected", "extras": []}
    special = {
        "counts": {"publication": "counts", "opens": ["0"]},
        "gathering": {"opens": ["10080"], "extras": ["gathers"]},
    }
    if name in special:
        form = await person.click(preview, label="More settings")
        settings |= special[name]
        preview = answer(await person.submit_modal(form, settings))
    await person.click(preview, label="Post it")


async def post_topic(circle: Circle, name: str, who: str) -> None:
    """Let somebody post a topic in the room that its name calls for."""
    circle.chance.seed(name)
    person = circle.people[who]
    preview = answer(
        await person.slash(circle.room(name), "topic post", topic="arriving-as-you-are")
    )
    circle.topics[name] = custom_ids(preview)[0].split(":")[1]
    await person.click(preview, label="Post it")


async def ask_check_out(circle: Circle, name: str, who: str, heading: str) -> None:
    """Let somebody ask for a check-out in the room that its name calls for, for a day."""
    circle.chance.seed(name)
    person = circle.people[who]
    form = await person.slash(circle.room(name), "feedback ask")
    typed: dict[str, Any] = {"asks": "check_out", "question": heading, "hours": ["24"]}
    preview = answer(await person.submit_modal(form, typed))
    circle.requests[name] = custom_ids(preview)[0].split(":")[1]
    await person.click(preview, label="Post it")


async def begin_decision(circle: Circle, name: str, who: str, what: str) -> None:
    """Let somebody begin a shared decision: a wish of theirs, or a talk without an end."""
    circle.chance.seed(name)
    person, room = circle.people[who], circle.room(name)
    ways = answer(await person.slash(room, "decision propose"))
    if name == "wish":
        form = await person.click(ways, label="With my name")
    else:
        days = answer(await person.click(ways, label="Begin with the talk"))
        form = await person.select(days, values=["0"])
    typed = {"what": what, "why": "It came up.", "whom": "", "by_when": "", "not_for": ""}
    await person.submit_modal(form, typed)
    card = [each for each in circle.world.messages(room) if what in text(each)][-1]
    more = next(each for each in custom_ids(card) if each.startswith("decision.more"))
    circle.decisions[name] = more.split(":")[1]


async def gather_options(circle: Circle) -> None:
    """Bring a shared decision to its options, with one that can be told about."""
    await begin_decision(circle, "options", "facilitator", "What we bring along")
    which, room = circle.decisions["options"], circle.world.channel
    facilitator = Hands(circle.world, circle.people["facilitator"])
    await facilitator.press(room, f"decision.ready_alone:{which}:0")
    circle.chance.seed("option")
    option = {
        "text": "A dish",
        "benefits": "Warm",
        "drawbacks": "",
        "daily_life": "",
        "unknown": "",
    }
    moderator = Hands(circle.world, circle.people["moderator"])
    await moderator.send(room, f"decision.option_sent:{which}:0123456789ab", option)
    await circle.world.wait(16 * 60)
    found = await circle.world.client.house.database.read(experiences.options, which)
    (circle.option,) = found


async def ask_everything(circle: Circle) -> None:
    """Ask every poll and post every topic of the story."""
    every, few = "\n".join(OPTIONS), "\n".join(OF_FEW)
    secret: dict[str, Any] = {
        "question": f"What of {SECRET}?",
        "options": f"{SECRET} stays\n{SECRET} goes",
    }
    await ask(circle, "open", "facilitator", options=every, minutes=DAY)
    await ask(circle, "quick", "facilitator", options=few, method="quick", minutes=DAY)
    await ask(circle, "hands", "facilitator", options=few, method="hands", minutes=DAY)
    await ask(circle, "ranked", "facilitator", options=few, method="ranked", minutes=DAY)
    await ask(circle, "gathering", "facilitator", options=few, minutes=DAY)
    await ask(circle, "hidden", "administrator", minutes=DAY, **secret)
    for name in ("protected", "few", "down"):
        await ask(circle, name, "facilitator", options=few, minutes=DAY, question=f"The {name}?")
    scored: dict[str, Any] = {"question": "The counted?", "method": "score"}
    await ask(circle, "counts", "facilitator", options=few, **scored)
    for name in ("hidden past", "hidden down"):
        await ask(circle, name, "administrator", minutes=DAY, **secret)
    await propose(circle, "hidden draft", "administrator", minutes=DAY, **secret)
    await begin_decision(circle, "wish", "moderator", "A wish of ours")
    await begin_decision(circle, "talk", "facilitator", "A talk of ours")
    await begin_decision(circle, "hidden talk", "administrator", f"A talk of {SECRET}")
    await post_topic(circle, "topic", "facilitator")
    await post_topic(circle, "hidden topic", "administrator")
