/** The bar with the workspace's clock: where it stands, whether it runs, and the quick ways to move it on. */

import { post } from "./api.js";
import { el, fill } from "./dom.js";
import { icon } from "./icons.js";
import { openMoves } from "./moves.js";
import { toast } from "./notes.js";
import { justClosed } from "./popover.js";
import { announce, me, on, state } from "./state.js";
import { city, homeZone, momentText, nowMoment, shortText, timeText, zone } from "./time.js";

const now = el("time", { class: "clock-now", "data-testid": "clock-now" });
const where = el("span", { class: "clock-where" });
const own = el("span", { class: "clock-own" });
const said = el("span", { class: "clock-said", role: "status", "data-testid": "clock-status" });
const ready = el("span", { class: "ready", role: "status", "data-testid": "ready" });
const hold = el("button", {
  type: "button",
  class: "icon-button",
  "data-testid": "clock-hold",
  hidden: true,
  onclick: () => turn(),
});
const next = quick("Next thing due", "clock-next", { to: "next" });
const quicks = [
  quick("+1 h", "clock-plus-hour", { by: "1h" }, "An hour on"),
  quick("Monday 09:00", "clock-monday", { to: "mon 09:00" }, "To the coming Monday morning"),
  next,
];
const moveTo = el(
  "button",
  {
    type: "button",
    class: "bar-button",
    "data-testid": "clock-move-to",
    "aria-haspopup": "dialog",
    "aria-expanded": "false",
    onclick: () => justClosed(moveTo) || openMoves(moveTo, move),
  },
  "Move to …",
);

/** Give the bar's nodes. */
export function clockNodes() {
  for (const topic of ["clock", "workspace", "ready", "place"]) {
    on(topic, show);
  }
  return [
    el("div", { class: "clock-face" }, icon("clock"), now, where, own, hold),
    el("div", { class: "clock-moves", role: "group", "aria-label": "Move the clock" }, quicks, moveTo),
    said,
    ready,
  ];
}

function quick(label, testid, body, title) {
  return el(
    "button",
    { type: "button", class: "bar-button is-quick", "data-testid": testid, title, onclick: () => move(body) },
    label,
  );
}

function show() {
  now.textContent = shortText(nowMoment(), homeZone());
  now.dateTime = state.now;
  now.title = `The workspace's clock: ${momentText(nowMoment(), homeZone())} in ${city(homeZone())}`;
  where.textContent = city(homeZone());
  own.textContent =
    zone() === homeZone()
      ? ""
      : `${timeText(nowMoment())} in ${city(zone())}${me() ? ` for ${me().display_name || me().real_name}` : ""}`;
  showHold();
  showNext();
  showReady();
}

function showHold() {
  const words = state.still ? "Let the clock run" : "Stop the clock";
  hold.hidden = state.still === null;
  if (hold.title !== words) {
    hold.title = words;
    hold.setAttribute("aria-label", words);
    fill(hold, icon(state.still ? "run" : "pause"));
  }
}

function showNext() {
  const [due] = state.due;
  const at = due && shortText(Date.parse(due.at), homeZone());
  fill(
    next,
    due
      ? [el("span", { class: "due-label" }, due.label), el("span", { class: "muted" }, at)]
      : "Nothing is due",
  );
  next.title = due ? `Move to when this is due: ${due.label}, ${at}` : "";
  next.classList.toggle("has-nothing", !due);
}

function showReady() {
  const name = state.members.get(state.bot)?.real_name ?? "The app";
  const words = state.ready ? `${name} is ready` : `${name} is busy or away`;
  ready.classList.toggle("is-ready", state.ready);
  ready.dataset.ready = String(state.ready);
  if (ready.textContent !== words) {
    ready.textContent = words;
  }
}

async function turn() {
  const answer = await post("clock", { still: !state.still });
  if (answer.ok === false) {
    toast(answer.error);
    return;
  }
  Object.assign(state, { now: answer.now, still: answer.still });
  announce("clock");
}

async function move(body) {
  wait(true);
  said.textContent = "Moving the clock …";
  const answer = await post("clock", body);
  wait(false);
  if (answer.ok === false || !answer.now) {
    said.textContent = "";
    toast(answer.error ?? "The clock could not be moved.");
    return;
  }
  state.now = answer.now;
  announce("clock");
  announce("acted");
  said.textContent = answer.settled ? "" : "Stopped: something is still running";
  said.classList.toggle("is-wrong", !answer.settled);
}

function wait(isMoving) {
  const held = document.activeElement;
  for (const button of [...quicks, moveTo]) {
    button.disabled = isMoving;
  }
  said.classList.toggle("is-moving", isMoving);
  if (!isMoving && document.activeElement === document.body) {
    held?.isConnected && held.focus();
  }
}
