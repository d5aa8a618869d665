// The model itself, cell by cell, with the formula of each row: it is public, and follows the levers while it is open.
import { bdi, h, icon, t } from "../../kit.js";

export function sheets(lab) {
  const moving = [];
  const cell = (one) => {
    if (!one) return h("td");
    const box = h("td", { class: /\p{Nd}/u.test(one.text) || one.place != null ? "f" : "" }, one.text);
    if (one.place != null) moving.push([one, box]);
    return box;
  };
  const table = ({ caption, note, columns, rows }) => h("div", { class: "scroll" }, h("table", { class: "wide" },
    h("caption", null, h("span", { class: "cap" }, caption), note && h("span", { class: "help" }, note)),
    h("thead", null, h("tr", null, h("td", { class: "n" }), columns.map(({ label }, at) => h("th", { scope: "col", class: at ? "f" : "" }, label)), h("th", { scope: "col" }, t("Formula")))),
    h("tbody", null, rows.map((row) => h("tr", { class: row.role }, h("td", { class: "n" }, row.n), h("th", { scope: "row" }, row.label), row.cells.map(cell),
      h("td", null, row.formula && h("code", { dir: "ltr" }, row.formula)))))));
  const element = lab.step.model.length > 0 && h("details", { class: "card model" },
    h("summary", null, icon("chevron"), h("span", null, t("How it is worked out"))), lab.step.model.map(table));
  let values = [];
  const fill = () => {
    for (const [{ place, decimals }, box] of moving) box.textContent = typeof values[place] === "string" ? values[place] : lab.write(typeof values[place] === "boolean" ? +values[place] : values[place], { decimals: decimals ?? 2 });
  };
  if (element) element.addEventListener("toggle", () => element.open && fill());
  return {
    element,
    draw(found) {
      values = found;
      if (element?.open) fill();
    },
  };
}
