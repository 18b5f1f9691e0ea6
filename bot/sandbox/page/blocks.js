/** Draws Block Kit blocks as Slack lays them out. What their elements do is decided at the desk given. */

import { card, carousel, container, plan, task, video } from "./cards.js";
import { chart } from "./charts.js";
import { el } from "./dom.js";
import { drawElement } from "./elements.js";
import { markdown } from "./markdown.js";
import { textObject, unescaped } from "./mrkdwn.js";
import { picture } from "./pictures.js";
import { richText } from "./rich.js";
import { dataTable, table } from "./tables.js";

let serial = 0;

const DRAWN = {
  section,
  header: (block) => el("div", { role: "heading", "aria-level": "3" }, block.text.text),
  divider: () => el("hr"),
  context,
  actions: (block, desk) => block.elements.map((one) => drawElement(block, one, desk, { label: bare(one) })),
  context_actions: (block, desk) =>
    block.elements.map((one) => drawElement(block, one, desk, { label: bare(one) })),
  image: (block) => [
    block.title ? el("div", { class: "image-title" }, block.title.text) : null,
    picture(block, "block-image"),
  ],
  input,
  rich_text: (block) => richText(block),
  markdown: (block) => markdown(block.text),
  table: (block) => table(block),
  data_table: (block) => dataTable(block),
  data_visualization: (block) => chart(block),
  card,
  carousel,
  container: (block, desk) => container(block, drawBlocks(block.child_blocks, desk)),
  video,
  plan,
  task_card: task,
  alert: (block) =>
    el("div", { class: `alert is-${block.level ?? "default"}`, role: "status" }, textObject(block.text)),
};

/** Draw a list of blocks. `errors` maps a block_id to what is wrong with its input. */
export function drawBlocks(blocks, desk, errors = {}) {
  return blocks.map((block) => drawBlock(block, desk, errors));
}

function drawBlock(block, desk, errors) {
  const draw = DRAWN[block.type] ?? unknown;
  return el(
    "div",
    { class: `block block-${block.type}`, "data-block": block.block_id },
    draw(block, desk, errors[block.block_id]),
  );
}

function section(block, desk) {
  const label = block.text ? unescaped(block.text.text).split("\n")[0].slice(0, 80) : "";
  const fields = block.fields
    ? el(
        "div",
        { class: "fields" },
        block.fields.map((one) => el("div", {}, textObject(one))),
      )
    : null;
  const words = el(
    "div",
    { class: "section-words" },
    block.text ? el("div", { class: "text" }, textObject(block.text)) : null,
    fields,
  );
  return [
    words,
    block.accessory
      ? el(
          "div",
          { class: "accessory" },
          drawElement(block, block.accessory, desk, { label: bare(block.accessory, label) }),
        )
      : null,
  ];
}

function context(block) {
  return block.elements.map((one) =>
    one.type === "image" ? picture(one, "context-image") : el("span", { class: "text" }, textObject(one)),
  );
}

function input(block, desk, error) {
  const id = `input-${(serial += 1)}`;
  const describedBy =
    [block.hint ? `${id}-hint` : "", error ? `${id}-error` : ""].filter(Boolean).join(" ") || null;
  const field = drawElement(block, block.element, desk, {
    label: block.label.text,
    input: { id, describedBy },
  });
  if (error) {
    (field.querySelector?.("[data-action-id]") ?? field).setAttribute("aria-invalid", "true");
  }
  const optional = block.optional ? el("span", { class: "muted" }, " (optional)") : null;
  return [
    el("label", { for: id, class: "label" }, block.label.text, optional),
    field,
    error
      ? el(
          "p",
          { class: "field-error", id: `${id}-error`, role: "alert", "data-error-for": block.block_id },
          error,
        )
      : null,
    block.hint ? el("p", { class: "hint", id: `${id}-hint` }, block.hint.text) : null,
  ];
}

/** Name an element that has no words of its own. */
function bare(element, fallback = "") {
  return element.text ? "" : fallback || element.placeholder?.text || "";
}

function unknown(block) {
  return el("span", { class: "muted" }, `A block of the kind "${block.type}" is not drawn here.`);
}
