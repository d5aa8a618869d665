// What a typed figure is read as, in words: the echo under the cell, and the question where it can be read in two ways.
import { read, write } from "../numerals.js";
import { bdi, button, h } from "../dom.js";
import { message } from "../message.js";
import { parts, t } from "../text.js";

const percent = (cell) => cell.unit === "percent";

/** How a figure that came from a file, {value, formula}, stands in its box. */
export function fromFile(answer, cell, style) {
  if (cell.mode === "formula" && answer.formula) return answer.formula;
  return typeof answer.value === "number" ? write(answer.value, style, { decimals: cell.decimals }) : String(answer.value ?? answer.formula ?? "");
}

/** What a text is read as: {kind: "number" | "ambiguous" | "unread" | "blank" | "formula", …}. */
export function reading(answer, cell, style, decide) {
  if (answer && typeof answer === "object") return { kind: "number", value: answer.value, file: true };
  const text = String(answer ?? "");
  if (text.trim().startsWith("=")) return { kind: "formula" };
  return read(text, style, { percent: percent(cell), decide });
}

/** The echo under the cell being typed in, or "". */
export function echo(answer, cell, style, decide) {
  const said = reading(answer, cell, style, decide);
  if (said.kind === "formula") return t("a formula");
  if (said.kind === "ambiguous") return t("two readings");
  if (said.kind === "unread") return t("not read");
  if (said.kind !== "number" || typeof said.value !== "number") return "";
  const figure = write(said.value, style, { percent: percent(cell) });
  return said.file ? t("from your file: {figure}", { figure }) : t("read as: {figure}", { figure });
}

/** The box under a row whose figure is asked back or cannot be read; null where all is well. */
export function question(ref, answer, cell, style, decide, choose) {
  const said = reading(answer, cell, style, decide);
  if (said.kind === "ambiguous") return ambiguous(ref, answer, said, style, choose);
  if (said.kind !== "unread" || cell.mode === "formula") return null;
  const twice = /^two-decimal/.test(said.reason || "");
  const why = twice ? t("It has two decimal marks: keep one.") : t("It stays as you typed it; write one figure, in digits.");
  return message("unr", parts("{cell}: “{text}” cannot be read as a figure.", { cell: bdi(ref), text: bdi(answer) }), why);
}

function ambiguous(ref, answer, said, style, choose) {
  const mark = said.detail?.mark || ".";
  const words = { group: t("“{mark}” between thousands", { mark }), decimal: t("“{mark}” before decimals", { mark }) };
  const choices = said.readings.map(({ value, meaning }) =>
    button(h("span", null, h("bdi", { class: "fig" }, write(value, style)), ` (${words[meaning]})`), () => choose(meaning)));
  return message("unr", parts("{cell}: “{text}” can be read in two ways.", { cell: bdi(ref), text: bdi(answer) }),
    t("Which did you mean? Your choice holds for the whole sheet."), choices);
}
