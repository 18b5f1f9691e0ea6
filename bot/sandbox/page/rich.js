/** Rich text blocks as nodes: sections, lists, preformatted text, quotes and what stands in them. */

import { el, fragment } from "./dom.js";
import { emoji } from "./emoji.js";
import { broadcast, channelName, groupMention, link, mention } from "./links.js";
import { broken } from "./mrkdwn.js";
import { slackDate } from "./time.js";

const TAGS = [
  ["bold", "strong"],
  ["italic", "em"],
  ["strike", "s"],
  ["underline", "u"],
  ["code", "code"],
  ["highlight", "mark"],
];

/** Draw a rich_text block or a rich_text cell. */
export function richText(block) {
  return fragment(block.elements.map(part));
}

function part(one) {
  switch (one.type) {
    case "rich_text_list":
      return list(one);
    case "rich_text_preformatted":
      return el(
        "pre",
        {},
        one.elements.map((inner) => inner.text ?? inner.url),
      );
    case "rich_text_quote":
      return el("blockquote", {}, one.elements.map(inline));
    default:
      return el("div", {}, one.elements.map(inline));
  }
}

function list(one) {
  const made = el(one.style === "ordered" ? "ol" : "ul", { start: one.offset ? one.offset + 1 : null });
  made.style.setProperty("--indent", one.indent ?? 0);
  made.dataset.level = (one.indent ?? 0) % 3;
  made.classList.toggle("has-border", one.border === 1);
  made.append(...one.elements.map((line) => el("li", {}, line.elements.map(inline))));
  return made;
}

function inline(one) {
  const style = one.style ?? {};
  return TAGS.filter(([name]) => style[name]).reduce((node, [, tag]) => el(tag, {}, node), drawn(one));
}

function drawn(one) {
  switch (one.type) {
    case "link":
      return link(one.url, one.text);
    case "user":
      return mention(one.user_id);
    case "channel":
      return channelName(one.channel_id);
    case "usergroup":
      return groupMention(one.usergroup_id);
    case "broadcast":
      return broadcast(one.range);
    case "date": {
      const shown = slackDate(one.timestamp, one.format);
      return one.url ? link(one.url, shown) : el("time", { title: one.fallback ?? null }, shown);
    }
    case "color":
      return swatch(one.value);
    case "emoji":
      return emoji(one.name, one.unicode);
    default:
      return fragment(broken(one.text ?? ""));
  }
}

function swatch(value) {
  const sample = el("span", { class: "swatch", "aria-hidden": "true" });
  if (/^#[0-9a-f]{3,8}$/i.test(value)) {
    sample.style.backgroundColor = value;
  }
  return fragment(sample, value);
}
