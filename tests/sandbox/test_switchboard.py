"""What the page's switchboard stands on: what waits, what is on, taking it back."""

from tests.sandbox.conftest import Place


async def test_faults_that_wait_are_listed_in_order_and_can_be_taken_back(place: Place) -> None:
    await place.post("faults", method="chat.update", kind="refuse:is_archived", times=2)
    await place.post("faults", method="socket", kind="late")

    listed = (await place.get("faults"))["waiting"]
    await place.post("faults", clear=True)

    assert listed == [
        {"number": 1, "method": "chat.update", "kind": "refuse:is_archived", "times": 2},
        {"number": 2, "method": "socket", "kind": "late", "times": 1},
    ]
    assert (await place.get("faults"))["waiting"] == []


async def test_one_fault_is_taken_back_and_the_others_still_wait(place: Place) -> None:
    for kind in ("fatal_error", "500_after", "fatal_error"):
        ordered = await place.post("faults", method="auth.test", kind=kind)

    taken = await place.post("faults", clear=ordered["number"])
    again = await place.post("faults", clear=ordered["number"])

    assert (taken, again) == ({"ok": True}, {"ok": False, "error": "No fault 3 waits any more."})
    assert [one["kind"] for one in (await place.get("faults"))["waiting"]] == ["fatal_error", "500_after"]


async def test_a_fault_that_struck_once_waits_once_less(place: Place) -> None:
    await place.post("faults", method="auth.test", kind="fatal_error", times=2)

    await place.api("auth.test")

    assert [one["times"] for one in (await place.get("faults"))["waiting"]] == [1]


async def test_the_state_says_what_the_app_may_do(place: Place) -> None:
    await place.post("app", scopes_removed=["im:write"], limits=True)

    app = (await place.get("state"))["app"]

    assert "im:write" in app["declared"]
    assert "im:write" not in app["scopes"]
    assert (app["limits"], app["revoked"], app["home_tab"], app["messages_tab"]) == (True, False, True, True)


async def test_a_clock_that_cannot_run_says_so(place: Place) -> None:
    answer = await place.post("clock", still=False)

    assert answer == {"ok": False, "error": "This clock cannot be made to run or stand still."}
    assert (await place.get("state"))["still"] is None


async def test_the_page_is_asked_for_anew_each_time_it_is_loaded(place: Place) -> None:
    async with place.session.get(f"{place.sandbox.url}/page/main.js") as answer:
        assert answer.headers["Cache-Control"] == "no-cache"
