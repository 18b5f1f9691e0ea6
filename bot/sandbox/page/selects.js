/** Menus to choose from: static, people, channels, conversations, and options the app supplies; one or several. */

import { el, fill } from "./dom.js";
import { icon } from "./icons.js";
import { avatar, fullName, placeLabel, placeName, placeSign } from "./people.js";
import { openPicklist } from "./picklist.js";
import { channelsOf, directsOf, groupsOf, isNamed, isOutsider, me, state } from "./state.js";
import { holdsMany, isLoaded } from "./values.js";

const WAIT = 200; // milliseconds of quiet before the app is asked for options

/** Draw a select as a button that shows what is chosen and opens the list. */
export function select(element, spot) {
  const many = holdsMany(element);
  const menu = { element, spot, many, held: spot.value ?? (many ? [] : null) };
  menu.words = el("span", { class: "select-words" });
  menu.node = el(
    "button",
    {
      ...spot.marks,
      "aria-required": null, // a button cannot be required; its label says what is optional
      type: "button",
      class: `select ${many ? "is-many" : ""}`,
      "aria-haspopup": "listbox",
      "aria-expanded": "false",
      "data-autofocus": element.focus_on_load,
      onclick: () => open(menu),
    },
    menu.words,
    icon("chevron"),
  );
  draw(menu);
  return menu.node;
}

function open(menu) {
  const { element, spot } = menu;
  openPicklist(menu.node, {
    source: (typed) => source(menu, typed),
    chosen: () => chosen(menu),
    pick: (option) => pick(menu, option),
    multi: menu.many,
    label: spot.label,
    wait: isLoaded(element) ? WAIT : 0,
    filter: isLoaded(element) ? true : null,
  });
}

function chosen(menu) {
  const list = menu.many ? menu.held : menu.held === null ? [] : [menu.held];
  return list.map((one) => (typeof one === "object" ? one.value : one));
}

async function pick(menu, option) {
  const before = menu.held;
  const value = option.raw;
  if (!menu.many) {
    menu.held = value;
  } else if (chosen(menu).includes(option.value)) {
    menu.held = menu.held.filter((one) => (one.value ?? one) !== option.value);
  } else if (menu.held.length < (menu.element.max_selected_items ?? Infinity)) {
    menu.held = [...menu.held, value];
  }
  draw(menu);
  if ((await menu.spot.use(menu.held)) === false) {
    menu.held = before;
    draw(menu);
  }
}

function draw(menu) {
  const shown = menu.many ? menu.held : menu.held === null ? [] : [menu.held];
  const placeholder = menu.element.placeholder?.text ?? "Choose …";
  menu.node.classList.toggle("is-empty", !shown.length);
  menu.node.setAttribute(
    "aria-label",
    [menu.spot.label, shown.map((one) => wordsFor(menu.element, one)).join(", ") || placeholder]
      .filter(Boolean)
      .join(": "),
  );
  fill(menu.words, shown.length ? shown.map((one) => chip(menu, one)) : placeholder);
}

function chip(menu, one) {
  const words = wordsFor(menu.element, one);
  return menu.many ? el("span", { class: "chip" }, words) : words;
}

function wordsFor(element, one) {
  if (typeof one === "object") {
    return one.text.text;
  }
  return element.type.includes("users") ? fullName(one) : placeLabel(one);
}

function source({ element, spot, held, many }, typed) {
  if (element.type.includes("external")) {
    return loaded(element, spot, typed);
  }
  const groups = offered(element);
  const wanted = typed.toLowerCase();
  const fits = (option) => `${option.text} ${option.detail ?? ""}`.toLowerCase().includes(wanted);
  const left = groups
    .map((group) => ({ ...group, options: group.options.filter(fits) }))
    .filter((group) => group.options.length);
  const clears = spot.optional && !many && held !== null && !typed;
  return clears ? [{ options: [{ value: "", text: "Choose nothing", raw: null }] }, ...left] : left;
}

async function loaded(element, spot, typed) {
  const least = element.min_query_length ?? 3;
  if (typed.length < least) {
    return { note: `Type ${least === 1 ? "a letter" : `${least} letters`} or more to search.` };
  }
  const answer = await spot.options(typed);
  return answer.note ? answer : offered(answer);
}

function offered(element) {
  if (element.option_groups) {
    return element.option_groups.map((group) => ({
      label: group.label.text,
      options: group.options.map(fromOption),
    }));
  }
  if (element.options) {
    return [{ options: element.options.map(fromOption) }];
  }
  return element.type.includes("users") ? [{ options: persons() }] : [{ options: places(element) }];
}

function fromOption(option) {
  return { value: option.value, text: option.text.text, detail: option.description?.text, raw: option };
}

function persons() {
  const here = [...state.members.values()].filter((one) => !one.deleted && one.id !== "USLACKBOT");
  const sorted = here.sort(
    (a, b) => Number(a.is_bot) - Number(b.is_bot) || a.real_name.localeCompare(b.real_name),
  );
  return sorted.map((one) => ({
    value: one.id,
    text: one.real_name,
    detail: one.is_bot ? "App" : `@${one.name}`,
    picture: avatar(one.id, "tiny"),
    raw: one.id,
  }));
}

function places(element) {
  const include = element.type.includes("channels")
    ? ["public"]
    : (element.filter?.include ?? ["public", "private", "im", "mpim"]);
  const named = channelsOf(state.me).filter(
    (one) => include.includes(one.is_private ? "private" : "public") && !one.is_archived,
  );
  const open = isOutsider(me())
    ? []
    : [...state.channels.values()].filter(
        (one) => isNamed(one) && !one.is_private && !one.is_archived && include.includes("public"),
      );
  const direct = include.includes("im") ? directsOf(state.me) : [];
  const several = include.includes("mpim") ? groupsOf(state.me) : [];
  const every = [...new Set([...named, ...open, ...direct, ...several])];
  return every.map((one) => ({
    value: one.id,
    text: placeName(one.id),
    picture: placeSign(one.id),
    raw: one.id,
  }));
}
