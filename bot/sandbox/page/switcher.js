/** Ctrl-K: go to a channel, a person or Home by typing a part of the name. */

import { openDialog } from "./dialog.js";
import { el, fill } from "./dom.js";
import { icon } from "./icons.js";
import { avatar, directPlace, fullName, placeName } from "./people.js";
import { HOME, announce, channelsOf, hasHome, me, on, people, state } from "./state.js";

let shown = null;

on("switcher", open);

document.addEventListener("keydown", (event) => {
  if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "k") {
    event.preventDefault();
    open();
  }
});

function open(start = "") {
  if (shown) {
    return;
  }
  const field = el("input", {
    class: "field",
    type: "text",
    role: "combobox",
    "aria-controls": "switcher-list",
    "aria-expanded": "true",
    "aria-label": "Go to",
    placeholder: "Go to a channel or a person",
    "data-testid": "switcher-field",
    autocomplete: "off",
    value: start,
  });
  const list = el("div", { class: "options", role: "listbox", id: "switcher-list", "aria-label": "Places" });
  const layer = openDialog([el("div", { class: "dialog-body switcher" }, field, list)], {
    label: "Go to",
    className: "is-switcher",
    testid: "switcher",
    onescape: () => close(),
    onoutside: () => close(),
  });
  shown = { field, list, layer, rows: [], at: 0 };
  field.addEventListener("input", draw);
  field.addEventListener("keydown", walk);
  draw();
}

function close(place = "") {
  shown.layer.close();
  shown = null;
  if (place) {
    announce("go", place);
  }
}

function places() {
  const home = { place: HOME, text: `${placeName(HOME)} Home`, detail: "", picture: icon("home") };
  const open = me()?.is_restricted
    ? []
    : [...state.channels.values()].filter((one) => !one.is_im && !one.is_private);
  const channels = [...new Set([...channelsOf(state.me), ...open])];
  const others = people().filter((one) => one.id !== state.me);
  return [
    ...channels.map((one) => ({
      place: one.id,
      text: `#${one.name}`,
      detail: one.members.includes(state.me) ? one.topic : "you are not in it",
      picture: icon(one.is_private ? "lock" : "hash"),
    })),
    ...[...others, state.members.get(state.bot)].filter(Boolean).map((one) => ({
      place: directPlace(one.id),
      text: fullName(one.id),
      detail: `@${one.name}`,
      picture: avatar(one.id, "tiny"),
    })),
    ...(hasHome() ? [home] : []),
  ];
}

function draw() {
  const typed = shown.field.value.trim().toLowerCase();
  const fits = (one) => `${one.text} ${one.detail}`.toLowerCase().includes(typed);
  const found = places().filter(fits).slice(0, 12);
  shown.rows = found.map((one, place) => ({ ...one, node: row(one, place) }));
  fill(
    shown.list,
    shown.rows.length
      ? shown.rows.map((one) => one.node)
      : el("p", { class: "options-note" }, "Nothing matches."),
  );
  mark(0);
}

function row(one, place) {
  const node = el(
    "div",
    { class: "option", role: "option", id: `place-${place}`, "data-place": one.place },
    one.picture,
    el("span", { class: "menu-words" }, el("span", {}, one.text), el("small", {}, one.detail)),
  );
  node.addEventListener("pointermove", () => mark(place));
  node.addEventListener("click", () => close(one.place));
  return node;
}

function mark(at) {
  shown.at = at;
  shown.rows.forEach((one, place) => {
    one.node.classList.toggle("is-marked", place === at);
    one.node.setAttribute("aria-selected", String(place === at));
  });
  shown.rows[at]?.node.scrollIntoView({ block: "nearest" });
  shown.field.setAttribute("aria-activedescendant", shown.rows[at]?.node.id ?? "");
}

function walk(event) {
  const steps = { ArrowDown: 1, ArrowUp: -1 };
  if (event.key in steps && shown.rows.length) {
    event.preventDefault();
    mark((shown.at + steps[event.key] + shown.rows.length) % shown.rows.length);
  } else if (event.key === "Enter") {
    event.preventDefault();
    close(shown.rows[shown.at]?.place);
  }
}
