// What helps while one types in a sheet: the echo, the question where a figure is unclear, undo, a pasted block.
import { h } from "../dom.js";
import { n, t } from "../text.js";
import { listen } from "./keyboard.js";
import { block, named, place } from "./names.js";
import { echo, question, reading } from "./reading.js";

export class Desk {
  constructor(sheet) {
    Object.assign(this, { sheet, page: sheet.page, done: [], undone: [] });
    sheet.desk = this;
    for (const [ref, cell] of sheet.cells) if (cell.input) this.equip(ref, cell);
    sheet.redraw();
  }

  equip(ref, cell) {
    cell.echo = h("span", { class: "echo", "aria-hidden": "true" });
    cell.spot.append(cell.echo);
    listen(this, ref, cell.input);
  }

  read(ref) {
    return reading(this.sheet.value(ref), this.sheet.cells.get(ref).data, this.page.style, this.sheet.answer.decide);
  }

  /** Whether a figure is to be asked back: not while it is being typed. */
  doubtful(ref) {
    const { data, input } = this.sheet.cells.get(ref);
    if (!input || data.mode === "formula" || input === document.activeElement) return false;
    return ["ambiguous", "unread"].includes(this.read(ref).kind);
  }

  /** Shows, and says after a pause, what the text in the box is read as. */
  say(ref, aloud = true) {
    const { data, echo: place } = this.sheet.cells.get(ref);
    const words = echo(this.sheet.value(ref), data, this.page.style, this.sheet.answer.decide);
    place.textContent = words;
    place.classList.toggle("on", !!words);
    if (aloud && words) this.page.murmur(words);
  }

  hush(ref) {
    this.sheet.cells.get(ref).echo.classList.remove("on");
  }

  /** Changes several cells at once, as one step of undo. */
  change(texts) {
    this.remember(Object.fromEntries(Object.keys(texts).map((ref) => [ref, this.sheet.value(ref)])), texts);
    this.write(texts);
  }

  write(texts, more) {
    this.sheet.put(texts, more);
    for (const ref of Object.keys(texts)) this.sheet.draw(ref);
    this.settle(Object.keys(texts));
  }

  remember(before, after) {
    this.done.push({ before, after });
    this.undone = [];
  }

  /** Undoes (or does again) the last change of this sheet; gives the cell it began at. */
  undo(again = false) {
    const [from, to] = again ? [this.undone, this.done] : [this.done, this.undone];
    const step = from.pop();
    if (!step) return null;
    to.push(step);
    const texts = again ? step.after : step.before;
    this.write(texts);
    return Object.keys(texts)[0];
  }

  /** Cells that were left: the question under their row where one is needed. */
  settle(refs) {
    for (const ref of refs) {
      const cell = this.sheet.cells.get(ref);
      cell.asked?.remove();
      cell.asked = null;
      if (!cell.input || this.sheet.mark(ref)) continue;
      this.sheet.draw(ref);
      const box = question(ref, this.sheet.value(ref), cell.data, this.page.style, this.sheet.answer.decide, (meaning) => this.settleOn(meaning, ref));
      if (!box || cell.input === document.activeElement) continue;
      cell.asked = h("tr", { class: "ask" }, h("td", { colspan: cell.row.children.length }, box));
      cell.row.after(cell.asked);
    }
  }

  /** The learner's word on an ambiguous mark: it holds for the whole sheet. */
  settleOn(meaning, ref) {
    this.sheet.put({}, { decide: meaning });
    this.settle([...this.sheet.cells.keys()]);
    this.sheet.cells.get(ref).input.focus();
    this.say(ref);
  }

  /** A block copied from a spreadsheet, from `ref` on; false for a single figure, which the browser pastes. */
  paste(ref, copied, leave) {
    const text = copied.replace(/\r?\n$/, "");
    if (!/[\t\r\n]/.test(text)) return false;
    leave?.();
    this.fill(ref, block(text));
    this.sheet.cells.get(ref).enter();
    return true;
  }

  /** Fills the cells below and beside `ref` with a block of texts; cells that take no answer are passed over. */
  fill(ref, rows) {
    const from = place(ref);
    const texts = {};
    let beside = 0;
    rows.forEach((row, down) => row.forEach((text, across) => {
      const there = named({ column: from.column + across, row: from.row + down });
      if (this.sheet.cells.has(there)) texts[there] = text;
      else if (text) beside += 1;
    }));
    this.change(texts);
    const filled = n("{n} cell filled.", "{n} cells filled.", Object.keys(texts).length);
    const rest = beside ? n("{n} figure fell beside them and was left out.", "{n} figures fell beside them and were left out.", beside) : "";
    this.page.say([filled, rest, t("Ctrl+Z takes it back.")].filter(Boolean).join(" "));
  }
}
