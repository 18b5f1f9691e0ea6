"""Emoji for a reaction or a message: chosen by keyboard alone, drawn by the names Slack keeps them under."""

from playwright.async_api import Page, expect


async def test_a_reaction_is_found_by_typing_and_chosen_with_the_arrow_keys(page: Page) -> None:
    message = page.get_by_test_id("message").filter(has_text="The firewall rules").last
    await message.get_by_test_id("react").focus()
    await page.keyboard.press("Enter")
    await expect(page.get_by_test_id("emoji-search")).to_be_focused()

    await page.keyboard.type("rocket")
    await expect(page.get_by_role("option", name="rocket")).to_have_attribute("aria-selected", "true")
    await page.keyboard.press("Enter")

    await expect(message.get_by_role("button", name="rocket, 1")).to_have_attribute("aria-pressed", "true")
    await expect(page.get_by_test_id("emoji-picker")).to_have_count(0)


async def test_the_arrows_walk_the_picker_and_escape_leaves_it_with_the_focus_back(page: Page) -> None:
    opener = page.get_by_test_id("composer-emoji")
    await opener.focus()
    await page.keyboard.press("Enter")
    first = page.get_by_test_id("reaction-+1")
    await expect(first).to_have_attribute("aria-selected", "true")

    await page.keyboard.press("ArrowRight")
    await expect(page.get_by_test_id("reaction-eyes")).to_have_attribute("aria-selected", "true")
    await page.keyboard.press("ArrowDown")
    await page.keyboard.press("ArrowUp")
    await page.keyboard.press("ArrowLeft")
    await expect(first).to_have_attribute("aria-selected", "true")
    await page.keyboard.press("Escape")

    await expect(page.get_by_test_id("emoji-picker")).to_have_count(0)
    await expect(opener).to_be_focused()


async def test_an_emoji_goes_where_the_cursor_stands_and_is_drawn_in_the_message(page: Page) -> None:
    field = page.get_by_test_id("composer")
    await field.fill("Racks are here")
    await field.press("Home")
    await page.get_by_test_id("composer-emoji").click()
    await page.get_by_test_id("reaction-tada").click()

    await expect(field).to_have_value(":tada: Racks are here")
    await expect(field).to_be_focused()
    await field.press("Enter")
    await expect(page.get_by_test_id("message").last).to_contain_text("🎉 Racks are here")


async def test_a_colon_and_two_letters_offer_emoji(page: Page) -> None:
    field = page.get_by_test_id("composer")
    await field.press_sequentially("Late :hourg")

    await expect(page.get_by_test_id("completion").first).to_contain_text(":hourglass:")
    await field.press("Enter")

    await expect(field).to_have_value("Late :hourglass: ")


async def test_a_name_no_emoji_has_is_said_and_enter_chooses_nothing(page: Page) -> None:
    await page.get_by_test_id("composer-emoji").click()
    await page.get_by_test_id("emoji-search").fill("qqqq")

    await expect(page.get_by_text("No emoji has this name.")).to_be_visible()
    await page.keyboard.press("Enter")
    await expect(page.get_by_test_id("emoji-picker")).to_be_visible()
