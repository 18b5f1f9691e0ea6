/** Menus: a list of things to do, walked with the arrow keys. */

import { el } from "./dom.js";
import { icon } from "./icons.js";
import { justClosed, popover } from "./popover.js";

/**
 * Open a menu beside `anchor`. `entries` hold `{label, run}` and may hold `detail`, `picture` (a node), `danger`,
 * `checked`, `disabled`, `testid`, `value`, `lang`; `{heading}` names what follows, `null` draws a line.
 */
export function openMenu(anchor, entries, { label = "", side = "start", testid = null } = {}) {
  if (justClosed(anchor)) {
    return null;
  }
  const holder = {};
  const rows = entries.map((entry) => draw(entry, holder));
  const list = el("div", { class: "menu" }, rows);
  holder.shown = popover(anchor, list, { role: "menu", label, side, testid });
  list.addEventListener("keydown", (event) => walk(event, list, holder.shown));
  goTo(list, list.querySelector('[aria-checked="true"]') ?? list.querySelector("button:not(:disabled)"));
  return holder.shown;
}

function draw(entry, holder) {
  if (!entry) {
    return el("hr");
  }
  if (entry.heading) {
    return el("div", { class: "menu-heading" }, entry.heading);
  }
  const choose = () => {
    holder.shown.close();
    entry.run();
  };
  const checkable = entry.checked !== undefined;
  const attributes = {
    type: "button",
    class: entry.danger ? "menu-row is-danger" : "menu-row",
    role: checkable ? "menuitemradio" : "menuitem",
    "aria-checked": checkable ? String(entry.checked) : null,
    disabled: entry.disabled,
    tabindex: "-1",
    "data-testid": entry.testid,
    "data-value": entry.value,
    onclick: choose,
  };
  const words = el(
    "span",
    { class: "menu-words" },
    el("span", {}, entry.label),
    entry.detail ? el("small", {}, entry.detail) : null,
  );
  return el("button", attributes, entry.picture ?? null, words, entry.checked ? icon("check") : null);
}

function walk(event, list, shown) {
  const rows = [...list.querySelectorAll("button:not(:disabled)")];
  const at = rows.indexOf(document.activeElement);
  const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: rows.length - 1 }[event.key];
  if (to !== undefined) {
    event.preventDefault();
    goTo(list, rows[(to + rows.length) % rows.length]);
  } else if (event.key === "Tab") {
    event.preventDefault();
    shown.close();
  } else if (event.key.length === 1 && !event.ctrlKey && !event.metaKey) {
    goTo(list, byLetter(rows, at, event.key.toLowerCase()));
  }
}

/** Focus a row; it is the one Tab would come back to. */
function goTo(list, row) {
  if (row) {
    list.querySelector('[tabindex="0"]')?.setAttribute("tabindex", "-1");
    row.setAttribute("tabindex", "0");
    row.focus();
  }
}

function byLetter(rows, at, letter) {
  const turned = [...rows.slice(at + 1), ...rows.slice(0, at + 1)];
  return turned.find((row) => row.innerText.trim().toLowerCase().startsWith(letter));
}
