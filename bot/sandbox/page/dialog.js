/** Dialogs that hold the keyboard until they are closed. They stack; what lies below cannot be reached meanwhile. */

import { el } from "./dom.js";
import { closePopovers } from "./popover.js";

const FOCUSABLE =
  "a[href], button:not(:disabled), input:not(:disabled), textarea:not(:disabled), select:not(:disabled), [tabindex='0']";
const layers = [];

/** Open a dialog around `content`; gives `node`, `close` and `focus`. `onescape` decides what Esc does. */
export function openDialog(content, { label, className = "", testid = null, onescape, onoutside = null }) {
  const node = el(
    "div",
    {
      class: `dialog ${className}`,
      role: "dialog",
      "aria-modal": "true",
      "aria-label": label,
      tabindex: "-1",
      "data-testid": testid,
    },
    content,
  );
  const shade = el("div", { class: "shade" }, node);
  const layer = { shade, node, before: document.activeElement };
  layer.close = () => close(layer);
  layer.focus = () => focusFirst(node);
  shade.addEventListener("keydown", (event) => keep(event, node, onescape));
  shade.addEventListener("pointerdown", (event) => event.target === shade && onoutside?.());
  closePopovers();
  layers.push(layer);
  document.body.append(shade);
  freeze();
  focusFirst(node);
  return layer;
}

function close(layer) {
  const at = layers.indexOf(layer);
  if (at < 0) {
    return;
  }
  closePopovers();
  layers.splice(at, 1);
  layer.shade.remove();
  freeze();
  if (layer.before?.isConnected) {
    layer.before.focus();
  }
}

/** Make everything below the top layer unreachable. */
function freeze() {
  document.getElementById("app").inert = layers.length > 0;
  layers.forEach((layer, place) => {
    layer.shade.inert = place < layers.length - 1;
  });
}

function focusFirst(node) {
  const wanted =
    node.querySelector("[data-autofocus]") ??
    node.querySelector(".dialog-body :is(input, textarea, button):not(:disabled)");
  (wanted ?? node.querySelector(FOCUSABLE) ?? node).focus();
}

function keep(event, node, onescape) {
  if (event.key === "Escape") {
    event.preventDefault();
    event.stopPropagation();
    onescape();
  } else if (event.key === "Tab") {
    turn(event, node);
  }
}

function turn(event, node) {
  const reachable = [...node.querySelectorAll(FOCUSABLE)].filter(
    (one) => one.offsetParent !== null && one.tabIndex >= 0,
  );
  const first = reachable[0];
  const last = reachable.at(-1);
  const outside = !node.contains(document.activeElement);
  if (event.shiftKey && (document.activeElement === first || document.activeElement === node || outside)) {
    event.preventDefault();
    last?.focus();
  } else if (!event.shiftKey && (document.activeElement === last || outside)) {
    event.preventDefault();
    first?.focus();
  }
}

/** Ask to confirm as a Block Kit confirm object says; resolves to true or false. */
export function confirmed(confirm, draw) {
  return new Promise((settle) => {
    const end = (answer) => {
      layer.close();
      settle(answer);
    };
    const style = confirm.style === "danger" ? "button is-danger" : "button is-primary";
    const deny = el(
      "button",
      { type: "button", class: "button", "data-testid": "confirm-deny", onclick: () => end(false) },
      confirm.deny.text,
    );
    const agree = el(
      "button",
      {
        type: "button",
        class: style,
        "data-testid": "confirm-ok",
        "data-autofocus": true,
        onclick: () => end(true),
      },
      confirm.confirm.text,
    );
    const content = [
      el("header", { class: "dialog-head" }, el("h2", {}, confirm.title.text)),
      el("div", { class: "dialog-body" }, el("p", {}, draw(confirm.text))),
      el("footer", { class: "dialog-foot" }, deny, agree),
    ];
    const layer = openDialog(content, {
      label: confirm.title.text,
      className: "is-small",
      testid: "confirm",
      onescape: () => end(false),
    });
  });
}
