// The step kind `scenario`: levers move a model that the page works out itself; the server does so again when it marks.
import { kinds } from "../kit.js";
import { Lab, movedIn } from "./scenario/lab.js";

kinds.scenario = {
  draw: (step, page) => new Lab(step, page).element,
  count: (step, answer) => ({ of: 1, blank: movedIn(step, answer) ? [] : [step.title] }),
};
