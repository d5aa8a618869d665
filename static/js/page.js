// The page of a case: what the view says, laid out; what happens, shown. One Page a block on the screen.
import { bar } from "./bar.js";
import { button, h, rich } from "./dom.js";
import { excel } from "./excel.js";
import { given } from "./given.js";
import { brief, header, tabs } from "./header.js";
import { kinds } from "./kinds/registry.js";
import { message } from "./message.js";
import { summary } from "./states.js";
import { setPage, t } from "./text.js";

const WIDE = 960; // of the container: the page's 1,000 px less its margins

export class Page {
  /** `load()` brings the aids (aids.js), or null where they cannot be had now. */
  constructor(root, session, sync, urls, load) {
    Object.assign(this, { root, session, sync, urls, index: 0, aids: null, bring: load });
    this.spoken = h("p", { class: "sr", role: "status" });
    session.listen((event) => this.happen(event));
    new ResizeObserver(([{ contentRect }]) => this.fold(contentRect.width >= WIDE)).observe(root);
    for (const event of ["beforeprint", "afterprint"]) addEventListener(event, () => this.unfold(event === "beforeprint"));
    for (const event of ["focusin", "pointerover", "keydown"]) root.addEventListener(event, () => this.load(), { once: true, passive: true });
  }

  get view() {
    return this.session.view;
  }

  get style() {
    return this.view.style;
  }

  get canSubmit() {
    const { attempt, preview } = this.view;
    return !attempt?.closed && attempt?.left !== 0 && !preview;
  }

  /** A small number as the case writes figures. */
  figures = (number) => {
    const digits = [...(this.style?.digits || "0123456789")];
    return String(number ?? "").replace(".", this.style?.decimal || ".").replace(/\d/g, (digit) => digits[digit]);
  };

  /** How a figure from a file stands in its box: in full only once the aids are there. */
  fromFile(value, cell) {
    return this.aids ? this.aids.fromFile(value, cell, this.style) : this.figures(value.value ?? value.formula);
  }

  markOf(step) {
    return this.view.marks?.steps?.[step];
  }

  hear(listener) {
    this.heard.push(listener);
  }

  /** The aids, once: sheets get their desks, messages their words. */
  load() {
    return (this.coming ||= this.bring().then((aids) => {
      this.aids = aids;
      if (!aids) return (this.coming = null);
      this.equip();
      this.happen("aids");
      return aids;
    }));
  }

  equip() {
    for (const sheet of this.sheets) new this.aids.Desk(sheet);
    this.aids.ownColours(this.root);
    if (this.view.chain) this.aids.chain(this);
  }

  /** Draws everything anew: at the start, and with each view of the server. */
  draw() {
    const { view, root } = this;
    Object.assign(this, { heard: [], sheets: [], drawnOpen: this.session.open, counted: null });
    setPage(this.style?.digits, view.case.lang);
    root.className = `epm epm-case${view.marks ? " marked" : ""}`;
    Object.assign(root, { lang: view.case.lang, dir: view.case.dir || "ltr" });
    const { panel, short } = excel(this);
    const hasSheets = !view.preview && view.steps.some(({ tables }) => tables);
    const begun = !!view.marks || Object.keys(view.answers || {}).length > 0;
    this.tabs = tabs(view.steps, this.figures, (index) => this.show(index));
    this.notices = h("div", { class: "notices", role: "alert" });
    this.messages = h("div", { class: "notices" });
    if (this.lacking.length) this.complete();
    if (view.chain) this.load();
    this.summary = view.marks && summary(view.marks, this.figures);
    this.panels = view.steps.map((step, index) => this.tabs.panel(index, this.step(step, index)));
    this.aside = given(view, { folded: view.marks && !this.wide, names: this.hasFormulas(), panel: hasSheets && panel });
    const work = h("div", { class: "work" }, this.messages, this.panels, view.closing && h("section", { class: "card prose" }, rich(view.closing)));
    root.replaceChildren(...[
      header(view, this.figures), brief(view.brief, !begun), view.steps.length > 1 && this.tabs.element, this.summary,
      h("div", { class: "columns" }, this.aside, work), this.notices, bar(this, hasSheets && short), this.spoken].filter(Boolean));
    if (this.aids) this.equip();
    this.tabs.choose(Math.max(0, Math.min(this.index, view.steps.length - 1)));
    this.progress();
  }

  /** Kinds of this case that a bundle of their own draws, and that has not come yet. */
  get lacking() {
    return this.failed ? [] : this.view.steps.filter(({ kind }) => !kinds[kind] && this.urls.kinds?.[kind]).map(({ kind }) => kind);
  }

  async complete() {
    const aids = await this.load();
    this.failed = !(await aids?.equip(this.lacking, this.urls)) || this.lacking.length > 0;
    this.draw();
  }

  step(step, index) {
    const title = h("h3", { class: "step-title sr" }, step.title);
    if (!step.damaged && kinds[step.kind]) return [title, kinds[step.kind].draw(step, this)];
    if (this.lacking.includes(step.kind)) return [title, h("div", { class: "card loading", "aria-busy": "true" })];
    const lead = step.damaged || t("Step {n} cannot be shown here.", { n: this.figures(index + 1) });
    const again = this.failed && [button(t("Try again now"), () => this.complete((this.failed = false)))];
    return [title, message("bad", lead, t("The other steps work, and your answers are kept. You lose no attempt."), again || [])];
  }

