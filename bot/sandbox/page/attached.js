/** Attachments below a message, and what an app shows for a link: a bar of their colour, words, blocks, an image. */

import { drawBlocks } from "./blocks.js";
import { el } from "./dom.js";
import { link } from "./links.js";
import { mrkdwn } from "./mrkdwn.js";
import { picture } from "./pictures.js";

const COLOURS = { good: "var(--good)", warning: "var(--warn)", danger: "var(--danger)" };

/** Draw the attachments of a message; null when it has none. */
export function attached(list, desk) {
  return list?.length
    ? el(
        "div",
        { class: "attached-list" },
        list.map((one) => draw(one, desk)),
      )
    : null;
}

function draw(one, desk) {
  const node = el(
    "div",
    { class: "attached", "data-testid": "attachment" },
    one.pretext ? el("div", { class: "text" }, mrkdwn(one.pretext)) : null,
    one.author_name ? el("div", { class: "muted small" }, named(one.author_link, one.author_name)) : null,
    one.title ? el("div", {}, el("strong", {}, named(one.title_link, one.title))) : null,
    one.text ? el("div", { class: "text" }, mrkdwn(one.text)) : null,
    one.fields?.length ? el("dl", { class: "attached-fields" }, one.fields.map(field)) : null,
    one.blocks?.length ? drawBlocks(one.blocks, desk) : null,
    one.image_url ? picture({ image_url: one.image_url, alt_text: one.fallback }, "attached-image") : null,
    foot(one),
  );
  const colour = COLOURS[one.color] ?? one.color ?? "";
  if (/^(#?[0-9a-f]{6}|var\(--\w+\))$/i.test(colour)) {
    node.style.setProperty("--bar", /^[0-9a-f]{6}$/i.test(colour) ? `#${colour}` : colour);
  }
  return node;
}

function named(url, words) {
  return url ? link(url, words) : words;
}

function field(one) {
  return el("div", {}, el("dt", {}, one.title), el("dd", {}, mrkdwn(String(one.value ?? ""))));
}

function foot(one) {
  const words = [one.footer, one.is_app_unfurl ? new URL(one.from_url).hostname : ""].filter(Boolean);
  return words.length ? el("div", { class: "muted small" }, words.join(" · ")) : null;
}
