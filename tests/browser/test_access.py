"""People with a screen reader, or a weak eye for contrast, can use every main state of the page."""

from collections.abc import Awaitable, Callable
from contextlib import AsyncExitStack
from typing import Literal

import pytest
from axe_playwright_python.async_playwright import Axe
from playwright.async_api import Browser, Page, expect

from bot.play import Stage
from tests.browser.conftest import look, type_line
from tests.browser.drawn import blocks, every_input, home
from tests.sandbox.conftest import run_place

GRAVE = ("serious", "critical")
State = Callable[[Page], Awaitable[None]]


async def window(browser: Browser, width: int, scheme: str) -> Page:
    """Open a window of a width in light or dark."""
    dark: Literal["dark", "light"] = "dark" if scheme == "dark" else "light"
    return await browser.new_page(viewport={"width": width, "height": 800}, color_scheme=dark)


async def faults_of(page: Page) -> list[str]:
    """List what axe finds serious or critical, the rule and where; and whether the page scrolls sideways."""
    await page.evaluate("Promise.all(document.getAnimations().map((one) => one.finished.catch(() => 0)))")
    found = (await Axe().run(page)).response["violations"]
    wide = await page.evaluate("document.scrollingElement.scrollWidth - innerWidth")
    return [f"the page is {wide} px too wide"] * (wide > 0) + [
        f"{one['id']}: {node['target']} {node['failureSummary']}"
        for one in found
        if one["impact"] in GRAVE
        for node in one["nodes"]
    ]


async def channel(page: Page) -> None:
    await expect(page.get_by_test_id("composer")).to_be_visible()


async def answered(page: Page) -> None:
    await type_line(page, "/task Renew the TLS certificate @ben by fri !high")
    await expect(page.get_by_test_id("ephemeral").last).to_be_visible()


async def completion(page: Page) -> None:
    await expect(page.get_by_test_id("composer")).to_be_focused()
    await page.get_by_test_id("composer").press_sequentially("/ta")
    await expect(page.get_by_test_id("completion").first).to_be_visible()


async def menu(page: Page) -> None:
    message = page.get_by_test_id("message").filter(has_text="The firewall rules").last
    await message.hover()
    await message.get_by_test_id("message-menu").click()
    await expect(page.get_by_test_id("shortcut-make_task")).to_be_visible()


async def modal(page: Page) -> None:
    await menu(page)
    await page.get_by_test_id("shortcut-make_task").click()
    await expect(page.get_by_test_id("modal")).to_be_visible()


async def thread(page: Page) -> None:
    message = page.get_by_test_id("message").filter(has_text="The firewall rules").last
    await message.hover()
    await message.get_by_test_id("reply").click()
    await expect(page.get_by_test_id("thread-composer")).to_be_visible()


async def wire(page: Page) -> None:
    await page.get_by_test_id("wire-toggle").click()
    row = page.get_by_test_id("wire-row").last
    await row.locator("summary").click()
    await expect(row.get_by_test_id("wire-json")).to_be_visible()


async def switchboard(page: Page) -> None:
    await page.get_by_test_id("switchboard-toggle").click()
    await page.get_by_test_id("fault-order").click()
    await expect(page.get_by_test_id("fault-waiting")).to_be_visible()
    await page.get_by_test_id("board-scopes").click()


async def moves(page: Page) -> None:
    await page.get_by_test_id("clock-move-to").click()
    await expect(page.get_by_test_id("clock-moves")).to_be_visible()


async def switcher(page: Page) -> None:
    await page.keyboard.press("Control+k")
    await expect(page.get_by_test_id("switcher")).to_be_visible()


async def emoji(page: Page) -> None:
    await page.get_by_test_id("composer-emoji").click()
    await expect(page.get_by_test_id("emoji-picker")).to_be_visible()


async def reacted(page: Page) -> None:
    message = page.get_by_test_id("message").filter(has_text="The firewall rules").last
    await message.hover()
    await message.get_by_test_id("react").click()
    await page.get_by_test_id("reaction-eyes").click()
    await expect(message.get_by_role("button", name="eyes, 1")).to_be_visible()


async def teams(page: Page) -> None:
    await rail(page)
    await page.get_by_test_id("team-switch").click()
    await expect(page.get_by_test_id("team-harbour")).to_be_visible()


async def other_team(page: Page) -> None:
    await teams(page)
    await page.get_by_test_id("team-harbour").click()
    await expect(page.get_by_test_id("place")).to_have_text("general")
    await rail(page)
    await page.get_by_test_id("channel-quay").click()
    await expect(page.get_by_test_id("place")).to_have_text("quay")


async def people(page: Page) -> None:
    await rail(page)
    await page.get_by_test_id("person-switch").click()
    await expect(page.get_by_test_id("person-ben")).to_be_visible()


async def rail(page: Page) -> None:
    """Show the channels where the window is too narrow for them; they may still be going away."""
    opener = page.get_by_test_id("rail-open")
    if await opener.is_visible():
        await expect(page.get_by_test_id("person-switch")).to_be_hidden()
        await opener.click()


STATES: list[State] = [
    *(channel, answered, completion, menu, thread, wire, switchboard, moves, switcher, emoji),
    *(teams, people, other_team),
    # These change what the next ones see: the reaction stays, and so does the modal.
    *(reacted, modal),
]
WINDOWS = pytest.mark.parametrize(
    ("width", "scheme"), [(1280, "light"), (1280, "dark"), (390, "light")], ids=["light", "dark", "narrow"]
)


@WINDOWS
async def test_axe_finds_nothing_serious_in_any_main_state(
    here: Stage, browser: Browser, width: int, scheme: str
) -> None:
    page = await window(browser, width, scheme)
    found: dict[str, list[str]] = {}

    for state in STATES:
        await look(page, here)
        await state(page)
        if faults := await faults_of(page):
            found[state.__name__] = faults

    assert found == {}


@WINDOWS
async def test_axe_finds_nothing_serious_in_a_home_a_form_and_blocks_of_an_app(
    browser: Browser, width: int, scheme: str
) -> None:
    async with AsyncExitStack() as stack:
        place = await run_place(stack)
        page = await window(browser, width, scheme)
        found: dict[str, list[str]] = {}
        for name, show in {"home": home, "blocks": blocks, "form": every_input}.items():
            await show(place, page)
            if faults := await faults_of(page):
                found[name] = faults

    assert found == {}
