"""The clock on the page: what is due, moving there, stopping it, and dates as on another device."""

from playwright.async_api import Page, expect


async def test_what_is_due_next_is_named_and_a_press_moves_there(page: Page) -> None:
    await expect(page.get_by_test_id("clock-next")).to_contain_text("Standup questions")
    await page.get_by_test_id("clock-move-to").click()

    await page.get_by_test_id("due").filter(has_text="Digest").click()

    await expect(page.get_by_test_id("clock-now")).to_have_text("Mon 16 Nov 09:00")
    await page.get_by_test_id("channel-steering").click()
    digest = page.get_by_test_id("message").filter(has_text="Atlas: the week to Mon 16 Nov")
    await expect(digest.first).to_be_visible()


async def test_the_clock_is_let_run_and_stopped(page: Page) -> None:
    hold = page.get_by_test_id("clock-hold")
    await expect(hold).to_have_accessible_name("Let the clock run")

    await hold.click()
    await expect(hold).to_have_accessible_name("Stop the clock")
    await hold.click()

    await expect(hold).to_have_accessible_name("Let the clock run")


async def test_dates_are_shown_as_on_a_device_in_another_zone(page: Page) -> None:
    message = page.get_by_test_id("message").filter(has_text="The firewall rules").last
    await expect(message.locator("time").first).to_have_text("15:00")
    await page.get_by_test_id("clock-move-to").click()

    await page.get_by_test_id("clock-zone").select_option("Asia/Kolkata")

    await expect(message.locator("time").first).to_have_text("20:30")


async def test_a_day_and_a_time_are_picked_to_move_to(page: Page) -> None:
    await page.get_by_test_id("clock-move-to").click()
    await page.get_by_test_id("clock-day").click()
    await page.get_by_role("button", name="Tue 17 Nov").click()
    await page.get_by_test_id("clock-time").click()
    await page.get_by_role("option", name="09:30").click()

    await page.get_by_test_id("clock-go").click()

    await expect(page.get_by_test_id("clock-now")).to_have_text("Tue 17 Nov 09:30")