  hasFormulas() {
    return this.view.steps.some(({ tables }) => tables?.some(({ rows }) => rows.some(({ cells }) => cells.some((cell) => cell?.mode === "formula"))));
  }

  show(index) {
    this.index = index;
    this.panels.forEach((panel, at) => (panel.hidden = at !== index));
  }

  /** Data stand beside the sheet where there is room; else they fold once the answers are marked. */
  fold(wide) {
    const fold = this.aside?.querySelector(".fold");
    if (fold && wide !== this.wide) {
      fold.open = wide || !this.view.marks;
      for (const [at, leaf] of [...fold.querySelectorAll(".leaf")].entries()) leaf.open = wide || !at;
    }
    this.wide = wide;
  }

  /** On paper everything that is folded is shown. */
  unfold(whole) {
    for (const fold of this.root.querySelectorAll("details")) {
      if (whole) fold.was = fold.open;
      fold.open = whole || fold.was;
    }
  }

  /** Goes to a cell of a step, or to the step. */
  goTo(index, name) {
    this.tabs.choose(index);
    const panel = this.panels[index];
    const target = panel.querySelector(`[data-ref="${CSS.escape(name)}"] input`) || panel.querySelector("input, textarea");
    target?.focus();
    target?.scrollIntoView({ block: "center" });
  }

  /** Answers wanted, blank, and to be confirmed, over all steps: {of, blank: [{index, name}], asked}. */
  tally() {
    if (this.counted) return this.counted;
    const all = { of: 0, blank: [], asked: [] };
    this.view.steps.forEach((step, index) => {
      if (step.damaged) return;
      const answer = this.session.answer(step.id);
      const { of, blank, asked = [] } = kinds[step.kind]?.count(step, answer, this) || { of: 1, blank: answer ? [] : [step.title] };
      all.of += of;
      all.blank.push(...blank.map((name) => ({ index, name })));
      all.asked.push(...asked.map((name) => ({ index, name })));
    });
    return (this.counted = all);
  }

  progress() {
    const { blank } = this.tally();
    this.view.steps.forEach((step, index) => this.tabs.done(index, !step.damaged && !blank.some((one) => one.index === index)));
  }

  happen(event) {
    this.counted = null;
    if (event === "marked") return this.marked();
    if (this.session.open !== this.drawnOpen) this.draw();
    for (const listener of this.heard) listener(event);
    if (event === "typed" || event === "replaced") this.progress();
    if (event !== "typed") this.notice();
  }

  /** What stands between the answers and the server, in words. */
  notice() {
    const { failure, conflict, stranded } = this.sync;
    const box = !failure && !conflict && !stranded ? null : this.aids ? this.aids.trouble(this) : this.plainly();
    if ((box?.textContent || "") !== this.notices.textContent) this.notices.replaceChildren(...(box ? [box] : []));
  }

  /** The same where the aids could not be loaded. */
  plainly() {
    this.load();
    return message("slip", t("No connection. Your answers are kept on this computer."), null, [button(t("Try again now"), () => this.sync.again())]);
  }

  marked() {
    const { first, receipt, submitted_text: when } = this.view.marks;
    const step = this.view.steps.findIndex(({ id }) => id === first?.step);
    if (step >= 0) this.index = step;
    this.draw();
    this.tell(message("ok", when || t("Your attempt was received."), receipt && t("Receipt {receipt}. Keep it in case of a claim.", { receipt })), true);
    this.notice();
    this.summary?.focus({ preventScroll: true });
    this.summary?.scrollIntoView({ block: "start" });
  }

  /** Submits, or says what speaks against it. */
  async press() {
    if (!this.session.open) return;
    const aids = await this.load();
    if (aids) aids.press(this);
    else this.submit();
  }

  submit() {
    this.ask();
    return this.sync.submit();
  }

  /** Downloads a workbook. It carries what was typed so far: the draft is saved first. */
  async download(name = "download") {
    if (this.view.preview) return;
    if (this.session.dirty) await this.sync.save();
    const url = this.urls[name];
    const address = `${url}${url.includes("?") ? "&" : "?"}who=${this.view.who}`;
    const aids = await this.load();
    if (aids) aids.bring(this, address);
    else location.assign(address); // a file to save: the page stays
  }

  /** Shows a message over the sheet (nothing: takes it away); `quiet` leaves the focus where it is. */
  tell(box, quiet = false) {
    this.messages.replaceChildren(...(box ? [box] : []));
    if (quiet || !box) return;
    box.setAttribute("tabindex", "-1");
    box.focus();
  }

  /** Said at once to a screen reader. */
  say(words) {
    this.spoken.textContent = words;
  }

  /** Said after a pause in typing. */
  murmur(words) {
    clearTimeout(this.pause);
    this.pause = setTimeout(() => this.say(words), 700);
  }
}
