"""What an author sees of an aid in work: where it stands, what could be evened out, its forms."""

from collections.abc import Iterator, Sequence
from typing import Any

import discord
from discord import ui

from bot.client.layout import Item, Layout, layout
from bot.client.router import custom_id
from bot.domain.aids.aid import ABOUT, Aid, AidOption, Turned
from bot.domain.aids.evenness import Finding
from bot.domain.aids.writing import (
    MAX_NAME,
    MAX_QUESTION,
    MAX_STATEMENT,
    MAX_STORY,
    MAX_TEXT,
    State,
    Written,
    write_sources,
)
from bot.words import say
from cogs.fitting import fitted
from cogs.parts import (
    button,
    form,
    fresh_menu,
    help_lines_button,
    main_button,
    plain,
    row,
    shortened,
    text,
)

# Of a card's 4,000 characters, what is left for each of its two lists.
FINDINGS_ROOM, LIST_ROOM = 1500, 900
FIRST = ("what", "benefits", "risks", "daily_life")
SOURCES_LENGTH = 1500


def draft_card(written: Written, findings: Sequence[Finding]) -> Layout:
    """Return where a draft stands, and the ways to write on."""
    which, aid = written.aid_id, written.aid
    parts: list[Item] = [text("\n".join(_head(written)))]
    if aid.options:
        names = (f"{n}. {fitted(each.name, 100)}" for n, each in enumerate(aid.options, start=1))
        parts.append(text(f"{say('aids.options')}\n" + "\n".join(names)))
        parts.append(ui.ActionRow[Any](_menu(written)))
    if aid.values:
        said = _within((f"- {plain(each.statement)}" for each in aid.values), LIST_ROOM)
        parts.append(text(f"{say('aids.draft.values')}\n{said}"))
    parts.append(text(_told(findings)))
    parts.append(
        row(
            button(say("aids.draft.about"), "aid.about", which),
            button(say("aids.draft.option"), "aid.option_new", which),
            button(say("aids.draft.value"), "aid.value", which),
        )
    )
    ways = [button(say("aids.draft.look"), "aid.draft_page", which, "begin")]
    if written.state is State.DRAFT:
        ways.append(main_button(say("aids.draft.hand_in"), "aid.hand_in", which))
    ways.append(button(say("aids.draft.discard"), "aid.discard", which))
    return layout(*parts, row(*ways, help_lines_button()))


def option_ways(written: Written, option: AidOption, mark: str) -> Layout:
    """Return what can be done about one option of a draft."""
    which = written.aid_id
    stories = len(option.stories)
    off = [button(say("aids.draft.stories_off"), "aid.stories_off", which, mark)] if stories else []
    told = [f"## {plain(option.name)}"]
    if option.stays:
        told.append(f"-# {say('aids.draft.stays')}")
    if stories:
        told.append(f"-# {say('aids.draft.stories', count=stories)}")
    return layout(
        text("\n".join(told)),
        row(
            main_button(say("aids.draft.words"), "aid.option_words", which, mark),
            button(say("aids.draft.rest"), "aid.option_rest", which, mark),
            button(say("aids.draft.story"), "aid.story", which, mark),
        ),
        row(
            *off,
            button(say("aids.draft.option_off"), "aid.option_off", which, mark),
            button(say("aids.draft.back"), "aid.draft", which),
        ),
    )


def about_form(word: str, *arguments: object, aid: Aid) -> ui.Modal:
    """Return the form on the whole, with what stands there."""
    items = [
        _field(
            name,
            getattr(aid, name),
            MAX_QUESTION if name == "question" else MAX_TEXT,
            required=name == "question",
            line=name == "question",
        )
        for name in ABOUT
    ]
    return form(say("aids.form.about"), word, *arguments, items=items)


def words_form(which: str, mark: str, option: AidOption | None) -> ui.Modal:
    """Return the first form of an option: its name, and what speaks for and against it."""
    found = option or AidOption("")
    items = [_field("name", found.name, MAX_NAME, required=True, line=True)]
    items += [_field(side, getattr(found, side), MAX_TEXT) for side in FIRST]
    return form(say("aids.form.option"), "aid.words_sent", which, mark, items=items)


