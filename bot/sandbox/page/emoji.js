/** Emoji by the names people use most. A name not known here stays as it was written. */

const SIGNS = {
  "+1": "👍", thumbsup: "👍", "-1": "👎", thumbsdown: "👎", tada: "🎉", eyes: "👀", pray: "🙏",
  white_check_mark: "✅", heavy_check_mark: "✔️", ballot_box_with_check: "☑️", x: "❌", warning: "⚠️",
  no_entry: "⛔", construction: "🚧", rotating_light: "🚨", bell: "🔔", mega: "📣", loudspeaker: "📢",
  red_circle: "🔴", large_orange_circle: "🟠", large_yellow_circle: "🟡", large_green_circle: "🟢",
  large_blue_circle: "🔵", white_circle: "⚪", black_circle: "⚫", calendar: "📆", date: "📅",
  spiral_calendar_pad: "🗓️", clock9: "🕘", hourglass: "⌛", hourglass_flowing_sand: "⏳", alarm_clock: "⏰",
  memo: "📝", clipboard: "📋", pushpin: "📌", link: "🔗", bug: "🐛", wrench: "🔧", hammer_and_wrench: "🛠️",
  rocket: "🚀", fire: "🔥", bulb: "💡", question: "❓", exclamation: "❗", star: "⭐", sparkles: "✨",
  heart: "❤️", smile: "😄", slightly_smiling_face: "🙂", thinking_face: "🤔", wave: "👋", clap: "👏",
  raised_hands: "🙌", palm_tree: "🌴", house: "🏠", face_with_thermometer: "🤒", coffee: "☕", lock: "🔒",
  chart_with_upwards_trend: "📈", chart_with_downwards_trend: "📉", bar_chart: "📊", robot_face: "🤖",
  arrow_right: "➡️", arrow_up: "⬆️", arrow_down: "⬇️",
}; // prettier-ignore

/** Give the sign for a name; `unicode` (as "1f44d-1f3fb") goes first. Unknown names come back with their colons. */
export function emoji(name, unicode = "") {
  if (/^[0-9a-f]{2,6}(-[0-9a-f]{2,6})*$/i.test(unicode)) {
    return String.fromCodePoint(...unicode.split("-").map((part) => Number.parseInt(part, 16)));
  }
  return SIGNS[name] ?? `:${name}:`;
}

/** Tell whether a name has a sign here. */
export function isEmoji(name) {
  return Object.hasOwn(SIGNS, name);
}
