// The step kind `diagram`: cards in rows, each with its place and what it hangs on; the drawing follows, and takes cards by mouse.
import { fresh, h, icon, kinds, rich, richLine, sign, t, wordOf } from "../kit.js";

const OUT = "-";
const WORDS = {
  problem: { focal: () => t("Focal problem"), below: () => t("Cause of"), above: () => t("Effect of"), box: { below: () => t("Cause"), above: () => t("Effect") } },
  objective: { focal: () => t("Central objective"), below: () => t("Means to"), above: () => t("End of"), box: { below: () => t("Means"), above: () => t("End") } },
};

class Arrangement {
  constructor(step, page) {
    Object.assign(this, { step, page, mark: page.markOf(step.id), tree: step.shape !== "chain", stage: h("div", { class: "stage" }), rules: h("ul", { class: "rules" }) });
    this.bearers = Object.fromEntries(step.places.map(({ id, on }) => [id, on]));
    this.cards = new Map(step.cards.map((card) => [card.id, card]));
    this.rows = step.cards.map((card, at) => this.row(card, at));
    if (page.session.open) this.receive();
    page.hear((event) => event === "replaced" && this.draw());
    this.draw();
  }

  get answer() {
    const told = this.page.session.answer(this.step.id);
    return told && typeof told === "object" && !Array.isArray(told) ? told : {};
  }

  put(id, place, on = "") {
    const { [id]: _old, ...rest } = this.answer;
    this.page.session.put(this.step.id, place ? { ...rest, [id]: { place, on: this.bearers[place]?.length ? on : "" } } : rest);
    this.draw();
  }

  /** The name of a place in the list of a row, and over a box of the drawing. */
  name(place, boxed = false) {
    if (place === OUT) return t("Stays out");
    const words = WORDS[this.step.shape];
    if (!words) return this.step.places.find(({ id }) => id === place)?.label || "";
    return ((boxed && words.box[place]) || words[place])();
  }

  row(card, at) {
    const { step, page } = this;
    const [text, said, where] = [fresh("card"), fresh("said"), fresh("where")];
    const open = page.session.open;
    const told = this.mark?.cards?.[card.id];
    const place = h("select", { "aria-labelledby": `${text} ${this.head ||= fresh("head")}`, "aria-describedby": told ? said : null, disabled: !open },
      h("option", { value: "" }, t("Choose…")), [...step.places.map(({ id }) => id), OUT].map((id) => h("option", { value: id }, this.name(id))));
    const label = h("span", { id: where, class: "help" });
    const on = h("select", { "aria-labelledby": `${text} ${where}`, "aria-describedby": told ? said : null, disabled: !open },
      h("option", { value: "" }, t("Which card?")), step.cards.filter(({ id }) => id !== card.id).map(({ id, text: words }) => h("option", { value: id }, plain(words))));
    const second = h("div", { class: "on" }, label, on);
    const was = JSON.stringify(page.session.marked[step.id]?.[card.id] ?? null);
    const verdict = told && h("p", { class: `why s-${told.state}`, id: said }, sign(told.state, false), h("span", null, h("strong", null, wordOf(told.state)), told.html && [" · ", richLine(told.html)]));
    const right = step.key?.[card.id];
    const row = h("li", { draggable: open ? "true" : null }, h("span", { class: "num fig", "aria-hidden": "true" }, page.figures(at + 1)), h("div", { class: "what", id: text }, richLine(card.text)),
      h("div", { class: "put" }, place, second), verdict,
      right && told?.state !== "right" && h("p", { class: "key-line" }, icon("tick"), h("span", null, this.name(right.place), right.on && [this.tree ? " " : " → ", plain(this.cards.get(right.on)?.text || "")])));
    row.addEventListener("dragstart", (event) => this.lift(event, card.id));
    place.addEventListener("change", () => this.put(card.id, place.value, this.fits(place.value, on.value)));
    on.addEventListener("change", () => this.put(card.id, place.value, on.value));
    return { row, again: () => {
      const put = this.answer[card.id];
      place.value = put?.place || "";
      on.value = put?.on || "";
      second.hidden = !this.bearers[place.value]?.length;
      label.textContent = this.tree ? t("this card") : t("leads to");
      const as = told && JSON.stringify(put ?? null) === was ? told.state : "";
      row.className = `${put ? "set" : ""} ${as ? `s-${as}` : ""}`;
      if (verdict) verdict.hidden = !as;
    } };
  }

