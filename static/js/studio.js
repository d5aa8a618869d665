// The doors of the author's pages: EpmCaseStudio(runtime, element, args) in the edit dialog of Studio, and
// EpmCaseAuthor(runtime, element, args), the trainer's copy in a unit.
import "./lend.js";
import { author } from "./studio/author.js";
import { start } from "./studio/start.js";

Object.assign(globalThis, { EpmCaseStudio: start, EpmCaseAuthor: author });
