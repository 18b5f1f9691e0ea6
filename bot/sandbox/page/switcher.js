/** Ctrl-K: go to a channel, a person or Home by typing a part of the name. */

import { post } from "./api.js";
import { openDialog } from "./dialog.js";
import { el, fill } from "./dom.js";
import { icon } from "./icons.js";
import { toast } from "./notes.js";
import { avatar, directPlace, fullName, placeName } from "./people.js";
import {
  HOME,
  announce,
  channelsOf,
  groupsOf,
  hasHome,
  isNamed,
  isOutsider,
  me,
  on,
  people,
  state,
} from "./state.js";

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
    placeholder: "Go to a channel, a person, or several: ben, chiara",
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

async function close(place = "") {
  shown.layer.close();
  shown = null;
  if (Array.isArray(place)) {
    const answer = await post("direct", { as: state.me, with: place });
    return answer.ok === false ? toast(answer.error) : announce("go", answer.channel);
  }
  return place ? announce("go", place) : null;
}

function places() {
  const home = { place: HOME, text: `${placeName(HOME)} Home`, detail: "", picture: icon("home") };
  const open = isOutsider(me())
    ? []
    : [...state.channels.values()].filter((one) => isNamed(one) && !one.is_private);
  const channels = [...new Set([...channelsOf(state.me), ...open])];
  const others = people().filter((one) => one.id !== state.me);
  return [
    ...channels.map((one) => ({
      place: one.id,
      text: `#${one.name}`,
      detail: one.members.includes(state.me) ? one.topic : "you are not in it",
      picture: icon(one.is_private ? "lock" : "hash"),
    })),
    ...groupsOf(state.me).map((one) => ({
      place: one.id,
      text: placeName(one.id),
      detail: "Group DM",
      picture: icon("people"),
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

/** Offer the group DM of those whose names are typed with commas between. */
function together(typed) {
  const names = typed
    .split(",")
    .map((one) => one.trim().replace(/^@/, ""))
    .filter(Boolean);
  const others = [...people(), state.members.get(state.bot)].filter((one) => one && one.id !== state.me);
  const found = names.map((name) =>
    others.find((one) => [one.name, one.real_name.toLowerCase()].some((known) => known.startsWith(name))),
  );
  const ids = [...new Set(found.filter(Boolean).map((one) => one.id))];
  return ids.length > 1 && ids.length === names.length
    ? [{ place: ids, text: ids.map(fullName).join(", "), detail: "Group DM", picture: icon("people") }]
    : [];
}

function draw() {
  const typed = shown.field.value.trim().toLowerCase();
  const fits = (one) => `${one.text} ${one.detail}`.toLowerCase().includes(typed);
  const found = [...together(typed), ...places().filter(fits)].slice(0, 12);
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
    { class: "option", role: "option", id: `place-${place}`, "data-place": String(one.place) },
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
