// The step kind `worksheet`: tables with answer cells, what was said about them, and the questions a reading raises.
import { fresh, h, rich } from "../dom.js";
import { callout, noteList } from "../feedback.js";
import { Sheet } from "../sheet/sheet.js";
import { table } from "../sheet/table.js";

const cellsOf = (step) => step.tables.flatMap(({ rows }) => rows.flatMap(({ cells }) => cells.filter((cell) => cell?.type === "answer")));

/** "C5, Redoublement, année 2, %": as somebody would name the cell aloud. */
function label({ ref, unit }, column, row, corner) {
  const grade = /^[\d٠-٩]/.test(row.label) && corner ? `${corner} ${row.label}` : row.label;
  return [ref, column.label, grade, unit === "percent" && "%"].filter(Boolean).join(", ");
}

function drawCell(sheet, corner) {
  return (cell, column, row, tr) => {
    if (!cell) return h("td", { class: "none" });
    if (cell.type !== "answer") return h("td", { class: /\p{Nd}/u.test(cell.text) ? "f" : "" }, cell.text);
    return h("td", { class: "a" }, sheet.box(cell, label(cell, column, row, corner), tr));
  };
}

/** The rows of the table that hold these cells. */
const covers = (data, ref) => data.rows.some(({ n }) => Number(n) === Number(ref.replace(/\D/g, "")));

function card(data, sheet, mark) {
  const element = h("section", { class: "card sheet" }, table(data, drawCell(sheet, data.columns[0]?.label), { kind: "sheet" }));
  const first = mark?.callout;
  if (first && covers(data, first.cell)) {
    const cell = sheet.cells.get(first.cell);
    const id = fresh("call");
    const box = callout(first, mark.cells?.[first.cell]?.state, id);
    cell?.row.after(h("tr", { class: "call" }, h("td", { colspan: cell.row.children.length }, box)));
    cell?.input?.setAttribute("aria-describedby", id);
  }
  const notes = (mark?.notes || []).filter(({ cells }) => covers(data, cells[0]));
  element.append(...[noteList(notes)].filter(Boolean));
  return element;
}

export const worksheet = {
  draw(step, page) {
    const sheet = new Sheet(step, page);
    const cards = step.tables.map((data) => card(data, sheet, page.markOf(step.id)));
    page.sheets.push(sheet);
    page.hear((event) => (event === "replaced" || event === "aids") && sheet.redraw());
    return [step.intro && rich(step.intro, { class: "intro prose" }), ...cards];
  },

  /** How many answers the step wants, which are missing, which figures are still to be confirmed. */
  count(step, answer, { aids, style }) {
    const cells = cellsOf(step);
    const value = ({ ref }) => answer?.cells?.[ref];
    return {
      of: cells.length,
      blank: cells.filter((cell) => value(cell) == null || value(cell) === "").map(({ ref }) => ref),
      asked: !aids ? [] : cells.filter((cell) => aids.reading(value(cell), cell, style, answer?.decide).kind === "ambiguous").map(({ ref }) => ref),
    };
  },
};
