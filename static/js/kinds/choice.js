// The step kind `choice`: one or several options, feedback under those that were picked.
import { fresh, h, rich, richLine, sr } from "../dom.js";
import { icon } from "../icons.js";
import { sign } from "../states.js";
import { t } from "../text.js";

function feedback(said) {
  const state = said.right ? "right" : "wrong";
  return h("div", { class: `why s-${state}` }, sign(state), richLine(said.html));
}

export const choice = {
  draw(step, page) {
    const name = fresh("choice");
    const mark = page.markOf(step.id);
    const picked = () => page.session.answer(step.id) || [];
    const boxes = step.options.map((option) => {
      const input = h("input", { type: step.mode === "many" ? "checkbox" : "radio", name, value: option.id, checked: picked().includes(option.id), disabled: !page.session.open });
      input.addEventListener("change", () => {
        page.session.put(step.id, boxes.map(([box]) => box).filter((box) => box.checked).map((box) => box.value));
      });
      const given = page.session.marked[step.id]?.includes(option.id) && mark?.options?.[option.id];
      const said = h("div", null, given && (given.html || given.right != null) && feedback(given));
      const right = step.key?.includes(option.id);
      return [input, h("li", { class: right ? "right" : "" }, h("label", null, input, richLine(option.text), right && [" ", icon("tick"), sr(t("the right one"))]), said)];
    });
    page.hear((event) => {
      if (event === "replaced") for (const [box] of boxes) box.checked = picked().includes(box.value);
    });
    return [h("section", { class: "card choice" },
      h("fieldset", null,
        h("legend", { class: "prose" }, rich(step.prompt)),
        h("p", { class: "help" }, step.mode === "many" ? t("Several may be right.") : t("One answer.")),
        h("ul", null, boxes.map(([, item]) => item))))];
  },

  count: (step, answer) => ({ of: 1, blank: answer?.length ? [] : [step.title] }),
};
