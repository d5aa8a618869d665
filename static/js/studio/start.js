// The author's page of a case: settings, the OLX with its check, the learner's page as a preview, saving.
import { aids } from "../aids.js";
import { button, h } from "../dom.js";
import { icon } from "../icons.js";
import { message } from "../message.js";
import { send } from "../sending.js";
import { same } from "../session.js";
import { t } from "../text.js";
import { Editor } from "./editor.js";
import { findings } from "./findings.js";
import { preview } from "./preview.js";
import { settings } from "./settings.js";

const PAUSE = 800; // after the last key, before the text is checked

/** `args`: {source, settings, lang, findings}, for authors alone. */
export function start(runtime, element, args) {
  const holder = element instanceof Element ? element : element[0];
  const root = holder.querySelector(".epm-case-studio") || holder.appendChild(h("div"));
  globalThis.EpmCaseAids ||= aids;
  return new Studio(runtime, holder, root, args);
}

class Studio {
  constructor(runtime, holder, root, args) {
    Object.assign(this, { runtime, holder, root, args, kept: { source: args.source, values: { ...args.settings } } });
    this.url = (name) => args.urls?.[name] || runtime.handlerUrl(holder, name);
    root.className = "epm epm-case-studio";
    root.lang = args.lang || "en";
    root.dir = /^(ar|fa|he|ur)/.test(root.lang) ? "rtl" : "ltr";
    this.editor = new Editor(args.source, () => this.changed());
    this.form = settings(args.settings, () => this.changed());
    this.check = h("section", { class: "card findings", "aria-live": "polite" });
    this.notices = h("div", { class: "notices", role: "alert" });
    this.shown = h("div", { class: "preview", hidden: true });
    this.bench = h("div", { class: "bench" }, h("div", null, this.editor.element, this.check), this.form.element);
    root.replaceChildren(this.bar(), this.notices, this.bench, this.shown);
    this.tell(args.findings || []);
    this.state();
    addEventListener("beforeunload", (event) => this.dirty && this.root.isConnected && event.preventDefault());
  }

  get dirty() {
    return this.editor.text !== this.kept.source || !same(this.form.values(), this.kept.values);
  }

  bar() {
    this.saved = h("p", { class: "saved", role: "status" });
    this.look = button(t("Preview as learner"), () => this.toggle(), { "aria-pressed": "false" });
    const undo = button(t("Undo"), () => this.editor.undo());
    const redo = button(t("Redo"), () => this.editor.undo(true));
    return h("div", { class: "bar top" }, h("h2", null, t("Edit the case")), this.saved,
      h("span", { class: "acts end" }, undo, redo, this.look, button(t("Leave the editor"), () => this.leave()), button(t("Save"), () => this.save(), { class: "btn main" })));
  }

  state(words) {
    this.saved.replaceChildren(...[words && icon("tick"), words || (this.dirty ? t("Not saved yet") : t("Nothing to save"))].filter(Boolean));
  }

  changed() {
    this.state();
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.look.getAttribute("aria-pressed") === "true" ? this.draw() : this.read(), PAUSE);
  }

  body() {
    return { source: this.editor.text, values: this.form.values() };
  }

  /** Asks one handler; what went wrong is said over the editor. Gives the answer, or null. */
  async ask(name, body) {
    try {
      const said = await send(this.url(name), body);
      this.notices.replaceChildren();
      return said;
    } catch (failure) {
      if (!failure.kind) throw failure;
      if (failure.data?.findings) this.tell(failure.data.findings);
      const { lead, text } = failure.data?.error || {};
      this.notices.replaceChildren(message(failure.kind === "refused" ? "bad" : "slip", lead || t("The server did not answer."), text || t("Your text is still here. Try again.")));
      return null;
    }
  }

  async read() {
    const turn = (this.turn = (this.turn || 0) + 1);
    const said = await this.ask("check", this.body());
    if (said && turn === this.turn) this.tell(said.findings);
  }

  tell(list) {
    findings(this.check, list, (line) => this.editor.goTo(line));
    this.editor.mark(list);
  }

  /** Between the text and the learner's page made from it. */
  toggle() {
    const on = this.look.getAttribute("aria-pressed") !== "true";
    this.look.setAttribute("aria-pressed", on);
    this.look.replaceChildren(on ? t("Back to the text") : t("Preview as learner"));
    this.bench.hidden = on;
    this.shown.hidden = !on;
    if (on) this.draw();
  }

  async draw() {
    const said = await this.ask("preview", this.body());
    if (!said) return;
    this.tell(said.findings || []);
    preview(this.shown, said.view);
  }

  async save() {
    const { source, values } = this.body();
    const before = this.kept.values;
    const changes = Object.fromEntries(Object.entries(values).filter(([name, value]) => value !== (before[name] ?? (value === "" ? "" : null))));
    this.runtime.notify?.("save", { state: "start" });
    if (Object.keys(changes).length) {
      if (!(await this.ask("settings", { values: changes }))) return this.stay();
      this.kept.values = values;
    }
    if (source !== this.kept.source) {
      const said = await this.ask("store", { source, values });
      if (!said) return this.stay();
      this.kept.source = source;
      if (said.findings) this.tell(said.findings);
    }
    this.state(t("Saved"));
    this.runtime.notify?.("save", { state: "end" });
  }

  /** Saving did not work: the dialog stays, and the reason stands over the editor. */
  stay() {
    this.state();
    this.runtime.notify?.("error", { title: t("Not saved yet"), message: this.notices.textContent });
  }

  leave() {
    if (!this.dirty) return this.runtime.notify?.("cancel", {});
    this.notices.replaceChildren(message("slip", t("Your changes are not saved."), null, [
      button(t("Leave without saving"), () => { this.kept = this.body(); this.runtime.notify?.("cancel", {}); }),
      button(t("Go on editing"), () => this.notices.replaceChildren(), { class: "btn main" })]));
  }
}
