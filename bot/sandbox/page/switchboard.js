/** The drawer from which Slack is made to misbehave, and its channels, people and the app's rights are changed. */

import { appPanel } from "./app_panel.js";
import { behaviourPanel } from "./behaviour_panel.js";
import { channelPanel } from "./channel_panel.js";
import { deliveryPanel } from "./delivery_panel.js";
import { el } from "./dom.js";
import { faultPanel, onWaiting } from "./fault_panel.js";
import { icon } from "./icons.js";
import { keepPanel } from "./keep_panel.js";
import { memberPanel } from "./member_panel.js";
import { announce } from "./state.js";

const badge = el("span", { class: "count", hidden: true });
const opener = el(
  "button",
  {
    type: "button",
    class: "bar-button switchboard-open",
    "data-testid": "switchboard-toggle",
    "aria-expanded": "false",
    "aria-controls": "switchboard",
    onclick: () => turn(),
  },
  icon("sliders"),
  el("span", {}, "Switchboard"),
  badge,
);
const drawer = el("aside", {
  class: "switchboard",
  id: "switchboard",
  "aria-label": "Switchboard",
  "data-testid": "switchboard",
  hidden: true,
});

/** Give the button that opens the drawer. */
export function switchboardButton() {
  onWaiting((count) => {
    badge.textContent = String(count);
    badge.hidden = count === 0;
    badge.setAttribute("aria-label", `${count} waiting`);
  });
  return opener;
}

/** Give the drawer. */
export function switchboardNode() {
  const close = el(
    "button",
    {
      type: "button",
      class: "icon-button",
      "aria-label": "Close switchboard",
      "data-testid": "switchboard-close",
      onclick: () => turn(),
    },
    icon("close"),
  );
  const head = el(
    "header",
    { class: "pane-head" },
    el("div", { class: "pane-title" }, el("h2", {}, "Switchboard")),
    close,
  );
  const panels = [
    faultPanel(),
    deliveryPanel(),
    channelPanel(),
    memberPanel(),
    appPanel(),
    behaviourPanel(),
    keepPanel(),
  ];
  drawer.append(
    head,
    el("div", { class: "switchboard-body", tabindex: "0", role: "group", "aria-label": "Switches" }, panels),
  );
  drawer.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && !event.defaultPrevented) {
      turn();
    }
  });
  return drawer;
}

function turn() {
  const isOpen = drawer.hidden;
  drawer.hidden = !isOpen;
  opener.setAttribute("aria-expanded", String(isOpen));
  drawer.parentElement.classList.toggle("has-board", isOpen);
  if (isOpen) {
    announce("switchboard");
    drawer.querySelector("[data-testid='fault-method']")?.focus();
  } else {
    opener.focus();
  }
}
