/** Draws one interactive element wherever it stands, and says at its desk what people do with it. */

import { agreed, button, choices, overflow } from "./choices.js";
import { el } from "./dom.js";
import { icon } from "./icons.js";
import { fileInput, textInput } from "./inputs.js";
import { datePicker, dateTimePicker, timePicker } from "./pickers.js";
import { select } from "./selects.js";
import { picture } from "./pictures.js";
import { state } from "./state.js";

const DRAWN = {
  button,
  workflow_button: button,
  overflow,
  checkboxes: choices,
  radio_buttons: choices,
  datepicker: datePicker,
  timepicker: timePicker,
  datetimepicker: dateTimePicker,
  plain_text_input: textInput,
  email_text_input: textInput,
  url_text_input: textInput,
  number_input: textInput,
  rich_text_input: textInput,
  file_input: fileInput,
  icon_button: (element, spot) => button(element, spot, [icon("trash"), element.text.text]),
  feedback_buttons: feedback,
};

/** Draw an element of a block. `label` names it for screen readers; an input block's parts come in `input`. */
export function drawElement(block, element, desk, { label = "", input = null } = {}) {
  if (element.visible_to_user_ids?.includes(state.me) === false) {
    return null;
  }
  if (element.type === "image") {
    return picture(element, "accessory-image");
  }
  const draw = DRAWN[element.type] ?? (element.type.includes("_select") ? select : unknown);
  return draw(
    element,
    input ? inputSpot(block, element, desk, label, input) : actionSpot(block, element, desk, label),
  );
}

function actionSpot(block, element, desk, label) {
  const use = async (value) => (await asked(element)) && ((await desk.use(block, element, value)) ?? true);
  return { ...common(block, element, desk, label), optional: false, dispatches: true, note: () => null, use };
}

function inputSpot(block, element, desk, label, input) {
  const spot = common(block, element, desk, label);
  const marks = {
    ...spot.marks,
    id: input.id,
    "aria-describedby": input.describedBy,
    "aria-required": block.optional ? null : "true",
  };
  return {
    ...spot,
    marks,
    optional: block.optional === true,
    dispatches: block.dispatch_action === true,
    note: (value) => desk.type(block, element, value, { final: false }),
    use: async (value) => (await desk.type(block, element, value), true),
  };
}

function common(block, element, desk, label) {
  return {
    label,
    value: desk.value(block, element),
    marks: { "data-action-id": element.action_id, "data-block-id": block.block_id },
    options: (typed) => desk.options(block, element, typed),
  };
}

/** Buttons and overflow menus ask by themselves, before they show that they are busy. */
function asked(element) {
  return ["button", "workflow_button", "overflow", "icon_button"].includes(element.type)
    ? true
    : agreed(element);
}

function feedback(element, spot) {
  const one = (part) =>
    button(
      { ...element, text: part.text, accessibility_label: part.accessibility_label },
      { ...spot, use: () => spot.use(part.value) },
    );
  return el("span", { class: "side-by-side" }, one(element.positive_button), one(element.negative_button));
}

function unknown(element) {
  return el("span", { class: "muted" }, `An element of the kind "${element.type}" is not drawn here.`);
}
