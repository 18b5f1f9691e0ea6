/** A list to choose from, with a field to narrow it. Serves every kind of select. */

import { debounced, el, fill } from "./dom.js";
import { icon } from "./icons.js";
import { justClosed, popover } from "./popover.js";

const MANY = 7; // from so many options on there is a field to type in
let serial = 0;

/**
 * Open a list beside `anchor`.
 * `source(typed)` gives (or promises) groups `[{label, options: [{value, text, detail, picture, raw}]}]`, or `{note}`;
 * `chosen()` gives the values chosen now; `pick(option)` takes one. `multi` keeps the list open.
 */
export function openPicklist(
  anchor,
  { source, chosen, pick, multi = false, label, filter = null, wait = 0, custom = null },
) {
  if (justClosed(anchor)) {
    return;
  }
  const list = {
    source,
    chosen,
    pick,
    multi,
    custom,
    id: `list-${(serial += 1)}`,
    at: -1,
    rows: [],
    asked: 0,
  };
  list.box = el("div", {
    class: "options",
    role: "listbox",
    id: list.id,
    "aria-label": label,
    "aria-multiselectable": multi ? "true" : null,
  });
  list.field = el("input", {
    class: "options-filter",
    type: "text",
    role: "combobox",
    autocomplete: "off",
    spellcheck: "false",
    placeholder: "Search",
    "aria-label": `Search ${label}`,
    "aria-controls": list.id,
    "aria-expanded": "true",
    "aria-autocomplete": "list",
  });
  list.shown = popover(anchor, el("div", { class: "picklist" }, list.field, list.box), {
    role: "dialog",
    label,
    match: true,
  });
  const later = debounced(() => load(list), wait);
  list.field.addEventListener("input", () => (wait ? later() : load(list)));
  list.field.addEventListener("keydown", (event) => walk(event, list));
  list.field.classList.toggle("visually-hidden", filter === false);
  list.field.focus({ preventScroll: true });
  load(list, filter === null);
}

async function load(list, mayHideField = false) {
  const asked = (list.asked += 1);
  const typed = list.field.value.trim();
  const promised = list.source(typed);
  if (!(promised instanceof Promise)) {
    show(list, promised, typed, mayHideField);
    return;
  }
  fill(list.box, el("p", { class: "options-note" }, "Loading …"));
  const found = await promised;
  if (asked === list.asked && list.box.isConnected) {
    show(list, found, typed, mayHideField);
  }
}

function show(list, found, typed, mayHideField) {
  draw(list, found);
  list.drawnFor = typed;
  const few = list.rows.length <= MANY && !found.note;
  list.field.classList.toggle(
    "visually-hidden",
    list.field.classList.contains("visually-hidden") || (mayHideField && few),
  );
  list.shown.place();
}

function draw(list, found) {
  const typed = list.field.value.trim();
  const own = typed && list.custom?.(typed);
  const groups = Array.isArray(found) ? found : [];
  list.rows = [];
  const all = own ? [{ options: [own] }, ...groups] : groups;
  const drawn = all.map((group) => drawGroup(list, group));
  const nothing = el("p", { class: "options-note" }, found.note ?? "Nothing matches.");
  fill(list.box, list.rows.length ? drawn : nothing);
  const held = list.rows.findIndex((row) => row.node.getAttribute("aria-selected") === "true");
  mark(list, Math.max(0, held));
}

function drawGroup(list, group) {
  const rows = group.options.map((option) => drawOption(list, option));
  return group.label
    ? el(
        "div",
        { role: "group", "aria-label": group.label },
        el("div", { class: "menu-heading" }, group.label),
        rows,
      )
    : rows;
}

function drawOption(list, option) {
  const isChosen = list.chosen().includes(option.value);
  const node = el(
    "div",
    {
      class: "option",
      role: "option",
      id: `${list.id}-${list.rows.length}`,
      "aria-selected": String(isChosen),
      "data-value": option.value,
    },
    option.picture ?? null,
    el(
      "span",
      { class: "menu-words" },
      el("span", {}, option.text),
      option.detail ? el("small", {}, option.detail) : null,
    ),
    isChosen ? icon("check") : null,
  );
  const row = { node, option };
  node.addEventListener("pointerdown", (event) => event.preventDefault());
  node.addEventListener("click", () => choose(list, row));
  node.addEventListener("pointermove", () => mark(list, list.rows.indexOf(row)));
  list.rows.push(row);
  return node;
}

function choose(list, row) {
  if (!row) {
    return;
  }
  if (!list.multi) {
    list.shown.close();
    list.pick(row.option);
    return;
  }
  list.pick(row.option);
  const at = list.rows.indexOf(row);
  const isChosen = list.chosen().includes(row.option.value);
  row.node.setAttribute("aria-selected", String(isChosen));
  row.node.querySelector("svg.icon")?.remove();
  row.node.append(...(isChosen ? [icon("check")] : []));
  mark(list, at);
  list.shown.place();
}

/** Choose the marked row, but of the list for what is typed now: it may still be on its way. */
async function chooseMarked(list) {
  if (list.drawnFor !== list.field.value.trim()) {
    await load(list);
  }
  choose(list, list.rows[list.at]);
}

function mark(list, at) {
  list.rows[list.at]?.node.classList.remove("is-marked");
  list.at = at;
  const row = list.rows[at];
  row?.node.classList.add("is-marked");
  row?.node.scrollIntoView({ block: "nearest" });
  list.field.setAttribute("aria-activedescendant", row?.node.id ?? "");
}

function walk(event, list) {
  const steps = { ArrowDown: 1, ArrowUp: -1 };
  if (event.key in steps && list.rows.length) {
    event.preventDefault();
    mark(list, (list.at + steps[event.key] + list.rows.length) % list.rows.length);
  } else if (event.key === "Enter") {
    event.preventDefault();
    chooseMarked(list);
  } else if (event.key === "Tab") {
    event.preventDefault();
    list.shown.close();
  } else if (event.key === " " && list.field.classList.contains("visually-hidden")) {
    event.preventDefault();
    choose(list, list.rows[list.at]);
  }
}
