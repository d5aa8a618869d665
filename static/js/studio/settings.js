// The settings of a case as a form. What a platform edits itself (due date, visibility) is not here.
import { fresh, h } from "../dom.js";
import { t } from "../text.js";

const FIELDS = [
  ["display_name", "text", () => t("Title"), () => t("As learners see it.")],
  ["case_id", "text", () => t("Name of the case"), () => t("Stays the same in copies and translations; letters, digits and hyphens.")],
  ["lang", "text", () => t("Language of the text"), () => t("A code: fr, en, ar.")],
  ["figures", "text", () => t("How figures are written"), () => t("A code: fr, en, fr-CH, ar-EG. Empty: as the language.")],
  ["teams", "text", () => t("Teams"), () => t("One workbook a team: “list” for teams that a trainer lists, or the id of the platform’s set of teams. Empty: everybody works alone.")],
  ["max_attempts", "number", () => t("Attempts allowed"), () => t("Empty: no limit.")],
  ["weight", "number", () => t("Points in the course"), () => t("Empty: the points of the case itself.")],
];

/** {element, values()}: numbers are numbers, an empty one is null. */
export function settings(given, heard) {
  const inputs = {};
  const rows = FIELDS.map(([name, type, label, help]) => {
    const [id, about] = [fresh("set"), fresh("help")];
    const input = (inputs[name] = h("input", {
      id, type: type === "number" ? "number" : "text", min: type === "number" ? "0" : null, step: name === "weight" ? "any" : null, "aria-describedby": about, oninput: heard,
    }));
    input.value = given[name] ?? "";
    return h("div", { class: "field" }, h("label", { for: id }, label()), input, h("p", { class: "help", id: about }, help()));
  });
  const value = (name, type) => (type === "number" ? (inputs[name].value === "" ? null : Number(inputs[name].value)) : inputs[name].value.trim());
  return {
    element: h("section", { class: "card settings" }, h("h3", null, t("Settings")), rows),
    values: () => Object.fromEntries(FIELDS.map(([name, type]) => [name, value(name, type)])),
  };
}
