// What the learner's page loads at the first touch: help in typing, in submitting, with files, and when something fails.
import { ownColours } from "./aids/colours.js";
import { chain } from "./aids/chain.js";
import { press } from "./aids/confirm.js";
import { Desk } from "./aids/desk.js";
import { bring, take } from "./aids/file.js";
import { equip } from "./aids/lazy.js";
import { fromFile, reading } from "./aids/reading.js";
import { trouble } from "./aids/trouble.js";
import { write } from "./numerals.js";
import { send } from "./sending.js";

export const aids = { Desk, bring, chain, equip, fromFile, ownColours, press, reading, send, take, trouble, write };
globalThis.EpmCaseAids = aids;
