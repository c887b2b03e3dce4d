"""Wire: a group with a facilitator, a moderator and members, and what they do most."""

from dataclasses import dataclass
from pathlib import Path

import discord

from tests.wire.edge import Exchange
from tests.wire.payloads import CHANNEL, Json, texts, walk
from tests.wire.people import Somebody
from tests.wire.process import Bot
from tests.wire.stand_in import StandIn

QUESTION = "How often do we meet?"
OPTIONS = "Every week\nEvery two weeks"
VOTE = "Vote"
POST = "Post it"
VOTE_IS_IN = "Your vote is in."


class Circle:
    """The people of the stand-in's group."""

    def __init__(self, stand_in: StandIn) -> None:
        self.stand_in = stand_in
        self.fay = Somebody(stand_in, "Fay", discord.Permissions(manage_events=True))
        self.mo = Somebody(stand_in, "Mo", discord.Permissions(manage_guild=True))
        self.ada, self.ben, self.cem = (Somebody(stand_in, name) for name in ("Ada", "Ben", "Cem"))

    @property
    def messages(self) -> list[Json]:
        """What everybody sees in the channel, the oldest first."""
        return self.stand_in.messages(CHANNEL)

    def that_say(self, text: str) -> list[Json]:
        """The messages in the channel with that text."""
        return [each for each in self.messages if text in texts(each)]

    async def preview(self, question: str = QUESTION) -> Exchange:
        """Let the facilitator fill the form of a poll; return the private preview."""
        form = await self.fay.uses("poll ask")
        return await self.fay.sends(form, question=question, options=OPTIONS, method="single")

    async def poll(self, question: str = QUESTION) -> Json:
        """Let the facilitator post a poll; return its card."""
        preview = await self.preview(question)
        await self.fay.presses(preview.shown, POST)
        (card,) = self.that_say(question)
        return card

    async def vote(self, who: Somebody, card: Json, choice: str) -> Exchange:
        """Let somebody vote."""
        return await who.sends(await who.presses(card, VOTE), choice=choice)

    async def close(self, card: Json) -> Exchange:
        """Let the facilitator close a poll."""
        vote = next(part for part in walk(card["components"]) if part.get("label") == VOTE)
        return await self.fay.uses("poll close", poll=vote["custom_id"].partition(":")[2])


@dataclass
class Stage:
    """A running bot, its folder, and the group; shared by the tests of one file."""

    bot: Bot
    folder: Path
    stand_in: StandIn
    circle: Circle
