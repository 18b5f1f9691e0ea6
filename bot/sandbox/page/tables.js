/** Table blocks: plain ones, and data tables that are turned page by page. */

import { el, fill } from "./dom.js";
import { richText } from "./rich.js";

const PAGE = 5; // rows, unless the block says otherwise; Source: Data table block page

/** Draw a table block; the first row is its head. */
export function table(block) {
  const settings = block.column_settings ?? [];
  const [head, ...body] = block.rows;
  return frame(
    row(head, "th", settings),
    body.map((cells) => row(cells, "td", settings)),
  );
}

/** Draw a data table: a caption, a head, and pages. */
export function dataTable(block) {
  const [head, ...body] = block.rows;
  const size = block.page_size ?? PAGE;
  const pages = Math.ceil(body.length / size);
  const box = el("div");
  const show = (page) => {
    const rows = body.slice(page * size, (page + 1) * size).map((cells) => row(cells, "td", []));
    const turn = (label, to, on) =>
      el(
        "button",
        { type: "button", class: "button is-small", disabled: !on, onclick: () => show(to) },
        label,
      );
    const foot = el(
      "div",
      { class: "table-foot" },
      turn("Back", page - 1, page > 0),
      el("span", {}, `${page + 1} of ${pages}`),
      turn("Next", page + 1, page < pages - 1),
    );
    fill(
      box,
      el("div", { class: "image-title" }, block.caption),
      frame(row(head, "th", []), rows),
      pages > 1 ? foot : null,
    );
  };
  show(0);
  return box;
}

function frame(head, body) {
  return el(
    "div",
    { class: "table-frame", tabindex: "0", role: "region", "aria-label": "Table" },
    el("table", {}, el("thead", {}, head), el("tbody", {}, body)),
  );
}

function row(cells, tag, settings) {
  return el(
    "tr",
    {},
    cells.map((cell, place) =>
      el(tag, { class: look(cell, settings[place]), scope: tag === "th" ? "col" : null }, words(cell)),
    ),
  );
}

function look(cell, setting) {
  const align = setting?.align ?? (cell.type === "raw_number" ? "right" : "left");
  return `is-${align} ${setting?.is_wrapped ? "is-wrapped" : ""}`;
}

function words(cell) {
  if (cell.type === "rich_text") {
    return richText(cell);
  }
  return cell.text ?? String(cell.value);
}
