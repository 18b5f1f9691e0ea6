/** Data visualization blocks as small drawings, with the numbers as words for who cannot see them. */

import { el, svg } from "./dom.js";

const WIDTH = 520;
const HEIGHT = 220;
const LEFT = 44;
const BOTTOM = 30;
const TOP = 10;
const COLOURS = 6;

/** Draw a chart with its title and legend. */
export function chart(block) {
  const one = block.chart;
  const isPie = one.type === "pie";
  const names = isPie ? one.segments.map((part) => part.label) : one.series.map((series) => series.name);
  const drawing = svg(
    "svg",
    {
      viewBox: `0 0 ${isPie ? HEIGHT : WIDTH} ${HEIGHT}`,
      class: isPie ? "chart is-pie" : "chart",
      role: "img",
      "aria-label": spoken(block),
    },
    isPie ? pie(one) : plotted(one),
  );
  return el(
    "figure",
    { class: "chart-frame" },
    el("figcaption", {}, block.title),
    el("div", { class: "chart-row" }, named(one, drawing), legend(one, names)),
  );
}

/** Put the names of the axes, as far as there are any, around a drawing. */
function named({ axis_config: axes = {} }, drawing) {
  const words = (text) => (text ? el("div", { class: "axis-name" }, text) : null);
  return el("div", { class: "chart-box" }, words(axes.y_label), drawing, words(axes.x_label));
}

function legend(one, names) {
  const total = one.segments?.reduce((sum, part) => sum + part.value, 0);
  const share = (place) => (total ? ` ${Math.round((one.segments[place].value / total) * 100)} %` : "");
  return el(
    "ul",
    { class: "legend" },
    names.map((name, place) =>
      el("li", {}, el("span", { class: `swatch chart-${place % COLOURS}` }), `${name}${share(place)}`),
    ),
  );
}

function spoken({ title, chart: one }) {
  const said = (points) => points.map((point) => `${point.label} ${point.value}`).join(", ");
  if (one.type === "pie") {
    return `${title}: ${said(one.segments)}`;
  }
  return `${title}. ${one.series.map((series) => `${series.name}: ${said(series.data)}`).join(". ")}`;
}

function pie({ segments }) {
  const total = segments.reduce((sum, part) => sum + part.value, 0);
  const middle = HEIGHT / 2;
  let from = -Math.PI / 2;
  return segments.map((part, place) => {
    const to = from + (part.value / total) * 2 * Math.PI * 0.99999;
    const at = (angle) => `${middle + 100 * Math.cos(angle)} ${middle + 100 * Math.sin(angle)}`;
    const d = `M${middle} ${middle} L${at(from)} A100 100 0 ${to - from > Math.PI ? 1 : 0} 1 ${at(to)} Z`;
    from = to;
    return svg("path", { d, class: `fill-${place % COLOURS}` });
  });
}

function plotted(one) {
  const all = one.series.flatMap((series) => series.data.map((point) => point.value));
  const high = rounded(Math.max(0, ...all));
  const low = -rounded(Math.max(0, ...all.map((value) => -value)));
  const y = (value) => TOP + (1 - (value - low) / (high - low || 1)) * (HEIGHT - TOP - BOTTOM);
  const draw = { bar: bars, line: lines, area: lines }[one.type];
  return [
    grid(low, high, y),
    categories(one),
    draw(one, y),
    svg("path", { d: `M${LEFT} ${y(0)}H${WIDTH}`, class: "chart-base" }),
  ];
}

function grid(low, high, y) {
  const levels = [0, 0.25, 0.5, 0.75, 1].map((share) => low + share * (high - low));
  return levels.map((level) => [
    svg("path", { d: `M${LEFT} ${y(level)}H${WIDTH}`, class: "chart-grid" }),
    svg(
      "text",
      { x: LEFT - 8, y: y(level) + 4, "text-anchor": "end" },
      String(Math.round(level * 100) / 100),
    ),
  ]);
}

function categories({ axis_config: { categories: names } }) {
  const every = Math.ceil(names.length / 8);
  return names.map((name, place) =>
    place % every
      ? null
      : svg("text", { x: middleOf(place, names.length), y: HEIGHT - 8, "text-anchor": "middle" }, name),
  );
}

function bars({ series }, y) {
  const slot = (WIDTH - LEFT) / series[0].data.length;
  const width = Math.min(28, (slot * 0.7) / series.length);
  return series.flatMap((one, at) =>
    one.data.map((point, place) => {
      const x = middleOf(place, one.data.length) + (at - series.length / 2) * width;
      const top = Math.min(y(point.value), y(0));
      return svg("rect", {
        x,
        y: top,
        width: width - 2,
        height: Math.abs(y(point.value) - y(0)),
        rx: 2,
        class: `fill-${at % COLOURS}`,
      });
    }),
  );
}

function lines({ series, type }, y) {
  return series.flatMap((one, at) => {
    const points = one.data
      .map((point, place) => `${middleOf(place, one.data.length)} ${y(point.value)}`)
      .join("L");
    const ends = `L${middleOf(one.data.length - 1, one.data.length)} ${y(0)}L${middleOf(0, one.data.length)} ${y(0)}Z`;
    return [
      type === "area"
        ? svg("path", { d: `M${points}${ends}`, class: `fill-${at % COLOURS} is-faint` })
        : null,
      svg("path", { d: `M${points}`, class: `line-${at % COLOURS}` }),
    ];
  });
}

function middleOf(place, count) {
  return LEFT + ((WIDTH - LEFT) / count) * (place + 0.5);
}

/** Round up to 1, 2, 2.5 or 5 times a power of ten. */
function rounded(value) {
  if (value <= 0) {
    return 0;
  }
  const power = 10 ** Math.floor(Math.log10(value));
  return [1, 2, 2.5, 4, 5, 10].find((step) => step * power >= value) * power;
}
