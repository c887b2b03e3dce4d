"""What became of one's own feedback in Discord: answers, saying more, taking it back."""

from collections.abc import Iterator
from contextlib import suppress
from typing import Any

import discord
from discord import ui
from discord.ext import commands

from bot.client import Circlekeeper, Mode, Press, sentence
from bot.client.layout import Layout, layout
from bot.client.router import CHOSEN, custom_id
from bot.domain.feedback.item import MAX_TEXT, Item, Said, Stage
from bot.domain.people import Person
from bot.domain.refusals import BadInput
from bot.services.feedback.holding import NAMED
from bot.words import say
from cogs.feedback.conversation import conversation
from cogs.parts import (
    Area,
    argument,
    button,
    day,
    form,
    help_lines_button,
    moment,
    plain,
    row,
    sees,
    shortened,
    text,
)

LISTED = 15
LINE = 100
DANGER = discord.ButtonStyle.danger


class Mine(commands.Cog):
    """The buttons and forms of a holder. Its command stands with the others."""

    def __init__(self, client: Circlekeeper) -> None:
        self._client = client
        self._holding = client.house.feedback.holding
        self._area = Area(
            client,
            {
                "feedback.mine": (self.mine, Mode.REPLY),
                "feedback.look": (self.look, Mode.UPDATE),
                "feedback.have_code": (self.have_code, Mode.FORM),
                "feedback.code": (self.code, Mode.REPLY),
                "feedback.say": (self.say, Mode.FORM),
                "feedback.said": (self.said, Mode.REPLY),
                "feedback.understood": (self.understood, Mode.UPDATE),
                "feedback.withdraw": (self.withdraw, Mode.UPDATE),
                "feedback.back": (self.back, Mode.UPDATE),
                "feedback.withdrawn": (self.withdrawn, Mode.UPDATE),
            },
        )

    async def cog_load(self) -> None:
        """Take up the buttons and forms."""
        self._area.open()

    async def cog_unload(self) -> None:
        """Leave them."""
        self._area.shut()

    async def mine(self, press: Press) -> None:
        """Show what the person gave with their name, and the way in with a code."""
        await press.answer.show(await mine_card(self._client, press.person))

    async def look(self, press: Press) -> None:
        """Show one item that bears the person's name."""
        key = NAMED + press.fields.text(CHOSEN)
        await self._show(press, key, await self._holding.look(press.person, key))

    async def back(self, press: Press) -> None:
        """Show an item again."""
        key = argument(press)
        await self._show(press, key, await self._holding.look(press.person, key))

    async def have_code(self, press: Press) -> None:
        """Open the form for a code that was written down."""
        typing = ui.TextInput[Any](custom_id="code", max_length=40)
        label = ui.Label[Any](
            text=say("feedback.mine.code"),
            description=say("feedback.mine.code_hint"),
            component=typing,
        )
        await press.answer.form(
            form(say("feedback.mine.have_code"), "feedback.code", items=(label,))
        )

    async def code(self, press: Press) -> None:
        """Show a code's holder their item."""
        typed = press.fields.text("code")
        press.answer.keep(typed)
        try:
            item = await self._holding.look(press.person, typed)
        except BadInput:
            elsewhere = await self._elsewhere(press, typed)
            if elsewhere is None:
                raise
            await self._client.router.hand_over(elsewhere, press)
            return
        await self._show(press, "".join(typed.split()), item)

    async def _elsewhere(self, press: Press, typed: str) -> str | None:
        """Return whose form a code belongs to: whoever has one needn't know of which kind."""
        house, person = self._client.house, press.person
        with suppress(BadInput):
            await house.topics.suggesting.with_code(person, typed)
            return "topic.code"
        with suppress(BadInput):
            await house.decisions.experiences.held(person, typed, sees(press.interaction))
            return "decision.told_code"
        return None

    async def say(self, press: Press) -> None:
        """Open the form for saying more, or what was missed."""
        key, said = argument(press), _said(press)
        await self._holding.look(press.person, key)
        typing = ui.TextInput[Any](
            custom_id="text", style=discord.TextStyle.paragraph, max_length=MAX_TEXT
        )
        asked = "not_quite_form" if said is Said.NOT_QUITE else "add_form"
        label = ui.Label[Any](text=say(f"feedback.mine.{asked}"), component=typing)
        await press.answer.form(
            form(say("feedback.mine.add"), "feedback.said", key, said, items=(label,))
        )

    async def said(self, press: Press) -> None:
        """Keep what a holder adds."""
        typed, key = press.fields.text("text"), argument(press)
        press.answer.keep(typed, row(help_lines_button()))
        item = await self._holding.add(press.person, key, _said(press), typed)
        await self._show(press, key, item, thanks=True)

    async def understood(self, press: Press) -> None:
        """Keep that a holder feels understood."""
        key = argument(press)
        item = await self._holding.add(press.person, key, Said.UNDERSTOOD, "")
        await self._show(press, key, item, thanks=True)

    async def withdraw(self, press: Press) -> None:
        """Ask once more before anything is erased."""
        key = argument(press)
        await self._holding.look(press.person, key)
        yes = button(say("feedback.mine.sure_yes"), "feedback.withdrawn", key, style=DANGER)
        no = button(say("feedback.mine.keep"), "feedback.back", key)
        await press.answer.show(layout(text(say("feedback.mine.sure")), row(no, yes)))

    async def withdrawn(self, press: Press) -> None:
        """Erase an item with its whole conversation."""
        await self._holding.withdraw(press.person, argument(press))
        self._client.dispatch("work_to_do")
        await press.answer.show(sentence(say("feedback.mine.gone")))

    async def _show(self, press: Press, key: str, item: Item, *, thanks: bool = False) -> None:
        """Show an item to whoever holds it."""
        week = day(item.week)
        kind = say(f"feedback.kind.{item.kind}")
        told = conversation(item, writers_own=True)
        lines = [text(say("feedback.mine.head", kind=kind, week=week)), *told.shown]
        lines += [text(stand) for stand in _stand(item, thanks=thanks)]
        asks = bool(item.messages) and item.messages[-1].said is Said.ANSWER
        if asks:
            lines.append(text(say("feedback.mine.understood_ask")))
            lines.append(row(*_understood(key)))
        add = button(say("feedback.mine.add"), "feedback.say", key, Said.ADDED)
        take = button(say("feedback.mine.withdraw"), "feedback.withdraw", key)
        lines.append(row(add, take, help_lines_button()))
        await press.answer.show(layout(*lines), files=told.files)


