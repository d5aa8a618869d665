// The learner's page inside the author's: it works, and keeps nothing.
import { button, h } from "../dom.js";
import { start } from "../start.js";
import { t } from "../text.js";

/** Draws the view; `place` keeps its width (phone or full) between drawings. */
export function preview(place, view) {
  const frame = h("div", { class: `frame${place.dataset.phone ? " phone" : ""}` });
  const widths = [[t("Full width"), ""], [t("Phone"), "1"]].map(([label, phone]) =>
    button(label, () => {
      place.dataset.phone = phone;
      preview(place, view);
    }, { "aria-pressed": String((place.dataset.phone || "") === phone) }));
  place.replaceChildren(h("div", { class: "acts", role: "group", "aria-label": t("Width of the preview") }, widths), frame);
  const attempt = { ...view.attempt, number: 1, next: 1, left: null, closed: false, reason: null };
  start(null, frame, { ...view, attempt, preview: true, who: "" });
}
