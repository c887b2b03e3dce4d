"""A visitor: one browser tab on the rehearsal's page, used the way a person uses it."""

import asyncio
import re
from collections.abc import AsyncGenerator, Mapping, Sequence
from contextlib import asynccontextmanager
from pathlib import Path

from playwright.async_api import Browser, Locator, Page, async_playwright, expect

PATIENCE = 20.0  # seconds that any single step may take
expect.set_options(timeout=PATIENCE * 1000)
WINDOW = {"width": 1280, "height": 800}
QUIET_CHROMIUM = (
    "--no-sandbox",  # build machines run as root
    "--disable-gpu",
    "--disable-quic",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
)
# What the page's own script says of itself: nothing under way, everything drawn.
REST = """() => new Promise((resolve) => {
  const look = () => {
    const page = window.simcordPreview;
    const atRest = page?.ready && !page.pendingAction && !page.pendingQuery
      && page.awaitingRevision === null;
    if (atRest) resolve(); else setTimeout(look, 30);
  };
  look();
})"""

Answer = str | list[str]


@asynccontextmanager
async def chromium(program: str) -> AsyncGenerator[Browser]:
    """Start the Chromium at `program`, without a window, until the block ends."""
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(
            executable_path=program, args=list(QUIET_CHROMIUM)
        )
        try:
            yield browser
        finally:
            await browser.close()


