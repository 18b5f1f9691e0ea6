"""Files people share: kept with the message, heard by the app, refused when they are none."""

import base64
import io
import json

import pytest

from tests.sandbox.conftest import Place

PLAN = base64.b64encode(b"First the racks.").decode()


async def test_a_shared_file_is_part_of_the_message_and_its_content_is_served(place: Place) -> None:
    file = {"name": "plan.txt", "content": PLAN}
    assert (await place.post("message", **{"as": "ana"}, channel="#atlas", files=[file]))["ok"]

    [said] = await place.messages("atlas")
    [shared] = said["files"]
    assert (said["subtype"], shared["mimetype"], shared["size"]) == ("file_share", "text/plain", 16)
    async with place.session.get(shared["url_private"]) as answer:
        assert await answer.read() == b"First the racks."


@pytest.mark.parametrize("file", [{"name": "x"}, {"content": PLAN}, {"name": "x", "content": "no base64"}])
async def test_what_is_no_file_is_refused_and_nothing_is_written(place: Place, file: dict[str, str]) -> None:
    answer = await place.post("message", **{"as": "ana"}, channel="#atlas", files=[file])

    assert answer["error"] == "A file needs a name, and its content in base64."
    assert await place.messages("atlas") == []


async def test_a_file_of_more_than_a_megabyte_is_refused_by_name(place: Place) -> None:
    film = {"name": "film.bin", "content": base64.b64encode(b"x" * 1_000_001).decode()}
    body = json.dumps({"as": "ana", "channel": "#atlas", "files": [film]}).encode()

    async with place.session.post(f"{place.sandbox.url}/control/message", data=io.BytesIO(body)) as response:
        answer = await response.json()

    assert answer["error"] == "film.bin was not shared: the sandbox takes files of 1 byte to 1 MB."
