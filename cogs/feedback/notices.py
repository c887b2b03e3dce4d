"""Notices about feedback: the moderators' daily digest, and that answers wait."""

from discord.ext import commands

from bot.client import Circlekeeper
from bot.client.layout import Layout
from bot.domain.outbox import Row
from bot.services.feedback.delivering import DIGEST
from bot.services.feedback.usecase import ANSWERS_WAIT
from bot.words import say
from cogs.parts import button, card, help_lines_button, main_button, row, text


class FeedbackNotices(commands.Cog):
    """What is posted by itself about feedback. It has no commands and no buttons of its own."""

    def __init__(self, client: Circlekeeper) -> None:
        self._client = client
        self._delivering = client.house.feedback.delivering

    async def cog_load(self) -> None:
        """Take up the rows."""
        self._client.courier.carries(DIGEST, self._digest)
        self._client.courier.carries(ANSWERS_WAIT, self._answers)

    async def _digest(self, told: Row) -> Layout:
        digest = self._delivering.digest(told)
        lines = [say("feedback.notice.digest")]
        if digest.new:
            lines.append(say("feedback.notice.digest_new", count=digest.new))
        if digest.went_on:
            lines.append(say("feedback.notice.digest_went_on", count=digest.went_on))
        waiting = await self._delivering.unanswered(told.group_id)
        lines.append(say("feedback.notice.digest_open", count=waiting))
        inbox = main_button(say("feedback.notice.inbox"), "feedback.new")
        return card(text("\n".join(lines)), row(inbox), mark=told.row_id)

    async def _answers(self, told: Row) -> Layout:
        read = main_button(say("feedback.notice.read"), "feedback.mine")
        give = button(say("feedback.notice.give"), "feedback.open")
        buttons = row(read, give, help_lines_button())
        return card(text(say("feedback.notice.answers")), buttons, mark=told.row_id)
