/** Small controls for the page's own forms: a labelled field, a switch, a section that redraws only when it must. */

import { el, refill } from "./dom.js";

/** Put a label above a control. */
export function labelled(label, control, hint = "") {
  return el(
    "label",
    { class: "labelled" },
    el("span", {}, label),
    control,
    hint ? el("small", { class: "muted" }, hint) : null,
  );
}

/** Make a native select of `[value, label]` pairs. */
export function chooser(choices, { value, testid, change } = {}) {
  const node = el(
    "select",
    { class: "field", "data-testid": testid, onchange: () => change?.(node.value) },
    choices.map(([one, label]) => el("option", { value: one, selected: one === value }, label)),
  );
  return node;
}

/** Make a one-line field with, if given, a list of suggestions. */
export function typed({ value = "", testid, placeholder = "", suggestions = [], type = "text", min = null }) {
  const list = suggestions.length ? `${testid}-list` : null;
  const node = el("input", { class: "field", type, min, placeholder, list, "data-testid": testid, value });
  const options = suggestions.map((one) => el("option", { value: one }));
  return list ? [node, el("datalist", { id: list }, options)] : [node];
}

/** Make a switch with its label; `change` gets the wanted state and may be asynchronous. */
export function toggle({ label, detail = "", isOn, testid, disabled = false, change }) {
  const node = el(
    "button",
    {
      type: "button",
      class: "toggle",
      role: "switch",
      "aria-checked": String(isOn),
      "data-testid": testid,
      disabled,
      onclick: async () => {
        node.setAttribute("aria-busy", "true");
        await change(!isOn);
        node.removeAttribute("aria-busy");
      },
    },
    el(
      "span",
      { class: "toggle-words" },
      el("span", {}, label),
      detail ? el("small", { class: "muted" }, detail) : null,
    ),
    el("span", { class: "toggle-knob", "aria-hidden": "true" }),
  );
  return node;
}

/** Make a whole number with its label; `change` gets the wanted one and tells whether it was taken. */
export function amount({ label, detail = "", value, most, testid, change }) {
  const [field] = typed({ value: String(value), testid, type: "number", min: "0" });
  field.max = String(most);
  field.addEventListener("change", async () => {
    if (!(await change(field.value === "" ? null : Number(field.value)))) {
      field.value = String(value);
    }
  });
  const words = el(
    "span",
    { class: "toggle-words" },
    el("span", {}, label),
    el("small", { class: "muted" }, detail),
  );
  return el("label", { class: "toggle amount" }, words, field);
}

/** Keep a node drawn: `refresh` draws it anew when what it shows changed, with the focus where it was. */
export function kept(node, signatureOf, draw) {
  let drawn = null;
  return () => {
    const signature = JSON.stringify(signatureOf());
    if (signature === drawn) {
      return;
    }
    drawn = signature;
    refill(node, draw());
  };
}
