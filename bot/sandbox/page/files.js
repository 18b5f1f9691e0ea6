/** Files below a message: images shown, everything else to open. */

import { el } from "./dom.js";

/** Draw the files of a message; null when it has none. */
export function files(shared) {
  return shared?.length ? el("div", { class: "files" }, shared.map(one)) : null;
}

function one(file) {
  const title = file.title ?? file.name;
  const address = file.url_private;
  if (!address) {
    return el("span", { class: "file", "data-testid": "file" }, title);
  }
  const isImage = /^image\/(png|jpeg|gif|webp)$/.test(file.mimetype);
  const inside = isImage
    ? el("img", { class: "file-image", src: address, alt: title, loading: "lazy" })
    : [title, el("span", { class: "muted small" }, sizeText(file.size))];
  return el(
    "a",
    {
      class: isImage ? "" : "file",
      href: address,
      target: "_blank",
      rel: "noreferrer",
      "data-testid": "file",
    },
    inside,
  );
}

function sizeText(bytes) {
  return bytes < 1000 ? `${bytes} bytes` : `${Math.round(bytes / 1000)} kB`;
}
