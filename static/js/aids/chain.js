// Figures of an earlier case: the learner's own results or those of reference, and the choice between them.
import { fresh, h } from "../dom.js";
import { message } from "../message.js";
import { send } from "../sending.js";
import { t } from "../text.js";
import { team } from "./team.js";

const FROM = "@from";

async function take(page, name, value) {
  const { session, view, urls } = page;
  const answers = { ...session.answers, [FROM]: { ...session.answers[FROM], [name]: value } };
  try {
    const said = await send(urls.chain, { answers, version: session.version, who: view.who });
    session.accept(said.view);
    page.draw();
    page.root.querySelector(".chain input:checked")?.focus();
  } catch (failure) {
    if (!failure.kind) throw failure;
    const { lead, text } = failure.data?.error || {};
    page.draw();
    page.tell(message("slip", lead || t("No connection. Your answers are kept on this computer."), text || t("The figures were not changed. Try again.")));
  }
}

function choice(page, { case: name, title, options, chosen, text }) {
  const group = fresh("from");
  const box = ({ value, text: label }) => h("li", null, h("label", null,
    h("input", { type: "radio", name: group, value, checked: value === chosen, disabled: !page.session.open, onchange: () => take(page, name, value) }), h("span", null, label)));
  if (!options.length) return [h("p", null, title), h("p", { class: "help" }, text)];
  return h("fieldset", null, h("legend", null, title), h("ul", null, options.map(box)));
}

/** Puts the cards before the data, once: figures of earlier cases, and the team. */
export function chain(page) {
  page.aside.querySelector(".chain")?.remove();
  if (page.view.chain.length) page.aside.prepend(h("section", { class: "card choice chain" }, h("h3", null, t("Figures from an earlier case")), page.view.chain.map((one) => choice(page, one))));
  team(page);
}
