// Tables with the semantics of tables: caption, scopes, small names of columns and rows. Data tables and worksheets.
import { h } from "../dom.js";
import { divided } from "../text.js";

const head = (column, index) =>
  h("th", { scope: "col", class: index && !column.text ? "f" : "" }, divided(column.label), column.symbol && " ", column.symbol && h("i", null, column.symbol));

const caption = ({ caption: title, note }) => h("caption", null, h("span", { class: "cap" }, title), note && h("span", { class: "help" }, note));

/** A row: its number, its label, then the cells that `draw` makes of each value. */
function line(row, columns, draw) {
  const tr = h("tr", { class: row.role || "" });
  const cells = (row.cells || []).map((value, index) => draw(value, columns[index + 1] || {}, row, tr));
  tr.append(h("td", { class: "n", "aria-hidden": "true" }, row.n), h("th", { scope: "row" }, row.label), ...cells);
  return tr;
}

/** A whole table; `names` says whether columns and rows show their names. */
export function table(data, draw, { names = true, kind = "" } = {}) {
  const { columns, rows } = data;
  const longest = Math.max(0, ...rows.map((row) => (row.label || "").length), ...(columns[0]?.label || "").split(" ").map((word) => word.length));
  const wide = columns.length > 4 ? " wide" : "";
  const letters = h("tr", { class: "letters", "aria-hidden": "true" }, h("td", { class: "n" }),
    columns.map(({ col }, index) => h("td", { class: index ? "f" : "" }, col)));
  const element = h("table", { class: `${kind} ${longest > 13 ? "long" : "short"}${wide} c${columns.length}${names ? " named" : ""}` }, caption(data),
    h("colgroup", null, h("col", { class: "n" }), h("col", { class: "label" }), columns.slice(1).map(() => h("col"))),
    h("thead", null, names && letters, h("tr", null, h("td", { class: "n" }), columns.map(head))),
    h("tbody", null, rows.map((row) => line(row, columns, draw))));
  return h("div", { class: "scroll", tabindex: kind === "data" && "0" }, element);
}

/** A table of figures to read. */
export const dataTable = (data, names) =>
  table(data, (text, column) => h("td", { class: column.text ? "" : "f" }, text ?? "–"), { names, kind: "data" });
