/** The app's Home of the acting person. Looking opens it; what is published meanwhile is drawn anew. */

import { get } from "./api.js";
import { drawBlocks } from "./blocks.js";
import { ViewDesk } from "./desk.js";
import { el, fill } from "./dom.js";
import { nameOf } from "./people.js";
import { HOME, on, state } from "./state.js";

const box = el("div", {
  class: "home",
  role: "region",
  "aria-label": "Home",
  "data-testid": "home",
  tabindex: "0",
});
const page = el("div", { class: "home-page" });
box.append(page);
let desk = null;
let drawn = "";

/** Give Home's node. */
export function homeNode() {
  return box;
}

/** Open Home as the acting person. */
export async function openHome() {
  desk = null;
  drawn = "";
  fill(page, el("p", { class: "muted waiting" }, "Opening Home …"));
  await look({});
}

on("home-published", (user) => {
  if (user === state.me && state.place === HOME) {
    look({ peek: 1 });
  }
});

async function look(query) {
  const who = state.me;
  const answer = await get("home", { as: who, ...query });
  if (who !== state.me || state.place !== HOME) {
    return;
  }
  if (answer.view) {
    draw(answer.view);
  } else {
    fill(
      page,
      el("p", { class: "muted waiting" }, answer.error ?? `${nameOf(state.bot)} has put nothing here yet.`),
    );
  }
}

function draw(view) {
  const signature = `${view.id} ${view.hash}`;
  if (signature === drawn) {
    return;
  }
  const held = page.contains(document.activeElement) ? document.activeElement.dataset : null;
  const { scrollTop } = box;
  desk = desk?.view.id === view.id ? desk : new ViewDesk(view);
  desk.take(view);
  drawn = signature;
  fill(page, drawBlocks(view.blocks, desk));
  box.scrollTop = scrollTop;
  if (held?.actionId) {
    page.querySelector(`[data-action-id="${CSS.escape(held.actionId)}"]`)?.focus();
  }
}
