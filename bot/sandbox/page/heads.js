/** What a channel keeps below its name: with whom it is shared, what is pinned, its bookmarks and its canvas. */

import { openDialog } from "./dialog.js";
import { el, refill } from "./dom.js";
import { emoji } from "./emoji.js";
import { icon } from "./icons.js";
import { link } from "./links.js";
import { markdown } from "./markdown.js";
import { here, on, state } from "./state.js";

/** Give the bar; it is hidden where a channel keeps nothing. */
export function headBar() {
  const bar = el("div", { class: "head-bar", "data-testid": "head-bar", hidden: true });
  on("workspace", () => draw(bar));
  on("place", () => draw(bar));
  return bar;
}

function draw(bar) {
  const channel = here();
  const parts = channel
    ? [shared(channel), canvas(channel), pins(channel), ...(channel.bookmarks ?? []).map(bookmark)].filter(Boolean)
    : [];
  bar.hidden = !parts.length;
  refill(bar, parts);
}

function shared(channel) {
  const names = companies(channel.shared_with ?? []);
  return names.length
    ? el("span", { class: "badge is-shared", "data-testid": "shared-with" }, `Shared with ${names.join(", ")}`)
    : null;
}

function companies(teams) {
  const known = [...state.members.values()].filter((one) => one.team_name);
  return teams.map((team) => known.find((one) => one.team === team)?.team_name ?? team);
}

function pins(channel) {
  return channel.pins ? el("span", { class: "muted small" }, `${channel.pins} pinned`) : null;
}

function bookmark(one) {
  const sign = one.emoji ? `${emoji(one.emoji.replaceAll(":", ""))} ` : "";
  return el("span", { class: "bookmark", "data-testid": "bookmark" }, sign, link(one.link, one.title));
}

function canvas(channel) {
  const found = state.canvases[channel.canvas];
  return found
    ? el(
        "button",
        {
          type: "button",
          class: "button is-small",
          "data-testid": "canvas",
          "aria-haspopup": "dialog",
          onclick: () => open(found),
        },
        found.title,
      )
    : null;
}

function open(found) {
  const close = el(
    "button",
    { type: "button", class: "icon-button", "aria-label": "Close", onclick: () => layer.close() },
    icon("close"),
  );
  const layer = openDialog(
    [
      el("header", { class: "dialog-head" }, el("h2", {}, found.title), close),
      el("div", { class: "dialog-body text" }, markdown(found.markdown)),
    ],
    { label: found.title, testid: "canvas-open", onescape: () => layer.close(), onoutside: () => layer.close() },
  );
}
