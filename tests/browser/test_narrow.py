"""The page in a narrow window: the channels lie over it, shade it, and go away without pressing anything."""

from playwright.async_api import Page, expect


async def test_a_press_beside_the_channels_closes_them_and_nothing_else(page: Page) -> None:
    await page.set_viewport_size({"width": 390, "height": 780})
    edit = page.get_by_role("button", name="Edit").last
    await expect(edit).to_be_visible()
    await page.get_by_test_id("rail-open").click()
    await expect(page.get_by_test_id("channel-atlas")).to_be_focused()
    under = await edit.bounding_box()
    assert under is not None

    await page.mouse.click(under["x"] + under["width"] - 2, under["y"] + under["height"] / 2)

    await expect(page.get_by_test_id("person-switch")).to_be_hidden()
    await expect(page.get_by_test_id("modal")).to_have_count(0)


async def test_escape_closes_the_channels_and_gives_the_focus_back(page: Page) -> None:
    await page.set_viewport_size({"width": 390, "height": 780})
    await page.get_by_test_id("rail-open").click()
    await expect(page.get_by_test_id("channel-atlas")).to_be_focused()

    await page.keyboard.press("Escape")

    await expect(page.get_by_test_id("person-switch")).to_be_hidden()
    await expect(page.get_by_test_id("rail-open")).to_be_focused()


async def test_the_switchboard_lies_over_the_channels(page: Page) -> None:
    await page.set_viewport_size({"width": 390, "height": 780})
    await page.get_by_test_id("rail-open").click()

    await page.get_by_test_id("switchboard-toggle").click()

    await expect(page.get_by_test_id("person-switch")).to_be_hidden()
    await expect(page.get_by_test_id("fault-method")).to_be_focused()
