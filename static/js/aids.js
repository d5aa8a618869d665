// What the learner's page loads at the first touch: help in typing, in submitting, with files, and when something fails.
import { ownColours } from "./aids/colours.js";
import { press } from "./aids/confirm.js";
import { Desk } from "./aids/desk.js";
import { bring, take } from "./aids/file.js";
import { fromFile, reading } from "./aids/reading.js";
import { trouble } from "./aids/trouble.js";

export const aids = { Desk, bring, fromFile, ownColours, press, reading, take, trouble };
globalThis.EpmCaseAids = aids;
