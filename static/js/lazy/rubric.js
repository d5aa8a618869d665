// A written step that people mark: the rubric before one writes, the learner's own rating, what the trainer made of it,
// a text returned for revision; for trainers the desk at which they mark.
import { button, h, icon, kinds, message, t } from "../kit.js";
import { criteria } from "./rubric/criteria.js";
import { Desk } from "./rubric/desk.js";
import { said, send } from "./rubric/sending.js";

const SELF = "@self"; // where answers keep how learners rate their own work (blocks/appraising.py)

/** The learner's own ratings of this step. */
const own = (step, page) => page.session.answer(SELF)?.[step.id] || {};

function rate(step, page, criterion, level) {
  const all = page.session.answer(SELF) || {};
  page.session.put(SELF, { ...all, [step.id]: { ...all[step.id], [criterion]: level } });
}

/** What stands under the text: how it is, or was, marked. */
function rubric(step, page) {
  const mark = page.markOf(step.id);
  const people = mark?.people;
  const given = people?.outcome === "marked" ? people.levels : {};
  const comments = people?.comments || {};
  const open = page.session.open && step.rubric.self;
  return h("section", { class: "card rubric" },
    h("h4", null, people?.outcome === "marked" ? t("How your text was marked") : t("How your text will be marked")),
    mark?.stands && h("p", { class: `stands o-${people.outcome}` }, icon({ marked: "right", returned: "flag" }[people.outcome] || "clock"), h("span", null, mark.stands, people.day && ` ${people.day}`)),
    people?.outcome === "marked" && comments[""] && h("p", { class: "said" }, comments[""]),
    open && h("p", { class: "help" }, t("Rate your own text too: it is not counted. Your trainer sees it beside the text.")),
    criteria(step.rubric, page, {
      given, comments, own: own(step, page), whose: t("Your own rating"),
      choose: open && ((criterion, level) => rate(step, page, criterion, level)),
    }));
}

/** A text that a trainer returned: what is to be revised, and the way to send it again. */
function returned(step, page, area) {
  const { people } = page.markOf(step.id) || {};
  if (people?.outcome !== "returned" || !page.urls.revise) return null;
  area.readOnly = false;
  const status = h("div", { role: "status" });
  let key = "";
  let busy = false;
  const act = async () => {
    if (busy) return;
    busy = true;
    key ||= [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, "0")).join("");
    try {
      const { view } = await send(page.urls.revise, { step: step.id, text: area.value, key, who: page.view.who });
      page.session.accept(view);
      page.draw();
      page.tell(message("ok", t("Your revised text was received."), view.marks?.receipt && t("Receipt {receipt}. Keep it in case of a claim.", { receipt: view.marks.receipt })));
    } catch (failure) {
      status.replaceChildren(said(failure, t("Your revised text is still on this page. Send it again.")));
    } finally {
      busy = false;
    }
  };
  area.addEventListener("input", () => { key = ""; });
  const words = Object.values(people.comments || {});
  return h("div", { class: "returned" },
    message("slip", t("A trainer returned this text: revise it above, then send it again."), words.map((text) => h("p", { class: "said" }, text)),
      [button(t("Send the revised text"), act, { class: "btn main" })]), status);
}

kinds.rubric = {
  ...kinds.written,
  draw(step, page) {
    const [card, ...rest] = kinds.written.draw(step, page);
    const again = returned(step, page, card.querySelector("textarea"));
    if (again) card.append(again);
    return [card, rubric(step, page), ...rest, page.view.marker && new Desk(step, page).element].filter(Boolean);
  },
};
