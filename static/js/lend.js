// Lends the page's makers to the bundles of kinds (kit.js), so that each carries only what it alone needs.
import { bdi, button, fresh, h, rich, richLine, sr } from "./dom.js";
import { callout, noteList } from "./feedback.js";
import { icon } from "./icons.js";
import { kinds } from "./kinds/registry.js";
import { message } from "./message.js";
import { sign, stateOf, wordOf } from "./states.js";
import { figure, n, parts, t } from "./text.js";

globalThis.EpmCaseKit = { bdi, button, callout, figure, fresh, h, icon, kinds, message, n, noteList, parts, rich, richLine, sign, sr, stateOf, t, wordOf };
