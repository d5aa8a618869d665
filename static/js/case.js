// The door of the learner's page: EpmCase(runtime, element, view), called by the host when the block is on the screen.
import "./lend.js";
import { start } from "./start.js";

globalThis.EpmCase = start;
