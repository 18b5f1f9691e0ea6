/** Checkboxes, radio buttons, overflow menus and buttons. */

import { confirmed } from "./dialog.js";
import { el } from "./dom.js";
import { icon } from "./icons.js";
import { openAddress } from "./links.js";
import { openMenu } from "./menu.js";
import { textObject } from "./mrkdwn.js";

let serial = 0;

/** Draw a button; a confirm object is asked first, an address is opened besides. */
export function button(element, spot, words = element.text?.text ?? "") {
  const style = { primary: "is-primary", danger: "is-danger" }[element.style] ?? "";
  const node = el(
    "button",
    { ...spot.marks, type: "button", class: `button ${style}`, "aria-label": element.accessibility_label },
    words,
  );
  node.addEventListener("click", async () => {
    if (node.getAttribute("aria-busy") === "true" || !(await agreed(element))) {
      return;
    }
    if (element.url) {
      openAddress(element.url);
    }
    const answer = await busy(node, () => spot.use(null));
    warn(node, answer?.warning);
  });
  return node;
}

/** Draw an overflow menu. */
export function overflow(element, spot) {
  const node = el(
    "button",
    {
      ...spot.marks,
      type: "button",
      class: "button is-icon",
      "aria-label": spot.label || "More",
      "aria-haspopup": "menu",
      "aria-expanded": "false",
    },
    icon("more"),
  );
  const run = async (option) => {
    if (await agreed(element)) {
      if (option.url) {
        openAddress(option.url);
      }
      const answer = await busy(node, () => spot.use(option.value));
      warn(node, answer?.warning);
    }
  };
  const entry = (option) => ({
    label: option.text.text,
    detail: option.description?.text,
    value: option.value,
    run: () => run(option),
  });
  node.addEventListener("click", () => openMenu(node, element.options.map(entry), { side: "end" }));
  return node;
}

/** Draw checkboxes or radio buttons. */
export function choices(element, spot) {
  const many = element.type === "checkboxes";
  const name = `choice-${(serial += 1)}`;
  const held = () => element.options.filter((_, place) => fields[place].checked);
  const changed = () => spot.use(many ? held() : (held()[0] ?? null));
  const chosen = [spot.value ?? []].flat().map((one) => one.value);
  const fields = element.options.map((option) =>
    el("input", {
      type: many ? "checkbox" : "radio",
      name,
      checked: chosen.includes(option.value),
      "data-value": option.value,
      onchange: changed,
    }),
  );
  const rows = element.options.map((option, place) => row(option, fields[place]));
  return el(
    "div",
    {
      ...spot.marks,
      "aria-required": many ? null : spot.marks["aria-required"],
      class: "choices",
      role: many ? "group" : "radiogroup",
      "aria-label": spot.label || null,
    },
    rows,
  );
}

/** Ask what an element's confirm object asks; true without one. */
export function agreed(element) {
  return element.confirm ? confirmed(element.confirm, textObject) : Promise.resolve(true);
}

function row(option, field) {
  const words = el(
    "span",
    { class: "menu-words" },
    el("span", {}, textObject(option.text)),
    option.description ? el("small", {}, textObject(option.description)) : null,
  );
  return el("label", { class: "choice" }, field, words);
}

/** Mark a button whose page opened while the app said nothing. */
function warn(node, warning) {
  node.classList.toggle("is-warned", Boolean(warning));
  node.title = warning ?? "";
}

async function busy(node, work) {
  const slow = setTimeout(() => node.classList.add("is-busy"), 150);
  node.setAttribute("aria-busy", "true");
  try {
    return await work();
  } finally {
    clearTimeout(slow);
    node.classList.remove("is-busy");
    node.removeAttribute("aria-busy");
  }
}
