"""The tour's tasks, by clicking and typing in a real browser. The picture is the README's."""

from playwright.async_api import Page, expect

from tests.browser.conftest import PICTURES, type_line


async def test_ana_adds_a_task_and_ben_finishes_it_from_its_card(page: Page) -> None:
    await type_line(page, "/task Renew the TLS certificate @ben by fri !high ~3h")
    told = page.get_by_test_id("ephemeral").filter(has_text="Renew the TLS certificate")
    await expect(told).to_contain_text("Ben Carter · due Fri 20 Nov 17:00 (Lisbon) · P2 · 3 h")
    card = page.get_by_test_id("message").filter(has_text="Renew the TLS certificate").last
    await expect(card).to_be_visible()
    await expect(page.get_by_test_id("composer-running")).to_be_empty()
    await page.screenshot(path=PICTURES / "atlas.png")

    await page.goto(page.url.replace("U0ANA", "U0BEN"))
    card = page.get_by_test_id("message").filter(has_text="Renew the TLS certificate").last
    await card.get_by_role("button", name="Done").click()

    await expect(card).to_contain_text("Done by Ben Carter on Mon 16 Nov")


async def test_the_message_menu_makes_a_task_of_a_message(page: Page) -> None:
    message = page.get_by_test_id("message").filter(has_text="The firewall rules for the new office").last
    await message.hover()
    await message.get_by_test_id("message-menu").click()
    await page.get_by_test_id("shortcut-make_task").click()
    modal = page.get_by_test_id("modal")
    await expect(modal).to_contain_text("Make a task")

    await page.get_by_test_id("modal-submit").click()

    await expect(modal).to_be_hidden()
    card = page.get_by_test_id("message").filter(has_text="From this message").last
    await expect(card).to_contain_text("The firewall rules for the new office")


async def test_monday_nine_brings_the_digest_to_steering(page: Page) -> None:
    await page.get_by_test_id("clock-monday").click()
    await page.get_by_test_id("channel-steering").click()

    digest = page.get_by_test_id("message").filter(has_text="Atlas: the week to Mon 16 Nov")
    await expect(digest.first).to_be_visible()


async def test_completion_offers_the_commands_with_their_hints(page: Page) -> None:
    await page.get_by_test_id("composer").press_sequentially("/ta")

    await expect(page.get_by_test_id("completion").first).to_contain_text("/task")
    await page.get_by_test_id("composer").press("Tab")
    await expect(page.get_by_test_id("composer")).to_have_value("/task ")


async def test_what_is_being_completed_stays_when_something_happens_elsewhere(page: Page) -> None:
    await page.get_by_test_id("composer").press_sequentially("/ta")
    await expect(page.get_by_test_id("completion").first).to_contain_text("/task")

    renamed = {"channel": "C0ATLAS", "name": "atlas-two"}
    await page.request.post(f"{page.url.split('?')[0]}control/channel", data=renamed)
    await expect(page.get_by_test_id("place")).to_contain_text("atlas-two")

    await page.get_by_test_id("composer").press("Tab")
    await expect(page.get_by_test_id("composer")).to_have_value("/task ")
