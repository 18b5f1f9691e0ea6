/** Completes what is typed: slash commands, people after @, channels after #, emoji after :, and how a command goes. */

import { BUILT_IN } from "./builtin.js";
import { el, fill } from "./dom.js";
import { emoji, findEmoji, isDrawn } from "./emoji.js";
import { icon } from "./icons.js";
import { avatar, fullName, placeSign } from "./people.js";
import { channelsOf, me, people, state } from "./state.js";

const MOST = 8;
const KINDS = [
  { pattern: /^(\/)([\w-]*)$/, find: commands, empty: "No such command." },
  { pattern: /(?:^|[\s(])(@)([\w.\-À-ž]*)$/, find: members },
  { pattern: /(?:^|[\s(])(#)([\w-]*)$/, find: channels },
  { pattern: /(?:^|[\s(])(:)([a-z0-9_+-]{2,})$/i, find: named },
];
let serial = 0;

/** Completion for a text field; `picked(text, token)` hears which names were chosen from the list. */
export class Completion {
  constructor(field, picked, prefix = "") {
    this.field = field;
    this.picked = picked;
    this.rows = [];
    this.at = -1;
    this.id = `completion-${(serial += 1)}`;
    this.list = el("div", {
      class: "completion",
      role: "listbox",
      id: this.id,
      "aria-label": "Suggestions",
      "data-testid": `${prefix}completion`,
      hidden: true,
    });
    this.hint = el("div", { class: "usage", "data-testid": `${prefix}usage-hint`, hidden: true });
    field.setAttribute("aria-controls", this.id);
    field.setAttribute("aria-autocomplete", "list");
    for (const when of ["input", "click", "keyup"]) {
      field.addEventListener(
        when,
        (event) => (when !== "keyup" || /^(Arrow(Left|Right)|Home|End)$/.test(event.key)) && this.look(),
      );
    }
    field.addEventListener("blur", () => this.hide());
  }

  /** Take a key if it is for the list; true when it was. */
  takes(event) {
    if (this.list.hidden) {
      return false;
    }
    const steps = { ArrowDown: 1, ArrowUp: -1 };
    if (event.key in steps) {
      this.mark((this.at + steps[event.key] + this.rows.length) % this.rows.length);
    } else if (event.key === "Tab" || (event.key === "Enter" && this.at >= 0)) {
      this.choose(this.rows[Math.max(0, this.at)]);
    } else if (event.key === "Escape") {
      event.stopPropagation();
      this.hide();
    } else {
      return false;
    }
    event.preventDefault();
    return true;
  }

  hide() {
    this.list.hidden = true;
    this.field.removeAttribute("aria-activedescendant");
  }

  look() {
    this.showUsage();
    const before = this.field.value.slice(0, this.field.selectionStart);
    for (const kind of KINDS) {
      const found = kind.pattern.exec(before);
      if (found) {
        return this.offer(kind.find(found[2].toLowerCase()).slice(0, MOST), found[2]);
      }
    }
    return this.hide();
  }

  /** Show rows. What is already typed in full is not marked, so that Enter sends it as it stands. */
  offer(rows, typed) {
    this.rows = rows.map((row, place) => ({ ...row, typed, node: this.draw(row, place) }));
    if (!rows.length) {
      return this.hide();
    }
    fill(
      this.list,
      this.rows.map((row) => row.node),
    );
    this.list.hidden = false;
    const whole = rows.some((row) => row.text.slice(1).toLowerCase() === typed.toLowerCase());
    return this.mark(whole ? -1 : 0);
  }

  draw(row, place) {
    const node = el(
      "div",
      { class: "option", role: "option", id: `${this.id}-${place}`, "data-value": row.text },
      row.picture,
      el(
        "span",
        { class: "menu-words" },
        el("span", {}, row.label, row.usage ? el("span", { class: "muted" }, ` ${row.usage}`) : null),
        row.detail ? el("small", {}, row.detail) : null,
      ),
    );
    node.addEventListener("pointerdown", (event) => {
      event.preventDefault();
      this.choose(this.rows[place]);
    });
    return node;
  }

  mark(at) {
    this.rows[this.at]?.node.classList.remove("is-marked");
    this.rows.forEach((row, place) => row.node.setAttribute("aria-selected", String(place === at)));
    this.at = at;
    const node = this.rows[at]?.node;
    node?.classList.add("is-marked");
    node?.scrollIntoView({ block: "nearest" });
    this.field.setAttribute("aria-activedescendant", node?.id ?? "");
  }

  choose(row) {
    const { field } = this;
    const end = field.selectionStart;
    const start = end - row.typed.length - 1;
    const rest = field.value.slice(end);
    const space = rest.startsWith(" ") ? "" : " ";
    field.setRangeText(row.text + space, start, end, "end");
    if (row.token) {
      this.picked(row.text, row.token);
    }
    this.hide();
    field.dispatchEvent(new Event("input", { bubbles: true }));
  }

  showUsage() {
    const command = [...state.commands, ...BUILT_IN].find((one) =>
      this.field.value.startsWith(`${one.command} `),
    );
    this.hint.hidden = !command;
    fill(
      this.hint,
      command
        ? [
            el("strong", {}, command.command),
            ` ${command.usage_hint}`,
            el("span", { class: "muted" }, ` – ${command.description}`),
          ]
        : "",
    );
  }
}

function commands(typed) {
  const offered = me()?.team_name ? BUILT_IN : [...state.commands, ...BUILT_IN]; // not to other companies
  const fits = offered.filter((one) => one.command.slice(1).startsWith(typed));
  const sorted = fits.sort((a, b) => a.command.localeCompare(b.command));
  return sorted.map((one) => ({
    text: one.command,
    label: one.command,
    usage: one.usage_hint,
    detail: one.description,
    picture: avatar(state.bot, "tiny"),
  }));
}

function members(typed) {
  const fits = people().filter((one) =>
    `${one.name} ${one.real_name}`
      .toLowerCase()
      .split(/\s+/)
      .some((word) => word.startsWith(typed)),
  );
  const found = fits.map((one) => ({
    text: `@${one.name}`,
    token: `<@${one.id}>`,
    label: fullName(one.id),
    detail: `@${one.name}`,
    picture: avatar(one.id, "tiny"),
  }));
  const bot = state.members.get(state.bot);
  if (bot && bot.name.startsWith(typed)) {
    found.push({
      text: `@${bot.name}`,
      token: `<@${bot.id}>`,
      label: bot.real_name,
      detail: "App",
      picture: avatar(bot.id, "tiny"),
    });
  }
  return [...found, ...groups(typed)];
}

function groups(typed) {
  const fits = [...state.groups.values()].filter(
    (one) => !one.is_disabled && `${one.handle} ${one.name}`.toLowerCase().includes(typed),
  );
  return fits.map((one) => ({
    text: `@${one.handle}`,
    token: `<!subteam^${one.id}|@${one.handle}>`,
    label: one.name,
    detail: `@${one.handle}, ${one.users.length} ${one.users.length === 1 ? "person" : "people"}`,
    picture: icon("people"),
  }));
}

function channels(typed) {
  const fits = channelsOf(state.me).filter((one) => one.name.startsWith(typed));
  return fits.map((one) => ({
    text: `#${one.name}`,
    token: `<#${one.id}|${one.is_private ? "" : one.name}>`,
    label: one.name,
    detail: one.topic,
    picture: placeSign(one.id),
  }));
}

function named(typed) {
  return findEmoji(typed).map((name) => ({
    text: `:${name}:`,
    label: `:${name}:`,
    picture: isDrawn ? el("span", { class: "emoji-cell is-small", "aria-hidden": "true" }, emoji(name)) : null,
  }));
}
