"""The form of a group's own topic, what is shown once it is saved, and what became of a file."""

import io
from collections.abc import Iterable
from typing import Any

import discord
from discord import ui

from bot.client.layout import Layout, layout
from bot.domain.refusals import BadInput
from bot.domain.topics.exchange import Trouble
from bot.domain.topics.exchange.reading import MAX_CARD, MAX_TEXT
from bot.domain.topics.topic import Topic
from bot.domain.topics.writing import Written, written
from bot.services.topics.own import Taken
from bot.words import say
from cogs.parts import button, form, main_button, plain, row, text
from cogs.topics.cards import looked_at

Shown = tuple[Layout, tuple[discord.File, ...]]
# As many characters as a field of a form can hold.
FIELD = 4000
LINES, ROOM = 15, 3000
# A file may be off in hundreds of thousands of places.
MOST_TOLD = 1000
INTENSITIES = ("1", "2", "3")


def own_form(topic: Topic | None) -> ui.Modal:
    """Return the form of an own topic, filled with one that there is. Raises BadInput."""
    typed = written(topic) if topic else Written("", "", "", "", "2")
    items = (
        _label("title", _field("title", typed.title, MAX_TEXT["title"])),
        _label("purpose", _field("purpose", typed.purpose, MAX_CARD, lines=True), hint=True),
        _label("prompts", _field("prompts", typed.prompts, FIELD, lines=True), hint=True),
        _label(
            "going_deeper",
            _field("going_deeper", typed.going_deeper, FIELD, lines=True, required=False),
            hint=True,
        ),
        _label("intensity", _intensity(typed.intensity)),
    )
    title = say("topics.own.form_change" if topic else "topics.own.form_new")
    where = (topic.slug, topic.version) if topic else ("", "")
    return form(title, "topic.written", *where, items=items)


def again_row(slug: str) -> ui.ActionRow[Any]:
    """Return the button that opens the form once more; `slug` is empty for a new topic."""
    return row(button(say("topics.own.again"), "topic.rewrite", slug))


def saved_card(topic: Topic, post_id: str, *, notes: bool) -> Layout:
    """Return an own topic as it will look, with what can be done with it."""
    return looked_at(
        topic,
        say("topics.own.saved"),
        main_button(say("topics.own.post"), "topic.post", post_id, topic.slug),
        button(say("topics.own.edit"), "topic.rewrite", topic.slug),
        button(say("topics.own.remove"), "topic.remove_own", topic.slug),
        notes=notes,
    )


def taken_card(taken: Taken) -> Shown:
    """Return what became of a file: what was saved, or what is off, line by line."""
    if taken.troubles:
        return _troubles_card(taken.troubles)
    same = len(taken.topics) - taken.new - taken.changed
    head = say("topics.own.imported", new=taken.new, changed=taken.changed, same=same)
    lines, _ = _first(topic.title for topic in taken.topics)
    return layout(text("\n".join((head, *lines, *_more(len(taken.topics) - len(lines)))))), ()


def with_files(told: str, names: Iterable[str], files: Iterable[bytes]) -> Shown:
    """Return a text with files below it."""
    handed = tuple(
        discord.File(io.BytesIO(content), filename=name)
        for name, content in zip(names, files, strict=True)
    )
    shown = (ui.File[Any](f"attachment://{file.filename}") for file in handed)
    return layout(text(told), *shown), handed


def _troubles_card(troubles: tuple[Trouble, ...]) -> Shown:
    told = [say(each.key, **each.blanks) for each in troubles[:MOST_TOLD]]
    lines, whole = _first(told)
    left = len(troubles) - len(lines)
    shown = "\n".join((say("topics.own.not_imported"), *lines, *_more(left)))
    if whole:
        return layout(text(shown)), ()
    content = "\n".join((*told, *_more(len(troubles) - len(told)))).encode()
    return with_files(shown, [say("topics.own.file_troubles")], [content])


def _first(told: Iterable[str]) -> tuple[list[str], bool]:
    """Return the first lines of a list that fit on a card, and whether those are all."""
    lines: list[str] = []
    for each in told:
        line = say("topics.own.line", entry=plain(each))
        if len(lines) == LINES or sum(map(len, lines)) + len(line) > ROOM:
            return lines, False
        lines.append(line)
    return lines, True


def _more(count: int) -> list[str]:
    return [say("topics.own.more", count=count)] if count else []


def _intensity(chosen: str) -> ui.RadioGroup[Any]:
    radios = ui.RadioGroup[Any](custom_id="intensity")
    for each in INTENSITIES:
        label = say(f"topics.own.intensity_{each}")
        radios.add_option(label=label, value=each, default=each == chosen)
    return radios


def _field(
    name: str, typed: str, most: int, *, lines: bool = False, required: bool = True
) -> ui.TextInput[Any]:
    if len(typed) > most:
        raise BadInput("topics.refused.own_long")
    return ui.TextInput[Any](
        custom_id=name,
        default=typed or None,
        max_length=most,
        required=required,
        style=discord.TextStyle.paragraph if lines else discord.TextStyle.short,
    )


def _label(name: str, component: ui.Item[Any], *, hint: bool = False) -> ui.Label[Any]:
    return ui.Label(
        text=say(f"topics.own.field_{name}"),
        description=say(f"topics.own.hint_{name}") if hint else None,
        component=component,
    )
