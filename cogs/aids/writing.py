"""Writing an aid: its author's forms and private card, until it is handed to a second person."""

from collections.abc import Callable
from typing import Any

from discord import ui
from discord.ext import commands

from bot.client import Circlekeeper, Mode, Press, sentence
from bot.client.layout import Layout, layout
from bot.client.router import CHOSEN, custom_id
from bot.domain.aids import writing
from bot.domain.aids.aid import ABOUT, Aid
from bot.domain.aids.evenness import uneven
from bot.domain.aids.writing import Written
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
                "aid.mine": (self.mine, Mode.UPDATE),
                "aid.draft": (self.draft, Mode.UPDATE),
                "aid.about": (self.about, Mode.FORM),
                "aid.about_sent": (self.about_sent, Mode.REPLY),
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

    async def page(self, press: Press) -> None:
        """Show the draft as others will read it."""
        await self._page(press)

    async def turn(self, press: Press) -> None:
        """Turn to another page of it."""
        await self._page(press)

    async def hand_in(self, press: Press) -> None:
        """Let a second person read it."""
        await self._writing.hand_in(press.person, argument(press))
        press.interaction.client.dispatch("work_to_do")
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
