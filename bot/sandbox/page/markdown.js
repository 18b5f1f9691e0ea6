/** The basics of standard markdown, for `markdown` blocks: headings, lists, quotes, code, tables, emphasis, links. */

import { el, fragment } from "./dom.js";
import { link } from "./links.js";

const INLINE =
  /(`+)([^`]|[^`][\s\S]*?[^`])\1|\*\*([^*]+)\*\*|__([^_]+)__|~~([^~]+)~~|\*([^*\s][^*]*)\*|_([^_\s][^_]*)_|!?\[([^\]]*)\]\(([^)\s]+)\)|(https?:\/\/[^\s<>)]+)/;
const BULLET = /^\s*[-*+]\s+(.*)/;
const ORDERED = /^\s*\d+[.)]\s+(.*)/;
const STARTS = /^(#{1,6}\s|```|>|\s*[-*+]\s|\s*\d+[.)]\s|\|)/;

/** Draw a markdown text. */
export function markdown(text) {
  const left = text.split("\n");
  const drawn = [];
  while (left.length) {
    drawn.push(part(left));
  }
  return fragment(drawn);
}

/** Take one part off the front of `left` and draw it. */
function part(left) {
  const line = left[0];
  if (!line.trim()) {
    left.shift();
    return null;
  }
  if (line.startsWith("```")) {
    return fenced(left);
  }
  const heading = /^(#{1,6})\s+(.*)/.exec(line);
  if (heading) {
    left.shift();
    return el(
      "p",
      { class: `md-heading md-h${heading[1].length}`, role: "heading", "aria-level": heading[1].length + 2 },
      inline(heading[2]),
    );
  }
  if (/^\s*([-*_])(\s*\1){2,}\s*$/.test(line)) {
    left.shift();
    return el("hr");
  }
  if (line.startsWith("|") && /^\|[\s:|-]+\|?\s*$/.test(left[1] ?? "")) {
    return table(left);
  }
  return listOrText(left);
}

function listOrText(left) {
  if (left[0].startsWith(">")) {
    return el(
      "blockquote",
      {},
      markdown(
        take(left, (line) => line.startsWith(">"))
          .map((line) => line.replace(/^>\s?/, ""))
          .join("\n"),
      ),
    );
  }
  for (const [tag, pattern] of [
    ["ul", BULLET],
    ["ol", ORDERED],
  ]) {
    if (pattern.test(left[0])) {
      return el(
        tag,
        {},
        take(left, (line) => pattern.test(line)).map((line) => el("li", {}, inline(pattern.exec(line)[1]))),
      );
    }
  }
  const first = left.shift();
  const more = take(left, (line) => line.trim() && !STARTS.test(line));
  return el(
    "p",
    {},
    [first, ...more].flatMap((line, place) => (place ? [el("br"), inline(line)] : inline(line))),
  );
}

function fenced(left) {
  left.shift();
  const inside = take(left, (line) => !line.startsWith("```"));
  left.shift();
  return el("pre", {}, inside.join("\n"));
}

function table(left) {
  const [head, , ...body] = take(left, (line) => line.startsWith("|"));
  const row = (line, tag) =>
    el(
      "tr",
      {},
      cells(line).map((cell) => el(tag, {}, inline(cell))),
    );
  return el(
    "div",
    { class: "table-frame" },
    el(
      "table",
      {},
      el("thead", {}, row(head, "th")),
      el(
        "tbody",
        {},
        body.map((line) => row(line, "td")),
      ),
    ),
  );
}

function cells(line) {
  return line
    .replace(/^\||\|\s*$/g, "")
    .split("|")
    .map((cell) => cell.trim());
}

function take(left, fits) {
  const end = left.findIndex((line) => !fits(line));
  return left.splice(0, end < 0 ? left.length : end);
}

function inline(text) {
  const found = INLINE.exec(text);
  if (!found) {
    return [text];
  }
  return [text.slice(0, found.index), styled(found), ...inline(text.slice(found.index + found[0].length))];
}

function styled([, ticks, code, bold, bold2, strike, italic, italic2, label, url, bare]) {
  if (ticks) {
    return el("code", {}, code);
  }
  if (bold ?? bold2) {
    return el("strong", {}, inline(bold ?? bold2));
  }
  if (strike) {
    return el("s", {}, inline(strike));
  }
  if (italic ?? italic2) {
    return el("em", {}, inline(italic ?? italic2));
  }
  return bare ? link(bare) : link(url, label);
}
