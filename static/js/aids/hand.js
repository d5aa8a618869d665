// A file for the disk.
import { h } from "../dom.js";

/** Gives a file to the browser to save. */
export function hand(page, href, download) {
  const link = h("a", { href, download });
  page.root.append(link);
  link.click();
  link.remove();
}
