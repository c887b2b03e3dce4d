"""Writing the parts of an aid: its options, what may matter, and how it was for somebody."""

from collections.abc import Callable
from dataclasses import replace

from discord.ext import commands

from bot.client import Circlekeeper, Mode, Press
from bot.client.router import CHOSEN
from bot.domain.aids import writing
from bot.domain.aids.aid import Aid, AidOption, Turned
from bot.domain.aids.evenness import uneven
from bot.domain.aids.writing import Written, read_sources
from bot.domain.decisions.weighing import mark_of
from bot.domain.refusals import BadInput, Gone
from cogs.aids import draft_cards as cards
from cogs.parts import Area, argument

NEW = "new"


class AidsOptions(commands.Cog):
    """Only the author sees any of this. It has no commands."""

    def __init__(self, client: Circlekeeper) -> None:
        self._writing = client.house.aids.writing
        self._area = Area(
            client,
            {
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
            },
        )

    async def cog_load(self) -> None:
        """Take up buttons, menus and forms."""
        self._area.open()

    async def cog_unload(self) -> None:
        """Leave them."""
        self._area.shut()

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

    async def _draft(self, press: Press) -> Written:
        return await self._writing.draft(press.person, argument(press))

    async def _change(self, press: Press, change: Callable[[Aid], Aid]) -> None:
        """Change what stands then, and show the draft as it is now."""
        written = await self._writing.change(press.person, argument(press), change)
        await press.answer.show(cards.draft_card(written, uneven(written.aid)))


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
