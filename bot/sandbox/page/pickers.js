/** Fields for days and times. Days and times are the reader's own; a date-time is sent as seconds since 1970. */

import { openCalendar } from "./calendar.js";
import { el } from "./dom.js";
import { icon } from "./icons.js";
import { openPicklist } from "./picklist.js";
import { dateText, momentAt, wallText } from "./time.js";

const STEP = 30; // minutes between the times offered

/** Draw a date picker. */
export function datePicker(element, spot) {
  const field = opener(element, spot, "calendar", "Pick a date");
  const show = (day) => field.show(day ? dateText(day) : "");
  let held = spot.value;
  field.node.addEventListener("click", () =>
    openCalendar(
      field.node,
      held,
      (day) => {
        held = day;
        show(day);
        spot.use(day);
      },
      { label: spot.label, empties: spot.optional },
    ),
  );
  show(held);
  return field.node;
}

/** Draw a time picker; a time between those offered can be typed. */
export function timePicker(element, spot) {
  const field = opener(element, spot, "clock", "Pick a time");
  let held = spot.value;
  const pick = (option) => {
    held = option.raw;
    field.show(held);
    spot.use(held);
  };
  field.node.addEventListener("click", () => openTimes(field.node, () => held, pick, spot));
  field.show(held ?? "");
  return field.node;
}

/** Draw a date picker and a time picker that make one moment. */
export function dateTimePicker(element, spot) {
  let [day, time] = spot.value ? wallText(spot.value * 1000).split("T") : ["", ""];
  const tell = () => (day && time ? spot.use(Math.round(momentAt(`${day}T${time}`) / 1000)) : null);
  const marks = { ...spot.marks, "data-part": "date" };
  const first = datePicker(element, {
    ...spot,
    marks,
    optional: false,
    value: day || null,
    use: (chosen) => ((day = chosen), tell()),
  });
  const second = timePicker(
    { ...element, placeholder: null },
    {
      ...spot,
      marks: { "data-part": "time", "data-block-id": spot.marks["data-block-id"] },
      label: `${spot.label}, time`,
      optional: false,
      value: time || null,
      use: (chosen) => ((time = chosen), tell()),
    },
  );
  return el("div", { class: "side-by-side" }, first, second);
}

function opener(element, spot, picture, fallback) {
  const words = el("span", { class: "select-words" });
  const placeholder = element.placeholder?.text ?? fallback;
  const node = el(
    "button",
    {
      ...spot.marks,
      "aria-required": null, // a button cannot be required; its label says what is optional
      type: "button",
      class: "select",
      "aria-haspopup": "dialog",
      "aria-expanded": "false",
      "data-autofocus": element.focus_on_load,
    },
    icon(picture),
    words,
  );
  const show = (text) => {
    words.textContent = text || placeholder;
    node.classList.toggle("is-empty", !text);
    node.setAttribute("aria-label", [spot.label, text || placeholder].filter(Boolean).join(": "));
  };
  return { node, show };
}

function openTimes(anchor, held, pick, { label, optional }) {
  const all = Array.from({ length: 1440 / STEP }, (_, place) => written(place * STEP));
  const none = { value: "", text: "No time", raw: null };
  openPicklist(anchor, {
    source: (typed) => [
      ...(optional && held() && !typed ? [{ options: [none] }] : []),
      { options: all.filter((one) => one.includes(typed)).map(asOption) },
    ],
    chosen: () => [held()].filter(Boolean),
    pick,
    label: label || "Time",
    filter: true,
    custom: (typed) => (readTime(typed) && !all.includes(readTime(typed)) ? asOption(readTime(typed)) : null),
  });
}

function asOption(time) {
  return { value: time, text: time, raw: time };
}

function readTime(typed) {
  const found = /^(\d{1,2})[:.]?(\d\d)$/.exec(typed);
  return found && Number(found[1]) < 24 && Number(found[2]) < 60
    ? written(Number(found[1]) * 60 + Number(found[2]))
    : "";
}

function written(minutes) {
  return `${String(Math.floor(minutes / 60)).padStart(2, "0")}:${String(minutes % 60).padStart(2, "0")}`;
}
