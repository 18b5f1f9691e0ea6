/** What of the wire is shown: text, kind, direction, one method, only refusals. */

import { debounced, el, fill } from "./dom.js";
import { icon } from "./icons.js";
import { on } from "./state.js";

const WAYS = [
  ["", "Both ways"],
  ["in", "App to Slack"],
  ["out", "Slack to app"],
];
const kinds = new Set();
const wanted = { text: "", kind: "", direction: "", method: "", refused: false };

/** Give the filter's nodes; `changed` runs whenever something else is wanted. */
export function filterNodes(changed) {
  const text = el("input", {
    class: "field wire-filter",
    type: "search",
    placeholder: "Filter by text",
    "aria-label": "Filter the wire",
    "data-testid": "wire-filter",
    oninput: debounced(() => set({ text: text.value.trim().toLowerCase() }), 120),
  });
  const kind = select("Kind", "wire-kind-filter", [["", "Every kind"]], (value) => set({ kind: value }));
  const way = select("Direction", "wire-direction", WAYS, (value) => set({ direction: value }));
  const refused = el(
    "button",
    {
      type: "button",
      class: "button is-small",
      "aria-pressed": "false",
      "data-testid": "wire-refused",
      onclick: () => set({ refused: !wanted.refused }),
    },
    "Refused only",
  );
  const method = el("button", {
    type: "button",
    class: "button is-small wire-chip",
    hidden: true,
    "data-testid": "wire-method",
    onclick: () => set({ method: "" }),
  });
  on("wire-method", (value) => set({ method: value }));

  function set(change) {
    Object.assign(wanted, change);
    refused.setAttribute("aria-pressed", String(wanted.refused));
    method.hidden = !wanted.method;
    method.setAttribute("aria-label", `Only ${wanted.method}; press to show all methods`);
    fill(method, wanted.method, icon("close"));
    changed();
  }

  on("wire-kinds", () => {
    const options = [...kinds]
      .sort()
      .map((one) => el("option", { value: one, selected: one === wanted.kind }, one));
    fill(kind, el("option", { value: "" }, "Every kind"), options);
  });
  return [text, kind, way, refused, method];
}

/** Tell whether a kind was not seen before, and remember it. */
export function isNewKind(kind) {
  const isNew = !kinds.has(kind);
  kinds.add(kind);
  return isNew;
}

/** Tell whether an entry is wanted. */
export function isWanted(entry) {
  return (
    (!wanted.kind || entry.kind === wanted.kind) &&
    (!wanted.direction || entry.direction === wanted.direction) &&
    (!wanted.method || entry.type === wanted.method) &&
    (!wanted.refused || !!entry.error) &&
    (!wanted.text || wordsOf(entry).includes(wanted.text))
  );
}

function wordsOf(entry) {
  entry.words ??=
    `${entry.type} ${entry.kind} ${entry.error ?? ""} ${JSON.stringify(entry.request)} ${JSON.stringify(entry.response)}`.toLowerCase();
  return entry.words;
}

function select(label, testid, choices, change) {
  const node = el(
    "select",
    { class: "field", "aria-label": label, "data-testid": testid, onchange: () => change(node.value) },
    choices.map(([value, words]) => el("option", { value }, words)),
  );
  return node;
}
