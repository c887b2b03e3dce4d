"""Schedules in Discord: the form, the preview, and what is done with one that runs."""

from dataclasses import replace
from datetime import timedelta
from typing import Any
from zoneinfo import ZoneInfo

import discord
from discord.ext import commands

from bot.client import Circlekeeper, Fields, Mode, Press, sentence
from bot.client.layout import Layout
from bot.client.router import CHOSEN
from bot.domain.people import Person
from bot.domain.refusals import Gone
from bot.domain.topics.occurrences import read_quiet
from bot.domain.topics.scheduled import HowOften, Wish
from bot.services.topics.scheduling import Draft, Outlook
from bot.words import say
from cogs.parts import Area, argument, sees
from cogs.topics import pins
from cogs.topics import schedule_cards as cards

NEW, DRAFT, CHANGE = "new", "draft", "change"
USUAL_TIME = "18:00"


class Schedules(commands.Cog):
    """The forms and buttons of schedules. Its two commands stand with the others."""

    def __init__(self, client: Circlekeeper) -> None:
        self._client = client
        self._schedules = client.house.topics.schedules
        self._due = client.house.topics.due
        self._area = Area(
            client,
            {
                "topic.plan": (self.planned, Mode.REPLY),
                "topic.replan": (self.replan, Mode.FORM),
                "topic.drop": (self.drop, Mode.UPDATE),
                "topic.start": (self.start, Mode.UPDATE),
                "topic.look": (self.look, Mode.UPDATE),
                "topic.keep": (self.keep, Mode.UPDATE),
                "topic.change": (self.change, Mode.FORM),
                "topic.remove": (self.remove, Mode.UPDATE),
                "topic.quiet": (self.quiet, Mode.FORM),
                "topic.quieted": (self.quieted, Mode.REPLY),
                "topic.unquiet": (self.unquiet, Mode.FORM),
                "topic.unquieted": (self.unquieted, Mode.REPLY),
                "topic.why_next": (self.why_next, Mode.REPLY),
                "topic.why": (self.why, Mode.REPLY),
            },
        )

    async def cog_load(self) -> None:
        """Take up the buttons and forms."""
        self._area.open()

    async def cog_unload(self) -> None:
        """Leave them."""
        self._area.shut()

    async def planned(self, press: Press) -> None:
        """Take the sent form: keep what was typed, and show what would come."""
        kind, which = argument(press), argument(press, 1)
        before = await self._before(press, kind, which)
        wish = pins.possible(press.interaction.guild, _wish_in(press.fields, before))
        draft = await self._schedules.propose(
            press.person,
            wish,
            schedule_id=which if kind == DRAFT else "",
            replaces=which if kind == CHANGE else "",
        )
        await press.answer.show(_shown(draft, pins.lacking(press.interaction.guild, wish)))

    async def replan(self, press: Press) -> None:
        """Open the form again with what was typed."""
        which = argument(press)
        wish = await self._schedules.typed(press.person, which)
        tags = await self._schedules.tags(press.person.group_id)
        await press.answer.form(cards.schedule_form(wish, tags, DRAFT, which))

    async def change(self, press: Press) -> None:
        """Open the form of a schedule that runs."""
        which = argument(press)
        outlook = await self._schedules.look(press.person, which, sees(press.interaction))
        await self._schedules.check_may_schedule(press.person)
        tags = await self._schedules.tags(press.person.group_id)
        await press.answer.form(cards.schedule_form(outlook.schedule.wish, tags, CHANGE, which))

    async def drop(self, press: Press) -> None:
        """Let a draft go."""
        await self._schedules.discard(press.person, argument(press))
        await press.answer.show(sentence(say("topics.schedule.discarded")))

    async def start(self, press: Press) -> None:
        """Let a draft run."""
        outlook = await self._schedules.start(press.person, argument(press))
        self._client.dispatch("work_to_do")
        head = say("topics.schedule.started")
        await press.answer.show(cards.schedule_card(outlook, keeps=True, head=head))

    async def look(self, press: Press) -> None:
        """Show the schedule that was chosen in the list."""
        which = press.fields.text(CHOSEN)
        await self._show(
            press, await self._schedules.look(press.person, which, sees(press.interaction))
        )

    async def keep(self, press: Press) -> None:
        """Pause, resume, skip, or take a skip back."""
        which, wanted = argument(press), argument(press, 1)
        does = {
            "pause": self._schedules.pause,
            "resume": self._schedules.resume,
            "skip": self._schedules.skip_next,
            "unskip": self._schedules.unskip,
        }.get(wanted)
        if does is None:
            raise Gone("faults.old_button")
        outlook = await does(press.person, which, sees(press.interaction))
        self._client.dispatch("work_to_do")
        await self._show(press, outlook)

    async def remove(self, press: Press) -> None:
        """Remove a schedule."""
        await self._schedules.remove(press.person, argument(press), sees(press.interaction))
        await press.answer.show(sentence(say("topics.schedule.removed")))

    async def quiet(self, press: Press) -> None:
        """Open the form for quiet days."""
        await self._schedules.check_may_schedule(press.person)
        await press.answer.form(cards.quiet_form())

    async def quieted(self, press: Press) -> None:
        """Take quiet days."""
        first, last = press.fields.text("first"), press.fields.text("last")
        press.answer.keep(f"{first} {last}")
        await self._schedules.add_quiet(press.person, read_quiet(first, last))
        await self._list_anew(press)

    async def unquiet(self, press: Press) -> None:
        """Open the form that takes quiet days back."""
        await self._schedules.check_may_schedule(press.person)
        quiet = await self._schedules.quiet(press.person)
        if not quiet:
            raise Gone("topics.refused.no_quiet")
        await press.answer.form(cards.unquiet_form(quiet))

    async def unquieted(self, press: Press) -> None:
        """Let schedules post again on days that were quiet."""
        first, _, last = press.fields.text("days").partition("/")
        await self._schedules.remove_quiet(press.person, read_quiet(first, last))
        await self._list_anew(press)

    async def why_next(self, press: Press) -> None:
        """Say why the next topics of a schedule are what they are."""
        which = argument(press)
        outlook = await self._schedules.look(press.person, which, sees(press.interaction))
        await press.answer.show(cards.why_next(outlook))

    async def why(self, press: Press) -> None:
        """Say why a posted topic was chosen."""
        post_id = argument(press)
        await self._client.house.topics.posting.look(press.person, post_id)
        reasons = await self._due.why(post_id)
        await press.answer.show(sentence(cards.why(reasons) or say("topics.chosen.by_a_person")))

    async def _before(self, press: Press, kind: str, which: str) -> Wish:
        if kind == DRAFT:
            return await self._schedules.typed(press.person, which)
        if kind == CHANGE:
            seen = sees(press.interaction)
            return (await self._schedules.look(press.person, which, seen)).schedule.wish
        role = argument(press, 2)
        channel = int(which) if which.isdecimal() else press.person.channel_id
        return Wish("", "", "", channel, int(role) if role.isdecimal() else None)

    async def _show(self, press: Press, outlook: Outlook) -> None:
        keeps = await self._schedules.may_keep(press.person)
        await press.answer.show(cards.schedule_card(outlook, keeps=keeps))

    async def _list_anew(self, press: Press) -> None:
        self._client.dispatch("work_to_do")
        await press.answer.show(await listed(self._client, press.interaction, press.person))


