// Starts the page of a case in an element of the host.
import { h } from "./dom.js";
import { Page } from "./page.js";
import { Session } from "./session.js";
import { Sync } from "./syncing.js";
import { language } from "./text.js";

const HANDLERS = ["save", "submit", "chain", "download", "upload", "marked_file", "solved_file"];
const here = globalThis.document?.currentScript?.src || "";

/** `element` may be wrapped by jQuery; `view` is the JSON of the server. Gives the page. */
export function start(runtime, element, view) {
  const holder = element instanceof Element ? element : element[0];
  const root = holder.querySelector(".epm-case") || holder.appendChild(h("div"));
  const urls = { ...view.urls };
  for (const name of HANDLERS) urls[name] ||= runtime?.handlerUrl?.(holder, name) || "";
  const session = new Session(view);
  const sync = new Sync(session, urls);
  const page = new Page(root, session, sync, urls, () => loadAids(urls.aids || []));
  page.draw();
  if (hosted(root)) page.load();
  if (!view.preview) sync.restore();
  return page;
}

/** Whether the host sets colours of its own, which are then looked at. */
const hosted = (root) => ["ink", "paper", "acc", "wash"].some((name) => getComputedStyle(root).getPropertyValue(`--epm-${name}`));

/** The aids: scripts whose addresses the server gave, else beside this one. Null where they cannot be had now. */
async function loadAids(given) {
  if (globalThis.EpmCaseAids) return globalThis.EpmCaseAids;
  const beside = (name) => here.replace(/case(\.[^/]*)?\.js/, name);
  const addresses = given.length ? given : [...(language() === "en" ? [] : [beside(`text-aids.${language()}.js`)]), beside("case-aids.js")];
  const loaded = addresses.map((src) => new Promise((done, failed) => {
    document.head.append(h("script", { src, onload: done, onerror: failed }));
  }));
  await Promise.all(loaded).catch(() => null);
  return globalThis.EpmCaseAids || null;
}
