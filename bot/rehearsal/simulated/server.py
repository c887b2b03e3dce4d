"""simcord's loopback server, with the rehearsal's own script, style and title on its page."""

# pyright: reportPrivateUsage=false, reportUnknownMemberType=false, reportUnknownVariableType=false
# pyright: reportUnknownArgumentType=false, reportIncompatibleMethodOverride=false
# simcord types its private side as Any where it types it at all; this folder is there to hold that.

from pathlib import Path

from aiohttp import web
from simcord.preview._server import PreviewServer

from bot.rehearsal import sentences

OURS = {"/rehearsal.js": "application/javascript", "/rehearsal.css": "text/css"}
PAGE_FOLDER = Path(__file__).parents[1] / "page"


class Server(PreviewServer):
    """simcord's loopback server, which also serves the rehearsal's own script and style."""

    _STATIC_FILES = PreviewServer._STATIC_FILES | {path: path for path in OURS}

    async def _static(self, request: web.Request) -> web.Response:
        if request.path not in OURS:
            answer = await super()._static(request)
            if request.path == "/":
                answer.text = framed(answer.text)
            return answer
        if request.headers.get("Host", "") not in self._allowed_hosts():
            raise web.HTTPForbidden
        return web.Response(
            text=(PAGE_FOLDER / request.path[1:]).read_text(encoding="utf-8"),
            content_type=OURS[request.path],
            headers=self._SECURITY_HEADERS,
        )


def framed(page: str) -> str:
    """Return simcord's page with the rehearsal's title, script and style in it."""
    changes = {
        "<title>SimCord Preview</title>": f"<title>{sentences.TITLE}</title>",
        "<strong>SimCord</strong><small>Preview</small>": (
            f"<strong>{sentences.BRAND}</strong><small>{sentences.TAGLINE}</small>"
        ),
        "</head>": '<link rel="stylesheet" href="/rehearsal.css"></head>',
        '<script type="module" src="/app.js">': (
            '<script type="module" src="/rehearsal.js"></script>\n'
            '    <script type="module" src="/app.js">'
        ),
    }
    for theirs, ours in changes.items():
        page = page.replace(theirs, ours)
    return page
