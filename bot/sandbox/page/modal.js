/** Modals: the top of the acting person's stack of views, in a dialog; what is typed stays through updates. */

import { get, post } from "./api.js";
import { drawBlocks } from "./blocks.js";
import { ViewDesk } from "./desk.js";
import { openDialog } from "./dialog.js";
import { coalesced, el, fill } from "./dom.js";
import { icon } from "./icons.js";
import { note, toast } from "./notes.js";
import { HOME, announce, on, state } from "./state.js";

const desks = new Map(); // view id to its desk
let shown = null; // {layer, desk, signature, parts}

/** Fetch the stack and show its top, or close the dialog. */
export const refreshModal = coalesced(async () => {
  const who = state.me;
  const answer = await get("views", { as: who });
  if (answer.views && who === state.me) {
    show(answer.views);
  }
});

on("views", refreshModal);

function show(views) {
  const top = views.at(-1);
  for (const id of desks.keys()) {
    if (!views.some((view) => view.id === id)) {
      desks.delete(id);
    }
  }
  if (!top) {
    hide();
    return;
  }
  const desk = desks.get(top.id) ?? new ViewDesk(top);
  desk.errors ??= {};
  desk.take(top);
  desks.set(top.id, desk);
  draw(desk);
}

function hide() {
  shown?.layer.close();
  shown = null;
}

function draw(desk) {
  const signature = JSON.stringify([desk.view.id, desk.view.hash, desk.errors, desk.problem]);
  if (!shown) {
    open();
  } else if (shown.signature === signature) {
    return;
  }
  const other = shown.desk !== desk;
  Object.assign(shown, { desk, signature });
  const { title, submit, close } = desk.view;
  const { parts, layer } = shown;
  layer.node.setAttribute("aria-label", title.text);
  layer.node.dataset.viewId = desk.view.id;
  layer.node.dataset.callbackId = desk.view.callback_id;
  parts.title.textContent = title.text;
  parts.close.textContent = close?.text ?? "Cancel";
  parts.submit.textContent = submit?.text ?? "Submit";
  parts.submit.hidden = !submit && !desk.view.blocks.some((block) => block.type === "input");
  parts.problem.textContent = desk.problem ?? "";
  parts.problem.hidden = !desk.problem;
  drawBody(desk, other);
}

function drawBody(desk, other) {
  const { body } = shown.parts;
  const held = body.contains(document.activeElement) ? document.activeElement : null;
  const mark = held && { ...held.dataset, from: held.selectionStart, to: held.selectionEnd };
  const { scrollTop } = body;
  fill(body, drawBlocks(desk.view.blocks, desk, desk.errors));
  const wrong = body.querySelector('[aria-invalid="true"]');
  if (wrong) {
    wrong.focus();
  } else if (other) {
    body.scrollTop = 0;
    shown.layer.focus();
  } else {
    body.scrollTop = scrollTop;
    refocus(body, mark);
  }
}

function refocus(body, mark) {
  if (!mark?.actionId) {
    return;
  }
  const node = [...body.querySelectorAll("[data-action-id]")].find(
    (one) => one.dataset.actionId === mark.actionId && one.dataset.blockId === mark.blockId,
  );
  node?.focus();
  if (node?.setSelectionRange && mark.from !== undefined && mark.from !== null) {
    node.setSelectionRange(mark.from, mark.to);
  }
}

function open() {
  const parts = {
    title: el("h2"),
    problem: el("p", {
      class: "alert is-error",
      role: "alert",
      "data-testid": "modal-problem",
      hidden: true,
    }),
    body: el("div", { class: "dialog-body" }),
    close: el("button", {
      type: "button",
      class: "button",
      "data-testid": "modal-close",
      onclick: () => close(false),
    }),
    submit: el("button", {
      type: "button",
      class: "button is-primary",
      "data-testid": "modal-submit",
      onclick: submit,
    }),
  };
  const cross = el(
    "button",
    {
      type: "button",
      class: "icon-button",
      "aria-label": "Close",
      "data-testid": "modal-x",
      onclick: () => close(true),
    },
    icon("close"),
  );
  const content = [
    el("header", { class: "dialog-head" }, parts.title, cross),
    parts.problem,
    parts.body,
    el("footer", { class: "dialog-foot" }, parts.close, parts.submit),
  ];
  const layer = openDialog(content, {
    label: "",
    testid: "modal",
    className: "is-modal",
    onescape: () => close(false),
  });
  layer.node.addEventListener("keydown", byEnter);
  shown = { parts, layer, desk: null, signature: "" };
}

function byEnter(event) {
  const single = event.target.matches('input[type="text"]');
  if (
    event.key === "Enter" &&
    !event.isComposing &&
    !event.defaultPrevented &&
    (single || event.ctrlKey || event.metaKey) &&
    !shown.parts.submit.hidden
  ) {
    event.preventDefault();
    submit();
  }
}

async function submit() {
  const { desk, parts } = shown;
  if (parts.submit.getAttribute("aria-busy") === "true") {
    return;
  }
  parts.submit.setAttribute("aria-busy", "true");
  parts.submit.classList.add("is-busy");
  const answer = await post("submit", { as: state.me, view_id: desk.view.id, values: desk.values() });
  parts.submit.removeAttribute("aria-busy");
  parts.submit.classList.remove("is-busy");
  desk.errors = answer.errors ?? {};
  desk.problem = answer.error ?? "";
  if (answer.ok) {
    desk.typed.clear();
    announce("acted");
  } else if (shown?.desk === desk) {
    draw(desk);
  }
  await refreshModal();
}

async function close(all) {
  const { desk } = shown;
  const answer = await post("close", { as: state.me, view_id: desk.view.id, all });
  if (answer.ok === false) {
    complain(answer.error);
  }
  await refreshModal();
}

function complain(error) {
  if (state.place === HOME) {
    toast(error);
  } else {
    note(error);
  }
}
