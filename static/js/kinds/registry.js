// The step kinds the page can draw: one line each.
import { choice } from "./choice.js";
import { worksheet } from "./worksheet.js";
import { written } from "./written.js";

export const kinds = { worksheet, choice, written };
