"""Guests, other companies, group DMs, people who are away, and heads of channels, as the page shows them."""

from playwright.async_api import Page, expect

from bot.play import Stage
from tests.browser.conftest import look, type_line

TABLED = {"type": "markdown", "markdown": "# Racks\n\n- twelve"}


async def ask(page: Page, here: Stage, method: str, **arguments: object) -> None:
    """Call the Web API as the app does."""
    url, token = here.sandbox.api_url + method, here.sandbox.bot_token
    headers = {"Authorization": f"Bearer {token}", "Content-Type": "application/json; charset=utf-8"}
    answer = await page.request.post(url, data=arguments, headers=headers)
    assert (await answer.json())["ok"]


async def test_a_status_and_a_snooze_are_set_shown_and_gone_when_their_time_is_up(
    page: Page, here: Stage
) -> None:
    await look(page, here, "U0BEN")
    await type_line(page, "Back soon")
    await expect(page.get_by_test_id("message").last).to_contain_text("Back soon")
    await page.get_by_test_id("switchboard-toggle").click()
    await page.get_by_test_id("board-member").select_option("U0BEN")
    await page.get_by_test_id("board-status").fill("Lunch")
    await page.get_by_test_id("board-status-emoji").fill(":coffee:")
    await page.get_by_test_id("board-status-until").select_option("1h")
    await page.get_by_role("button", name="Set status").click()
    await page.get_by_role("button", name="Set pause notifications for").click()
    said = page.get_by_test_id("board-said")
    await expect(said.first).to_contain_text("Lunch until")
    await expect(said.nth(1)).to_contain_text("not disturbed until")
    mark = page.get_by_test_id("message").get_by_role("img", name="Lunch until").last
    await expect(mark).to_be_visible()

    await page.get_by_role("button", name="+1 h").click()

    await expect(said).to_have_count(0)
    await expect(mark).to_have_count(0)


async def test_a_group_dm_is_opened_by_typing_several_names(page: Page, here: Stage) -> None:
    await page.keyboard.press("Control+k")
    await page.get_by_test_id("switcher-field").fill("ben, chiara")
    await page.keyboard.press("Enter")
    await expect(page.get_by_test_id("place")).to_have_text("Ben, Chiara")

    await type_line(page, "Shall we walk through the plan?")

    await expect(page.get_by_test_id("message")).to_have_count(1)
    await look(page, here, "U0CHIARA")
    group = page.get_by_role("region", name="Direct messages").get_by_role("button", name="Ana, Ben")
    await expect(group).to_have_attribute("data-unread", "1")


async def test_somebody_of_another_company_is_marked_and_is_offered_no_commands(
    page: Page, here: Stage
) -> None:
    await page.goto(f"{here.sandbox.url}/?as=U0VERA&channel=C0BRIDGE")
    await expect(page.get_by_test_id("person-switch")).to_contain_text("Vera Holm")
    await type_line(page, "The racks come on Friday")
    await expect(page.get_by_test_id("message")).to_have_count(1)
    await page.get_by_test_id("composer").press_sequentially("/ta")
    await expect(page.get_by_test_id("completion").get_by_text("/task")).to_have_count(0)
    await expect(page.get_by_test_id("channel-atlas")).to_have_count(0)

    await page.goto(f"{here.sandbox.url}/?as=U0ANA&channel=C0BRIDGE")

    await expect(page.get_by_test_id("message").get_by_text("Vector Systems")).to_be_visible()
    await expect(page.get_by_test_id("shared-with")).to_have_text("Shared with Vector Systems")


async def test_what_an_app_keeps_at_the_head_of_a_channel_is_there(page: Page, here: Stage) -> None:
    here.sandbox.core.scopes |= {"bookmarks:write", "canvases:write", "pins:write", "chat:write.customize"}
    looks = {"username": "Gate desk", "icon_emoji": ":truck:", "text": "Delivery"}
    below = [{"title": "Delivery 4711", "text": "*12 racks*", "color": "good"}]
    await ask(page, here, "chat.postMessage", channel="C0BRIDGE", attachments=below, **looks)
    posted = list(here.sandbox.core.workspace.channels["C0BRIDGE"].messages)[-1]
    await ask(page, here, "pins.add", channel="C0BRIDGE", timestamp=posted)
    mark = {"title": "Plan", "type": "link", "link": "https://plan.example"}
    await ask(page, here, "bookmarks.add", channel_id="C0BRIDGE", **mark)
    await ask(
        page,
        here,
        "conversations.canvases.create",
        channel_id="C0BRIDGE",
        title="Move",
        document_content=TABLED,
    )

    await look(page, here, "U0ANA", "C0BRIDGE")

    message = page.get_by_test_id("message").last
    await expect(message).to_contain_text("Gate desk")
    await expect(message.get_by_test_id("attachment")).to_contain_text("12 racks")
    await expect(message.get_by_test_id("pinned")).to_have_text("Pinned by Muster")
    await expect(page.get_by_test_id("head-bar").get_by_role("link", name="Plan")).to_be_visible()
    await page.get_by_test_id("canvas").click()
    await expect(page.get_by_test_id("canvas-open").get_by_role("heading", name="Racks")).to_be_visible()
    await page.keyboard.press("Escape")
    await expect(page.get_by_test_id("canvas-open")).to_have_count(0)


async def test_what_the_app_says_it_is_doing_stands_below_the_thread(page: Page, here: Stage) -> None:
    await type_line(page, "How late are we?")
    message = page.get_by_test_id("message").filter(has_text="How late are we?")
    ts = str(await message.get_attribute("data-ts"))
    await message.hover()
    await page.get_by_role("button", name="Reply in thread").last.click()

    await ask(
        page, here, "assistant.threads.setStatus", channel_id="C0ATLAS", thread_ts=ts, status="is counting…"
    )

    await expect(page.get_by_test_id("doing")).to_have_text("Muster is counting…")


async def test_a_user_group_is_completed_and_mentioned(page: Page, here: Stage) -> None:
    field = page.get_by_test_id("composer")
    await field.press_sequentially("Ask @secu")
    await page.get_by_test_id("completion").get_by_text("Security", exact=True).click()
    await field.press("Enter")

    said = page.get_by_test_id("message").last
    await expect(said.get_by_text("@security")).to_be_visible()
    await expect(said).to_contain_text("notified 1")
