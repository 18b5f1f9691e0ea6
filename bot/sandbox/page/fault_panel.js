/** Orders faults, and lists those that wait. */

import { get, post } from "./api.js";
import { coalesced, el, fill } from "./dom.js";
import { ERRORS, faultWords, kindLabel, methodLabel, needs } from "./fault_words.js";
import { chooser, labelled, typed } from "./fields.js";
import { icon } from "./icons.js";
import { on } from "./state.js";

const OVER_HTTP = "Over HTTP there are no connections to cut, close or refresh: such faults are not offered.";
const waiting = el("ul", { class: "waiting-faults", "aria-label": "Faults that wait" });
const said = el("p", { class: "board-said", role: "status", "data-testid": "fault-said" });
const takeBack = el(
  "button",
  { type: "button", class: "button is-small", "data-testid": "fault-clear", hidden: true, onclick: clear },
  "Take all back",
);
const form = el("form", { class: "board-form", novalidate: true });
const counted = [];
let offer = { kinds: [], socket_kinds: [], methods: [] };
let shown = "";

/** Call `work` with how many faults wait whenever that changes. */
export function onWaiting(work) {
  counted.push(work);
}

/** Give the panel's node. */
export function faultPanel() {
  for (const topic of ["faults", "log", "switchboard", "line", "delivery"]) {
    on(topic, refresh);
  }
  form.addEventListener("submit", order);
  return el(
    "section",
    { class: "board-part", "aria-label": "Faults" },
    el("h3", {}, "Faults"),
    el(
      "p",
      { class: "muted small" },
      "What Slack does wrong the next few times it is asked, or has something to deliver.",
    ),
    form,
    said,
    waiting,
    el("div", {}, takeBack),
  );
}

const refresh = coalesced(async () => {
  const found = await get("faults");
  if (!found.waiting) {
    return;
  }
  const { kinds, socket_kinds, methods } = found;
  if (JSON.stringify({ kinds, socket_kinds, methods }) !== JSON.stringify(offer)) {
    offer = { kinds, socket_kinds, methods };
    drawForm("chat.postMessage");
  }
  const signature = JSON.stringify(found.waiting);
  if (signature !== shown) {
    shown = signature;
    fill(waiting, found.waiting.map(row));
    takeBack.hidden = !found.waiting.length;
    counted.forEach((work) => work(found.waiting.reduce((sum, one) => sum + one.times, 0)));
  }
});

function row(fault) {
  return el(
    "li",
    { "data-testid": "fault-waiting" },
    el("span", { class: "fault-method" }, methodLabel(fault.method)),
    el("span", {}, faultWords(fault)),
    el("strong", { title: "How often it will still happen" }, `× ${fault.times}`),
    el(
      "button",
      {
        type: "button",
        class: "icon-button",
        "aria-label": `Take back: ${faultWords(fault)}, ${methodLabel(fault.method)}`,
        title: "Take back",
        "data-testid": "fault-take-back",
        onclick: () => takeOneBack(fault),
      },
      icon("close"),
    ),
  );
}

async function takeOneBack(fault) {
  const answer = await post("faults", { clear: fault.number });
  said.classList.toggle("is-wrong", answer.ok === false);
  said.textContent = answer.ok === false ? answer.error : `Taken back: ${faultWords(fault)}.`;
  form.querySelector('[data-testid="fault-method"]').focus();
  refresh();
}

function drawForm(method) {
  const methods = ["*", ...offer.methods].map((one) => [one, methodLabel(one)]);
  const choices = [["socket", methodLabel("socket")], ...methods];
  const choose = chooser(choices, { value: method, testid: "fault-method", change: drawKinds });
  const kinds = el("div", { class: "board-form" });
  form.replaceChildren(labelled("What it strikes", choose), kinds);
  drawKinds(method);

  function drawKinds(wanted) {
    const known = wanted === "socket" ? offer.socket_kinds : offer.kinds;
    const pairs = known
      .map((kind) => [kind, kindLabel(kind, wanted)])
      .sort((a, b) => rank(a[0]) - rank(b[0]));
    const kind = chooser(pairs, { value: pairs[0]?.[0], testid: "fault-kind", change: drawValue });
    const value = el("div", { hidden: true });
    const [times] = typed({ value: "1", testid: "fault-times", type: "number", min: "1" });
    const submit = el(
      "button",
      { type: "submit", class: "button is-primary is-small", "data-testid": "fault-order" },
      "Order",
    );
    const foot = el("div", { class: "board-line" }, labelled("How often", times), submit);
    const isOverHttp = wanted === "socket" && !known.includes("drop");
    const note = isOverHttp ? [el("p", { class: "muted small" }, OVER_HTTP)] : [];
    kinds.replaceChildren(labelled("What happens", kind), ...note, value, foot);
    drawValue(kind.value);

    function drawValue(chosen) {
      const need = needs(chosen);
      value.hidden = !need;
      const start = { error: "is_archived", seconds: "2" }[need] ?? "";
      const suggestions = need === "error" ? ERRORS : [];
      fill(
        value,
        need
          ? labelled(
              need === "error" ? "Error" : "Seconds",
              typed({ value: start, testid: "fault-value", suggestions }),
            )
          : null,
      );
    }
  }
}

function rank(kind) {
  return kind === "refuse:" ? 0 : kind === "slow:" ? 2 : 1;
}

async function order(event) {
  event.preventDefault();
  const value = (name) => form.querySelector(`[data-testid="fault-${name}"]`)?.value.trim() ?? "";
  const fault = {
    method: value("method"),
    kind: value("kind") + (needs(value("kind")) ? value("value") : ""),
    times: Number(value("times")),
  };
  const answer = await post("faults", fault);
  said.classList.toggle("is-wrong", answer.ok === false);
  said.textContent =
    answer.ok === false ? answer.error : `Ordered. ${faultWords(fault)} (${methodLabel(fault.method)}).`;
  refresh();
}

async function clear() {
  await post("faults", { clear: true });
  said.textContent = "Nothing waits any more.";
  form.querySelector('[data-testid="fault-method"]').focus();
  refresh();
}
