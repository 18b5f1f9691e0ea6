/** Emoji by the names Slack gives them. A name not known here stays as it was written. */

const { sets, aliases } = await (await fetch("/page/emoji.json")).json();
const SIGNS = Object.assign({}, ...Object.values(sets));

/** The sets of a picker, in order: `[title, [name, …]]`. */
export const SETS = Object.entries(sets).map(([title, named]) => [title, Object.keys(named)]);

/** Give the sign for a name; `unicode` (as "1f44d-1f3fb") goes first. Unknown names come back with their colons. */
export function emoji(name, unicode = "") {
  if (/^[0-9a-f]{2,6}(-[0-9a-f]{2,6})*$/i.test(unicode)) {
    return String.fromCodePoint(...unicode.split("-").map((part) => Number.parseInt(part, 16)));
  }
  return SIGNS[aliases[name] ?? name] ?? `:${name}:`;
}

/** Tell whether a name has a sign here. */
export function isEmoji(name) {
  return Object.hasOwn(SIGNS, aliases[name] ?? name);
}

/** Tell whether this device draws emoji in colour; without such a font their names are shown. */
export const isDrawn = (() => {
  const pen = document.createElement("canvas").getContext("2d", { willReadFrequently: true });
  pen.font = "20px sans-serif";
  pen.fillText(SIGNS.smile, 0, 20);
  const { data } = pen.getImageData(0, 0, 30, 30);
  return data.some((value, at) => at % 4 < 3 && value > 0);
})();

/** Say a name as words. */
export function emojiWords(name) {
  return name.replaceAll(/[_-]/g, " ").trim() || name;
}

/** List the names that hold what is typed, those that begin with it first. */
export function findEmoji(typed) {
  const wanted = typed.toLowerCase().replaceAll(" ", "_");
  const fits = [...Object.keys(SIGNS), ...Object.keys(aliases)].filter((name) => name.includes(wanted));
  const begins = (name) => (name.startsWith(wanted) ? 0 : 1);
  return [...new Set(fits.sort((a, b) => begins(a) - begins(b)).map((name) => aliases[name] ?? name))];
}
