// The answer cells of one worksheet step: their boxes, what was typed, the state after marking.
// What helps while typing (echo, questions, keys of a spreadsheet, undo) is added by aids/desk.js, loaded at the first touch.
import { h, sr } from "../dom.js";
import { icon } from "../icons.js";
import { stateOf, wordOf } from "../states.js";
import { t } from "../text.js";

export class Sheet {
  constructor(step, page) {
    Object.assign(this, { step, page, cells: new Map() });
  }

  get answer() {
    return this.page.session.answer(this.step.id) || {};
  }

  value(ref) {
    return this.answer.cells?.[ref];
  }

  /** How an answer stands in its box: as typed, or as the cell shows a figure that came from a file. */
  text(ref, answer = this.answer) {
    const value = answer?.cells?.[ref];
    if (value == null) return "";
    return typeof value === "object" ? this.page.fromFile(value, this.cells.get(ref).data) : String(value);
  }

  /** The mark of a cell, as long as it holds: none where the cell says something else now. */
  mark(ref) {
    return this.page.session.changed(this.step.id, ref) ? null : this.marked(ref);
  }

  /** The mark of a cell, whatever it says now. */
  marked(ref) {
    return this.page.markOf(this.step.id)?.cells?.[ref];
  }

  /** The first wrong cell of the step, where the call-out stands. */
  get first() {
    return this.page.markOf(this.step.id)?.callout?.cell;
  }

  /** The box of an answer cell in its row; `label` is how a screen reader names it. */
  box(data, label, row) {
    const open = this.page.session.open;
    const input = open ? this.input(data) : null;
    const cell = { data, label, row, input, still: open ? null : h("span", { class: "fig" }), sign: h("span", { class: "sign" }), was: h("p", { class: "was" }) };
    cell.box = h("div", { "data-ref": data.ref }, cell.sign, input || cell.still);
    this.cells.set(data.ref, cell);
    this.draw(data.ref);
    const key = this.step.key?.[data.ref];
    cell.spot = h("div", { class: "spot" }, cell.box, cell.was, key != null && h("p", { class: "key" }, t("key:"), " ", h("bdi", { class: "fig" }, key)));
    return cell.spot;
  }

  input({ ref, mode }) {
    const input = h("input", {
      class: "fig", dir: "ltr", autocomplete: "off", spellcheck: "false", autocapitalize: "off", enterkeyhint: "next", inputmode: mode === "formula" ? "text" : "decimal",
    });
    input.addEventListener("input", () => this.type(ref, input.value));
    input.addEventListener("paste", (event) => {
      const text = event.clipboardData.getData("text/plain");
      if (this.desk || !/[\t\n]/.test(text)) return;
      event.preventDefault();
      this.page.load().then(() => this.desk?.paste(ref, text));
    });
    return input;
  }

  /** Draws a box anew: its text and its state. The input itself stays, and with it the caret. */
  draw(ref) {
    const { box, input, still, sign, was, data, label } = this.cells.get(ref);
    const mark = this.mark(ref);
    const old = !mark && this.marked(ref);
    const text = this.text(ref);
    const state = mark ? stateOf(mark.state) : this.desk?.doubtful(ref) ? "unread" : "";
    box.className = `cell${state && ` s-${state}`}${this.first === ref ? " first" : ""}${data.mode === "formula" ? " formula" : ""}`;
    sign.replaceChildren(...(state ? [icon(state), h("span", { class: "word", "aria-hidden": "true" }, wordOf(state))] : []));
    was.replaceChildren(...(old ? [icon(stateOf(old.state)), " ", t("marked:"), " ", h("bdi", { class: "fig" }, this.text(ref, this.page.session.marked[this.step.id]) || "–")] : []));
    const said = mark ? mark.text || wordOf(mark.state) : old ? `${was.textContent}, ${wordOf(old.state)}` : "";
    if (still) return still.replaceChildren(text, said && sr(` ${said}`));
    if (input.value !== text) input.value = text;
    input.setAttribute("aria-label", said ? `${label} – ${said}` : label);
  }

  /** Puts a text in a cell while it is typed. */
  type(ref, text) {
    this.put({ [ref]: text });
    this.draw(ref);
    this.desk?.say(ref);
  }

  put(texts, more) {
    const cells = { ...this.answer.cells };
    for (const [ref, value] of Object.entries(texts)) {
      if (value === "" || value == null) delete cells[ref];
      else cells[ref] = value;
    }
    this.page.session.put(this.step.id, { decide: null, ...this.answer, ...more, cells });
  }

  /** All boxes anew: answers, or the aids, came from elsewhere. */
  redraw() {
    for (const ref of this.cells.keys()) this.draw(ref);
    this.desk?.settle([...this.cells.keys()]);
  }
}
