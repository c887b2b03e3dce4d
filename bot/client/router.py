"""The router: finds what a button or a form is for by its custom_id, before and after a restart.

A custom_id reads `word:argument:...`; a form's ends in a random part, so that two open forms are
never one. discord.py's own DynamicItem would rebuild the whole message for each press, put the
custom_id into a task's name, and let errors vanish; see docs/decisions/0002.
"""

import secrets
from collections.abc import Awaitable, Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, cast

import discord

from bot.client.answers import Answer, Mode
from bot.client.people import person_of
from bot.domain.people import Person
from bot.domain.refusals import Gone

TEXT_INPUT, LABEL = 4, 18
CHOSEN = "chosen"


@dataclass(frozen=True, slots=True)
class Fields:
    """What stands in a sent form, by each field's custom_id."""

    values: Mapping[str, tuple[str, ...]]

    def text(self, name: str) -> str:
        """Return a field's only value, or an empty text."""
        return next(iter(self.values.get(name, ())), "")

    def many(self, name: str) -> tuple[str, ...]:
        """Return all values that were chosen in a field."""
        return self.values.get(name, ())


@dataclass(frozen=True, slots=True)
class Press:
    """A button pressed or a form sent: by whom, with what, and the answer to it."""

    interaction: discord.Interaction[Any]
    answer: Answer
    person: Person
    arguments: tuple[str, ...]
    fields: Fields


Handler = Callable[[Press], Awaitable[None]]


class Router:
    """Every button and form that the bot knows, by the word that its custom_id opens with."""

    def __init__(self) -> None:
        self._handlers: dict[str, tuple[Handler, Mode]] = {}

    def add(self, word: str, handler: Handler, mode: Mode = Mode.REPLY) -> None:
        """Let `handler` answer every button and form whose custom_id opens with `word`."""
        if word in self._handlers:
            raise ValueError(f"two handlers for {word}")
        self._handlers[word] = (handler, mode)

    def remove(self, word: str) -> None:
        """Forget a word, when its cog is unloaded."""
        del self._handlers[word]

    @property
    def words(self) -> frozenset[str]:
        """Every word that has a handler."""
        return frozenset(self._handlers)

    async def hand_over(self, word: str, press: Press) -> None:
        """Let another word's handler go on with a press, and answer it."""
        await self._handlers[word][0](press)

    async def route(self, interaction: discord.Interaction[Any]) -> None:
        """Answer a pressed button or a sent form."""
        data = cast("dict[str, Any]", interaction.data or {})
        word, *arguments = str(data.get("custom_id", "")).split(":")
        handler, mode = self._handlers.get(word, (_unknown, Mode.REPLY))
        if interaction.type is discord.InteractionType.modal_submit:
            arguments = arguments[:-1]
            mode = _answering_form(interaction)
        async with Answer(interaction, mode) as answer:
            components = data.get("components", ())
            fields = Fields(dict(_values((*components, data))))
            # Whoever may send it or not: what somebody wrote goes back to them.
            answer.keep("\n\n".join(_written(components)))
            person = person_of(interaction)
            await handler(Press(interaction, answer, person, tuple(arguments), fields))


def custom_id(word: str, *arguments: object) -> str:
    """Return the custom_id of a button."""
    return ":".join((word, *map(str, arguments)))


def form_id(word: str, *arguments: object) -> str:
    """Return a custom_id for one opening of a form: no two are the same."""
    return custom_id(word, *arguments, secrets.token_hex(6))


def _answering_form(interaction: discord.Interaction[Any]) -> Mode:
    """A form opened from a private message changes that message. The group's cards stay."""
    source = interaction.message
    return Mode.UPDATE if source is not None and source.flags.ephemeral else Mode.REPLY


async def _unknown(_: Press) -> None:
    raise Gone("faults.old_button")


def _written(components: Any) -> Iterator[str]:
    """Yield what somebody wrote into a sent form."""
    for component in components:
        field = component["component"] if component.get("type") == LABEL else component
        if field.get("type") == TEXT_INPUT and field.get("value"):
            yield str(field["value"])


def _values(components: Any) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Walk a sent form. A field bears `value` (text, one choice) or `values` (any number)."""
    for component in components:
        field = component["component"] if component.get("type") == LABEL else component
        chosen = field.get("values")
        if chosen is None:
            value = field.get("value")
            chosen = () if value is None else (value,)
        if "custom_id" in field:
            # A menu on a message has no field names; what was chosen in it is CHOSEN.
            name = CHOSEN if "component_type" in field else field["custom_id"]
            yield name, tuple(str(value) for value in chosen)
