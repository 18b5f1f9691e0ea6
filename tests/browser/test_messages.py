"""What people do with messages on the page: files, reactions, a long channel, going somewhere by keyboard."""

import base64

from playwright.async_api import FilePayload, Page, expect

from bot.play import Stage
from tests.browser.conftest import look, type_line

DOT: FilePayload = {
    "name": "racks.png",
    "mimeType": "image/png",
    "buffer": base64.b64decode(
        "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
    ),
}
PLAN: FilePayload = {"name": "plan.txt", "mimeType": "text/plain", "buffer": b"First the racks."}


async def test_an_image_and_a_text_are_shared_with_a_message_and_can_be_looked_at(page: Page) -> None:
    await page.get_by_test_id("composer-file").set_input_files([DOT, PLAN])
    await expect(page.get_by_test_id("composer-attached")).to_have_count(2)

    await type_line(page, "The racks are here")

    message = page.get_by_test_id("message").filter(has_text="The racks are here")
    image = message.get_by_role("img", name="racks.png")
    await expect(image).to_be_visible()
    assert await image.evaluate("(one) => one.decode().then(() => one.naturalWidth)") == 1
    await expect(message.get_by_role("link", name="plan.txt")).to_be_visible()
    await expect(page.get_by_test_id("composer-attached")).to_have_count(0)


async def test_a_file_too_large_is_not_taken_and_its_name_is_said(page: Page) -> None:
    large: FilePayload = {"name": "film.bin", "mimeType": "video/mp4", "buffer": b"x" * 1_000_001}

    await page.get_by_test_id("composer-file").set_input_files([large])

    await expect(page.get_by_test_id("toast")).to_contain_text("film.bin was not taken")
    await expect(page.get_by_test_id("composer-attached")).to_have_count(0)


async def test_earlier_messages_of_a_long_channel_come_at_a_press(page: Page, here: Stage) -> None:
    for number in range(170):
        answer = await page.request.post(
            f"{here.sandbox.url}/control/build", data={"channel": "#general", "text": f"Build {number} done"}
        )
        assert (await answer.json())["ok"]
    await look(page, here, channel="C0GENERAL")
    first = page.get_by_test_id("message").filter(has_text="Build 0 done")
    await expect(first).to_have_count(0)

    await page.get_by_role("button", name="Show earlier messages").click()

    await expect(first).to_have_count(1)
    await expect(page.get_by_role("button", name="Show earlier messages")).to_have_count(0)


async def test_what_a_command_brings_is_seen_though_one_had_scrolled_up(page: Page) -> None:
    log = page.get_by_role("log", name="Messages")
    await log.evaluate("(box) => box.scrollTo(0, 0)")
    newest = page.get_by_role("button", name="Newest")
    await expect(newest).to_be_visible()

    await type_line(page, "/task help")

    await expect(page.get_by_test_id("ephemeral").last).to_be_in_viewport()
    await expect(newest).to_be_hidden()


async def test_the_bar_of_the_clock_is_one_row_for_somebody_in_another_zone(page: Page, here: Stage) -> None:
    await look(page, here, who="U0CHIARA")
    await expect(page.locator(".clock-own")).to_contain_text("Rome")
    next_label = page.get_by_test_id("clock-next")
    await next_label.locator(".due-label").evaluate(
        "(one) => one.textContent = 'Standup reminds people soon'"
    )

    bar = await page.locator(".bar").bounding_box()
    last = await page.get_by_test_id("switchboard-toggle").bounding_box()

    assert bar is not None
    assert last is not None
    assert bar["height"] < 50
    assert last["x"] + last["width"] <= 1280


async def test_a_reaction_is_added_and_taken_back(page: Page) -> None:
    message = page.get_by_test_id("message").filter(has_text="The firewall rules").last
    await message.hover()
    await message.get_by_test_id("react").click()
    await page.get_by_test_id("reaction-eyes").click()
    mine = message.get_by_role("button", name="eyes")
    await expect(mine).to_have_attribute("aria-pressed", "true")

    await mine.click()

    await expect(mine).to_have_count(0)


async def test_control_k_goes_to_a_channel_and_escape_leaves_it_with_the_focus_back(page: Page) -> None:
    await expect(page.get_by_test_id("composer")).to_be_focused()
    await page.keyboard.press("Control+k")
    await page.keyboard.press("Escape")
    await expect(page.get_by_test_id("composer")).to_be_focused()

    await page.keyboard.press("Control+k")
    await page.keyboard.type("steer")
    await page.keyboard.press("Enter")

    await expect(page.get_by_test_id("place")).to_have_text("steering")


async def test_what_could_not_be_sent_stays_in_the_composer(page: Page, here: Stage) -> None:
    await page.route("**/control/message", lambda route: route.abort())

    await type_line(page, "Good morning")

    await expect(page.get_by_test_id("ephemeral").last).to_contain_text("The sandbox does not answer")
    await expect(page.get_by_test_id("composer")).to_have_value("Good morning")


async def test_invite_brings_the_app_back_into_the_channel(page: Page) -> None:
    await type_line(page, "/remove @Muster")
    await expect(page.get_by_test_id("bot-absent")).to_be_visible()

    await type_line(page, "/invite @Muster")

    await expect(page.get_by_test_id("bot-absent")).to_have_count(0)
    await type_line(page, "/invite @Muster")
    await expect(page.get_by_test_id("ephemeral").last).to_contain_text("Muster is already in #atlas.")


async def test_invite_with_a_name_nobody_has_says_what_to_type(page: Page) -> None:
    await type_line(page, "/invite @nobody")

    await expect(page.get_by_test_id("ephemeral").last).to_contain_text("for example /invite @muster")


async def test_signs_in_a_title_are_shown_as_they_were_typed(page: Page) -> None:
    await type_line(page, "/task Plus *bold* _it_ ~x~")

    message = page.get_by_test_id("ephemeral").filter(has_text="Added T-").last
    shown = (await message.inner_text()).replace("\u200b", "")
    assert "Plus *bold* _it_ ~x~" in shown
