"""Exporting in Discord: files come one after the other, for the moderator's eyes only."""

import io
from contextlib import aclosing
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import discord
from discord import ui

from bot.client import Answer, sentence
from bot.client.faults import BROKEN, explain, kind_of, log
from bot.client.layout import Layout, layout
from bot.client.people import person_of
from bot.domain.feedback.exporting import Form, Part
from bot.domain.feedback.item import Kind, State
from bot.services.feedback.dictionary import file_name
from bot.services.feedback.exporting import Asked, Exporting, Plan
from bot.words import say
from cogs.parts import Interaction, Suggestion, text

# How many full weeks each period goes back from this one.
ALL = "all"
PERIODS = {"month": 4, "quarter": 12, "year": 52, ALL: None}
# From so many pieces on, the moderator is told first that files are being made.
MANY = 1000
# An interaction's token lasts 15 minutes; a file that is begun needs some time to be sent.
TO_SPARE = timedelta(minutes=1)
CHOICES = {
    "form": [Suggestion(name=say(f"feedback.export.format.{each}"), value=each) for each in Form],
    "period": [
        Suggestion(name=say(f"feedback.export.period.{each}"), value=each) for each in PERIODS
    ],
    "kind": [Suggestion(name=say(f"feedback.kind.{each}"), value=each) for each in Kind],
    "state": [Suggestion(name=say(f"feedback.state.{each}"), value=each) for each in State],
}


@dataclass
class Sending:
    """An export on its way: what of it has arrived."""

    interaction: Interaction
    answer: Answer
    plan: Plan
    arrived: Part | None = None

    async def send(self, part: Part) -> bool:
        """Send a part and say whether it arrived; if it didn't, the person is told."""
        if self.arrived and discord.utils.utcnow() > self.interaction.expires_at - TO_SPARE:
            await self.tell("late")
            return False
        try:
            await self._send(part)
        except (discord.HTTPException, *BROKEN) as error:
            log.warning("an export's part was not taken: %s", kind_of(error))
            await self.tell("stopped")
            return False
        # Its content isn't kept any longer.
        self.arrived = Part(part.number, b"", part.so_far, part.last)
        return True

    async def tell(self, why: str, *more: str) -> None:
        """Say calmly what has arrived, after an end before the end; `more` stands below it."""
        told = "\n\n".join((self._arrived(why), *more))
        try:
            if self.arrived is None:
                await self.answer.show(sentence(told))
            else:
                await self.answer.more(sentence(told))
        except (discord.HTTPException, *BROKEN) as error:
            log.warning("how far an export came could not be told: %s", kind_of(error))

    def _arrived(self, why: str) -> str:
        if self.arrived is None:
            return say("feedback.export.stopped_early")
        number, so_far = self.arrived.number, self.arrived.so_far
        parts = "1" if number == 1 else f"1\u2013{number}"
        return say(f"feedback.export.{why}", part=parts, so_far=so_far, count=self.plan.items)

    async def _send(self, part: Part) -> None:
        told = _told(self.plan, part)
        name = file_name(self.plan.form, part)
        if part.number > 1:
            view, files = _message(told, {name: part.content})
            await self.answer.more(view, files=files)
            return
        about = {say("feedback.export.file_about"): self.plan.about}
        view, files = _message(told, {name: part.content} | about)
        await self.answer.show(view, files=files)


def asked_for(form: str, period: str, kind: str | None, state: str | None) -> Asked:
    """Return what somebody chose in the command; Discord lets nothing else through."""
    return Asked(
        form=Form(form),
        kind=Kind(kind) if kind else None,
        state=State(state) if state else None,
        weeks=PERIODS[period],
    )


async def hand_over(
    exporting: Exporting, interaction: Interaction, answer: Answer, asked: Asked
) -> None:
    """Send the moderator what they asked for. Raises NotAllowed.

    The first file is the answer, each later one a message of its own; only one is held at a time.
    """
    plan = await exporting.plan(person_of(interaction), asked)
    if not plan.items:
        await answer.show(sentence(_nothing(plan)))
        return
    if plan.items >= MANY:
        await answer.show(sentence(say("feedback.export.preparing", count=plan.items)))
    sending = Sending(interaction, answer, plan)
    try:
        async with aclosing(exporting.parts(plan, interaction.filesize_limit)) as parts:
            async for part in parts:
                if not await sending.send(part):
                    return
                # Not held while the next one is made.
                del part
    except Exception as error:
        if sending.arrived is None:
            raise
        # The answer, which holds the first file, isn't written over.
        await sending.tell("broken", explain(error))


def _nothing(plan: Plan) -> str:
    leaving = plan.leaving
    chosen = leaving.kind or leaving.state or leaving.since
    none = say("feedback.export.none_such") if chosen else say("feedback.export.none")
    return f"{none} {say('feedback.export.merged')}" if plan.merged else none


def _told(plan: Plan, part: Part) -> str:
    blanks = {"part": part.number, "so_far": part.so_far, "count": plan.items}
    if part.number > 1:
        return say("feedback.export.last" if part.last else "feedback.export.more", **blanks)
    told = say("feedback.export.done" if part.last else "feedback.export.first", **blanks)
    return f"{told}\n\n{say('feedback.export.merged')}" if plan.merged else told


def _message(told: str, held: dict[str, bytes]) -> tuple[Layout, tuple[discord.File, ...]]:
    shown = (ui.File[Any](f"attachment://{name}") for name in held)
    files = tuple(discord.File(io.BytesIO(held[name]), filename=name) for name in held)
    return layout(text(told), *shown), files
