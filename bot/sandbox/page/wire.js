/** The panel that lists every payload between Slack and the app. */

import { get } from "./api.js";
import { coalesced, debounced, el, fill } from "./dom.js";
import { icon } from "./icons.js";
import { on, state } from "./state.js";
import { timeText } from "./time.js";

const MOST = 300; // rows kept in the panel
const rows = new Map(); // number to {node, open, text}
let isOpen = false;
let seen = 0;

const filter = el("input", {
  class: "field wire-filter",
  type: "search",
  placeholder: "Filter by type or text",
  "aria-label": "Filter the wire",
  "data-testid": "wire-filter",
  oninput: debounced(narrow, 120),
});
const list = el("div", {
  class: "wire-list",
  role: "log",
  "aria-live": "off",
  "aria-label": "Payloads",
  tabindex: "0",
});
const count = el("span", { class: "muted" });
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
const panel = el("div", { class: "wire-panel", id: "wire-panel", "data-testid": "wire", hidden: true }, list);

/** Give the panel's node. */
export function wireNode() {
  on("log", () => isOpen && refresh());
  return el(
    "section",
    { class: "wire", "aria-label": "Wire" },
    el(
      "div",
      { class: "wire-head" },
      toggle,
      el(
        "span",
        { class: "wire-tools" },
        filter,
        el("button", { type: "button", class: "button is-small", onclick: clear }, "Clear"),
      ),
    ),
    panel,
  );
}

const refresh = coalesced(async () => {
  const open = [...rows.values()].filter((row) => row.waiting).map((row) => row.n);
  const answer = await get("log", { after: String(Math.min(seen, ...open.map((n) => n - 1))) });
  const atEnd = list.scrollHeight - list.scrollTop - list.clientHeight < 40;
  for (const entry of (answer.entries ?? []).slice(-MOST)) {
    take(entry);
  }
  trim();
  narrow();
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

function take(entry) {
  seen = Math.max(seen, entry.n);
  const held = rows.get(entry.n);
  const node = draw(entry, held?.node.open);
  if (held) {
    held.node.replaceWith(node);
  } else {
    list.append(node);
  }
  rows.set(entry.n, {
    n: entry.n,
    node,
    waiting: entry.ms === null,
    text: `${entry.type} ${entry.kind} ${JSON.stringify(entry.request)}`.toLowerCase(),
  });
}

function trim() {
  for (const n of [...rows.keys()].slice(0, Math.max(0, rows.size - MOST))) {
    rows.get(n).node.remove();
    rows.delete(n);
  }
  count.textContent = rows.size ? `${seen} payloads` : "";
}

function clear() {
  rows.clear();
  fill(list);
  count.textContent = "";
}

function narrow() {
  const wanted = filter.value.trim().toLowerCase();
  for (const row of rows.values()) {
    row.node.hidden = wanted !== "" && !row.text.includes(wanted);
  }
}

function draw(entry, wasOpen) {
  const bot = state.members.get(state.bot)?.real_name ?? "App";
  const way = entry.direction === "in" ? `${bot} to Slack` : `Slack to ${bot}`;
  const summary = el(
    "summary",
    {},
    el("time", {}, timeText(Date.parse(entry.at))),
    el("span", { class: `way is-${entry.direction}` }, way),
    el("span", { class: "wire-kind" }, entry.kind),
    el("strong", {}, entry.type),
    el("span", { class: "wire-error" }, entry.error ?? ""),
    el("span", { class: "wire-ms" }, entry.ms === null ? "…" : `${entry.ms.toFixed(1)} ms`),
  );
  const node = el(
    "details",
    {
      class: entry.error ? "wire-row is-wrong" : "wire-row",
      "data-type": entry.type,
      "data-direction": entry.direction,
    },
    summary,
  );
  const unfold = () => {
    if (node.open && node.childElementCount === 1) {
      node.append(payload("Request", entry.request), payload("Response", entry.response));
      node.scrollIntoView({ block: "nearest" });
    }
  };
  node.addEventListener("toggle", unfold);
  node.open = wasOpen === true;
  return node;
}

function payload(title, value) {
  const text = typeof value === "string" ? value : JSON.stringify(value, null, 2);
  return el(
    "div",
    { class: "payload" },
    el("span", { class: "muted" }, title),
    el("pre", {}, text ?? "nothing"),
  );
}
