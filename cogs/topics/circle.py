"""Talking about a topic: going deeper, taking part alone or not at all, and closing the circle."""

from typing import Any

from discord import ui
from discord.ext import commands

from bot.client import Circlekeeper, Mode, Press, sentence
from bot.client.layout import Layout
from bot.domain.outbox import Row
from bot.domain.refusals import Gone
from bot.words import say
from cogs.parts import Area, argument, delivered, form, link
from cogs.topics import cards

FEEDBACK = "feedback"


class Circle(commands.Cog):
    """The buttons of a posted topic. It has no commands."""

    def __init__(self, client: Circlekeeper) -> None:
        self._client = client
        self._posting = client.house.topics.posting
        self._area = Area(
            client,
            {
                "topic.deeper": (self.deeper, Mode.REPLY),
                "topic.alone": (self.alone, Mode.REPLY),
                "topic.alone_on": (self.alone_on, Mode.UPDATE),
                "topic.pass": (self.pass_on, Mode.REPLY),
                "topic.close": (self.close, Mode.FORM),
                "topic.closing": (self.closing, Mode.REPLY),
            },
        )

    async def cog_load(self) -> None:
        """Take up the buttons, the form and the rows of what follows a card."""
        self._area.open()
        self._client.courier.carries("topic.question", self._draw_question)
        self._client.courier.carries("topic.closing", self._draw_closing)

    async def cog_unload(self) -> None:
        """Leave them."""
        self._area.shut()

    async def deeper(self, press: Press) -> None:
        """Ask the next question, once, however many press."""
        row = await self._posting.go_deeper(press.person, argument(press))
        if row is None:
            await press.answer.show(sentence(say("topics.question.wait")))
            return
        delivery = await self._client.courier.deliver(row)
        if delivery.message_id is None:
            await press.answer.show(sentence(say("topics.question.on_its_way")))
            return
        asked = link(row.group_id, row.channel_id, delivery.message_id)
        await press.answer.show(sentence(say("topics.question.asked", link=asked)))

    async def alone(self, press: Press) -> None:
        """Show somebody the topic for themselves."""
        post, topic = await self._posting.look(press.person, argument(press))
        await press.answer.show(cards.alone(topic, post, 0))

    async def alone_on(self, press: Press) -> None:
        """Turn the page of a topic that somebody has for themselves."""
        post, topic = await self._posting.look(press.person, argument(press))
        page = argument(press, 1)
        await press.answer.show(cards.alone(topic, post, int(page) if page.isdecimal() else 0))

    async def pass_on(self, press: Press) -> None:
        """Let somebody pass. Nothing is looked up, and nothing is written."""
        await press.answer.show(cards.passing())

    async def close(self, press: Press) -> None:
        """Open the form that closes the circle."""
        post_id = argument(press)
        topic = await self._posting.check_may_close(press.person, post_id)
        box = ui.CheckboxGroup[Any](custom_id="ask", required=False, min_values=0)
        box.add_option(
            label=say("topics.closing.ask"),
            value=FEEDBACK,
            description=say("topics.closing.ask_description"),
        )
        items = (
            ui.TextDisplay[Any](say("topics.closing.intro", closing=cards.closing_round(topic))),
            ui.Label[Any](text=say("topics.closing.and"), component=box),
        )
        await press.answer.form(
            form(say("topics.closing.form"), "topic.closing", post_id, items=items)
        )

    async def closing(self, press: Press) -> None:
        """Close the circle with its closing round."""
        ask = FEEDBACK in press.fields.many("ask")
        row = await self._posting.close(press.person, argument(press), ask_feedback=ask)
        delivery = await self._client.courier.deliver(row)
        where = (row.group_id, row.channel_id)
        await press.answer.show(
            delivered("topics.closing.done", "topics.closing.done_later", where, delivery)
        )

    async def _draw_question(self, row: Row) -> Layout:
        post_id, _, position = row.subject.partition("/")
        post, topic = await self._posting.posted(post_id)
        if int(position) >= len(topic.questions):
            # The group rewrote its topic while the question was on its way.
            raise Gone("topics.refused.no_more_questions")
        return cards.question_card(topic, post, int(position), row.row_id)

    async def _draw_closing(self, row: Row) -> Layout:
        post_id, _, ask = row.subject.partition("/")
        post, topic = await self._posting.posted(post_id)
        return cards.closing_card(topic, post, row.row_id, ask_feedback=ask == "1")