def rest_form(which: str, mark: str, option: AidOption) -> ui.Modal:
    """Return the second form of an option: effort, what is unknown, sources, whether it stays."""
    stays = ui.RadioGroup[Any](custom_id="stays", required=True)
    for value, chosen in (("yes", option.stays), ("no", not option.stays)):
        stays.add_option(label=say(f"aids.form.stays_{value}"), value=value, default=chosen)
    items = [
        _field("effort", option.effort, MAX_TEXT),
        _field("unknown", option.unknown, MAX_TEXT),
        _field("sources", write_sources(option.sources), SOURCES_LENGTH),
        ui.Label[Any](text=say("aids.form.stays"), component=stays),
    ]
    return form(say("aids.form.rest"), "aid.rest_sent", which, mark, items=items)


def value_form(which: str, aid: Aid) -> ui.Modal:
    """Return the form on something that may matter, and what it speaks for and against."""
    items: list[Item] = [_field("statement", "", MAX_STATEMENT, required=True, line=True)]
    for side in ("pro", "con"):
        box = ui.CheckboxGroup[Any](custom_id=side, required=False, min_values=0)
        for at, each in enumerate(aid.options):
            box.add_option(label=shortened(each.name), value=str(at))
        items.append(ui.Label[Any](text=say(f"aids.form.{side}"), component=box))
    return form(say("aids.form.value"), "aid.value_sent", which, items=items)


def story_form(which: str, mark: str) -> ui.Modal:
    """Return the form on how an option was for somebody who agreed that it stands here."""
    turned = ui.RadioGroup[Any](custom_id="turned", required=True)
    for each in Turned:
        turned.add_option(label=say(f"aids.stories.{each}"), value=each)
    agreed = ui.CheckboxGroup[Any](custom_id="agreed", required=True, min_values=1, max_values=1)
    agreed.add_option(label=say("aids.form.agreed"), value="agreed")
    items = [
        _field("text", "", MAX_STORY, required=True),
        ui.Label[Any](text=say("aids.form.turned"), component=turned),
        ui.Label[Any](text=say("aids.form.consent"), component=agreed),
    ]
    return form(say("aids.form.story"), "aid.story_sent", which, mark, items=items)


def told_of(finding: Finding) -> str:
    """Return one finding with its place, as a line of a list."""
    field = say(f"aids.field.{finding.field}") if finding.field else ""
    blanks = {"field": field, "option": fitted(finding.option, 60), "words": plain(finding.words)}
    sentence = say(f"aids.flaw.{finding.flaw}", **blanks)
    if finding.option:
        return say("aids.flaw.at", option=blanks["option"], sentence=sentence)
    return f"- {sentence}"


def _head(written: Written) -> Iterator[str]:
    yield f"## {plain(written.aid.question)}"
    yield f"-# {say(f'aids.draft.{written.state}')}"
    if written.word:
        yield say("aids.draft.word", word=plain(written.word))


def _told(findings: Sequence[Finding]) -> str:
    if not findings:
        return say("aids.draft.even")
    return f"{say('aids.draft.uneven')}\n{_within(map(told_of, findings), FINDINGS_ROOM)}"


def _within(lines: Iterator[str], room: int) -> str:
    """Return the lines that there is room for, and how many more there are."""
    every = list(lines)
    kept: list[str] = []
    for line in every:
        if kept and sum(map(len, kept)) + len(line) > room:
            return "\n".join([*kept, say("aids.draft.more", count=len(every) - len(kept))])
        kept.append(line)
    return "\n".join(kept)


def _menu(written: Written) -> ui.Select[Any]:
    """Return the menu of options; after each change another one, in which nothing is chosen."""
    word = custom_id("aid.option", written.aid_id, written.mark)
    menu = fresh_menu(word, say("aids.draft.choose"))
    for at, each in enumerate(written.aid.options):
        menu.add_option(label=shortened(each.name), value=str(at))
    return menu


def _field(name: str, typed: str, most: int, *, required: bool = False, line: bool = False) -> Item:
    style = discord.TextStyle.short if line else discord.TextStyle.paragraph
    return ui.Label[Any](
        text=say(f"aids.form.{name}"),
        description=say(f"aids.form.{name}_hint"),
        component=ui.TextInput[Any](
            custom_id=name, style=style, required=required, max_length=most, default=typed or None
        ),
    )