  /** Where there is one card only on which it may hang, that one; otherwise what was chosen before. */
  fits(place, on) {
    const may = this.step.cards.map(({ id }) => id).filter((id) => this.bearers[place]?.includes(this.answer[id]?.place));
    return on || (may.length === 1 ? may[0] : "");
  }

  lift(event, id) {
    event.dataTransfer.setData("text/plain", id);
    event.dataTransfer.effectAllowed = "move";
    event.stopPropagation();
  }

  /** A card dropped on the lower half of a box hangs below it, on the upper half above it; elsewhere it begins the drawing. */
  receive() {
    const { stage } = this;
    const over = (event) => {
      const box = event.target.closest?.("[data-card]");
      const area = box?.getBoundingClientRect();
      return { box, upper: box && event.clientY < area.top + area.height / 2 };
    };
    const clear = () => stage.querySelectorAll(".upper, .lower").forEach((one) => one.classList.remove("upper", "lower"));
    stage.addEventListener("dragover", (event) => {
      event.preventDefault();
      clear();
      const { box, upper } = over(event);
      box?.classList.add(upper && this.tree ? "upper" : "lower");
    });
    stage.addEventListener("dragleave", clear);
    stage.addEventListener("drop", (event) => {
      event.preventDefault();
      clear();
      const id = event.dataTransfer.getData("text/plain");
      if (!this.cards.has(id)) return;
      const { box, upper } = over(event);
      if (event.target.closest(".bin")) return this.put(id, OUT);
      const on = box?.dataset.card;
      if (on === id) return;
      const place = this.dropped(on, upper);
      if (place) this.put(id, place, on || "");
    });
  }

  dropped(on, upper) {
    const places = this.step.places.map(({ id }) => id);
    const at = on && this.answer[on]?.place;
    if (!this.tree) return at ? places[places.indexOf(at) - 1] : places.at(-1);
    if (!on) return Object.values(this.answer).some(({ place }) => place === "focal") ? "" : "focal";
    return at === "focal" ? (upper ? "above" : "below") : at;
  }

  /** Those that stand in the drawing: cards by what they hang on; what hangs on nothing, or in a circle, is loose. */
  standing() {
    const { answer } = this;
    const put = new Map([...this.cards.keys()].flatMap((id) => (answer[id]?.place && answer[id].place !== OUT ? [[id, answer[id]]] : [])));
    const good = (id) => {
      const { place, on } = put.get(id);
      return this.bearers[place]?.length ? this.bearers[place].includes(put.get(on)?.place) : true;
    };
    const circling = (id) => {
      const seen = new Set();
      let at = id;
      while (put.has(at) && !seen.has(at)) {
        seen.add(at);
        at = put.get(at).on;
      }
      return at === id;
    };
    const roots = [...put.keys()].filter((id) => !this.bearers[put.get(id).place]?.length);
    const under = (id, place) => [...put.keys()].filter((one) => put.get(one).on === id && good(one) && !circling(one) && (!place || put.get(one).place === place));
    const reached = new Set();
    const walk = (id) => {
      if (reached.has(id)) return;
      reached.add(id);
      under(id).forEach(walk);
    };
    roots.forEach(walk);
    return { put, roots, under, loose: [...put.keys()].filter((id) => !reached.has(id)), circles: [...put.keys()].some(circling),
      unheld: [...put.keys()].some((id) => this.bearers[put.get(id).place]?.length && !put.has(put.get(id).on)),
      level: [...put.keys()].some((id) => put.has(put.get(id).on) && !good(id)) };
  }

  box(id) {
    const told = this.mark?.cards?.[id];
    const same = told && JSON.stringify(this.answer[id]) === JSON.stringify(this.page.session.marked[this.step.id]?.[id]);
    const box = h("div", { class: `box p-${this.answer[id].place} ${same ? `s-${told.state}` : ""}`, "data-card": id, draggable: this.page.session.open ? "true" : null },
      h("span", { class: "place" }, same && told.state !== "right" && sign(told.state, false), this.name(this.answer[id].place, true)), h("span", null, plain(this.cards.get(id).text)));
    box.addEventListener("dragstart", (event) => this.lift(event, id));
    return box;
  }

