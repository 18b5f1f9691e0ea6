"""A server that reads a JSON body and answers as chat.postMessage would: the least a sandbox could do."""

import asyncio
import json

from aiohttp import web


async def answer(request: web.Request) -> web.Response:
    """Parse the message and give it back."""
    body = json.loads(await request.text())
    message = {"type": "message", "text": body["text"], "ts": "1.000000"}
    return web.json_response({"ok": True, "channel": body["channel"], "ts": "1.000000", "message": message})


async def main() -> None:
    """Serve on any free port until killed."""
    served = web.Application()
    served.router.add_post("/api/{method}", answer)
    runner = web.AppRunner(served, access_log=None)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    print(f"SLACK_API_URL=http://127.0.0.1:{runner.addresses[0][1]}/api/")
    print("SLACK_SIGNING_SECRET=none", flush=True)
    await asyncio.Event().wait()


if __name__ == "__main__":
    asyncio.run(main())
