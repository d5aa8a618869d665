// Small makers of elements. static/js: everything on the page is made here, never with inline handlers or styles.

/** An element: `props` are properties (on…, class, hidden, …) or attributes; children are nodes, texts, or nothing. */
export function h(tag, props, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(props || {})) {
    if (value == null || value === false) continue;
    if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else if (name === "class") element.className = value;
    else if (name in element && typeof value !== "string") element[name] = value;
    else element.setAttribute(name, value);
  }
  element.append(...children.flat(Infinity).filter((child) => child != null && child !== false && child !== ""));
  return element;
}

/** A block of HTML that the server has sanitised. */
export function rich(html, props) {
  const element = h("div", props);
  element.innerHTML = html || "";
  for (const table of element.querySelectorAll("table")) table.replaceWith(h("div", { class: "scroll", tabindex: "0" }, table.cloneNode(true)));
  return element;
}

/** The same inside a line of text. */
export function richLine(html, props) {
  const element = h("span", props);
  element.innerHTML = (html || "").replace(/<\/p>\s*<p[^>]*>/g, " ").replace(/<\/?p\b[^>]*>/g, "");
  return element;
}

/** Words for screen readers only. */
export const sr = (text, props) => h("span", { class: "sr", ...props }, text);

/** A name of a cell, range or file: kept apart from the direction of the text around it. */
export const bdi = (text, props) => h("bdi", props, text);

/** A button; the first class decides its weight ("main", or none). */
export const button = (label, act, props, mark) => h("button", { type: "button", class: "btn", ...props, onclick: act }, mark, label);

let last = 0;
/** An id no other element of the document has. */
export const fresh = (stem = "e") => `epm-${stem}-${++last}`;