  branch(ids, found, place, up) {
    if (!ids.length) return null;
    return h("ul", { class: `branch ${up ? "up" : "down"}` }, ids.map((id) => h("li", null, up && this.branch(found.under(id, place), found, place, up), this.box(id), !up && this.branch(found.under(id, place), found, place, up))));
  }

  draw() {
    this.rows.forEach(({ again }) => again());
    const found = this.standing();
    const trees = found.roots.map((id) => h("div", { class: "tree" }, this.tree && this.branch(found.under(id, "above"), found, "above", true), this.box(id), this.branch(found.under(id, this.tree ? "below" : null), found, this.tree ? "below" : null, false)));
    const out = [...this.cards.keys()].filter((id) => this.answer[id]?.place === OUT);
    const part = (name, kind, ids) => (ids.length || kind === "bin") && h("div", { class: `aside ${kind}` }, h("p", { class: "place" }, name), ids.map((id) => this.box(id)));
    this.stage.replaceChildren(...(trees.length ? trees : [h("p", { class: "empty quiet" }, this.page.session.open ? t("The drawing begins with your first card.") : "–")]),
      ...[part(t("Hang on nothing yet"), "loose", found.loose), part(t("Stay out"), "bin", out)].filter(Boolean));
    const focal = [...found.put.values()].filter(({ place }) => place === "focal").length;
    const rule = (holds, text, not) => h("li", { class: holds ? "s-right" : "s-part" }, sign(holds ? "right" : "part", false), h("span", null, holds ? text : not));
    this.rules.replaceChildren(...(found.put.size ? [
      this.tree && rule(focal === 1, t("One card at the centre"), focal ? t("Several cards at the centre: keep one") : t("No card at the centre yet")),
      rule(!found.circles, t("No circle"), t("Some cards lead back to themselves")),
      rule(!found.unheld, t("Every card hangs on another"), t("Some cards hang on nothing")),
      rule(!found.level, this.tree ? t("Each side keeps to itself") : t("Each link goes up one level"), this.tree ? t("Some cards hang on the other side") : t("Some links skip a level, or go down")),
    ].filter(Boolean) : []));
    if (this.said) this.said.hidden = JSON.stringify(this.page.session.marked[this.step.id]) !== JSON.stringify(this.answer);
  }

  notes() {
    const told = this.mark?.notes || [];
    const { points, out_of: of } = this.mark || {};
    this.said = told.length > 0 && h("ul", { class: "said-of" }, told.map((text) => h("li", { class: `s-${points === of ? "right" : points > 0 ? "part" : "wrong"}` }, h("span", null, text))));
    this.draw();
    return this.said;
  }

  get element() {
    const { step } = this;
    return [h("section", { class: "card diagram" }, rich(step.prompt, { class: "prose" }), this.notes(),
      h("div", { class: "halves" },
        h("div", null, h("div", { class: "heads", "aria-hidden": "true" }, h("span", null, t("Card")), h("span", { id: this.head }, t("Place"))), h("ul", { class: "cards" }, this.rows.map(({ row }) => row))),
        h("div", { class: "seen" }, h("div", { role: "status" }, this.rules), this.page.session.open && h("p", { class: "help by-mouse" }, this.tree ? t("With a mouse, drag a card onto another: its upper half makes an effect or an end, its lower half a cause or a means.") : t("With a mouse, drag a card onto the one it leads to.")),
          h("div", { class: "scroll", tabindex: "0", role: "region", "aria-label": t("Drawing") }, this.stage))))];
  }
}

function plain(html) {
  const made = document.createElement("template");
  made.innerHTML = html;
  return made.content.textContent.trim();
}

kinds.diagram = {
  draw: (step, page) => new Arrangement(step, page).element,
  count: (step, answer) => ({
    of: step.cards.length,
    blank: step.cards.flatMap(({ id }, at) => (answer?.[id]?.place ? [] : [`${step.title} ${at + 1}`])),
  }),
};
