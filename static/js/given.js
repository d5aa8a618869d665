// What stays in sight beside the sheet: data, conventions, formulas. On a phone it folds once the answers are marked.
import { h, rich, richLine } from "./dom.js";
import { icon } from "./icons.js";
import { dataTable } from "./sheet/table.js";
import { t } from "./text.js";

const source = ({ source: text }) => text && h("p", { class: "source" }, t("Source: {source}", { source: text }));

const conventions = (list) =>
  list?.length > 0 && h("section", { class: "quiet" }, h("h3", null, t("Conventions of this case")),
    h("dl", null, list.map(({ label, text }) => [h("dt", null, label), h("dd", null, richLine(text))])));

const formulas = (html) => html && h("section", { class: "formulas" }, h("h3", null, t("Formulas")), rich(html));

/** One of several tables: each folds by itself under its caption. */
const leaf = (data, names) =>
  h("details", { class: "card leaf", open: true }, h("summary", null, icon("chevron"), h("span", null, data.caption)), dataTable(data, names), source(data));

/** The column of given things; `panel` (Excel) stands under it on a wide page. */
export function given(view, { folded, names, panel }) {
  const tables = view.data || [];
  const rest = [conventions(view.conventions), formulas(view.formulas)];
  const cards = tables.length > 1 ? tables.map((data) => leaf(data, names)) : tables.map((data) => h("section", { class: "card" }, dataTable(data, names), rest, source(data)));
  if (tables.length !== 1 && rest.some(Boolean)) cards.push(h("section", { class: "card" }, rest));
  const fold = cards.length
    ? h("details", { class: "fold", open: !folded }, h("summary", { class: "card" }, icon("chevron"), h("span", null, t("Data, conventions and formulas"))), cards)
    : null;
  return h("div", { class: "beside" }, fold, panel);
}
