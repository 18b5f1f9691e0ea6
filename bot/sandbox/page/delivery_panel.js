/** How the app is reached: Socket Mode or a request URL; and requests sent to it that it must refuse. */

import { get, post } from "./api.js";
import { coalesced, el } from "./dom.js";
import { chooser, kept, labelled, toggle, typed } from "./fields.js";
import { toast } from "./notes.js";
import { on } from "./state.js";

const EXAMPLE = "http://127.0.0.1:3000/slack/events";
const verdict = el("p", { class: "board-said", role: "status", "data-testid": "forge-said" });
let delivery = null;

/** Give the panel's node. */
export function deliveryPanel() {
  const body = el("div", { class: "board-form" });
  const redraw = kept(body, () => delivery, draw);
  const refresh = coalesced(async () => {
    const found = await get("delivery");
    delivery = found.urls ? found : delivery;
    redraw();
  });
  for (const topic of ["switchboard", "delivery", "ready"]) {
    on(topic, refresh);
  }
  return el("section", { class: "board-part", "aria-label": "Delivery" }, el("h3", {}, "Delivery"), body);
}

function draw() {
  return delivery ? [mode(), address(), delivery.socket_mode ? null : forger()] : [];
}

function mode() {
  return toggle({
    label: "Socket Mode",
    detail: delivery.socket_mode ? "The app connects by websocket" : words(),
    isOn: delivery.socket_mode,
    testid: "socket-mode",
    change: (isOn) => tell({ socket_mode: isOn }),
  });
}

function words() {
  return delivery.connected ? "Requests are posted, signed, to its URL" : "Its URL has not been verified";
}

function address() {
  const [field] = typed({ value: delivery.urls.events ?? "", testid: "request-url", placeholder: EXAMPLE });
  const save = el(
    "button",
    { type: "submit", class: "button is-small", "data-testid": "request-url-save" },
    "Save",
  );
  const submit = (event) => {
    event.preventDefault();
    return tell({ url: field.value.trim() || EXAMPLE });
  };
  const label = labelled("Request URL, for everything", field);
  return el("form", { class: "board-line", novalidate: true, onsubmit: submit }, label, save);
}

function forger() {
  const kinds = Object.entries(delivery.forgeries).map(([kind, what]) => [kind, what]);
  const kind = chooser(kinds, { value: kinds[0][0], testid: "forge-kind" });
  const send = async () => {
    const answer = await post("forge", { kind: kind.value });
    verdict.classList.toggle("is-wrong", !answer.right);
    verdict.textContent = answer.said ?? answer.error;
  };
  const button = el(
    "button",
    { type: "button", class: "button is-small", "data-testid": "forge", onclick: send },
    "Send",
  );
  const line = el("div", { class: "board-line" }, labelled("A forged request", kind), button);
  return el("div", { class: "board-form" }, line, verdict);
}

async function tell(change) {
  const answer = await post("delivery", change);
  if (answer.ok === false) {
    toast(answer.error);
    return;
  }
  if (change.url) {
    toast("The URL returned its challenge. Socket Mode is off.");
  }
}
