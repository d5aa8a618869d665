// What the check found, by line: how grave, where, why, and the way there.
import { bdi, button, h, richLine } from "../dom.js";
import { icon } from "../icons.js";
import { figure, n, t } from "../text.js";

const grave = ({ severity }) => severity === "error" || severity === "blocking";

function row(finding, goTo) {
  const { line, where, lead, text, html } = finding;
  const place = line ? t("Line {line}", { line: figure(line) }) : "";
  return h("li", null, icon(grave(finding) ? "wrong" : "slip"),
    h("span", { class: "names" }, place, where && where !== place && [" ", bdi(where)]),
    h("p", null, lead && h("strong", null, lead, " "), html ? richLine(html) : text),
    line && goTo ? button(t("Go to the line"), () => goTo(line), { "aria-label": `${t("Go to the line")} ${line}` }) : h("span"));
}

/** Draws the findings into their card. */
export function findings(card, list, goTo) {
  const faults = list.filter(grave).length;
  const rest = list.length - faults;
  const verdict = [
    faults ? h("span", { class: "t-bad verdict" }, icon("wrong"), n("{n} error", "{n} errors", faults)) : null,
    rest ? h("span", { class: "t-slip verdict" }, icon("slip"), n("{n} to look at", "{n} to look at", rest)) : null,
    list.length ? null : h("span", { class: "t-ok verdict" }, icon("right"), t("Nothing to correct"))];
  card.replaceChildren(
    h("div", { class: "findings-head" }, h("h3", null, t("Live check")), verdict.filter(Boolean)),
    ...(list.length ? [h("ul", { class: "notes" }, list.map((finding) => row(finding, goTo)))] : []));
}
