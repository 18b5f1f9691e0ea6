/** Draws JSON as indented text, with the part a JSON pointer names marked. */

import { el } from "./dom.js";

const FORM_JSON = ["blocks", "view", "metadata", "attachments", "files", "unfurls", "dialog"];

/** Read JSON that a form carries as text, so that it can be looked into. */
export function opened(value) {
  if (value === null || typeof value !== "object" || Array.isArray(value)) {
    return value;
  }
  return Object.fromEntries(
    Object.entries(value).map(([name, part]) => [name, FORM_JSON.includes(name) ? parsed(part) : part]),
  );
}

/** Give a value as JSON when it is JSON text, else as it is. */
export function parsed(value) {
  if (typeof value !== "string" || !/^\s*[[{]/.test(value)) {
    return value;
  }
  try {
    return JSON.parse(value);
  } catch {
    return value;
  }
}

/** Draw a payload; `marks` are JSON pointers such as "/blocks/0/text". */
export function payloadNode(title, value, marks = []) {
  const pre = el("pre", { tabindex: "0", role: "group", "aria-label": title });
  if (typeof value === "string" || value === undefined || value === null) {
    pre.append(value === "" || value === undefined || value === null ? "nothing" : value);
  } else {
    write(pre, opened(value), "", 0, marks);
  }
  return el("div", { class: "payload" }, el("span", { class: "muted" }, title), pre);
}

function write(into, value, at, depth, marks) {
  const target = marks.includes(at) && at !== "" ? el("mark", { "data-pointer": at }) : null;
  const out = target ?? into;
  if (Array.isArray(value)) {
    group(
      out,
      value.map((part, place) => [String(place), "", part]),
      "[]",
      at,
      depth,
      marks,
    );
  } else if (value !== null && typeof value === "object") {
    const rows = Object.entries(value).map(([name, part]) => [name, `${JSON.stringify(name)}: `, part]);
    group(out, rows, "{}", at, depth, marks);
  } else {
    out.append(JSON.stringify(value));
  }
  if (target) {
    into.append(target);
  }
}

function group(out, rows, [open, close], at, depth, marks) {
  if (!rows.length) {
    out.append(open + close);
    return;
  }
  const inner = "  ".repeat(depth + 1);
  out.append(open);
  rows.forEach(([name, label, part], place) => {
    out.append(`${place ? "," : ""}\n${inner}${label}`);
    write(out, part, `${at}/${name.replaceAll("~", "~0").replaceAll("/", "~1")}`, depth + 1, marks);
  });
  out.append(`\n${"  ".repeat(depth)}${close}`);
}
