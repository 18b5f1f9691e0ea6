"""How the sandbox's page bears 5,000 messages in a channel, measured by its own script in a real browser."""

import asyncio
import json
import shutil
import statistics
from pathlib import Path

import aiohttp
from playwright.async_api import Page, async_playwright

from bot.clock import SystemClock
from bot.play import manifest
from bot.sandbox import Sandbox

MESSAGES = 5_000
FEW = 100  # messages in the channel it is compared with
AT_ONCE = 16
KEYS = 60
ROUNDS = 7
FLAGS = ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking"]
OPEN = """async ([channel, last]) => {
  const begun = performance.now();
  document.querySelector(`[data-testid="channel-${channel}"]`).click();
  const shown = () => document.querySelector(`[data-testid="message"][data-ts="${last}"]`);
  while (!shown()) { await new Promise(requestAnimationFrame); }
  shown().getBoundingClientRect();
  await new Promise(requestAnimationFrame);
  return performance.now() - begun;
}"""
TYPE = """async (keys) => {
  const field = document.querySelector('[data-testid="composer"]');
  field.focus();
  const took = [];
  for (let key = 0; key < keys; key += 1) {
    const begun = performance.now();
    document.execCommand("insertText", false, "x");
    document.body.getBoundingClientRect();
    took.push(performance.now() - begun);
    await new Promise(requestAnimationFrame);
  }
  field.value = "";
  field.dispatchEvent(new Event("input"));
  return took;
}"""
ARRIVE = """async ([path, text]) => {
  const begun = performance.now();
  const headers = { "Content-Type": "application/json" };
  const body = JSON.stringify({ as: "ben", channel: "#atlas", text });
  fetch(path, { method: "POST", headers, body });
  const all = () => [...document.querySelectorAll('[data-testid="message"]')];
  const shown = () => all().at(-1)?.innerText.includes(text);
  while (!shown()) { await new Promise(requestAnimationFrame); }
  return performance.now() - begun;
}"""


class Standing(SystemClock):
    """The machine's clock; nobody moves it here."""

    def move(self, to: object) -> None:
        raise AssertionError("the bench runs in real time")


async def measure(_: Path) -> None:
    """Print how long the page takes to open a channel of 5,000 messages, to take a key, to show a message."""
    chromium = shutil.which("chromium") or shutil.which("google-chrome") or shutil.which("chromium-browser")
    if chromium is None:
        print("the page with 5,000 messages: not measured (no Chromium is installed)")
        return
    sandbox = Sandbox(manifest=manifest(), clock=Standing())
    await sandbox.start()
    try:
        last = {
            "atlas": await fill(sandbox, "C0ATLAS", MESSAGES),
            "general": await fill(sandbox, "C0GENERAL", FEW),
        }
        async with async_playwright() as web:
            browser = await web.chromium.launch(executable_path=chromium, args=FLAGS)
            page = await browser.new_page(viewport={"width": 1280, "height": 800})
            await page.goto(f"{sandbox.url}/?as=U0ANA&channel=C0GENERAL")
            await page.get_by_test_id("message").first.wait_for()
            await report(page, last)
            await browser.close()
    finally:
        await sandbox.stop()


async def fill(sandbox: Sandbox, channel: str, count: int) -> str:
    """Post messages, each fifth with blocks; return the ts of the last."""
    headers = {"Authorization": f"Bearer {sandbox.bot_token}"}
    url, latest = f"{sandbox.api_url}chat.postMessage", "0"
    async with aiohttp.ClientSession(headers=headers) as session:
        await session.post(f"{sandbox.url}/control/channel", json={"channel": channel, "bot_in": True})
        numbers = iter(range(count))

        async def post() -> None:
            nonlocal latest
            for number in numbers:
                async with session.post(url, json=content(channel, number)) as answer:
                    said = json.loads(await answer.text())
                assert said["ok"], said
                latest = max(latest, said["ts"])

        await asyncio.gather(*(post() for _ in range(AT_ONCE)))
    return latest


def content(channel: str, number: int) -> dict[str, object]:
    """Return a plain message, or at each fifth number a card with a button."""
    text = f"{number}: the racks are here and the certificate is renewed; cabling starts on Monday."
    if number % 5:
        return {"channel": channel, "text": text}
    button = {"type": "button", "action_id": "done", "text": {"type": "plain_text", "text": "Done"}}
    blocks = [
        {"type": "section", "text": {"type": "mrkdwn", "text": f"*T-{number}* {text}"}},
        {"type": "actions", "elements": [button]},
    ]
    return {"channel": channel, "text": text, "blocks": blocks}


async def report(page: Page, last: dict[str, str]) -> None:
    """Measure in turn and print the medians in milliseconds."""
    opened: dict[str, list[float]] = {"atlas": [], "general": []}
    for _ in range(ROUNDS):
        for name in ("atlas", "general"):
            opened[name].append(await page.evaluate(OPEN, [name, last[name]]))
    many, few = (statistics.median(opened[name]) for name in ("atlas", "general"))
    print(f"opening {MESSAGES:,} messages: {many:.0f} ms ({FEW} messages: {few:.0f} ms; goal: 300 ms)")
    await page.evaluate(OPEN, ["atlas", last["atlas"]])
    keys = sorted(await page.evaluate(TYPE, KEYS))
    print(
        f"a key in its composer: {statistics.median(keys):.1f} ms, at worst {keys[-1]:.1f} ms (goal: 16 ms)"
    )
    came = [await page.evaluate(ARRIVE, ["/control/message", f"Lift {n} stands."]) for n in range(ROUNDS)]
    print(f"a message of somebody else is shown there after {statistics.median(came):.0f} ms (goal: 300 ms)")
