/** Blocks that frame others or stand as cards: card, carousel, container, video, plan and its tasks. */

import { el } from "./dom.js";
import { drawElement } from "./elements.js";
import { icon } from "./icons.js";
import { link } from "./links.js";
import { textObject } from "./mrkdwn.js";
import { picture } from "./pictures.js";
import { richText } from "./rich.js";

const STATUS = {
  pending: ["clock", "To do"],
  in_progress: ["run", "In progress"],
  complete: ["check", "Done"],
  error: ["close", "Failed"],
};

/** Draw a card: picture, title, words and buttons. */
export function card(block, desk) {
  return [
    block.hero_image ? picture(block.hero_image, "block-image") : null,
    heading(block, textObject(block.title)),
    block.body ? el("div", { class: "text" }, textObject(block.body)) : null,
    block.actions
      ? el(
          "div",
          { class: "block-actions" },
          block.actions.map((one) => drawElement(block, one, desk)),
        )
      : null,
  ];
}

/** Draw cards side by side, to scroll through. */
export function carousel(block, desk) {
  const cards = block.elements.map((one) =>
    el(
      "li",
      { class: "block block-card" },
      card({ ...one, block_id: one.block_id ?? block.block_id }, desk),
    ),
  );
  return el("ul", { class: "cards", tabindex: "0", "aria-label": "Cards" }, cards);
}

/** Draw a container around `children`; one that collapses opens and closes by its title. */
export function container(block, children) {
  const title = block.rich_text_title ? richText(block.rich_text_title) : textObject(block.title);
  const head = heading(block, title);
  const width = `container is-${block.width ?? "standard"} ${block.has_header_divider ? "has-rule" : ""}`;
  return block.is_collapsible
    ? el("details", { class: width, open: !block.default_collapsed }, el("summary", {}, head), children)
    : el("div", { class: width }, head, children);
}

/** Draw a video as a still that leads to it. */
export function video(block) {
  const address = block.title_url ?? block.video_url;
  const still = picture({ image_url: block.thumbnail_url, alt_text: block.alt_text }, "video-still");
  const by = [block.provider_name, block.author_name].filter(Boolean).join(" · ");
  return el(
    "div",
    { class: "video" },
    by ? el("div", { class: "muted" }, by) : null,
    el("div", { class: "card-title" }, link(address, block.title.text)),
    block.description ? el("div", { class: "text" }, textObject(block.description)) : null,
    el("div", { class: "video-frame" }, still, el("span", { class: "video-play" }, icon("run"))),
  );
}

/** Draw a plan: a title and its tasks. */
export function plan(block) {
  return [
    el("div", { class: "card-title" }, block.title),
    el(
      "ul",
      { class: "tasks" },
      (block.tasks ?? []).map((one) => el("li", {}, task(one))),
    ),
  ];
}

/** Draw one task with its state, details, output and sources. */
export function task(block) {
  const [name, words] = STATUS[block.status];
  const more = [block.details, block.output].filter(Boolean);
  const state = el("span", { class: `task-state is-${block.status}`, role: "img", "aria-label": words });
  state.append(icon(name));
  return [
    el("div", { class: "task-title" }, state, el("span", {}, block.title)),
    more.map((one) => el("div", { class: "task-words" }, richText(one))),
    block.sources
      ? el(
          "div",
          { class: "task-words muted" },
          block.sources.map((one) => [link(one.url, one.text), " "]),
        )
      : null,
  ];
}

function heading(block, title) {
  const subtitle = block.subtitle ? el("div", { class: "muted" }, textObject(block.subtitle)) : null;
  return el(
    "div",
    { class: "card-head" },
    block.icon ? picture(block.icon, "card-icon") : null,
    el("div", {}, el("div", { class: "card-title" }, title), subtitle),
  );
}
