/** The bar with the workspace's clock: where it stands, and ways to move it on. */

import { post } from "./api.js";
import { el } from "./dom.js";
import { icon } from "./icons.js";
import { toast } from "./notes.js";
import { justClosed, popover } from "./popover.js";
import { announce, me, on, state } from "./state.js";
import { city, homeZone, momentText, nowMoment, timeText, wallText, zone } from "./time.js";

const MOVES = [
  { label: "+1 h", testid: "clock-plus-hour", body: { by: "1h" }, title: "An hour on" },
  {
    label: "Next thing due",
    testid: "clock-next",
    body: { to: "next" },
    title: "To the next moment at which something is due",
  },
  {
    label: "Monday 09:00",
    testid: "clock-monday",
    body: { to: "mon 09:00" },
    title: "To the coming Monday morning",
  },
  { label: "+1 day", testid: "clock-plus-day", body: { by: "24h" }, title: "A day on" },
];

const now = el("time", { class: "clock-now", "data-testid": "clock-now" });
const own = el("span", { class: "clock-own" });
const said = el("span", { class: "clock-said", role: "status", "data-testid": "clock-status" });
const ready = el("span", { class: "ready", "data-testid": "ready" });
const buttons = MOVES.map((one) =>
  el(
    "button",
    {
      type: "button",
      class: "bar-button",
      "data-testid": one.testid,
      title: one.title,
      onclick: () => move(one.body),
    },
    one.label,
  ),
);
const moveTo = el(
  "button",
  {
    type: "button",
    class: "bar-button",
    "data-testid": "clock-move-to",
    "aria-haspopup": "dialog",
    "aria-expanded": "false",
    onclick: openMoveTo,
  },
  "Move to …",
);

/** Give the bar's nodes. */
export function clockNodes() {
  on("clock", show);
  on("workspace", show);
  on("ready", show);
  on("place", show);
  return [
    el("div", { class: "clock-face" }, icon("clock"), now, own),
    el("div", { class: "clock-moves", role: "group", "aria-label": "Move the clock" }, buttons, moveTo),
    said,
    ready,
  ];
}

function show() {
  now.textContent = momentText(nowMoment(), homeZone());
  now.dateTime = state.now;
  now.title = `The workspace's clock, in ${city(homeZone())}`;
  const differs = zone() !== homeZone();
  own.textContent = differs
    ? `${timeText(nowMoment())} in ${city(zone())}${me() ? ` for ${me().display_name || me().real_name}` : ""}`
    : city(homeZone());
  ready.classList.toggle("is-ready", state.ready);
  const bot = state.members.get(state.bot)?.real_name ?? "The app";
  ready.textContent = state.ready ? `${bot} is ready` : `${bot} is busy or away`;
  ready.dataset.ready = String(state.ready);
}

async function move(body) {
  hold(true);
  said.textContent = "Moving the clock …";
  const answer = await post("clock", body);
  hold(false);
  if (answer.ok === false || !answer.now) {
    said.textContent = "";
    toast(answer.error ?? "The clock could not be moved.");
    return;
  }
  state.now = answer.now;
  announce("clock");
  announce("acted");
  said.textContent = answer.settled
    ? `Now ${momentText(nowMoment(), homeZone())}`
    : "Stopped: something is still running";
  said.classList.toggle("is-wrong", !answer.settled);
}

function hold(isMoving) {
  for (const button of [...buttons, moveTo]) {
    button.disabled = isMoving;
  }
  said.classList.toggle("is-moving", isMoving);
}

function openMoveTo() {
  if (justClosed(moveTo)) {
    return;
  }
  const field = el("input", {
    class: "field",
    type: "datetime-local",
    "data-testid": "clock-field",
    "aria-label": `Date and time in ${city(homeZone())}`,
    value: wallText(nowMoment(), homeZone()),
  });
  const go = () => {
    shown.close();
    move({ to: field.value });
  };
  const form = el(
    "form",
    { class: "move-to" },
    el("label", {}, `Date and time in ${city(homeZone())}`, field),
    el("button", { type: "submit", class: "button is-primary", "data-testid": "clock-go" }, "Move"),
  );
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    go();
  });
  const shown = popover(moveTo, form, { label: "Move the clock" });
  field.focus();
}
