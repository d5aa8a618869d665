// The step kind `written`: a text, its words counted as they are typed, the model answer once it may be shown.
import { fresh, h, rich } from "../dom.js";
import { n, t } from "../text.js";

const UNSEEN = /[\u00ad\u0640\u200b-\u200f\u2060\ufeff]/g;

/** Words as epm_xblocks.kinds.written counts them: what stands between spaces and holds a letter or digit. */
export function countWords(text) {
  const seen = text.replace(UNSEEN, "").replace(/(?<=\p{Nd})[\u00a0\u202f\u2009](?=\p{Nd})/gu, "")
    .replace(/(?<!\p{Nd})\p{Nd}{1,3}(?: \p{Nd}{3})+(?!\p{Nd})/gu, (figure) => figure.replaceAll(" ", ""));
  return seen.replaceAll("—", " ").split(/\s+/).filter((word) => /[\p{L}\p{N}]/u.test(word)).length;
}

/** What the limits ask for, before and while one writes. */
function limits({ min_words: least, max_words: most }, figures) {
  const [low, high] = [figures(least), figures(most)];
  if (least && most) return t("{least} to {most} words are asked for.", { least: low, most: high });
  if (least) return t("At least {least} words are asked for.", { least: low });
  return most ? t("At most {most} words are asked for.", { most: high }) : "";
}

function standing(step, words) {
  if (step.min_words && words && words < step.min_words) return n("{n} more is needed.", "{n} more are needed.", step.min_words - words);
  if (step.max_words && words > step.max_words) return n("{n} too many.", "{n} too many.", words - step.max_words);
  return "";
}

export const written = {
  draw(step, page) {
    const [asked, help, counted] = [fresh("prompt"), fresh("limits"), fresh("words")];
    const text = () => String(page.session.answer(step.id) || "");
    const count = h("p", { class: "help count", id: counted });
    const tell = () => {
      const words = countWords(text());
      const off = standing(step, words);
      count.textContent = `${n("{n} word.", "{n} words.", words)} ${off}`;
      count.classList.toggle("off", !!off && words > (step.max_words || Infinity));
    };
    const area = h("textarea", { rows: 9, "aria-labelledby": asked, "aria-describedby": `${help} ${counted}`, readOnly: !page.session.open });
    area.value = text();
    area.addEventListener("input", () => {
      page.session.put(step.id, area.value);
      tell();
    });
    area.addEventListener("change", () => page.say(count.textContent));
    page.hear((event) => {
      if (event === "replaced" && area.value !== text()) area.value = text();
      if (event === "replaced") tell();
    });
    tell();
    return [h("section", { class: "card written" },
      rich(step.prompt, { class: "prose", id: asked }),
      step.guidance && rich(step.guidance, { class: "prose help" }),
      h("p", { class: "help", id: help }, limits(step, page.figures)),
      area, count),
    step.model_answer && h("section", { class: "card prose model" }, h("h4", null, t("Model answer")), rich(step.model_answer))];
  },

  count: (step, answer) => ({ of: 1, blank: String(answer || "").trim() ? [] : [step.title] }),
};
