"""Answers: each press, command or form is answered once, calmly, and within Discord's 3 seconds."""

import asyncio
import io
from collections.abc import Awaitable, Callable
from enum import Enum
from types import TracebackType
from typing import Any, Self

import discord

from bot.client.faults import BROKEN, explain, kind_of, log
from bot.client.layout import Item, Layout, layout
from bot.words import say

DEFER_AFTER = 1.5
QUOTABLE = 1500
ANSWERED_ALREADY = 40060  # Discord's code


class Mode(Enum):
    """How an interaction is answered.

    REPLY: a new private message. UPDATE: the private message that bears the button changes.
    FORM: a form opens, which Discord takes only as the very first answer, so nothing is deferred.
    """

    REPLY = "reply"
    UPDATE = "update"
    FORM = "form"


class Answer:
    """The answer to one interaction; used as `async with Answer(...) as answer`.

    What takes longer than 1.5 s is deferred and then answered. Whatever is raised inside becomes
    one private sentence and goes no further, but for cancellation.
    """

    def __init__(self, interaction: discord.Interaction[Any], mode: Mode = Mode.REPLY) -> None:
        self._interaction = interaction
        self._mode = mode
        self._lock = asyncio.Lock()
        self._timer: asyncio.TimerHandle | None = None
        self._deferring: asyncio.Task[None] | None = None
        self._kept: str | None = None
        self._again: tuple[Item, ...] = ()

    async def __aenter__(self) -> Self:
        # A stop waits for whoever is being answered.
        if (task := asyncio.current_task()) is not None:
            self._interaction.client.at_work.add(task)
        if self._mode is not Mode.FORM:
            loop = asyncio.get_running_loop()
            self._timer = loop.call_later(DEFER_AFTER, self._start_deferring)
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> bool:
        try:
            if isinstance(error, Exception):
                await self._apologise(error)
            self._stop_timer()
            if self._deferring is not None:
                await self._deferring
        finally:
            self._interaction.client.at_work.discard(asyncio.current_task())
        return isinstance(error, Exception)

    def keep(self, text: str, *again: Item) -> None:
        """Give this text back to its writer if anything goes wrong from here on.

        `again` stands below it, such as a button that opens the form once more.
        """
        self._kept, self._again = text, again

    async def show(self, view: Layout, *, files: tuple[discord.File, ...] = ()) -> None:
        """Answer with a private message, or by changing the one that bears the button."""
        self._stop_timer()
        async with self._lock:
            await _surely(
                lambda: self._tell(view, files), if_there=lambda: self._change(view, files)
            )

    async def more(self, view: Layout, *, files: tuple[discord.File, ...] = ()) -> None:
        """Send another private message after the answer, which must have been given.

        Sent once, since a connection that breaks may have carried it. Raises what discord.py
        raises; what is raised from here on is best caught, for an apology takes the answer's place.
        """
        await self._interaction.followup.send(view=view, files=_from_start(files), ephemeral=True)

    async def form(self, form: discord.ui.Modal) -> None:
        """Answer by opening a form, which discord.py won't keep."""
        form.stop()
        await _surely(lambda: self._interaction.response.send_modal(form))

    async def _tell(self, view: Layout, files: tuple[discord.File, ...]) -> None:
        response = self._interaction.response
        if response.is_done():
            await self._change(view, files)
        elif self._mode is Mode.UPDATE:
            await response.edit_message(view=view, attachments=_from_start(files))
        else:
            await response.send_message(view=view, files=_from_start(files), ephemeral=True)

    async def _change(self, view: Layout, files: tuple[discord.File, ...]) -> None:
        await self._interaction.edit_original_response(view=view, attachments=_from_start(files))

    def _stop_timer(self) -> None:
        if self._timer is not None:
            self._timer.cancel()

    def _start_deferring(self) -> None:
        self._deferring = asyncio.create_task(self._defer(), name="deferring an answer")

    async def _defer(self) -> None:
        async with self._lock:
            if self._interaction.response.is_done():
                return
            try:
                await self._interaction.response.defer(
                    ephemeral=True, thinking=self._mode is Mode.REPLY
                )
            except (discord.HTTPException, *BROKEN) as error:
                log.warning("an answer could not be deferred: %s", kind_of(error))

    async def _apologise(self, error: Exception) -> None:
        view, files = _apology(explain(error), self._kept)
        for item in self._again:
            view.add_item(item)
        self._stop_timer()
        try:
            async with self._lock:
                response = self._interaction.response
                if not response.is_done():
                    await response.send_message(view=view, files=files, ephemeral=True)
                elif self._mode is Mode.REPLY:
                    await self._interaction.edit_original_response(view=view, attachments=files)
                else:
                    # What the person was looking at stays as it is.
                    await self._interaction.followup.send(view=view, files=files, ephemeral=True)
        except (discord.HTTPException, *BROKEN) as failure:
            log.warning("a sentence could not reach a person: %s", kind_of(failure))


async def _surely(
    answer: Callable[[], Awaitable[object]], if_there: Callable[[], Awaitable[object]] | None = None
) -> None:
    """Answer, and once more if the connection breaks: what was done must not be told as a fault.

    The first try may have arrived all the same; then `if_there` follows.
    """
    try:
        try:
            await answer()
        except BROKEN:
            await answer()
    except discord.HTTPException as error:
        if error.code != ANSWERED_ALREADY:
            raise
        if if_there is not None:
            await if_there()


def _from_start(files: tuple[discord.File, ...]) -> list[discord.File]:
    for file in files:
        file.reset(seek=True)
    return list(files)


def _apology(told: str, kept: str | None) -> tuple[Layout, list[discord.File]]:
    if not kept or not kept.strip():
        return layout(discord.ui.TextDisplay(told)), []
    told = f"{told}\n\n{say('faults.text_back')}"
    if len(kept) <= QUOTABLE:
        # A code block shows the text letter for letter.
        quoted = kept.replace("```", "`\u200b``")
        return layout(discord.ui.TextDisplay(f"{told}\n```\n{quoted}\n```")), []
    name = say("faults.text_back_file")
    file = discord.File(io.BytesIO(kept.encode()), filename=name)
    return layout(discord.ui.TextDisplay(told), discord.ui.File(f"attachment://{name}")), [file]
