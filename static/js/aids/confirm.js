// Before answers are submitted: what is blank or unclear, said in place, with the way there.
import { bdi, button, h } from "../dom.js";
import { message } from "../message.js";
import { n, parts, t } from "../text.js";

/** Submits, or says in the bar what speaks against it. */
export function press(page) {
  const { view, session } = page;
  if (view.marks && !session.touched) return unchanged(page);
  const { blank, asked } = page.tally();
  if (!blank.length && !asked.length) return page.submit();
  page.ask(doubts(page, blank, asked));
}

const goTo = (page, { index, name }, words) => button(words, () => page.goTo(index, name));
const back = (page) => button(t("Go on working"), () => page.ask());
const unclear = (asked) => n("{n} figure can be read in two ways.", "{n} figures can be read in two ways.", asked.length);

function unchanged(page) {
  const { first } = page.view.marks;
  const index = page.view.steps.findIndex(({ id }) => id === first?.step);
  const there = index >= 0 && goTo(page, { index, name: first.cell }, parts("Go to {cell}", { cell: bdi(first.cell) }));
  page.ask(message("blank", t("Nothing has changed since your last attempt."), t("Correct at least one answer, then submit."), [there, back(page)].filter(Boolean)));
}

function names(list) {
  const shown = list.slice(0, 8).flatMap(({ name }, at) => [at ? ", " : "", bdi(name)]);
  return h("span", null, shown, list.length > 8 ? "…" : "");
}

function doubts(page, blank, asked) {
  const lead = blank.length ? n("{n} answer is blank and will earn nothing.", "{n} answers are blank and will earn nothing.", blank.length) : unclear(asked);
  const also = blank.length && asked.length ? ` – ${unclear(asked)}` : "";
  const [first] = asked.length ? asked : blank;
  return message("slip", lead, [names(blank.length ? blank : asked), also], [
    button(t("Submit all the same"), () => page.submit(), { class: "btn main" }),
    goTo(page, first, asked.length ? t("Show the figure") : t("Go to the first")),
    back(page)]);
}
