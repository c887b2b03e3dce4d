"""Writing an aid: its author's forms and private card, until it is handed to a second person."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from discord import ui
from discord.ext import commands

from bot.client import Circlekeeper, Mode, Press, sentence
from bot.client.layout import Layout, layout
from bot.client.router import CHOSEN, custom_id
from bot.domain.aids import writing
from bot.domain.aids.aid import ABOUT, Aid, AidOption, Turned
from bot.domain.aids.evenness import uneven
from bot.domain.aids.writing import Written, read_sources
from bot.domain.decisions.weighing import mark_of
from bot.domain.refusals import BadInput, Gone
from bot.words import say
from cogs.aids import draft_cards as cards
from cogs.aids.pages import DRAFT, Place, page_of, read_of
from cogs.parts import (
    Area,
    argument,
    button,
    help_lines_button,
    main_button,
    row,
    shortened,
    text,
)

NEW = "new"


class AidsWrite(commands.Cog):
    """Only the author sees any of this."""

    def __init__(self, client: Circlekeeper) -> None:
        self._writing = client.house.aids.writing
        self._area = Area(
            client,
            {
                "aid.write": (self.write, Mode.REPLY),
                "aid.begin": (self.begin, Mode.FORM),
                "aid.begun": (self.begun, Mode.REPLY),
                "aid.again": (self.again, Mode.REPLY),
                "aid.mine": (self.mine, Mode.UPDATE),
                "aid.draft": (self.draft, Mode.UPDATE),
                "aid.about": (self.about, Mode.FORM),
                "aid.about_sent": (self.about_sent, Mode.REPLY),
                "aid.option": (self.option, Mode.UPDATE),
                "aid.option_new": (self.option_new, Mode.FORM),
                "aid.option_words": (self.option_words, Mode.FORM),
                "aid.words_sent": (self.words_sent, Mode.REPLY),
                "aid.option_rest": (self.option_rest, Mode.FORM),
                "aid.rest_sent": (self.rest_sent, Mode.REPLY),
                "aid.option_off": (self.option_off, Mode.UPDATE),
                "aid.value": (self.value, Mode.FORM),
                "aid.value_sent": (self.value_sent, Mode.REPLY),
                "aid.story": (self.story, Mode.FORM),
                "aid.story_sent": (self.story_sent, Mode.REPLY),
                "aid.stories_off": (self.stories_off, Mode.UPDATE),
                "aid.draft_page": (self.page, Mode.REPLY),
                "aid.draft_turn": (self.turn, Mode.UPDATE),
                "aid.hand_in": (self.hand_in, Mode.UPDATE),
                "aid.discard": (self.discard, Mode.REPLY),
                "aid.discarded": (self.discarded, Mode.UPDATE),
            },
        )

    async def cog_load(self) -> None:
        """Take up buttons, menus and forms."""
        self._area.open()

    async def cog_unload(self) -> None:
        """Leave them."""
        self._area.shut()

    async def write(self, press: Press) -> None:
        """Show what the person has in work, and the way to begin another."""
        await press.answer.show(await self._mine(press))

    async def begin(self, press: Press) -> None:
        """Open the form on the whole of a new one."""
        await self._writing.writable(press.person)
        await press.answer.form(cards.about_form("aid.begun", aid=Aid(question="")))

    async def begun(self, press: Press) -> None:
        """Keep a new draft."""
        name = press.interaction.user.display_name
        written = await self._writing.begin(press.person, name, **_about(press))
        await self._show(press, written)

    async def again(self, press: Press) -> None:
        """Begin the next version of one that shows."""
        name = press.interaction.user.display_name
        await self._show(press, await self._writing.again(press.person, argument(press), name))

    async def mine(self, press: Press) -> None:
        """Show the draft that was chosen."""
        await self._show(press, await self._draft(press, press.fields.text(CHOSEN)))

    async def draft(self, press: Press) -> None:
        """Show a draft again."""
        await self._show(press, await self._draft(press))

    async def about(self, press: Press) -> None:
        """Open the form on the whole."""
        written = await self._draft(press)
        await press.answer.form(cards.about_form("aid.about_sent", written.aid_id, aid=written.aid))

    async def about_sent(self, press: Press) -> None:
        """Keep what is said of the whole."""
        await self._change(press, lambda aid: writing.about(aid, **_about(press)))

    async def option(self, press: Press) -> None:
        """Show what can be done about the option that was chosen."""
        written = await self._draft(press)
        at = press.fields.text(CHOSEN)
        found = written.aid.options[int(at)] if at in _places(written.aid) else None
        if found is None:
            raise Gone("aids.refused.option_gone")
        await press.answer.show(cards.option_ways(written, found, mark_of(found.name)))

    async def option_new(self, press: Press) -> None:
        """Open the form of a new option."""
        written = await self._draft(press)
        await press.answer.form(cards.words_form(written.aid_id, NEW, None))

    async def option_words(self, press: Press) -> None:
        """Open the first form of an option that is there."""
        written = await self._draft(press)
        found = _option(written.aid, argument(press, 1))
        await press.answer.form(cards.words_form(written.aid_id, argument(press, 1), found))

    async def words_sent(self, press: Press) -> None:
        """Keep an option's name, and what speaks for and against it."""
        mark, typed = argument(press, 1), press.fields.text

        def change(aid: Aid) -> Aid:
            before = AidOption("") if mark == NEW else _option(aid, mark)
            sides = {side: typed(side) for side in cards.FIRST}
            named = replace(before, name=typed("name"), **sides)
            return writing.with_option(aid, named, before.name)

        await self._change(press, change)

    async def option_rest(self, press: Press) -> None:
        """Open the second form of an option."""
        written, mark = await self._draft(press), argument(press, 1)
        await press.answer.form(cards.rest_form(written.aid_id, mark, _option(written.aid, mark)))

    async def rest_sent(self, press: Press) -> None:
        """Keep an option's effort, what is unknown, and its sources."""
        mark, typed = argument(press, 1), press.fields.text

        def change(aid: Aid) -> Aid:
            before = _option(aid, mark)
            more = {side: typed(side) for side in ("effort", "unknown")}
            sources, stays = read_sources(typed("sources")), typed("stays") == "yes"
            after = replace(before, sources=sources, stays=stays, **more)
            return writing.with_option(aid, after, before.name)

        await self._change(press, change)

    async def option_off(self, press: Press) -> None:
        """Take an option out."""
        mark = argument(press, 1)
        await self._change(press, lambda aid: writing.without_option(aid, _option(aid, mark).name))

    async def value(self, press: Press) -> None:
        """Open the form on something that may matter."""
        written = await self._draft(press)
        if not written.aid.options:
            raise BadInput("aids.refused.option_first")
        await press.answer.form(cards.value_form(written.aid_id, written.aid))

    async def value_sent(self, press: Press) -> None:
        """Keep it."""

        def change(aid: Aid) -> Aid:
            pro, con = (_names(aid, press.fields.many(side)) for side in ("pro", "con"))
            return writing.with_value(aid, press.fields.text("statement"), pro, con)

        await self._change(press, change)

    async def story(self, press: Press) -> None:
        """Open the form on how an option was for somebody."""
        written, mark = await self._draft(press), argument(press, 1)
        _option(written.aid, mark)
        await press.answer.form(cards.story_form(written.aid_id, mark))

    async def story_sent(self, press: Press) -> None:
        """Keep it under its option, where whoever told it agreed."""
        mark, told = argument(press, 1), press.fields.text("text")
        turned = press.fields.text("turned")
        if "agreed" not in press.fields.many("agreed") or turned not in {*Turned}:
            raise BadInput("aids.refused.consent")
        await self._change(
            press,
            lambda aid: writing.with_story(aid, _option(aid, mark).name, told, Turned(turned)),
        )

    async def stories_off(self, press: Press) -> None:
        """Take an option's stories out."""
        mark = argument(press, 1)
        await self._change(press, lambda aid: writing.without_stories(aid, _option(aid, mark).name))

    async def page(self, press: Press) -> None:
        """Show the draft as others will read it."""
        await self._page(press)

    async def turn(self, press: Press) -> None:
        """Turn to another page of it."""
        await self._page(press)

    async def hand_in(self, press: Press) -> None:
        """Let a second person read it."""
        await self._writing.hand_in(press.person, argument(press))
        await press.answer.show(sentence(say("aids.draft.handed_in")))

    async def discard(self, press: Press) -> None:
        """Ask once more before it is thrown away."""
        written = await self._draft(press)
        keep = button(say("aids.draft.keep"), "aid.draft", written.aid_id)
        away = button(say("aids.draft.away"), "aid.discarded", written.aid_id)
        await press.answer.show(layout(text(say("aids.draft.sure")), row(keep, away)))

    async def discarded(self, press: Press) -> None:
        """Throw it away."""
        await self._writing.discard(press.person, argument(press))
        press.interaction.client.dispatch("work_to_do")
        await press.answer.show(sentence(say("aids.draft.gone")))

    async def _page(self, press: Press) -> None:
        written = await self._draft(press)
        read = read_of(written, press.interaction.created_at.date())
        place = Place(DRAFT, written.aid_id)
        await press.answer.show(page_of(read, place, argument(press, 1)))

    async def _draft(self, press: Press, aid_id: str = "") -> Written:
        return await self._writing.draft(press.person, aid_id or argument(press))

    async def _change(self, press: Press, change: Callable[[Aid], Aid]) -> None:
        await self._show(press, await self._writing.change(press.person, argument(press), change))

    async def _show(self, press: Press, written: Written) -> None:
        await press.answer.show(cards.draft_card(written, uneven(written.aid)))

    async def _mine(self, press: Press) -> Layout:
        drafts = await self._writing.mine(press.person)
        parts: list[Any] = [text(f"{say('aids.write.title')}\n{say('aids.write.intro')}")]
        if drafts:
            hint = say("aids.write.go_on")
            menu = ui.Select[Any](custom_id=custom_id("aid.mine"), placeholder=hint)
            for each in drafts:
                menu.add_option(
                    label=shortened(each.aid.question),
                    value=each.aid_id,
                    description=say(f"aids.draft.{each.state}"),
                )
            parts.append(ui.ActionRow[Any](menu))
        ways = row(main_button(say("aids.write.begin"), "aid.begin"), help_lines_button())
        return layout(*parts, ways)


def _about(press: Press) -> dict[str, str]:
    return {name: press.fields.text(name) for name in ABOUT}


def _option(aid: Aid, mark: str) -> AidOption:
    """Return the option of this mark: a place would be another's in a second window."""
    for each in aid.options:
        if mark_of(each.name) == mark:
            return each
    raise Gone("aids.refused.option_gone")


def _places(aid: Aid) -> list[str]:
    return [str(at) for at in range(len(aid.options))]


def _names(aid: Aid, places: tuple[str, ...]) -> list[str]:
    known = _places(aid)
    return [aid.options[int(at)].name for at in places if at in known]
