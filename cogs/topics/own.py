"""A group's own topics in Discord: the form and its buttons, and files taken in and handed out."""

import discord
from discord.ext import commands

from bot.client import Circlekeeper, Mode, Press
from bot.client.faults import BROKEN
from bot.domain.people import Person
from bot.domain.refusals import BadInput, Refusal
from bot.domain.topics.exchange import MAX_BYTES
from bot.domain.topics.topic import Topic
from bot.domain.topics.writing import Written
from bot.services.topics.handing import TOML, in_files
from bot.words import say
from cogs.parts import Area, argument
from cogs.topics import own_cards as cards

ENDINGS = (".toml", ".csv")


class Own(commands.Cog):
    """The form and the buttons of own topics. Its three commands stand with the others."""

    def __init__(self, client: Circlekeeper) -> None:
        self._house = client.house
        self._own = client.house.topics.own
        self._area = Area(
            client,
            {
                "topic.rewrite": (self.rewrite, Mode.FORM),
                "topic.written": (self.written, Mode.REPLY),
                "topic.remove_own": (self.remove, Mode.UPDATE),
            },
        )

    async def cog_load(self) -> None:
        """Take up the form and the buttons."""
        self._area.open()

    async def cog_unload(self) -> None:
        """Leave them."""
        self._area.shut()

    async def rewrite(self, press: Press) -> None:
        """Open the form once more: with the topic as it is now, or empty for a new one."""
        topic = await self._own.open(press.person, argument(press))
        await press.answer.form(cards.own_form(topic))

    async def written(self, press: Press) -> None:
        """Save what was sent and show it. If that fails, the text goes back to its writer."""
        slug, version = argument(press), argument(press, 1)
        form = Written(**{name: press.fields.text(name) for name in Written.__slots__})
        press.answer.keep(form.whole, cards.again_row(slug))
        seen = int(version) if version.isdecimal() else None
        topic = await self._own.write(press.person, form, slug, seen)
        await self._show(press, topic)

    async def remove(self, press: Press) -> None:
        """Remove a topic, and hand it back as a file in case it is missed."""
        topic = await self._own.remove(press.person, argument(press))
        names = [say("topics.own.file_one")]
        shown, files = cards.with_files(say("topics.own.removed"), names, in_files([topic], TOML))
        await press.answer.show(shown, files=files)

    async def _show(self, press: Press, topic: Topic) -> None:
        post_id, _ = await self._house.topics.posting.propose(press.person, topic.slug)
        settings = await self._house.groups.settings(press.person.group_id)
        await press.answer.show(cards.saved_card(topic, post_id, notes=settings.content_notes))


async def taken_in(client: Circlekeeper, person: Person, file: discord.Attachment) -> cards.Shown:
    """Take in a file's topics; return what became of it. Raises Refusal."""
    own = client.house.topics.own
    await own.check_may_import(person)
    if not file.filename.casefold().endswith(ENDINGS):
        raise BadInput("topics.refused.file_kind")
    if file.size > MAX_BYTES:
        # Told before it is fetched.
        raise BadInput("topics.import.big", most=MAX_BYTES // 1000)
    try:
        content = await file.read()
    except (discord.HTTPException, *BROKEN):
        raise Refusal("topics.refused.file_unread") from None
    return cards.taken_card(await own.import_file(person, content, file.filename))


async def handed_out(client: Circlekeeper, person: Person, kind: str) -> cards.Shown:
    """Return the group's own topics as files, or an example of one. Raises NotAllowed."""
    handed = await client.house.topics.own.export(person, kind)
    if not handed.count:
        names = [say("topics.own.file_example", kind=kind)]
        return cards.with_files(say("topics.own.exported_example"), names, handed.files)
    names = [say("topics.own.file_whole", kind=kind)]
    if len(handed.files) > 1:
        parts = range(1, len(handed.files) + 1)
        names = [say("topics.own.file_part", part=part, kind=kind) for part in parts]
    told = say("topics.own.exported", count=handed.count)
    return cards.with_files(told, names, handed.files)
