"""simcord's page for a whole group: several people in several tabs, with ways between channels."""

# pyright: reportPrivateUsage=false, reportUnknownMemberType=false, reportUnknownVariableType=false
# pyright: reportUnknownArgumentType=false, reportIncompatibleMethodOverride=false
# simcord types its private side as Any where it types it at all; this folder is there to hold that.

import asyncio
import logging
from collections.abc import Callable, Generator, Mapping
from contextlib import contextmanager, suppress
from datetime import UTC, datetime, timedelta
from typing import Any

from simcord.backend.cdn import CDN_BASE
from simcord.backend.errors import SetupError
from simcord.builders import ChannelHandle, GuildHandle
from simcord.env import Env
from simcord.preview import Preview
from simcord.preview._pages import _Page

from bot.rehearsal import sentences
from bot.rehearsal.links import with_ways
from bot.rehearsal.simulated.rooms import may_enter, readable, rooms
from bot.rehearsal.simulated.server import Server
from bot.rehearsal.simulated.world import Simulation

log = logging.getLogger(__name__)

TICK_SECONDS = 1.0


class PortBusy(Exception):
    """The port that was asked for is in use."""


class RehearsalPreview(Preview):
    """simcord's page with ways between channels, for several people in several tabs.

    A page asks for a room by focusing on ``room:<channel>`` or ``room:<channel>/<message>``, and
    for time to pass by focusing on ``pass:<seconds>``; ordinary ids stay what they are to simcord.
    """

    env: Simulation

    def __init__(
        self,
        env: Simulation,
        home: ChannelHandle,
        viewers: tuple[Any, ...],
        *,
        port: int,
        captions: Mapping[int, str],
        portraits: Mapping[int, bytes],
    ) -> None:
        super().__init__(
            env,
            home,
            viewers,
            layout="channel",
            display="responsive",
            width=960,
            height=720,
            locale="en-US",
            timezone="UTC",
            presentation_time=None,
            assets=_pictures(env, portraits),
            port=port,
        )
        self._server = Server(self, port)
        self._home = home
        self._guild_id = home.guild.id if home.guild is not None else 0
        self._captions = captions
        self._heard = 0
        self.passed = timedelta()

    async def __aenter__(self) -> "RehearsalPreview":
        try:
            await super().__aenter__()
        except SetupError as error:
            if isinstance(error.__cause__, OSError):
                raise PortBusy from error
            raise
        return self

    async def tick(self, now: datetime) -> None:
        """Let the group's clock reach `now`; redraw the pages if anything happened meanwhile."""
        async with self.env.turn:
            await self.env.advance_time(max(0.0, (now - self.env.now()).total_seconds()))
            self._advance_presentation_time()
            self._redraw()

    def _redraw(self, *, after: _Page | None = None) -> None:
        """Draw the pages on which something may have changed since the last time.

        `after` is the page whose press led to it, which has been drawn already. What came without
        a press may be a late private answer, which no event tells of: then all are drawn.
        """
        news = self.env.backend.transcript[self._heard :]  # every request and every event
        self._heard += len(news)
        seen = {payload.get("channel_id") for kind, event, payload in news if _shows(kind, event)}
        everywhere = None in seen or (after is None and bool(news))
        for page in tuple(self._pages.values()):
            same_person = after is not None and page.viewer.id == after.viewer.id
            concerned = everywhere or same_person or str(page.channel_id) in seen
            if concerned and page not in (after, self._python) and page.id in self._pages:
                self._publish(page, reason="refresh")

    def _publish_message_pages(self, *, reason: Any = "action") -> None:
        if self._action_page is not None:  # the others follow in _redraw, where it concerns them
            self._publish(self._action_page, reason=reason)

    async def _action(self, context_id: str | None, body: Mapping[str, Any]) -> dict[str, Any]:
        async with self.env.turn:
            page = self._get_page(context_id)
            with self._standing_in(page.channel_id):
                result = await super()._action(context_id, self._read(page, body))
            self._redraw(after=page)
            return result

    def _read(self, page: _Page, asked: Any) -> Any:
        """Return what a page asks for, as simcord is to understand it."""
        if not isinstance(asked, Mapping):
            return asked  # simcord says what is wrong with it
        body = dict(asked)
        if body.get("sequence") == page.last_sequence + 1 and "published_revision" in body:
            # As on Discord, a press counts although something else was posted an instant before.
            body["published_revision"] = page.revision
        target = str(body.get("target_id"))
        if body.get("kind") == "focus" and target.startswith(("room:", "pass:")):
            body["way"] = body.pop("target_id")
        if body.get("kind") == "viewer" and not self._may_stay(page, body.get("viewer_id")):
            page.channel_id = self._home.id
        return body

    def _may_stay(self, page: _Page, viewer_id: Any) -> bool:
        channel = self.env.backend.channels.get(page.channel_id)
        if channel is None or channel.guild_id is None:
            return False
        return may_enter(self.env, self._viewer(viewer_id), channel.id)

    def _prepare_action(self, page: _Page, kind: str, body: Mapping[str, Any]) -> Any:
        verb, _, rest = str(body.get("way", "")).partition(":")
        if verb == "room":
            channel_id, _, message_id = rest.partition("/")
            return self._entry(page, int(channel_id), int(message_id or 0))
        if verb == "pass":
            return self._passing(page, timedelta(seconds=int(rest)))
        return super()._prepare_action(page, kind, body)

    def _entry(self, page: _Page, channel_id: int, message_id: int) -> Callable[..., Any]:
        """Plan a page's way into a channel, a thread or a private conversation."""
        viewer = self._viewer(page.viewer.id)
        if self.env.backend.dm_channels.get(viewer.id) == channel_id:
            viewer = viewer.user  # simcord lets a user act there, not a member
        if not may_enter(self.env, viewer, channel_id):
            raise SetupError("the channel isn't open to this person")

        async def enter(action: Any, cursor: int) -> dict[str, Any]:
            self._clear_page_assets(page)
            self._reset_queries(page)
            page.viewer, page.channel_id, page.status = viewer, channel_id, "current"
            page.modal = page.modal_handle = None
            page.generation += 1
            known = readable(self.env, viewer, channel_id)
            page.target_id = message_id if message_id in known else max(known, default=None)
            page.window_end_id = page.target_id
            result = self._finish_action(page, action, "settled", cursor)
            self._publish(page, reason="navigation")
            return result

        return enter

    def _passing(self, page: _Page, span: timedelta) -> Callable[..., Any]:
        """Plan a leap of the group's clock."""

        async def leap(action: Any, cursor: int) -> dict[str, Any]:
            self.passed += span
            with suppress(TimeoutError):  # what is left of a long leap, the clock's next steps do
                await self.env.advance_time(span.total_seconds())
            self._advance_presentation_time()
            page.generation += 1  # the page's script waits for that after all it takes for a focus
            page.target_id = self._initial_target(page.viewer, page.channel_id)
            page.window_end_id = page.target_id
            result = self._finish_action(page, action, "settled", cursor)
            self._publish(page, reason="navigation")
            return result

        return leap

    @contextmanager
    def _standing_in(self, channel_id: int) -> Generator[None]:
        """Let commands and messages go to a page's channel; simcord knows only the preview's."""
        backend = self.env.backend
        channel = backend.channels.get(channel_id)
        before = self.channel
        if channel is not None:
            guild = backend.guilds.get(channel.guild_id or 0)
            around = GuildHandle(self.env, guild) if guild is not None else None
            self.channel = ChannelHandle(self.env, around, channel)
        try:
            yield
        finally:
            self.channel = before

    def _open_page(self, viewer_id: Any = None, target_id: Any = None) -> _Page:
        with self._standing_in(self._home.id):
            if self._python is not None:  # a new tab begins where this hidden page looks
                self._python.target_id = self._initial_target(self._python.viewer, self._home.id)
                self._python.window_end_id = None
            return super()._open_page(viewer_id, target_id)

    def _initial_target(self, viewer: Any, channel_id: int) -> int | None:
        return max(readable(self.env, viewer, channel_id), default=None)

    def _page_payload(self, page: _Page) -> dict[str, Any]:
        payload = super()._page_payload(page)
        channels = self.env.backend.channels
        payload["messages"] = with_ways(
            payload["messages"],
            self._guild_id,
            lambda channel_id: channels[channel_id].name if channel_id in channels else None,
        )
        for viewer in payload["viewers"]:
            viewer["name"] = self._captions.get(int(viewer["id"]), viewer["name"])
        payload["rehearsal"] = {
            "rooms": list(rooms(self.env, self._viewer(page.viewer.id), page.channel_id)),
            "now": self.env.now().isoformat(),
            "words": sentences.PAGE,
            "spans": sentences.SPANS,
        }
        return payload


def _pictures(env: Env, portraits: Mapping[int, bytes]) -> dict[str, tuple[str, bytes]]:
    """Return the portraits (PNG, by user id) by the addresses where simcord looks for them."""
    for user_id in portraits:
        env.backend.get_user(user_id).avatar = "portrait"
    return {
        f"{CDN_BASE}/avatars/{user_id}/portrait.png": ("portrait.png", picture)
        for user_id, picture in portraits.items()
    }


def _shows(kind: str, event: str) -> bool:
    """Say whether an entry of the transcript is something that people may see."""
    return kind == "GATEWAY" and event != "INTERACTION_CREATE"


async def keep_time(preview: RehearsalPreview, speed: float = 1.0) -> None:
    """Let the group's clock run with the computer's, `speed` times as fast, until cancelled."""
    began = datetime.now(UTC)
    while True:
        try:
            await preview.tick(began + (datetime.now(UTC) - began) * speed + preview.passed)
        except Exception:
            log.exception("One step of the rehearsal's clock failed; the next one follows.")
        await asyncio.sleep(TICK_SECONDS)
