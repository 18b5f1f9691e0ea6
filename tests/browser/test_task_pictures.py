"""On the page, a message becomes a task and two people edit it; the pictures of docs/tasks.md are taken."""

import base64
from collections.abc import AsyncIterator
from pathlib import Path

import aiohttp
import pytest_asyncio
from playwright.async_api import Browser, Page, expect

from tests.browser.conftest import PICTURES, look, type_line
from tests.browser.test_pictures import MOST
from tests.world import Person, World, unhurried

FILE = """title,owner,due,priority,labels,project
Order the racks,Ben Carter,2026-11-12 15:00,P2,dc,atlas
Order the cables,,2026-11-13,,dc,atlas
,Ben Carter,,,,
Renew the certificate,Bernd,2026-11-20,P1,security,atlas
Call the vendor,Ana Sousa,soon,,,atlas
Label both racks,Chiara Rossi,2026-11-27,,dc,beacon
"""
RULES = "The firewall rules of the new site need a review before the rehearsal"


@pytest_asyncio.fixture(loop_scope="session")
async def world(database: Path) -> AsyncIterator[World]:
    """The seeded workspace on Monday morning, with a project in #atlas."""
    async with unhurried(database) as here, aiohttp.ClientSession() as session:
        found = World(here, session)
        await found.person("ana").types("/project new Atlas")
        await found.post("reload", as_="ana")
        yield found


async def window(world: World, browser: Browser, *, width: int = 1180) -> Page:
    """Open #atlas as Ana sees it."""
    page = await browser.new_page(viewport={"width": width, "height": 760})
    await look(page, world.stage)
    return page


async def taken(page: Page, name: str) -> None:
    """Take a picture for the docs."""
    path = PICTURES / f"task-{name}.png"
    await page.screenshot(path=path, animations="disabled")
    assert path.stat().st_size < MOST


async def choose_make_a_task(page: Page) -> None:
    """Open the form from the menu of the newest message that speaks of the firewall."""
    message = page.get_by_test_id("message").filter(has_text=RULES).first
    await message.hover()
    await message.get_by_test_id("message-menu").click()
    await page.get_by_test_id("shortcut-make_task").click()
    await expect(page.get_by_test_id("modal")).to_be_visible()


async def in_a_thread(world: World, ana: Person) -> str:
    """Ask for a task in a thread, and return what the thread hangs on."""
    root = await ana.writes("The certificate of the portal runs out next week")
    await ana.writes("@muster task Renew it @ben by fri !high ~3h", under=root)
    return str(root["ts"])


async def test_a_message_is_made_a_task_by_its_menu_and_its_thread_is_told(
    world: World, browser: Browser, ana: Person, ben: Person
) -> None:
    await ben.writes(RULES)
    page = await window(world, browser)

    await choose_make_a_task(page)
    await taken(page, "form")
    await page.get_by_role("button", name="Save").click()

    card = page.get_by_test_id("message").filter(has_text="From this message").last
    await expect(card).to_contain_text("T-1")
    await expect(page.get_by_test_id("message").filter(has_text="1 reply").first).to_contain_text(RULES)
    await ana.types("/task split T-1 collect the rules; compare with the plan; ask Sam")
    await world.post("reload", as_="ana")
    await expect(card.get_by_role("checkbox")).to_have_count(3)
    await card.get_by_role("checkbox").first.click()
    await expect(card.get_by_role("checkbox").first).to_be_checked()
    await taken(page, "card")


async def test_a_task_asked_for_in_a_thread_has_its_card_there(
    world: World, browser: Browser, ana: Person
) -> None:
    root = await in_a_thread(world, ana)
    page = await window(world, browser)

    await page.goto(f"{world.stage.sandbox.url}/?as=U0ANA&channel=C0ATLAS&thread={root}")

    await expect(page.get_by_test_id("message").filter(has_text="T-1 Renew it").last).to_be_visible()
    await taken(page, "thread")


async def test_two_who_changed_the_same_field_see_both_texts(
    world: World, browser: Browser, ana: Person, ben: Person
) -> None:
    await ana.types("/task Review the firewall rules @ben by fri")
    await world.post("reload", as_="ana")
    page = await window(world, browser)
    await page.get_by_role("button", name="Edit").last.click()
    title = page.get_by_test_id("modal").get_by_role("textbox").first
    await expect(title).to_have_value("Review the firewall rules")
    await ben.types("/task edit T-1 Review the rules with Sam")

    await title.fill("Review the rules again")
    await page.get_by_role("button", name="Save").click()

    modal = page.get_by_test_id("modal")
    await expect(modal).to_contain_text("Ben Carter made the title: Review the rules with Sam")
    await expect(modal.get_by_role("textbox").first).to_have_value("Review the rules again")
    await taken(page, "clash")
    await modal.get_by_text("Keep mine").click()
    await page.get_by_role("button", name="Save").click()
    await expect(
        page.get_by_test_id("message").filter(has_text="Review the rules again").first
    ).to_be_visible()


