/** A month to pick a day from, with the workspace's own today. Days are written as 2026-11-27. */

import { el, fill } from "./dom.js";
import { icon } from "./icons.js";
import { justClosed, popover } from "./popover.js";
import { dateText, dayKey, nowMoment } from "./time.js";

const DAYS = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];
const STEPS = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -7, ArrowDown: 7 };

/** Open a calendar beside `anchor` at `day` (or today); `pick(day)` takes the choice, null where it `empties`. */
export function openCalendar(anchor, day, pick, { label, empties = false }) {
  if (justClosed(anchor)) {
    return;
  }
  const box = el("div", { class: "calendar" });
  const shown = popover(anchor, box, { label: label || "Pick a date" });
  const choose = (chosen) => {
    shown.close();
    pick(chosen);
  };
  draw({ box, chosen: day, at: day || dayKey(nowMoment()), choose, shown, empties: empties && Boolean(day) });
}

function draw(calendar, focus = true) {
  const { box, at } = calendar;
  const turn = (months) => draw({ ...calendar, at: monthsLater(at, months) }, false);
  fill(
    box,
    el(
      "div",
      { class: "calendar-head" },
      arrow("left", "Previous month", () => turn(-1)),
      el("strong", { "aria-live": "polite" }, monthName(at)),
      arrow("right", "Next month", () => turn(1)),
    ),
    el(
      "div",
      { class: "calendar-grid", role: "grid", onkeydown: (event) => walk(event, calendar) },
      DAYS.map((name) => el("span", { class: "calendar-day-name" }, name)),
      days(at).map((key) => dayButton(calendar, key)),
    ),
    typedField(calendar),
    calendar.empties
      ? el("button", { type: "button", class: "button is-small", onclick: () => calendar.choose(null) }, "No date")
      : null,
  );
  calendar.shown.place();
  if (focus) {
    box.querySelector(`[data-date="${at}"]`)?.focus();
  }
}

function dayButton(calendar, key) {
  const isToday = key === dayKey(nowMoment());
  const other = key.slice(0, 7) !== calendar.at.slice(0, 7);
  const state = `${key === calendar.chosen ? "is-chosen" : ""} ${isToday ? "is-today" : ""} ${other ? "is-other" : ""}`;
  const attributes = {
    type: "button",
    class: `calendar-day ${state}`,
    "data-date": key,
    "aria-label": dateText(key),
    "aria-current": isToday ? "date" : null,
    "aria-pressed": String(key === calendar.chosen),
    tabindex: key === calendar.at ? "0" : "-1",
    onclick: () => calendar.choose(key),
  };
  return el("button", attributes, String(Number(key.slice(8))));
}

function typedField(calendar) {
  const field = el("input", {
    class: "field",
    type: "text",
    placeholder: "YYYY-MM-DD",
    "aria-label": "Type a date, YYYY-MM-DD",
    "data-testid": "date-text",
    autocomplete: "off",
  });
  field.addEventListener("keydown", (event) => {
    if (event.key === "Enter") {
      event.preventDefault();
      const typed = field.value.trim();
      const exists = /^\d{4}-\d\d-\d\d$/.test(typed) && shifted(typed, 0) === typed;
      field.setAttribute("aria-invalid", String(!exists));
      if (exists) {
        calendar.choose(typed);
      }
    }
  });
  return field;
}

function arrow(name, label, onclick) {
  return el("button", { type: "button", class: "icon-button", "aria-label": label, onclick }, icon(name));
}

function walk(event, calendar) {
  const from = event.target.dataset.date;
  if (event.key in STEPS && from) {
    event.preventDefault();
    draw({ ...calendar, at: shifted(from, STEPS[event.key]) });
  } else if (event.key === "PageUp" || event.key === "PageDown") {
    event.preventDefault();
    draw({ ...calendar, at: monthsLater(calendar.at, event.key === "PageUp" ? -1 : 1) });
  }
}

/** List the days shown: whole weeks from Monday that hold the month. */
function days(at) {
  const first = `${at.slice(0, 7)}-01`;
  const lead = (new Date(`${first}T00:00:00Z`).getUTCDay() + 6) % 7;
  const count = new Date(Date.UTC(Number(at.slice(0, 4)), Number(at.slice(5, 7)), 0)).getUTCDate();
  return Array.from({ length: Math.ceil((lead + count) / 7) * 7 }, (_, place) =>
    shifted(first, place - lead),
  );
}

function shifted(key, by) {
  const moment = Date.parse(`${key}T00:00:00Z`);
  return Number.isNaN(moment) ? "" : new Date(moment + by * 86_400_000).toISOString().slice(0, 10);
}

function monthsLater(key, by) {
  const [year, month, day] = key.split("-").map(Number);
  const last = new Date(Date.UTC(year, month + by, 0)).getUTCDate();
  return new Date(Date.UTC(year, month - 1 + by, Math.min(day, last))).toISOString().slice(0, 10);
}

function monthName(key) {
  return new Intl.DateTimeFormat("en-GB", { month: "long", year: "numeric", timeZone: "UTC" }).format(
    Date.parse(`${key}T12:00:00Z`),
  );
}
