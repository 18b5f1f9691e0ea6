/** Small surfaces that float beside what opened them. Esc, a press elsewhere or leaving with Tab closes them. */

import { el } from "./dom.js";

const GAP = 4;
const EDGE = 8;
const open = [];

/**
 * Float `content` beside `anchor`. Gives `close` and `place` (to call when the content changed size).
 * `role` and `label` are for screen readers; `onclose` runs after it is gone; `match` makes it as wide as the anchor.
 */
export function popover(
  anchor,
  content,
  { role = "dialog", label = "", onclose = null, match = false, side = "start", testid = null } = {},
) {
  const node = el(
    "div",
    { class: "popover", role, "aria-label": label || null, "data-testid": testid },
    content,
  );
  const shown = { anchor, node, rect: anchor.getBoundingClientRect(), match, side, onclose };
  shown.place = () => place(shown);
  shown.close = () => close(shown);
  document.body.append(node);
  open.push(shown);
  anchor.setAttribute("aria-expanded", "true");
  node.addEventListener("focusout", (event) => leave(shown, event));
  place(shown);
  return shown;
}

/** Close every popover. */
export function closePopovers() {
  [...open].reverse().forEach(close);
}

function close(shown) {
  const at = open.indexOf(shown);
  if (at < 0) {
    return;
  }
  open.splice(at).reverse().forEach(remove);
}

function remove(shown) {
  const held = shown.node.contains(document.activeElement);
  shown.node.remove();
  shown.anchor.setAttribute("aria-expanded", "false");
  if (held && shown.anchor.isConnected) {
    shown.anchor.focus();
  }
  shown.onclose?.();
}

function leave(shown, event) {
  const to = event.relatedTarget;
  if (to && !insideFrom(shown, to) && to !== shown.anchor) {
    close(shown);
  }
}

/** Tell whether a node is in a popover or in one opened from it. */
function insideFrom(shown, node) {
  return open.slice(open.indexOf(shown)).some((one) => one.node.contains(node));
}

function place(shown) {
  if (shown.anchor.isConnected) {
    shown.rect = shown.anchor.getBoundingClientRect();
  }
  const { node, rect } = shown;
  if (shown.match) {
    node.style.minWidth = `${rect.width}px`;
  }
  const { offsetWidth: width, offsetHeight: height } = node;
  const below = innerHeight - rect.bottom - GAP - EDGE;
  const above = rect.top - GAP - EDGE;
  const up = height > below && above > below;
  const top = up ? rect.top - GAP - Math.min(height, above) : rect.bottom + GAP;
  const left = shown.side === "end" ? rect.right - width : rect.left;
  node.style.maxHeight = `${Math.max(120, up ? above : below)}px`;
  node.style.top = `${Math.max(EDGE, top)}px`;
  node.style.left = `${Math.max(EDGE, Math.min(left, innerWidth - width - EDGE))}px`;
}

document.addEventListener(
  "pointerdown",
  (event) => {
    for (const shown of [...open].reverse()) {
      if (insideFrom(shown, event.target)) {
        return;
      }
      close(shown);
      if (shown.anchor.contains(event.target)) {
        shown.anchor.dataset.justClosed = "true";
        setTimeout(() => delete shown.anchor.dataset.justClosed, 400);
      }
    }
  },
  true,
);

document.addEventListener(
  "keydown",
  (event) => {
    if (event.key === "Escape" && open.length) {
      event.preventDefault();
      event.stopImmediatePropagation();
      close(open.at(-1));
    }
  },
  true,
);

addEventListener("resize", () => open.forEach(place));
addEventListener("scroll", () => open.forEach(place), true);

/** Tell whether the press that opens something has just closed it, and should do no more. */
export function justClosed(anchor) {
  const was = anchor.dataset.justClosed === "true";
  delete anchor.dataset.justClosed;
  return was;
}
