// What those see who may read the source: what must be corrected, the trainer's copy, and the learner's page beside it.
import { aids } from "../aids.js";
import { button, h } from "../dom.js";
import { fetchFile } from "../sending.js";
import { icon } from "../icons.js";
import { message } from "../message.js";
import { start } from "../start.js";
import { figure, n, t } from "../text.js";
import { corrige } from "./corrige.js";
import { findings } from "./findings.js";

/** `args`: {view, findings, solved, corrige, lang}. */
export function author(runtime, element, args) {
  const holder = element instanceof Element ? element : element[0];
  const root = holder.querySelector(".epm-case-author") || holder.appendChild(h("div"));
  globalThis.EpmCaseAids ||= aids;
  const { lang, dir } = args.view.case;
  const page = h("div", { hidden: true });
  const copy = h("div", { class: "epm epm-corrige", lang, dir });
  const cards = corrige(args.solved, args.corrige);
  const look = button(t("As a learner sees it"), () => {
    page.hidden = !page.hidden;
    copy.hidden = !page.hidden;
    look.setAttribute("aria-pressed", !page.hidden);
    if (!page.firstChild) start(runtime, page.appendChild(h("div")), args.view);
  }, { "aria-pressed": "false" });
  const said = h("div", { class: "notices", role: "alert" });
  root.replaceChildren(h("div", { class: "epm epm-author", lang: args.lang }, head(args, look, () => download(runtime, holder, said)), said), copy, page);
  for (const event of ["beforeprint", "afterprint"]) addEventListener(event, () => unfold(copy, event === "beforeprint"));
  copy.append(...[faults(args.findings), tests(args.corrige.tests), ...cards].filter(Boolean));
}

function head({ corrige: { out_of: points }, solved }, look, fetch) {
  const size = [n("{n} step", "{n} steps", solved.steps.length), points && n("{n} point", "{n} points", points)].filter(Boolean).join(" · ");
  return h("div", { class: "bar top" }, h("h2", null, t("Key and notes")), h("span", { class: "help" }, size),
    h("span", { class: "acts end" }, look, button(t("Key as .xlsx"), fetch, null, icon("down")), button(t("Print"), () => print())));
}

/** On paper everything that is folded is shown. */
function unfold(copy, whole) {
  for (const fold of copy.querySelectorAll("details")) {
    if (whole) fold.was = fold.open;
    fold.open = whole || fold.was;
  }
}

async function download(runtime, holder, said) {
  try {
    const { blob, name } = await fetchFile(runtime.handlerUrl(holder, "solved_file"));
    const href = URL.createObjectURL(blob);
    h("a", { href, download: name }).click();
    setTimeout(() => URL.revokeObjectURL(href), 10000);
    said.replaceChildren();
  } catch (failure) {
    if (!failure.kind) throw failure;
    const { lead, text } = failure.data?.error || {};
    said.replaceChildren(message("slip", lead || t("The file did not get through."), text || t("Try again in a moment.")));
  }
}

/** What an author should look at, if anything. */
function faults(list) {
  if (!list.length) return null;
  const card = h("section", { class: "card findings" });
  findings(card, list);
  return card;
}

/** Whether the question tests that live with the case give the marks they expect. */
function tests({ count, failed }) {
  if (!count) return null;
  if (!failed.length) return message("ok", n("{n} question test gives the marks it expects.", "{n} question tests give the marks they expect.", count), null);
  const of = { of: figure(count) };
  return message("slip", n("{n} question test of {of} does not give what it expects.", "{n} question tests of {of} do not give what they expect.", failed.length, of),
    h("ul", null, failed.map(({ id, said }) => h("li", null, h("bdi", null, h("code", null, id)), " – ", said))));
}
