"""Slack made to misbehave by hand: the switchboard does what it says, and people see it."""

from pathlib import Path

import pytest
from playwright.async_api import Page, expect
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bot.play import Stage
from tests.browser.conftest import type_line


async def test_a_fault_is_ordered_waits_and_is_taken_back(page: Page) -> None:
    await page.get_by_test_id("switchboard-toggle").click()
    await page.get_by_test_id("fault-method").select_option("views.open")
    await page.get_by_test_id("fault-value").fill("channel_not_found")
    await page.get_by_test_id("fault-times").fill("3")
    await page.get_by_test_id("fault-order").click()

    waiting = page.get_by_test_id("fault-waiting")
    await expect(waiting).to_contain_text("Refuse with an error: channel_not_found")
    await expect(waiting).to_contain_text("× 3")
    await page.get_by_test_id("fault-clear").click()
    await expect(waiting).to_have_count(0)


async def test_one_of_several_faults_is_taken_back_and_the_others_still_wait(page: Page) -> None:
    await page.get_by_test_id("switchboard-toggle").click()
    for error in ("channel_not_found", "is_archived"):
        await page.get_by_test_id("fault-value").fill(error)
        await page.get_by_test_id("fault-order").click()
        await expect(page.get_by_test_id("fault-waiting").filter(has_text=error)).to_be_visible()

    first = page.get_by_test_id("fault-waiting").filter(has_text="channel_not_found")
    await first.get_by_test_id("fault-take-back").click()

    await expect(page.get_by_test_id("fault-waiting")).to_have_count(1)
    await expect(page.get_by_test_id("fault-waiting")).to_contain_text("is_archived")
    await expect(page.get_by_test_id("fault-said")).to_contain_text("Taken back: Refuse with an error")
    await expect(page.get_by_test_id("fault-method")).to_be_focused()


async def test_a_fault_that_has_struck_is_off_the_list_and_the_card_comes_later(page: Page) -> None:
    await page.get_by_test_id("switchboard-toggle").click()
    await page.get_by_test_id("fault-method").select_option("chat.postMessage")
    await page.get_by_test_id("fault-kind").select_option("ratelimited")
    await page.get_by_test_id("fault-order").click()
    await expect(page.get_by_test_id("fault-waiting")).to_have_count(1)

    await type_line(page, "/task Water the plants")

    await expect(page.get_by_test_id("fault-waiting")).to_have_count(0)
    card = page.get_by_test_id("message").filter(has_text="Water the plants")
    await expect(card).to_have_count(1)


async def test_nobody_writes_into_a_channel_archived_from_the_switchboard(page: Page) -> None:
    await page.get_by_test_id("switchboard-toggle").click()
    await page.get_by_test_id("board-archived").click()

    await expect(page.get_by_test_id("board-archived")).to_have_attribute("aria-checked", "true")
    await expect(page.get_by_text("#atlas is archived. Nobody can write here.")).to_be_visible()
    await page.get_by_test_id("board-archived").click()
    await expect(page.get_by_test_id("composer")).to_be_visible()


async def test_a_scope_taken_away_is_missing_at_once(page: Page, here: Stage) -> None:
    await page.get_by_test_id("switchboard-toggle").click()
    await page.get_by_test_id("board-scopes").click()

    await page.get_by_test_id("scope-im:write").click()

    await expect(page.get_by_test_id("scope-im:write")).to_have_attribute("aria-checked", "false")
    with pytest.raises(SlackApiError, match="missing_scope"):
        await AsyncWebClient(here.sandbox.bot_token, here.sandbox.api_url).conversations_open(users="U0ANA")


async def test_starting_over_asks_first_and_takes_the_messages_away(page: Page) -> None:
    await type_line(page, "Good morning")
    await expect(page.get_by_test_id("message").filter(has_text="Good morning")).to_be_visible()
    await page.get_by_test_id("switchboard-toggle").click()
    await page.get_by_test_id("reset").click()
    await page.get_by_test_id("confirm-deny").click()
    await expect(page.get_by_test_id("message").filter(has_text="Good morning")).to_be_visible()

    await page.get_by_test_id("reset").click()
    await page.get_by_test_id("confirm-ok").click()

    await expect(page.get_by_test_id("message").filter(has_text="Good morning")).to_have_count(0)


async def test_escape_closes_the_switchboard_and_gives_the_focus_back(page: Page) -> None:
    opener = page.get_by_test_id("switchboard-toggle")
    await opener.click()
    await expect(page.get_by_test_id("fault-method")).to_be_focused()

    await page.keyboard.press("Escape")

    await expect(page.get_by_test_id("switchboard")).to_be_hidden()
    await expect(opener).to_be_focused()


async def test_a_behaviour_turned_on_is_that_of_the_workspace(page: Page, here: Stage) -> None:
    await page.get_by_test_id("switchboard-toggle").click()
    newer = page.get_by_test_id("switch-no_new_blocks")

    await newer.click()

    await expect(newer).to_have_attribute("aria-checked", "true")
    answer = await page.request.get(f"{here.sandbox.url}/control/switches")
    assert (await answer.json())["switches"]["no_new_blocks"] is True


async def test_a_number_out_of_its_bounds_is_refused_with_a_sentence_and_put_back(
    page: Page, here: Stage
) -> None:
    await page.get_by_test_id("switchboard-toggle").click()
    minutes = page.get_by_test_id("switch-shuffle")

    await minutes.fill("3")
    await minutes.press("Enter")
    await minutes.fill("9")
    await minutes.press("Enter")

    await expect(page.get_by_test_id("toast")).to_have_text('"shuffle" is a whole number from 0 to 5.')
    await expect(minutes).to_have_value("3")
    answer = await page.request.get(f"{here.sandbox.url}/control/switches")
    assert (await answer.json())["switches"]["shuffle"] == 3


async def test_a_workspace_is_exported_started_over_and_imported_again(page: Page, tmp_path: Path) -> None:
    await page.get_by_test_id("switchboard-toggle").click()
    async with page.expect_download() as download:
        await page.get_by_test_id("export").click()
    file = tmp_path / "workspace.json"
    await (await download.value).save_as(file)
    await page.get_by_test_id("switchboard-close").click()
    await type_line(page, "/task Water the plants")
    card = page.get_by_test_id("message").filter(has_text="Water the plants")
    await expect(card).to_have_count(1)

    await page.get_by_test_id("switchboard-toggle").click()
    await page.get_by_test_id("import-file").set_input_files(file)

    await expect(page.get_by_text("The workspace is as it was in workspace.json.")).to_be_visible()
    await expect(card).to_have_count(0)
    await expect(page.get_by_test_id("message").first).to_be_visible()


async def test_a_file_that_is_no_workspace_is_refused_with_a_sentence(page: Page, tmp_path: Path) -> None:
    file = tmp_path / "notes.json"
    file.write_text("{}")
    await page.get_by_test_id("switchboard-toggle").click()

    await page.get_by_test_id("import-file").set_input_files(file)

    await expect(page.get_by_text("This is no workspace that can be imported.")).to_be_visible()
