/** Where the clock can be moved to: what is due next, a span on, a date and time. And the device's zone. */

import { el } from "./dom.js";
import { chooser, labelled } from "./fields.js";
import { datePicker, timePicker } from "./pickers.js";
import { popover } from "./popover.js";
import { announce, me, state } from "./state.js";
import { ZONES, city, homeZone, nowMoment, shortText, wallText } from "./time.js";

const SPANS = [
  ["+1 h", { by: "1h" }],
  ["+1 day", { by: "24h" }],
  ["+1 week", { by: "7d" }],
  ["Monday 09:00", { to: "mon 09:00" }],
];

/** Open the choices beside `anchor`; `move` gets the body for the clock. */
export function openMoves(anchor, move) {
  const go = (body) => {
    shown.close();
    move(body);
  };
  const parts = [dueList(go), spans(go), exactly(go), device()];
  const shown = popover(anchor, el("div", { class: "move-to" }, parts), {
    label: "Move the clock",
    side: "end",
    testid: "clock-moves",
  });
  shown.node.querySelector("button, input")?.focus();
}

function dueList(go) {
  const row = (due) =>
    el(
      "button",
      { type: "button", class: "menu-row due-row", "data-testid": "due", onclick: () => go({ to: due.at }) },
      el("span", { class: "menu-words" }, due.label),
      el("span", { class: "muted" }, shortText(Date.parse(due.at), homeZone())),
    );
  const rows = state.due.length
    ? state.due.map(row)
    : el("p", { class: "muted small due-row" }, "Nothing is due by the clock.");
  return el("div", {}, el("h3", { class: "menu-heading" }, "Due next"), rows);
}

function spans(go) {
  const buttons = SPANS.map(([label, body]) =>
    el("button", { type: "button", class: "bar-button", onclick: () => go(body) }, label),
  );
  return el("div", { class: "move-spans", role: "group", "aria-label": "Further on" }, buttons);
}

function exactly(go) {
  let [day, time] = wallText(nowMoment(), homeZone()).split("T");
  const where = `in ${city(homeZone())}`;
  const onDay = datePicker(
    {},
    { value: day, label: `Day ${where}`, marks: { "data-testid": "clock-day" }, use: (picked) => (day = picked) },
  );
  const at = timePicker(
    {},
    { value: time, label: `Time ${where}`, marks: { "data-testid": "clock-time" }, use: (picked) => (time = picked) },
  );
  const button = el(
    "button",
    { type: "submit", class: "button is-primary is-small", "data-testid": "clock-go" },
    "Move",
  );
  const form = el(
    "form",
    { class: "board-line" },
    el(
      "div",
      { class: "labelled" },
      el("span", {}, `Day and time ${where}`),
      el("div", { class: "side-by-side" }, onDay, at),
    ),
    button,
  );
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    go({ to: `${day}T${time}` });
  });
  return form;
}

function device() {
  const zones = ZONES.map((name) => [name, name.replaceAll("_", " ")]);
  const choices = [["", `As in the profile: ${me()?.tz ?? "UTC"}`], ...zones];
  const change = (zone) => announce("device-zone", zone);
  const field = chooser(choices, { value: state.deviceZone, testid: "clock-zone", change });
  return labelled("Dates shown as on a device in", field);
}