class Visitor:
    """Somebody at the page. Every method returns once the page has come to rest."""

    def __init__(self, page: Page, troubles: list[str]) -> None:
        self.page = page
        self.troubles = troubles  # what the page's scripts raised; empty when all is well

    @classmethod
    async def arrive(cls, browser: Browser, address: str) -> "Visitor":
        """Open the page in a tab of its own."""
        page = await browser.new_page(viewport=WINDOW)  # pyright: ignore[reportArgumentType]
        page.set_default_timeout(PATIENCE * 1000)
        troubles: list[str] = []
        page.on("pageerror", lambda error: troubles.append(str(error)))
        await page.goto(address)
        await page.locator("#rooms [data-room]").first.wait_for()
        visitor = cls(page, troubles)
        await visitor.rest()
        return visitor

    async def rest(self) -> None:
        """Wait until nothing is under way on the page."""
        async with asyncio.timeout(PATIENCE):
            await self.page.evaluate(REST)

    async def become(self, name: str) -> None:
        """Choose a person under "Viewing as", by the beginning of their name."""
        picker = self.page.get_by_label("Viewing as")
        choice = picker.locator("option").filter(has_text=re.compile(f"^{re.escape(name)}"))
        value = await choice.get_attribute("value")
        await picker.select_option(value)
        await expect(picker).to_have_value(value or "")
        await self.rest()

    async def go(self, room: str) -> None:
        """Enter a channel or thread by its name on the left."""
        way = self.page.locator("#rooms [data-room]").filter(
            has=self.page.get_by_text(room, exact=True)
        )
        await way.first.click()
        await expect(self.page.locator("#channel-name")).to_have_text(room)
        await self.rest()

    async def rooms(self) -> list[str]:
        """Return the names on the left."""
        return await self.page.locator("#rooms [data-room] bdi").all_inner_texts()

    async def command(self, name: str, **options: str) -> None:
        """Type a command, choose it in the picker, give its options and send it.

        An option's value is what is typed; where the page then offers choices, the first is taken.
        """
        line = self.page.locator("#channel-composer-input")
        await line.click()
        await line.press_sequentially(f"/{name}")
        entry = self.page.locator(".command-entry").filter(
            has=self.page.get_by_text(f"/{name}", exact=True)
        )
        await entry.click()
        for option, value in options.items():
            await self._give(option, value)
        await self.page.locator("#send-message").click()
        await expect(self.page.locator(".command-row")).to_have_count(0)
        await self.rest()

    async def _give(self, option: str, value: str) -> None:
        field = self.page.locator(f'.command-option-input[data-option="{option}"]')
        if not await field.count():
            await self.page.locator(".command-chip").click()
            await self.page.locator(".command-suggestion").filter(has_text=option).click()
        await field.click()
        await field.fill(value)
        offered = self.page.locator(".command-suggestion").filter(has_text=value)
        if await field.get_attribute("aria-expanded") == "true":
            await offered.first.click()

    async def fill(self, answers: Mapping[str, Answer]) -> None:
        """Answer the open form, each field by its label; a list ticks several boxes."""
        for label, answer in answers.items():
            field = self.form.locator(".modal-field").filter(
                has=self.page.get_by_text(re.compile(f"^{re.escape(label)}"))
            )
            await self._answer(field.first, answer)

    async def _answer(self, field: Locator, answer: Answer) -> None:
        chosen = [answer] if isinstance(answer, str) else answer
        if await field.locator(".modal-input").count():
            await field.locator(".modal-input").fill("\n".join(chosen))
        elif await field.get_by_role("combobox").count():
            await field.get_by_role("combobox").click()
            for choice in chosen:
                await field.get_by_role("option").filter(has_text=choice).first.click()
        else:
            for choice in chosen:
                named = self.page.get_by_text(choice, exact=True)
                await field.locator(".modal-choice").filter(has=named).click()

    async def submit(self) -> None:
        """Send the open form and wait until it is gone. Fails where the page keeps it open."""
        sent = await self.form.element_handle()
        await self.form.get_by_role("button", name="Submit").click()
        await sent.wait_for_element_state("hidden")
        await self.rest()
        # A form with something missing is drawn anew and stays.
        await expect(self.form).to_have_count(0)

    async def press(self, label: str, on: str = "") -> None:
        """Press a button on the newest message that says `on`."""
        message = self.page.locator(".channel-message").filter(has_text=on)
        await message.get_by_role("button", name=label, exact=True).last.click()
        await self.rest()

    async def choose(self, choice: str, on: str = "") -> None:
        """Choose in the last menu of the newest message that says `on`."""
        message = self.page.locator(".channel-message").filter(has_text=on)
        await message.get_by_role("combobox").last.click()
        await self.page.get_by_role("option").filter(has_text=choice).first.click()
        await self.rest()

    async def choose_many(self, choices: Sequence[str], on: str) -> None:
        """Choose several in the last menu of the newest message that says `on`, and close it."""
        message = self.page.locator(".channel-message").filter(has_text=on)
        await message.get_by_role("combobox").last.click()
        for choice in choices:
            await self.page.get_by_role("option").filter(has_text=choice).first.click()
        # As in Discord, it is sent once one looks elsewhere.
        await self.page.locator("#channel-name").click()
        await self.rest()

    async def grade(self, choices: Sequence[str], on: str) -> None:
        """Choose in the menus of the newest message that says `on`, from the first one on."""
        for number, choice in enumerate(choices):
            message = self.page.locator(".channel-message").filter(has_text=on).last
            await message.get_by_role("combobox").nth(number).click()
            offered = self.page.get_by_role("option").filter(has_text=choice)
            await offered.first.click()
            await self.rest()

    async def read(self, text: str) -> str:
        """Wait for a message that says `text`; return all that the newest such one says."""
        message = self.page.locator(".channel-message").filter(has_text=text).last
        await message.wait_for()
        return await message.inner_text()

    async def messages(self) -> list[str]:
        """Return what every message in the room says, oldest first."""
        return await self.page.locator(".channel-message").all_inner_texts()

    async def follow(self, link: str) -> None:
        """Press a link in a message."""
        await self.page.locator(".channel-message").get_by_role("link", name=link).last.click()
        await self.rest()

    async def let_pass(self, span: str) -> None:
        """Let time pass in the group: "5 minutes", "1 hour"."""
        await self.page.locator("#clock-pass").select_option(label=span)
        await self.rest()

    async def picture(self, path: Path) -> None:
        """Keep a picture of the page as it is now."""
        await self.page.screenshot(path=path)

    @property
    def form(self) -> Locator:
        """The open form."""
        return self.page.get_by_role("dialog")
