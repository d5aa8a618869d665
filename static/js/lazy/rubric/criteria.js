// Criteria with their described levels: to read, to rate oneself by, to mark by. A level that was chosen has a sign and a
// word beside it, never a colour alone.
import { fresh, h, icon, richLine, sr, t } from "../../kit.js";

/**
 * given: levels by people, own: the learner's, called `whose`, comments: texts by criterion; choose(criterion, level): where levels can
 * be chosen, with `chosen` what is; `write(criterion, text)`: where a comment can be written.
 */
export function criteria(rubric, page, { given = {}, own = {}, comments = {}, whose = "", choose, chosen = own, write }) {
  const one = ({ id, title, levels }) => {
    const name = fresh("criterion");
    const most = Math.max(...levels.map(({ points }) => points));
    const level = ({ id: key, points, text }) => {
      const box = choose && h("input", { type: "radio", name, checked: chosen[id] === key, onchange: () => choose(id, key) });
      const told = given[id] === key, mine = own[id] === key && !(choose && chosen === own);
      const signs = [told && h("strong", { class: "told" }, icon("right"), t("Trainer")), mine && h("strong", { class: "mine" }, icon("own"), whose)];
      const words = [h("span", { class: "worth fig" }, page.figures(points)), h("span", { class: "what" }, richLine(text), signs)];
      return h("li", { class: `${told ? "told" : ""} ${choose ? "free" : ""}` }, choose ? h("label", null, box, words) : words);
    };
    const list = h("ul", null, levels.map(level));
    const head = [h("span", { class: "name" }, title), h("span", { class: "most fig" }, sr(`${t("Points")} `), page.figures(most))];
    const note = write ? h("textarea", { rows: 2, class: "note", "aria-label": t("Comment on “{criterion}”", { criterion: title }), placeholder: t("Comment (optional)"), oninput: ({ target }) => write(id, target.value) }) : comments[id] && h("p", { class: "said" }, comments[id]);
    if (write) note.value = comments[id] || "";
    return choose
      ? h("fieldset", { class: "criterion" }, h("legend", null, head, chosen === own && sr(`, ${whose}`)), list, note)
      : h("div", { class: "criterion" }, h("h5", null, head), list, note);
  };
  return h("div", { class: "criteria" }, rubric.criteria.map(one));
}
