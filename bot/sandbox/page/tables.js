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

/** Draw a data table: a caption, a head whose cells sort, and pages. */
export function dataTable(block) {
  const shown = { block, box: el("div"), page: 0, by: -1, down: false };
  showPage(shown);
  return shown.box;
}

function showPage(shown) {
  const { block, box, page, by, down } = shown;
  const [head, ...body] = block.rows;
  const size = block.page_size ?? PAGE;
  const pages = Math.ceil(body.length / size);
  const sorted = by < 0 ? body : [...body].sort((one, other) => compared(one[by], other[by]));
  const rows = (down ? sorted.reverse() : sorted).slice(page * size, (page + 1) * size);
  const turn = (label, to, on) =>
    el(
      "button",
      { type: "button", class: "button is-small", disabled: !on, onclick: () => go(shown, { page: to }) },
      label,
    );
  const foot = el(
    "div",
    { class: "table-foot" },
    turn("Back", page - 1, page > 0),
    el("span", { "aria-live": "polite" }, `${page + 1} of ${pages}`),
    turn("Next", page + 1, page < pages - 1),
  );
  fill(
    box,
    el("div", { class: "image-title" }, block.caption),
    frame(
      el(
        "tr",
        {},
        head.map((cell, place) => sorter(shown, cell, place)),
      ),
      rows.map((cells) => row(cells, "td", [])),
      block.caption,
    ),
    pages > 1 ? foot : null,
  );
}

function go(shown, change) {
  Object.assign(shown, change);
  showPage(shown);
}

function sorter(shown, cell, place) {
  const { by, down, block } = shown;
  const here = by === place;
  const order = here ? (down ? "descending" : "ascending") : "none";
  const press = () => {
    go(shown, { by: place, down: here && !down, page: 0 });
    shown.box.querySelectorAll("th button")[place].focus();
  };
  return el(
    "th",
    { scope: "col", class: look(block.rows[1][place]), "aria-sort": order },
    el(
      "button",
      { type: "button", class: "sorter", onclick: press },
      words(cell),
      el("span", { "aria-hidden": "true" }, here ? (down ? "↓" : "↑") : ""),
    ),
  );
}

function compared(one, other) {
  return one.type === "raw_number" && other.type === "raw_number"
    ? one.value - other.value
    : said(one).localeCompare(said(other), "en", { numeric: true });
}

function said(cell) {
  return cell.type === "rich_text" ? richText(cell).textContent : words(cell);
}

function frame(head, body, label = "Table") {
  return el(
    "div",
    { class: "table-frame", tabindex: "0", role: "region", "aria-label": label },
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

function look(cell, setting = null) {
  const align = setting?.align ?? (cell.type === "raw_number" ? "right" : "left");
  return `is-${align} ${setting?.is_wrapped ? "is-wrapped" : ""}`;
}

function words(cell) {
  if (cell.type === "rich_text") {
    return richText(cell);
  }
  return cell.text ?? String(cell.value);
}
