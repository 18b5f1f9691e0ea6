/** The panel that lists every payload between Slack and the app. */

import { get } from "./api.js";
import { coalesced, debounced, el, fill } from "./dom.js";
import { icon } from "./icons.js";
import { announce, on } from "./state.js";
import { filterNodes, isNewKind, isWanted } from "./wire_filter.js";
import { wireRow } from "./wire_row.js";

const MOST = 1000; // rows kept in the panel
const NEAR = 40; // pixels from the end within which the list follows what comes
const PAUSE = 80; // milliseconds of quiet before the log is fetched again
const rows = new Map(); // number to {entry, node}
let isOpen = false;
let isPaused = false;
let seen = 0;

const list = el("div", {
  class: "wire-list",
  role: "log",
  "aria-live": "off",
  "aria-label": "Payloads",
  tabindex: "0",
});
const count = el("span", { class: "muted", "data-testid": "wire-count" });
const toggle = el(
  "button",
  {
    type: "button",
    class: "wire-toggle",
    "data-testid": "wire-toggle",
    "aria-expanded": "false",
    "aria-controls": "wire-panel",
    onclick: turn,
  },
  icon("wire"),
  "Wire",
  count,
);
const pause = el(
  "button",
  {
    type: "button",
    class: "button is-small",
    "aria-pressed": "false",
    "data-testid": "wire-pause",
    onclick: () => hold(!isPaused),
  },
  "Pause",
);
const nothing = el("p", { class: "muted waiting", hidden: true }, "Nothing on the wire fits the filter.");
const panel = el("div", { class: "wire-panel", id: "wire-panel", "data-testid": "wire", hidden: true }, list);

/** Give the panel's node. */
export function wireNode() {
  on(
    "log",
    debounced(() => isOpen && !isPaused && refresh(), PAUSE),
  );
  const clearing = el(
    "button",
    { type: "button", class: "button is-small", "data-testid": "wire-clear", onclick: clear },
    "Clear",
  );
  const tools = el("span", { class: "wire-tools" }, filterNodes(narrow), pause, clearing);
  const node = el(
    "section",
    { class: "wire", "aria-label": "Wire" },
    el("div", { class: "wire-head" }, toggle, tools),
    panel,
  );
  node.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && isOpen && !event.defaultPrevented) {
      turn();
      toggle.focus();
    }
  });
  list.append(nothing);
  return node;
}

const refresh = coalesced(async () => {
  const open = [...rows.values()].filter((row) => row.entry.ms === null).map((row) => row.entry.n);
  const after = Math.min(seen, ...open.map((n) => n - 1));
  const answer = await get("log", { after: String(after), most: String(MOST) });
  const atEnd = list.scrollHeight - list.scrollTop - list.clientHeight < NEAR;
  for (const entry of answer.entries ?? []) {
    take(entry);
  }
  trim();
  if (atEnd) {
    list.scrollTop = list.scrollHeight;
  }
});

function turn() {
  isOpen = !isOpen;
  panel.hidden = !isOpen;
  toggle.setAttribute("aria-expanded", String(isOpen));
  toggle.closest(".wire").classList.toggle("is-open", isOpen);
  if (isOpen) {
    refresh();
  }
}

function hold(isHeld) {
  isPaused = isHeld;
  pause.setAttribute("aria-pressed", String(isPaused));
  pause.textContent = isPaused ? "Follow" : "Pause";
  if (!isPaused) {
    refresh().then(() => {
      list.scrollTop = list.scrollHeight;
    });
  }
}

function take(entry) {
  seen = Math.max(seen, entry.n);
  const held = rows.get(entry.n);
  if (held && held.entry.ms === entry.ms) {
    return;
  }
  const node = wireRow(entry, held?.node.open);
  node.hidden = !isWanted(entry);
  if (held) {
    held.node.replaceWith(node);
  } else {
    list.append(node);
  }
  rows.set(entry.n, { entry, node });
  if (isNewKind(entry.kind)) {
    announce("wire-kinds");
  }
}

function trim() {
  for (const n of [...rows.keys()].slice(0, Math.max(0, rows.size - MOST))) {
    rows.get(n).node.remove();
    rows.delete(n);
  }
  tell();
}

function clear() {
  rows.clear();
  fill(list, nothing);
  tell();
}

function narrow() {
  for (const { entry, node } of rows.values()) {
    node.hidden = !isWanted(entry);
  }
  tell();
}

function tell() {
  const shown = [...rows.values()].filter((row) => !row.node.hidden).length;
  nothing.hidden = shown > 0;
  if (!rows.size) {
    count.textContent = "";
  } else {
    count.textContent = shown === rows.size ? `${shown} payloads` : `${shown} of ${rows.size} payloads`;
  }
}
