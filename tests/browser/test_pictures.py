"""The pictures of the documentation, taken anew by looking at the main states; none is heavy."""

import pytest
from playwright.async_api import Browser, Page, expect

from bot.play import Stage
from tests.browser import test_access as states
from tests.browser.conftest import PICTURES, look

MOST = 200_000  # bytes


async def refusal(page: Page) -> None:
    """Show on the wire why a card was refused: the app is not in the channel."""
    await page.get_by_test_id("switchboard-toggle").click()
    await page.get_by_test_id("board-bot-in").click()
    await expect(page.get_by_test_id("board-bot-in")).to_have_attribute("aria-checked", "false")
    await page.get_by_test_id("switchboard-close").click()
    await states.answered(page)
    await page.get_by_test_id("wire-toggle").click()
    row = page.get_by_test_id("wire-row").filter(has_text="not_in_channel").first
    await row.locator("summary").click()
    await expect(row.get_by_test_id("wire-why")).to_be_visible()


@pytest.mark.parametrize(
    ("name", "width", "scheme", "state"),
    [
        ("modal", 1280, "light", states.modal),
        ("wire", 1280, "light", refusal),
        ("switchboard", 1280, "light", states.switchboard),
        ("clock", 1280, "light", states.moves),
        ("narrow", 390, "light", states.answered),
        ("dark", 1280, "dark", states.answered),
    ],
)
async def test_a_picture_of_each_main_state_is_taken(
    here: Stage, browser: Browser, name: str, width: int, scheme: str, state: states.State
) -> None:
    page = await states.window(browser, width, scheme)
    await look(page, here)

    await state(page)
    await page.screenshot(path=PICTURES / f"{name}.png", animations="disabled")

    assert (PICTURES / f"{name}.png").stat().st_size < MOST
