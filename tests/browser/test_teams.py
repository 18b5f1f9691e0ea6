"""Two workspaces on one page: people and channels of their own, and a mark for what happens in the other."""

from playwright.async_api import Browser, Page, expect

from bot.play import Stage
from tests.browser.conftest import look, type_line


async def enter(page: Page, team: str) -> None:
    await page.get_by_test_id("team-switch").click()
    await page.get_by_test_id(f"team-{team}").click()


async def test_the_second_workspace_has_people_and_channels_of_its_own(page: Page) -> None:
    await enter(page, "harbour")

    await expect(page.get_by_test_id("team-switch")).to_contain_text("Harbour Works")
    await expect(page.get_by_test_id("person-switch")).to_contain_text("Mara Lindqvist")
    await expect(page.get_by_test_id("channel-atlas")).to_have_count(0)
    await page.get_by_test_id("channel-quay").click()
    await type_line(page, "The crane is back")
    await expect(page.get_by_test_id("message").last).to_contain_text("The crane is back")


async def test_each_workspace_is_found_as_it_was_left(page: Page) -> None:
    await page.get_by_test_id("channel-steering").click()
    await enter(page, "harbour")
    await page.get_by_test_id("channel-quay").click()

    await enter(page, "northwind")
    await expect(page.get_by_test_id("place")).to_have_text("steering")
    await expect(page.get_by_test_id("person-switch")).to_contain_text("Ana Sousa")
    await enter(page, "harbour")
    await expect(page.get_by_test_id("place")).to_have_text("quay")


async def test_the_address_leads_back_to_the_workspace_and_so_does_the_back_button(page: Page) -> None:
    await enter(page, "harbour")
    await page.get_by_test_id("channel-quay").click()
    await expect(page.get_by_test_id("place")).to_have_text("quay")

    await page.reload()
    await expect(page.get_by_test_id("team-switch")).to_contain_text("Harbour Works")
    await expect(page.get_by_test_id("place")).to_have_text("quay")
    for _ in range(2):
        await page.go_back()

    await expect(page.get_by_test_id("team-switch")).to_contain_text("Northwind IT")
    await expect(page.get_by_test_id("place")).to_have_text("atlas")
    await expect(page.get_by_test_id("person-switch")).to_contain_text("Ana Sousa")


async def test_a_message_in_the_other_workspace_marks_it_until_it_is_looked_at(
    page: Page, here: Stage, browser: Browser
) -> None:
    mara = await browser.new_page()
    await mara.goto(f"{here.sandbox.url}/?team=harbour&as=mara&channel=quay")
    await expect(mara.get_by_test_id("place")).to_have_text("quay")
    before = await page.get_by_test_id("message").count()

    await type_line(mara, "The crane is back")

    await expect(page.get_by_text("News elsewhere")).to_be_attached()
    assert await page.get_by_test_id("message").count() == before
    await enter(page, "harbour")
    await page.get_by_test_id("channel-quay").click()
    await expect(page.get_by_test_id("message").last).to_contain_text("The crane is back")
    await expect(page.get_by_text("News elsewhere")).to_have_count(0)


async def test_two_windows_on_the_second_workspace_update_each_other(
    page: Page, here: Stage, browser: Browser
) -> None:
    await page.goto(f"{here.sandbox.url}/?team=harbour&as=tom&channel=quay")
    mara = await browser.new_page()
    await mara.goto(f"{here.sandbox.url}/?team=harbour&as=mara&channel=general")
    await expect(mara.get_by_test_id("place")).to_have_text("general")
    await expect(page.get_by_test_id("place")).to_have_text("quay")

    await type_line(page, "The crane is back")

    await expect(mara.get_by_test_id("channel-quay")).to_have_attribute("data-unread", "1")


async def test_a_workspace_nobody_knows_gives_way_to_the_first(page: Page, here: Stage) -> None:
    await page.goto(f"{here.sandbox.url}/?team=acme")

    await expect(page.get_by_test_id("team-switch")).to_contain_text("Northwind IT")
    await look(page, here)
