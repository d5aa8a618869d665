// The step kind `matching`: a row an item, a native list of targets in each, so that keys, phones and readers all serve.
import { fresh, h, icon, kinds, rich, richLine, sign, t, wordOf } from "../kit.js";

const NOWHERE = "-";

/** What the targets are, where they have more words than their name. */
function legend(targets) {
  const told = targets.filter(({ text }) => text);
  return told.length > 0 && h("dl", { class: "places quiet" }, told.map(({ label, text }) => [h("dt", null, label), h("dd", null, richLine(text))]));
}

class Pairs {
  constructor(step, page) {
    Object.assign(this, { step, page, mark: page.markOf(step.id), head: fresh("head") });
    this.rows = step.items.map((item, at) => this.row(item, at));
    page.hear((event) => event === "replaced" && this.rows.forEach(({ again }) => again()));
  }

  get answer() {
    const answer = this.page.session.answer(this.step.id);
    return answer && typeof answer === "object" ? answer : {};
  }

  name(choice) {
    return choice === NOWHERE ? t("nowhere") : this.step.targets.find(({ id }) => id === choice)?.label || "";
  }

  put(id, choice) {
    const { [id]: _old, ...rest } = this.answer;
    this.page.session.put(this.step.id, choice ? { ...rest, [id]: choice } : rest);
  }

  row(item, at) {
    const { step, page, mark } = this;
    const [text, said] = [fresh("item"), fresh("said")];
    const choices = [...step.targets.map(({ id }) => id), ...(step.nowhere ? [NOWHERE] : [])];
    const list = h("select", { "aria-labelledby": `${text} ${this.head}`, "aria-describedby": mark && said, disabled: !page.session.open },
      h("option", { value: "" }, t("Choose…")), choices.map((choice) => h("option", { value: choice }, this.name(choice))));
    const told = mark?.items?.[item.id];
    const was = page.session.marked[step.id]?.[item.id] || "";
    const verdict = told && h("p", { class: `why s-${told.state}`, id: said }, sign(told.state, false),
      h("span", null, h("strong", null, wordOf(told.state)), told.html && [" · ", richLine(told.html)]));
    const right = step.key?.[item.id];
    const row = h("li", null, h("span", { class: "num fig", "aria-hidden": "true" }, page.figures(at + 1)), h("div", { class: "what", id: text }, richLine(item.text)),
      h("div", { class: "where" }, list), verdict,
      right && (told?.state !== "right" || right.length > 1) && h("p", { class: "key-line" }, icon("tick"), h("span", null, t("Right: {places}", { places: right.map((one) => this.name(one)).join(" · ") }))));
    const again = () => {
      list.value = this.answer[item.id] || "";
      const as = told && list.value === was ? told.state : "";
      row.className = `${list.value ? "set" : ""} ${as ? `s-${as}` : ""}`;
      if (verdict) verdict.hidden = !as;
    };
    list.addEventListener("change", () => {
      this.put(item.id, list.value);
      again();
    });
    again();
    return { row, again };
  }

  get element() {
    const { step } = this;
    return [h("section", { class: "card pairs" },
      rich(step.prompt, { class: "prose" }), legend(step.targets) || null,
      h("div", { class: "heads", "aria-hidden": "true" }, h("span", null, step.item_head || t("What is placed")), h("span", { id: this.head }, step.target_head || t("Belongs to"))),
      h("ul", null, this.rows.map(({ row }) => row)))];
  }
}

kinds.matching = {
  draw: (step, page) => new Pairs(step, page).element,
  count: (step, answer) => ({
    of: step.items.length,
    blank: step.items.flatMap(({ id }, at) => (answer?.[id] ? [] : [`${step.title} ${at + 1}`])),
  }),
};
