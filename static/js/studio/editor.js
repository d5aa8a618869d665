// A text with numbered lines, marks on those that need work, and an undo that survives what the page itself changes.
import { h } from "../dom.js";
import { t } from "../text.js";

const TOGETHER = 600; // keys typed within this many ms are undone together
const DEEPEST = 500;

export class Editor {
  constructor(text, heard) {
    Object.assign(this, { heard, past: [], future: [], faults: new Map(), lines: 0 });
    this.gutter = h("pre", { class: "gutter", "aria-hidden": "true" });
    this.area = h("textarea", { wrap: "off", spellcheck: "false", autocapitalize: "off", autocomplete: "off", dir: "ltr", rows: 30, "aria-label": t("The case as OLX") });
    this.area.value = text;
    this.last = this.snapshot();
    this.element = h("div", { class: "editor" }, this.gutter, this.area);
    this.area.addEventListener("scroll", () => (this.gutter.scrollTop = this.area.scrollTop));
    this.area.addEventListener("input", () => this.typed());
    this.area.addEventListener("keydown", (event) => this.key(event));
    this.number();
  }

  get text() {
    return this.area.value;
  }

  snapshot() {
    return { text: this.area.value, at: this.area.selectionStart };
  }

  typed() {
    const now = Date.now();
    if (now - (this.when || 0) > TOGETHER) {
      this.past.push(this.last);
      this.past.splice(0, this.past.length - DEEPEST);
    }
    this.when = now;
    this.future = [];
    this.settle();
  }

  settle() {
    this.last = this.snapshot();
    this.number();
    this.heard();
  }

  key(event) {
    if (!(event.ctrlKey || event.metaKey) || event.altKey) return;
    const key = event.key.toLowerCase();
    if (key !== "z" && key !== "y") return;
    event.preventDefault();
    this.undo(key === "y" || event.shiftKey);
  }

  /** Takes the last change back, or does it again. */
  undo(again = false) {
    const [from, to] = again ? [this.future, this.past] : [this.past, this.future];
    const step = from.pop();
    if (!step) return;
    to.push(this.snapshot());
    this.area.value = step.text;
    this.area.setSelectionRange(step.at, step.at);
    this.area.focus();
    this.when = 0;
    this.settle();
  }

  number() {
    const lines = this.text.split("\n").length;
    if (lines === this.lines && !this.stale) return;
    this.lines = lines;
    this.stale = false;
    const pieces = [];
    for (let line = 1; line <= lines; line += 1) {
      const severity = this.faults.get(line);
      pieces.push(severity ? h("b", { class: severity === "warning" || severity === "note" ? "warned" : "faulty" }, String(line)) : String(line), "\n");
    }
    this.gutter.replaceChildren(...pieces);
  }

  /** Marks the lines of the findings. */
  mark(findings) {
    this.faults = new Map();
    for (const { line, severity } of findings) if (line && !["error", "blocking"].includes(this.faults.get(line))) this.faults.set(line, severity);
    this.stale = true;
    this.number();
  }

  /** Selects a line and brings it into sight. */
  goTo(line) {
    const lines = this.text.split("\n");
    const from = lines.slice(0, line - 1).reduce((sum, one) => sum + one.length + 1, 0);
    this.area.focus();
    this.area.setSelectionRange(from, from + (lines[line - 1] || "").length);
    const tall = parseFloat(getComputedStyle(this.area).lineHeight);
    this.area.scrollTop = Math.max(0, (line - 5) * tall);
    this.area.scrollLeft = 0;
  }
}
