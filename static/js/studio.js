// The door of the author's page: EpmCaseStudio(runtime, element, args), in the edit dialog of Studio.
import { start } from "./studio/start.js";

globalThis.EpmCaseStudio = start;
