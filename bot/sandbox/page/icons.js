/** Small line drawings, 20 by 20, drawn in the colour of the text around them. */

import { svg } from "./dom.js";

const PATHS = {
  hash: ["M7.5 3 6 17", "M14 3l-1.5 14", "M3.5 7.500h14", "M2.5 12.500h14"],
  lock: ["M5 9h10v8H5z", "M7 9V6.500a3 3 0 0 1 6 0V9"],
  home: ["M3 9.5 10 3.500l7 6V17h-4.500v-4.500h-5V17H3z"],
  chevron: ["M5.5 8 10 12.5 14.5 8"],
  plus: ["M10 4v12", "M4 10h12"],
  send: ["M3.5 16.5 17 10 3.5 3.5 5.5 10z", "M5.5 10H11"],
  close: ["M5 5l10 10", "M15 5 5 15"],
  more: ["M10 4.800v.4", "M10 9.800v.4", "M10 14.800v.4"],
  reply: ["M3.5 4.500h13v9H9l-3.5 3v-3h-2z"],
  smile: [
    "M10 2.800a7.2 7.2 0 1 0 0 14.4 7.2 7.2 0 0 0 0-14.400z",
    "M7 11.500c1.2 2 4.8 2 6 0",
    "M7.5 7.500v.6",
    "M12.5 7.500v.6",
  ],
  eye: [
    "M2 10s3-5.5 8-5.5 8 5.5 8 5.5-3 5.5-8 5.500S2 10 2 10z",
    "M10 7.700a2.3 2.3 0 1 0 0 4.6 2.3 2.3 0 0 0 0-4.600z",
  ],
  clock: ["M10 2.800a7.2 7.2 0 1 0 0 14.4 7.2 7.2 0 0 0 0-14.400z", "M10 6v4.200l2.8 1.8"],
  calendar: ["M3.5 4.500h13v12h-13z", "M3.5 8.500h13", "M7 2.500v3.5", "M13 2.500v3.5"],
  left: ["M12.5 5 7.5 10l5 5"],
  right: ["M7.5 5l5 5-5 5"],
  check: ["M4 10.5 8.2 14.7 16 6"],
  people: [
    "M7.5 9.500a3 3 0 1 0 0-6 3 3 0 0 0 0 6z",
    "M2 16.500c0-6.5 11-6.5 11 0",
    "M13 4.200a2.7 2.7 0 0 1 0 5",
    "M15 11.700c2 .7 3 2.4 3 4.8",
  ],
  bolt: ["M11 2.5 4.5 11.500H10l-1 6 6.5-9H10z"],
  menu: ["M3 5.500h14", "M3 10h14", "M3 14.500h14"],
  wire: ["M3 6.500h13", "M13 3.500l3 3-3 3", "M17 13.500H4", "M7 10.500l-3 3 3 3"],
  down: ["M10 4v12", "M5 11l5 5 5-5"],
  trash: ["M4 5.500h12", "M8 5.500v-2h4v2", "M5.5 5.500l.8 11.500h7.400l.8-11.5"],
  sliders: ["M3 6h8", "M15 6h2", "M13 4v4", "M3 14h2", "M9 14h8", "M7 12v4"],
  pause: ["M7 5v10", "M13 5v10"],
  run: ["M6.5 4.500v11l8.500-5.500z"],
  search: ["M8.8 3.500a5.3 5.3 0 1 0 0 10.6 5.3 5.3 0 0 0 0-10.600z", "M12.7 12.7 17 17"],
};

/** Draw an icon by name. Hidden from screen readers: what carries it has a label. */
export function icon(name) {
  const lines = PATHS[name].map((d) => svg("path", { d }));
  return svg(
    "svg",
    { viewBox: "0 0 20 20", class: `icon icon-${name}`, "aria-hidden": "true", focusable: "false" },
    lines,
  );
}
