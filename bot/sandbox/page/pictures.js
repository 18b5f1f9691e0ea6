/** Images, with their words in their place where they cannot be loaded. */

import { el } from "./dom.js";

/** Draw an image element or block. */
export function picture(image, className) {
  const source = image.image_url ?? image.slack_file?.url;
  if (!source || !/^(https?:|data:image\/)/.test(source)) {
    return missing(image, className);
  }
  const node = el("img", {
    class: className,
    src: source,
    alt: image.alt_text,
    loading: "lazy",
    referrerpolicy: "no-referrer",
  });
  node.addEventListener("error", () => node.replaceWith(missing(image, className)));
  return node;
}

function missing(image, className) {
  return el(
    "span",
    { class: `${className} is-missing`, role: "img", "aria-label": image.alt_text },
    image.alt_text,
  );
}
