"""The page by keyboard alone: Ctrl-K, Enter, Esc and the arrows do what people of Slack expect."""

from contextlib import AsyncExitStack

from playwright.async_api import Browser, Page, expect

from tests.browser import drawn
from tests.browser.conftest import type_line
from tests.browser.drawn import every_input
from tests.sandbox.conftest import Place, run_place


async def press(page: Page, *keys: str) -> None:
    for key in keys:
        await page.keyboard.press(key)


async def test_control_k_and_the_arrows_lead_to_another_channel(page: Page) -> None:
    await press(page, "Control+k")
    await page.keyboard.type("a")
    await press(page, "ArrowDown", "ArrowUp")
    await page.keyboard.type("tlas-st")
    await press(page, "Enter")

    await expect(page.get_by_test_id("place")).to_have_text("atlas-standup")
    await expect(page.get_by_test_id("composer")).to_be_focused()


async def test_the_arrows_walk_the_channels_and_enter_goes_there(page: Page) -> None:
    await page.get_by_test_id("channel-atlas").focus()
    await press(page, "ArrowDown", "ArrowDown", "ArrowUp")
    await expect(page.get_by_test_id("channel-atlas-standup")).to_be_focused()

    await press(page, "Enter")

    await expect(page.get_by_test_id("place")).to_have_text("atlas-standup")


async def test_the_arrows_walk_the_messages_and_tab_reaches_what_can_be_done_with_one(page: Page) -> None:
    messages = page.get_by_test_id("message")
    await page.get_by_role("log", name="Messages").focus()
    await press(page, "ArrowUp")
    await expect(messages.last).to_be_focused()
    await press(page, "ArrowUp", "ArrowDown")
    await expect(messages.last).to_be_focused()

    await press(page, "Tab", "Tab", "Tab")
    await expect(messages.last.get_by_test_id("message-menu")).to_be_focused()
    await press(page, "Enter", "ArrowDown", "ArrowUp")
    await expect(page.get_by_test_id("shortcut-make_task")).to_be_focused()
    await press(page, "Enter")
    await expect(page.get_by_test_id("modal")).to_contain_text("Make a task")
    await press(page, "Escape")
    await expect(page.get_by_test_id("modal")).to_be_hidden()


async def test_up_in_an_empty_composer_changes_ones_last_message(page: Page) -> None:
    await type_line(page, "The racks are heer")
    mine = page.get_by_test_id("message").filter(has_text="The racks are heer")
    await expect(mine).to_be_visible()
    await page.get_by_test_id("composer").focus()

    await press(page, "ArrowUp")
    await expect(page.get_by_test_id("edit-field")).to_be_focused()
    await page.get_by_test_id("edit-field").fill("The racks are here")
    await press(page, "Enter")

    await expect(page.get_by_test_id("message").last).to_contain_text("The racks are here (edited)")


async def test_escape_leaves_a_change_alone_and_the_thread_open_around_it(page: Page) -> None:
    message = page.get_by_test_id("message").filter(has_text="The firewall rules").last
    await message.get_by_test_id("reply").focus()
    await press(page, "Enter")
    await expect(page.get_by_test_id("thread-composer")).to_be_focused()
    await page.keyboard.type("Mine")
    await press(page, "Enter")
    reply = page.get_by_test_id("thread-panel").get_by_test_id("message").filter(has_text="Mine")
    await expect(reply).to_be_visible()

    await press(page, "ArrowUp")
    await expect(page.get_by_test_id("edit-field")).to_have_value("Mine")
    await press(page, "Escape")
    await expect(reply).to_be_focused()
    await expect(page.get_by_test_id("edit-field")).to_have_count(0)

    await press(page, "Escape")
    await expect(page.get_by_test_id("thread-panel")).to_be_hidden()
    await expect(page.get_by_test_id("composer")).to_be_focused()


async def test_a_form_is_filled_in_saved_by_enter_and_left_by_escape(browser: Browser) -> None:
    async with AsyncExitStack() as stack:
        place = await with_forms(stack)
        page = await browser.new_page()
        await every_input(place, page)

        await press(page, "Tab", "Shift+Tab")
        await page.keyboard.type("Move the racks")
        await press(page, "Enter")
        await expect(page.get_by_test_id("modal")).to_be_hidden()
        await every_input(place, page)
        await press(page, "Escape")
        await expect(page.get_by_test_id("modal")).to_be_hidden()

    values = place.payloads[0]["view"]["state"]["values"]
    assert values["Title"]["Title"]["value"] == "Move the racks"
    assert [one["type"] for one in place.payloads] == ["view_submission", "view_closed"]


async def test_the_arrows_change_between_home_and_messages_whatever_happens(browser: Browser) -> None:
    async with AsyncExitStack() as stack:
        place = await with_forms(stack)
        page = await browser.new_page()
        await drawn.home(place, page)
        await page.get_by_test_id("app-tab-home").focus()
        renamed = {"channel": "C0ATLAS", "name": "pluto"}
        await page.request.post(f"{place.sandbox.url}/control/channel", data=renamed)
        await expect(page.get_by_test_id("channel-pluto")).to_be_visible()

        await press(page, "ArrowRight")
        await expect(page.get_by_test_id("app-tab-messages")).to_have_attribute("aria-selected", "true")


async def with_forms(stack: AsyncExitStack) -> Place:
    """Start a sandbox whose app records what becomes of forms."""
    place = await run_place(stack)

    @place.app.view("form")
    @place.app.view_closed("form")
    async def heard(ack: object, body: dict[str, object]) -> None:
        place.payloads.append(body)
        await ack()  # type: ignore[operator]

    await place.connect()
    return place