async def test_a_day_is_worked_through_on_home(world: World, browser: Browser, ana: Person) -> None:
    for line in (
        "Order the racks by mon 9:00 ~3h",
        "Call the vendor today ~2h !high",
        "Renew the certificate by 6 nov +security",
        "Review the firewall rules @ben by fri",
    ):
        await ana.types(f"/task add {line}")
    await ana.types("/task start T-2")
    await world.clock(to="2026-11-02T10:00:00+00:00")
    page = await window(world, browser)

    await page.get_by_text("Muster Home").click()
    home = page.get_by_test_id("home")
    await expect(home).to_contain_text("What you gave away")
    await taken(page, "home")
    await home.get_by_role("button", name="Done").first.click()

    await expect(home.get_by_role("button", name="Undo my last change")).to_be_visible()
    await expect(home).to_contain_text("Your last change: T-2 Call the vendor")
    await expect(home).to_contain_text("Late · 1")


async def test_the_board_of_a_project_shows_who_is_at_what(
    world: World, browser: Browser, ana: Person
) -> None:
    for line in (
        "Order the racks @ben by fri",
        "Renew the certificate !high",
        "Call the vendor",
        "Book a van",
    ):
        await ana.types(f"/task add {line}")
    for line in ("start T-2", "block T-3 waiting for their offer", "done T-4"):
        await ana.types(f"/task {line}")
    page = await window(world, browser)

    await type_line(page, "/task board")

    board = page.get_by_test_id("ephemeral").filter(has_text="Board in Atlas")
    await expect(board).to_contain_text("Done in the last 7 days")
    await expect(board).to_contain_text("waiting for their offer")
    await taken(page, "board")


async def test_a_file_is_looked_at_before_it_is_saved_and_a_list_comes_out_as_one(
    world: World, browser: Browser, ana: Person
) -> None:
    await ana.types("/task import")
    file = {"name": "move.csv", "content": base64.b64encode(FILE.encode()).decode()}
    await ana.submits(await ana.form(), {"file": {"file": [file]}})
    page = await browser.new_page(viewport={"width": 1180, "height": 560})
    await look(page, world.stage, channel="D0ANAMUSTER")

    await expect(page.get_by_test_id("message").last).to_contain_text("4 left out:")
    await taken(page, "import")
    await page.get_by_role("button", name="Import 2 tasks").click()

    await expect(page.get_by_role("button", name="Take all back")).to_be_visible()
    await ana.types("/task export csv all")
    await expect(page.get_by_test_id("file")).to_contain_text("Open tasks of everybody, 2026-10-26")
    await page.mouse.move(0, 0)
    await taken(page, "files")


async def test_the_message_of_a_day_says_what_is_due_and_what_was_given(
    world: World, browser: Browser, ana: Person, ben: Person
) -> None:
    await ben.types("/task Write the test plan by today")
    await ben.types("/task Order the racks by 6 nov")
    await world.clock(to="2026-10-27T11:00:00+00:00")
    for line in ("add Renew the certificate @ben by fri !high ~3h", "due T-2 12 nov"):
        await ana.types(f"/task {line}")
    await world.clock(to="2026-10-27T13:01:00+00:00")
    page = await browser.new_page(viewport={"width": 1320, "height": 640})
    await look(page, world.stage, who="U0BEN", channel="D0BENMUSTER")

    message = page.get_by_test_id("message").last
    await expect(message).to_contain_text("Your day, Tue 27 Oct")
    await expect(message).to_contain_text("1 working day late")
    await expect(message).to_contain_text("Ana Sousa moved the date from Fri 6 Nov to Thu 12 Nov")
    await taken(page, "day")


async def test_a_change_is_put_back_from_the_history_of_its_task(
    world: World, browser: Browser, ana: Person, ben: Person
) -> None:
    await ana.types("/task Renew the certificate of the portal @ben by fri +dns ~3h")
    await world.clock(by="20m")
    await ana.types("/task assign T-1 @chiara")
    await world.clock(by="3h")
    await ben.types("/task due T-1 12 nov")
    await ben.types("/task note T-1 the vendor promised an answer by noon")
    await ben.types("/task assign T-1 @dev")
    await world.clock(by="70m")
    page = await window(world, browser)

    await type_line(page, "/task history T-1")
    history = page.get_by_test_id("ephemeral").filter(has_text="history")
    await history.get_by_role("button", name="Put back").last.click()
    refused = page.get_by_test_id("ephemeral").filter(has_text="was changed since")
    await expect(refused).to_contain_text("Put back, it would be Ben Carter.")
    await page.mouse.move(0, 0)
    await taken(page, "history")
    await refused.get_by_role("button", name="Put back all the same").click()

    await expect(page.get_by_text("owner Dev Patel → Ben Carter").first).to_be_visible()
