"""What is shown of experiences, to members and to their writers."""

from collections.abc import Callable, Iterable
from typing import Any

import discord
from discord import ui

from bot.client.layout import Layout, layout
from bot.client.permissions import held_by_everybody
from bot.client.router import custom_id
from bot.domain.decisions.experiences import MAX_TEXT, Experience, State, Turned
from bot.domain.decisions.parts import Option
from bot.services.decisions.experiences import Held, Terms, Told
from bot.words import say
from cogs.decisions.cards import SIDES
from cogs.fitting import fitted
from cogs.parts import (
    button,
    day,
    form,
    help_lines_button,
    main_button,
    moment,
    plain,
    row,
    shortened,
    text,
)

# Of Discord's 4,000 characters. Escapes count, so a text full of signs takes up to twice its own.
FITS = 3800
LENGTHS = range(2 * MAX_TEXT, 100, -50)
# Escapes make a text at most twice as long, so that one alone is never cut.
WHOLE = 2 * MAX_TEXT + 10


def overview(told: Told) -> Layout:
    """Return the options to choose from; nothing of an experience yet."""
    head = say("experiences.card.title", what=plain(told.decision.asked.what))
    if not told.options:
        below = text(say("experiences.card.no_options"))
        return layout(text(head), below, row(_have_code(), help_lines_button()))
    menu = _menu(told, say("experiences.card.choose"))
    first = text(say("experiences.card.first"))
    return layout(text(head), first, menu, row(_have_code(), help_lines_button()))


def option_card(told: Told, option_id: str) -> Layout:
    """Return what is known of an option, and below it how it was for people."""
    option = told.options[option_id]
    shown = told.shown[option_id]
    tell = main_button(
        say("experiences.card.tell"), "decision.tell", told.decision.decision_id, option_id
    )
    ways = row(tell, _have_code(), help_lines_button())
    facts, below = _fitting(lambda most: _option_texts(option, shown, most))
    items: list[ui.Item[Any]] = [text(facts), ui.Separator[Any](), text(below)]
    if len(told.options) > 1:
        items.append(_menu(told, say("experiences.card.choose_another")))
    return layout(*items, ways)


def tell_form(
    which: tuple[str, str], option: Option, terms: Terms, guild: discord.Guild | None
) -> ui.Modal:
    """Return the form for one experience; `which` are a decision's and an option's id."""
    # Menus are one line high: all that is asked stands above a form's fold.
    turned = ui.Select[Any](custom_id="turned", placeholder=say("experiences.form.choose"))
    for each in Turned:
        turned.add_option(label=say(f"experiences.form.{each}"), value=each)
    writing = ui.TextInput[Any](
        custom_id="text", style=discord.TextStyle.paragraph, max_length=MAX_TEXT
    )
    who = "who_reads_everybody" if _everybody_reads(guild, terms) else "who_reads"
    about = say("experiences.form.about", option=plain(option.text))
    items = (
        ui.TextDisplay[Any](f"{about}\n{say(f'experiences.form.{who}', days=terms.days)}"),
        ui.Label[Any](
            text=say("experiences.form.text"),
            description=say("experiences.form.text_hint"),
            component=writing,
        ),
        ui.Label[Any](text=say("experiences.form.turned"), component=turned),
    )
    return form(say("experiences.form.title"), "decision.told", *which, items=items)


def held_card(held: Held, code: str) -> Layout:
    """Return an experience for its writer: what became of it, and the way to remove it."""
    lines = [say("experiences.mine.head")]
    if held.about:
        lines.append(say("experiences.mine.about", option=plain(held.about)))
    lines += [quoted(held.experience, WHOLE), _stands(held.experience)]
    if held.erased_on is not None:
        lines.append(say("experiences.mine.erased_on", day=day(held.erased_on)))
    remove = button(say("experiences.mine.remove"), "decision.told_remove", code)
    return layout(text("\n\n".join(lines)), row(remove, help_lines_button()))


def _option_texts(option: Option, shown: Iterable[Experience], most: int) -> tuple[str, str]:
    """Return the texts of an option's card: the facts first, then how it was for people."""
    facts = [f"## {fitted(option.text, most)}"]
    for name in SIDES:
        typed = getattr(option, name)
        known = fitted(typed, most) if typed else say("decisions.options.nothing")
        facts.append(say(f"decisions.options.{name}", text=known))
    told = [quoted(each, most) for each in shown]
    if told:
        below = "\n\n".join((*told, say("experiences.card.how_drawn")))
    else:
        below = say("experiences.card.nothing")
    return "\n".join(facts), f"{say('experiences.card.told')}\n{below}"


def _fitting(texts: Callable[[int], tuple[str, str]]) -> tuple[str, str]:
    """Return the longest texts that fit on a card, all parts cut at the same length."""
    tries = (texts(most) for most in LENGTHS)
    return next(made for made in tries if sum(map(len, made)) <= FITS)


def quoted(experience: Experience, most: int) -> str:
    """Return an experience in at most so many characters, and how it turned out."""
    lines = fitted(experience.text, most).splitlines()
    quoted = "\n".join(f"> {line}" for line in lines)
    turned = say(f"experiences.turned.{experience.turned}")
    return say("experiences.card.one", text=quoted, turned=turned)


def _everybody_reads(guild: discord.Guild | None, terms: Terms) -> bool:
    # Discord's role for everybody has the group's own id.
    named = guild is not None and terms.readers == guild.id
    return named or held_by_everybody(guild, "manage_events")


def _stands(one: Experience) -> str:
    """Say what became of an experience, to whoever wrote it."""
    if one.state is State.NOT_SHOWN:
        why, reason = say(f"experiences.refuse.{one.off}"), plain(one.reason)
        quoted = "\n".join(f"> {line}" for line in reason.splitlines())
        told = say("experiences.mine.not_shown", why=why, reason=quoted)
        return told if one.ended_on else f"{told}\n\n{say('experiences.mine.again')}"
    if one.ended_on is not None:
        return say(f"experiences.mine.{'over' if one.state is State.SHOWN else 'never_read'}")
    if one.state is State.SHOWN:
        return say("experiences.mine.shown")
    if one.moves_at is not None:
        return say("experiences.mine.batch", when=moment(one.moves_at))
    return say("experiences.mine.waiting")


def _menu(told: Told, placeholder: str) -> ui.ActionRow[Any]:
    menu = ui.Select[Any](
        custom_id=custom_id("decision.told_option", told.decision.decision_id),
        placeholder=placeholder,
    )
    for option_id, option in told.options.items():
        menu.add_option(label=shortened(option.text), value=option_id)
    return ui.ActionRow[Any](menu)


def _have_code() -> ui.Button[Any]:
    return button(say("experiences.mine.have_code"), "decision.told_have_code")
