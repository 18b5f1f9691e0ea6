/** Days and times in the zone of who looks. Moments are milliseconds since 1970 unless said otherwise. */

import { me, state } from "./state.js";

const DAY = 86_400_000;
const formats = new Map();

/** Zones by their present names, which some browsers do not list, and all that this browser knows. */
export const ZONES = [
  ...new Set([
    "UTC",
    "Europe/Lisbon",
    "Europe/Rome",
    "America/New_York",
    "America/Los_Angeles",
    "Asia/Kolkata",
    "Asia/Tokyo",
    "Australia/Sydney",
    ...Intl.supportedValuesOf("timeZone"),
  ]),
];

/** Give the zone of the acting person's device. */
export function zone() {
  return state.deviceZone || me()?.tz || "UTC";
}

/** Give the zone in which the workspace keeps its clock: that of the first person. */
export function homeZone() {
  return state.members.values().next().value?.tz ?? "UTC";
}

/** Name a zone by its city. */
export function city(name) {
  return name.split("/").at(-1).replaceAll("_", " ");
}

/** Take a moment apart in a zone: numbers, and names of weekday and month. */
export function parts(moment, inZone = zone()) {
  const found = Object.fromEntries(
    format(inZone)
      .formatToParts(moment)
      .map((one) => [one.type, one.value]),
  );
  return { ...found, hour: found.hour === "24" ? "00" : found.hour, dayNumber: Number(found.day) };
}

/** Write a day as 2026-10-26. */
export function dayKey(moment, inZone = zone()) {
  const { year, month, day } = parts(moment, inZone);
  return `${year}-${month}-${day}`;
}

/** Write a time as 09:30. */
export function timeText(moment, inZone = zone()) {
  const { hour, minute } = parts(moment, inZone);
  return `${hour}:${minute}`;
}

/** Write a moment as Mon 26 Oct 2026 09:30. */
export function momentText(moment, inZone = zone()) {
  const { dayNumber, year } = parts(moment, inZone);
  return `${weekday(moment, inZone, "short")} ${dayNumber} ${month(moment, inZone, "short")} ${year} ${timeText(moment, inZone)}`;
}

/** Write a moment of about now as Mon 26 Oct 09:30. */
export function shortText(moment, inZone = zone()) {
  const { dayNumber } = parts(moment, inZone);
  return `${weekday(moment, inZone, "short")} ${dayNumber} ${month(moment, inZone, "short")} ${timeText(moment, inZone)}`;
}

/** Write a day for a divider between messages. */
export function dayText(moment) {
  const near = nearDay(moment);
  const { dayNumber, year } = parts(moment);
  const shown = `${weekday(moment, zone(), "long")} ${dayNumber} ${month(moment, zone(), "long")}`;
  const whole = year === parts(nowMoment()).year ? shown : `${shown} ${year}`;
  return near ? `${near[0].toUpperCase()}${near.slice(1)} – ${whole}` : whole;
}

/** Give the workspace's present moment. */
export function nowMoment() {
  return Date.parse(state.now);
}

/** Turn a message's ts into a moment. */
export function momentOf(ts) {
  return Number(ts) * 1000;
}

/** Write a day like 2026-11-27 as Fri 27 Nov 2026. */
export function dateText(key) {
  const moment = Date.parse(`${key}T12:00:00Z`);
  const { dayNumber, year } = parts(moment, "UTC");
  return `${weekday(moment, "UTC", "short")} ${dayNumber} ${month(moment, "UTC", "short")} ${year}`;
}

/** Turn a wall-clock time (2026-11-27T09:00) of a zone into a moment. */
export function momentAt(wall, inZone = zone()) {
  const asIfUtc = Date.parse(`${wall}:00Z`);
  const first = asIfUtc - offset(asIfUtc, inZone);
  return asIfUtc - offset(first, inZone);
}

/** Write a moment as 2026-11-27T09:00 in a zone, for a date-time field. */
export function wallText(moment, inZone = zone()) {
  return `${dayKey(moment, inZone)}T${timeText(moment, inZone)}`;
}

/** Fill in the tokens of Slack's date markup; `unix` in seconds. Unknown tokens stay as they are. */
export function slackDate(unix, pattern) {
  const moment = unix * 1000;
  return pattern.replace(/\{(\w+)\}/g, (token, name) => TOKENS[name]?.(moment) ?? token);
}

const TOKENS = {
  date_num: (moment) => dayKey(moment),
  date: (moment) => longDay(moment),
  date_slash: (moment) => dayKey(moment).replaceAll("-", "/"),
  date_short: (moment) => shortDay(moment),
  date_long: (moment) => `${weekday(moment, zone(), "long")}, ${longDay(moment)}`,
  date_pretty: (moment) => nearDay(moment) || longDay(moment),
  date_short_pretty: (moment) => nearDay(moment) || shortDay(moment),
  date_long_pretty: (moment) => nearDay(moment) || TOKENS.date_long(moment),
  day_divider_pretty: (moment) => nearDay(moment) || TOKENS.date_long(moment),
  time: (moment) => timeText(moment),
  time_secs: (moment) => `${timeText(moment)}:${parts(moment).second}`,
  ago: (moment) => agoText(moment),
};

/** Say how long ago, or in how long, a moment is. */
export function agoText(moment) {
  const minutes = Math.round((nowMoment() - moment) / 60_000);
  const size = Math.abs(minutes);
  const [count, unit] =
    size < 60
      ? [size, "minute"]
      : size < 1440
        ? [Math.round(size / 60), "hour"]
        : [Math.round(size / 1440), "day"];
  const span = `${count} ${unit}${count === 1 ? "" : "s"}`;
  if (!count) {
    return "just now";
  }
  return minutes > 0 ? `${span} ago` : `in ${span}`;
}

function nearDay(moment) {
  const key = dayKey(moment);
  const now = nowMoment();
  const names = { [dayKey(now - DAY)]: "yesterday", [dayKey(now + DAY)]: "tomorrow", [dayKey(now)]: "today" };
  return names[key] ?? "";
}

function longDay(moment) {
  const { dayNumber, year } = parts(moment);
  return `${dayNumber} ${month(moment, zone(), "long")} ${year}`;
}

function shortDay(moment) {
  const { dayNumber, year } = parts(moment);
  return `${dayNumber} ${month(moment, zone(), "short")} ${year}`;
}

function weekday(moment, inZone, style) {
  return new Intl.DateTimeFormat("en-GB", { timeZone: inZone, weekday: style }).format(moment);
}

function month(moment, inZone, style) {
  const name = new Intl.DateTimeFormat("en-GB", { timeZone: inZone, month: "long" }).format(moment);
  return style === "short" ? name.slice(0, 3) : name;
}

function offset(moment, inZone) {
  const { year, month: number, day, hour, minute, second } = parts(moment, inZone);
  return (
    Date.parse(`${year}-${number}-${day}T${hour}:${minute}:${second}Z`) - Math.floor(moment / 1000) * 1000
  );
}

function format(inZone) {
  if (!formats.has(inZone)) {
    const numbers = {
      year: "numeric",
      month: "2-digit",
      day: "2-digit",
      hour: "2-digit",
      minute: "2-digit",
      second: "2-digit",
    };
    formats.set(inZone, new Intl.DateTimeFormat("en-GB", { timeZone: inZone, hourCycle: "h23", ...numbers }));
  }
  return formats.get(inZone);
}
