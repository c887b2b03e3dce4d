"""Taking care of an aid that shows: its next version, reading it again, taking it down."""

from discord.ext import commands

from bot.client import Circlekeeper, Mode, Press, sentence
from bot.client.layout import Layout, layout
from bot.domain.aids.evenness import uneven
from bot.domain.outbox import Row
from bot.services.aids.second import OLD
from bot.words import say
from cogs.aids.draft_cards import draft_card
from cogs.aids.pages import BEGIN
from cogs.aids.second import again_form, chosen_day, with_way
from cogs.parts import Area, argument, button, card, day, main_button, plain, row, text


class AidsCare(commands.Cog):
    """Anybody may write the next version; who facilitates or moderates does the rest."""

    def __init__(self, client: Circlekeeper) -> None:
        self._client = client
        self._reading = client.house.aids.reading
        self._writing = client.house.aids.writing
        self._second = client.house.aids.second
        self._area = Area(
            client,
            {
                "aid.care": (self.care, Mode.REPLY),
                "aid.again": (self.again, Mode.REPLY),
                "aid.still": (self.still, Mode.FORM),
                "aid.still_sent": (self.still_sent, Mode.REPLY),
                "aid.take_down": (self.take_down, Mode.REPLY),
                "aid.taken_down": (self.taken_down, Mode.UPDATE),
            },
        )

    async def cog_load(self) -> None:
        """Take up buttons and forms, and what is told of an aid that is to be read again."""
        self._area.open()
        self._client.courier.carries(OLD, self._old)

    async def cog_unload(self) -> None:
        """Leave them."""
        self._area.shut()

    async def care(self, press: Press) -> None:
        """Show what the person can do about an aid that shows."""
        edition = (await self._reading.named(press.person, argument(press))).edition
        told = say("aids.care.own" if edition.own else "aids.care.library")
        ways = [main_button(say("aids.care.again"), "aid.again", edition.key)]
        if edition.own and await self._second.may_read(press.person):
            told += f"\n{say('aids.care.readers')}"
            ways.append(button(say("aids.second.still_button"), "aid.still", edition.key))
            ways.append(button(say("aids.second.off"), "aid.take_down", edition.key))
        await press.answer.show(layout(text(told), row(*ways)))

    async def again(self, press: Press) -> None:
        """Begin the next version of one that shows."""
        name = press.interaction.user.display_name
        written = await self._writing.again(press.person, argument(press), name)
        await press.answer.show(draft_card(written, uneven(written.aid)))

    async def still(self, press: Press) -> None:
        """Ask by when one that shows is to be read again."""
        await self._second.ownable(press.person, argument(press))
        await press.answer.form(again_form("aid.still_sent", argument(press)))

    async def still_sent(self, press: Press) -> None:
        """Note that it was read through."""
        edition = await self._second.still_right(press.person, argument(press), chosen_day(press))
        told = say("aids.second.still", again=day(edition.review_by))
        await press.answer.show(with_way(told, edition.key))

    async def take_down(self, press: Press) -> None:
        """Ask once more before it is taken down."""
        edition = await self._second.ownable(press.person, argument(press))
        keep = button(say("aids.second.keep"), "aid.page", edition.key, BEGIN)
        off = button(say("aids.second.off"), "aid.taken_down", edition.key)
        await press.answer.show(layout(text(say("aids.second.sure")), row(keep, off)))

    async def taken_down(self, press: Press) -> None:
        """Take it down."""
        await self._second.take_down(press.person, argument(press))
        await press.answer.show(sentence(say("aids.second.down")))

    async def _old(self, row_: Row) -> Layout:
        edition = await self._second.told_of(row_)
        told = say(
            "aids.second.old", what=plain(edition.aid.question), day=day(edition.reviewed_on)
        )
        ways = (
            main_button(say("aids.second.open"), "aid.open", edition.key),
            button(say("aids.second.still_button"), "aid.still", edition.key),
        )
        return card(text(told), row(*ways), mark=row_.row_id)
