"""Several people in several windows, each with what is theirs; and what the app's manifest leaves out."""

from playwright.async_api import Browser, Page, expect

from bot.play import Stage
from bot.sandbox import Sandbox
from tests.browser.conftest import look, type_line
from tests.sandbox.conftest import MANIFEST, HandClock

NO_TABS = {"home_tab_enabled": False, "messages_tab_enabled": True, "messages_tab_read_only_enabled": True}


async def test_two_windows_side_by_side_show_each_other_what_happens(
    page: Page, here: Stage, browser: Browser
) -> None:
    ben = await browser.new_page()
    await look(ben, here, "U0BEN")

    await type_line(page, "/task Renew the TLS certificate @ben by fri")
    card = ben.get_by_test_id("message").filter(has_text="Renew the TLS certificate").last
    await card.get_by_role("button", name="Done").click()

    mine = page.get_by_test_id("message").filter(has_text="Renew the TLS certificate").last
    await expect(mine).to_contain_text("Done by Ben Carter")
    await expect(ben.get_by_test_id("ephemeral").filter(has_text="Added")).to_have_count(0)


async def test_a_message_in_another_channel_marks_it_unread_at_once(
    page: Page, here: Stage, browser: Browser
) -> None:
    ben = await browser.new_page()
    await look(ben, here, "U0BEN", "C0STANDUP")
    unread = page.get_by_test_id("channel-atlas-standup")
    before = int(await unread.get_attribute("data-unread") or 0)

    await type_line(ben, "The lift is out of order")

    await expect(unread).to_have_attribute("data-unread", str(before + 1))


async def test_a_guest_is_offered_only_the_channels_they_are_in(page: Page, here: Stage) -> None:
    await look(page, here, "U0BEN")
    await page.get_by_test_id("switchboard-toggle").click()
    await page.get_by_test_id("board-member").select_option("U0BEN")
    await page.keyboard.press("Control+k")
    await expect(page.get_by_test_id("switcher").get_by_text("you are not in it").first).to_be_visible()
    await page.keyboard.press("Escape")

    await page.get_by_test_id("board-guest").click()
    await expect(page.get_by_test_id("board-guest")).to_have_attribute("aria-checked", "true")

    await page.keyboard.press("Control+k")
    await expect(page.get_by_test_id("switcher").get_by_text("you are not in it")).to_have_count(0)


async def test_an_app_without_home_and_with_closed_messages_has_neither_tab_nor_composer(
    browser: Browser,
) -> None:
    manifest = {**MANIFEST, "features": {**MANIFEST["features"], "app_home": NO_TABS}}
    sandbox = Sandbox(manifest=manifest, clock=HandClock())
    await sandbox.start()
    page = await browser.new_page()
    await page.goto(f"{sandbox.url}/?as=U0ANA&channel=U0MUSTER")

    await expect(page.get_by_text("Sending messages to Muster has been turned off.")).to_be_visible()
    await expect(page.get_by_test_id("composer")).to_be_hidden()
    await expect(page.get_by_test_id("home-tab")).to_have_count(0)

    await page.close()
    await sandbox.stop()