async def mine_card(client: Circlekeeper, person: Person) -> Layout:
    """Return what the person gave with their name, and the way in with a code."""
    found = await client.house.feedback.holding.of_person(person)
    shown = [text(say("feedback.mine.title"))]
    have_code = button(say("feedback.mine.have_code"), "feedback.have_code")
    ideas = button(say("feedback.mine.suggestions"), "topic.ideas")
    ways = row(have_code, ideas, help_lines_button())
    if not found:
        return layout(*shown, text(say("feedback.mine.none")), ways)
    lines = [say("feedback.mine.named"), *(_line(item) for item in found[:LISTED])]
    menu = ui.Select[Any](
        custom_id=custom_id("feedback.look"), placeholder=say("feedback.mine.choose")
    )
    for item in found[:LISTED]:
        menu.add_option(label=_short(item), value=item.item_id)
    return layout(
        *shown,
        text("\n".join(lines)),
        ui.ActionRow[Any](menu),
        ways,
    )


def _line(item: Item) -> str:
    state = say(f"feedback.state.{item.state}")
    return say("feedback.mine.line", text=plain(_short(item)), state=state)


def _short(item: Item) -> str:
    return shortened(" ".join(item.text.split()), LINE)


def _stand(item: Item, *, thanks: bool) -> Iterator[str]:
    """Say where an item stands, unless its last answer says so just above."""
    coming = [m.moves_at for m in item.messages if m.moves_at is not None]
    if thanks and not item.private:
        yield say("feedback.mine.arrived")
    elif thanks and coming:
        yield say("feedback.mine.arrives", when=moment(coming[-1]))
    elif item.stage is Stage.WAITING and item.private and item.moves_at is not None:
        yield say("feedback.mine.waits", when=moment(item.moves_at))
    elif not item.answers:
        yield say("feedback.mine.no_answer")
    elif item.answers[-1].state is not item.state:
        yield f"*{say(f'feedback.state.{item.state}')}*"


def _understood(key: str) -> tuple[ui.Button[Any], ui.Button[Any]]:
    return (
        button(say("feedback.mine.understood"), "feedback.understood", key),
        button(say("feedback.mine.not_quite"), "feedback.say", key, Said.NOT_QUITE),
    )


def _said(press: Press) -> Said:
    return Said.NOT_QUITE if argument(press, 1) == Said.NOT_QUITE else Said.ADDED