async def listed(
    client: Circlekeeper, interaction: discord.Interaction[Any], person: Person
) -> Layout:
    """Return the list of the group's schedules as this person may see it."""
    schedules = client.house.topics.schedules
    found = await schedules.of_group(person, sees(interaction))
    keeps = await schedules.may_keep(person)
    return cards.list_card(found, await schedules.quiet(person), keeps=keeps)


def new_wish(channel_id: int, role_id: int | None, zone: str) -> Wish:
    """Return what stands in a new form: every week from tomorrow on, at six in the evening."""
    tomorrow = discord.utils.utcnow().astimezone(ZoneInfo(zone)).date() + timedelta(days=1)
    return Wish(HowOften.WEEKLY, tomorrow.isoformat(), USUAL_TIME, channel_id, role_id)


def _wish_in(fields: Fields, before: Wish) -> Wish:
    extras = fields.many("extras")
    return replace(
        before,
        often=fields.text("often"),
        first=fields.text("first"),
        at=fields.text("at"),
        pool=fields.many("pool"),
        late=cards.LATE in extras,
        ballot=cards.BALLOT in extras,
        pin=cards.PIN in extras,
    )


def _shown(draft: Draft, lacking: str) -> Layout:
    if lacking:
        return cards.trouble_card(draft, lacking)
    if draft.outlook is not None:
        return cards.draft_card(draft, draft.outlook)
    trouble = draft.trouble
    return cards.trouble_card(draft, say(trouble.key, **trouble.blanks) if trouble else "")
