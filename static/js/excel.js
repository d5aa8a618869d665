// Working in Excel: the file with data, answers and the same cells, down and up.
import { button, h } from "./dom.js";
import { icon } from "./icons.js";
import { t } from "./text.js";

/** The panel that explains the two ways, and the same two as short buttons for the bar of a phone. */
export function excel(page) {
  const { session: { open }, view } = page;
  const [down, up] = [t("Download as .xlsx"), t("Upload an .xlsx")];
  const file = h("input", { type: "file", accept: ".xlsx", hidden: true, "aria-label": up });
  file.addEventListener("change", async () => {
    const [chosen] = file.files;
    file.value = "";
    if (chosen) (await page.load())?.take(page, chosen);
  });
  const xlsx = () => h("bdi", { dir: "ltr" }, ".xlsx");
  const pair = (short) => [
    button(short ? xlsx() : down, () => page.download(), short && { "aria-label": down }, icon("down")),
    open && button(short ? xlsx() : up, () => file.click(), short && { "aria-label": up }, icon("up")),
  ];
  const panel = h("section", { class: "card excel" },
    h("h3", null, t("Work in Excel")),
    h("p", { class: "help" }, t("The file holds your data, your answers and the same cells."), " ", open && t("Fill it in offline, then upload it: it is marked like this page.")),
    h("div", { class: "acts" }, pair(false),
      view.marks && button(t("Download the marked copy"), () => page.download("marked_file"), null, icon("down")),
      view.steps.some(({ key }) => key) && button(t("Download the key"), () => page.download("solved_file"), null, icon("down"))), file);
  return { panel, short: h("span", { class: "pair" }, pair(true)) };
}
