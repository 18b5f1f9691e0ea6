/** Emoji to choose from: those often used, then all by set; narrowed by typing, walked with the arrow keys. */

import { el, fill } from "./dom.js";
import { SETS, emoji, emojiWords, findEmoji, isDrawn } from "./emoji.js";
import { justClosed, popover } from "./popover.js";

const OFTEN = ["+1", "eyes", "white_check_mark", "pushpin", "tada", "question", "heart", "pray"];
const WIDE = isDrawn ? 8 : 2; // emoji, or names of them, in a row
const STEPS = { ArrowRight: 1, ArrowLeft: -1, ArrowDown: WIDE, ArrowUp: -WIDE };
let serial = 0;

/** Open the picker beside `anchor`; `pick(name)` hears what was chosen. */
export function openEmoji(anchor, pick, { label, side = "start" }) {
  if (justClosed(anchor)) {
    return;
  }
  const id = `emoji-${(serial += 1)}`;
  const box = el("div", { class: "emoji-grid", role: "listbox", id, "aria-label": "Emoji" });
  const said = el("div", { class: "emoji-said", "aria-hidden": "true" });
  const field = el("input", {
    class: "options-filter",
    type: "text",
    role: "combobox",
    autocomplete: "off",
    spellcheck: "false",
    placeholder: "Search",
    "aria-label": "Search emoji",
    "aria-controls": id,
    "aria-expanded": "true",
    "aria-autocomplete": "list",
    "data-testid": "emoji-search",
  });
  const content = el("div", { class: "picklist" }, field, box, said);
  const picker = { id, box, said, field, rows: [], at: 0, pick };
  picker.shown = popover(anchor, content, { role: "dialog", label, side, testid: "emoji-picker" });
  field.addEventListener("input", () => draw(picker));
  field.addEventListener("keydown", (event) => walk(event, picker));
  draw(picker);
  picker.shown.place();
  field.focus();
}

function draw(picker) {
  const typed = picker.field.value.trim().replaceAll(":", "");
  const rest = SETS.map(([title, names]) => [title, names.filter((name) => !OFTEN.includes(name))]);
  const groups = typed ? [["Found", findEmoji(typed)]] : [["Often used", OFTEN], ...rest];
  picker.rows = [];
  const nodes = groups.filter(([, names]) => names.length).map((group) => drawGroup(picker, group));
  fill(picker.box, nodes.length ? nodes : el("p", { class: "options-note" }, "No emoji has this name."));
  mark(picker, 0);
}

function drawGroup(picker, [title, names]) {
  const cells = names.map((name) => cell(picker, name));
  return el(
    "div",
    { role: "group", "aria-label": title },
    el("div", { class: "menu-heading", "aria-hidden": "true" }, title),
    el("div", { class: isDrawn ? "emoji-row" : "emoji-row is-named" }, cells),
  );
}

function cell(picker, name) {
  const at = picker.rows.length;
  const node = el(
    "div",
    {
      class: "emoji-cell",
      role: "option",
      id: `${picker.id}-${at}`,
      "aria-label": emojiWords(name),
      "aria-selected": "false",
      "data-testid": `reaction-${name}`,
    },
    isDrawn ? emoji(name) : emojiWords(name),
  );
  node.addEventListener("pointermove", () => mark(picker, at));
  node.addEventListener("click", () => choose(picker, name));
  picker.rows.push({ name, node });
  return node;
}

function choose(picker, name) {
  picker.shown.close();
  picker.pick(name);
}

function mark(picker, at) {
  const old = picker.rows[picker.at];
  old?.node.classList.remove("is-marked");
  old?.node.setAttribute("aria-selected", "false");
  picker.at = at;
  const row = picker.rows[at];
  row?.node.classList.add("is-marked");
  row?.node.setAttribute("aria-selected", "true");
  row?.node.scrollIntoView({ block: "nearest" });
  picker.field.setAttribute("aria-activedescendant", row?.node.id ?? "");
  picker.said.textContent = row ? `:${row.name}:` : "";
}

function walk(event, picker) {
  if (event.key in STEPS && picker.rows.length) {
    event.preventDefault();
    const last = picker.rows.length - 1;
    mark(picker, Math.max(0, Math.min(last, picker.at + STEPS[event.key])));
  } else if (event.key === "Enter" && picker.rows.length) {
    event.preventDefault();
    choose(picker, picker.rows[picker.at].name);
  } else if (event.key === "Tab") {
    event.preventDefault();
    picker.shown.close();
  }
}
