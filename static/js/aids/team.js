// One workbook for a team: who shares it; for trainers the list of teams.
import { button, fresh, h } from "../dom.js";
import { message } from "../message.js";
import { send } from "../sending.js";
import { n, t } from "../text.js";

function listed(page, team) {
  const [name, status] = [fresh("teams"), h("div", { role: "status" })];
  const area = h("textarea", { id: name, rows: "6", spellcheck: "false" });
  area.value = team.list;
  const keep = async () => {
    try {
      const said = await send(team.url, { list: area.value, who: page.view.who });
      Object.assign(team, said.team);
      area.value = team.list;
      const lines = area.value.split("\n").filter(Boolean).length;
      status.replaceChildren(message("ok", t("The list of teams is kept."), n("{n} person in it.", "{n} people in it.", lines)));
    } catch (failure) {
      if (!failure.kind) throw failure;
      const { lead, text } = failure.data?.error || {};
      status.replaceChildren(message("slip", lead || t("The list did not get through."), text || t("Nothing was changed here; try again.")));
    }
  };
  return [h("p", null, h("label", { for: name }, t("One line a person: the team, a semicolon, the username. The list holds for every case of this course that has teams."))),
    area, h("div", { class: "acts" }, button(t("Keep the list"), keep)), status];
}

/** The card of the team, beside the data. */
export function team(page) {
  page.aside.querySelector(".team")?.remove();
  const told = page.view.team;
  if (!told) return;
  page.aside.prepend(h("section", { class: "card choice team" }, h("h3", null, told.name || t("Teams")), told.text && h("p", null, told.text),
    told.members.length > 0 && h("p", { class: "help" }, told.members.join(" · ")), told.url && listed(page, told)));
}
