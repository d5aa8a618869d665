// The bar under the sheet: what is saved, what is blank, and the one button that says what will happen.
import { button, h } from "./dom.js";
import { icon } from "./icons.js";
import { nextAttempt } from "./syncing.js";
import { figure, moment, n, t } from "./text.js";

/** The label of the primary button. */
function label({ view, session }) {
  if (!view.marks) return t("Submit");
  const attempt = { n: figure(nextAttempt(view)) };
  return session.touched ? t("Submit attempt {n}", attempt) : t("Correct and submit attempt {n}", attempt);
}

/** What is saved, in one place: an icon and a sentence. */
function saved({ session, sync, view }) {
  if (view.preview) return ["", view.attempt?.closed ? "" : t("Preview: nothing is saved or submitted.")];
  if (session.pending) return ["", t("Sending your attempt…")];
  if (sync.failure || sync.conflict) return ["slip", t("Not sent yet")];
  if (session.dirty) return ["", t("Saving…")];
  if (session.saved && (session.kept || !view.marks)) return ["tick", t("Saved {moment}", { moment: moment(session.saved) })];
  return ["", view.marks?.submitted_text || view.attempt?.submitted_text || ""];
}

function blanks(page) {
  const { of, blank } = page.tally();
  if (!page.session.open || page.view.marks) return page.view.attempt?.reason || "";
  if (!blank.length) return t("Every answer is filled in.");
  const many = n("{n} answer of {of} is blank.", "{n} answers of {of} are blank.", blank.length, { of: figure(of) });
  return [many, " ", h("span", { class: "roomy" }, t("You can submit all the same."))];
}

export function bar(page, pair) {
  const [state, counts, asks] = [h("p", { class: "saved" }), h("p", { class: "counts" }), h("div", { class: "asks" })];
  const main = button("", () => page.press(), { class: "btn main submit" });

  function draw(event) {
    const [sign, words] = saved(page);
    if (state.textContent !== words) state.replaceChildren(...(sign ? [icon(sign)] : []), words);
    if (event === "saved") page.say(words);
    counts.replaceChildren(...[blanks(page)].flat());
    main.textContent = label(page);
    main.setAttribute("aria-disabled", !page.session.open);
  }
  page.hear(draw);
  page.ask = (box) => {
    asks.replaceChildren(...(box ? [box] : []));
    box?.setAttribute("tabindex", "-1");
    box?.focus();
  };
  draw();
  return h("footer", { class: "bar" }, asks, state, counts, pair, page.canSubmit && main);
}
