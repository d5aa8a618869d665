// Builds static/dist from static/js and static/css: classic IIFE bundles, the same bytes each time. `--out DIR` elsewhere.
import { build, context } from "esbuild";
import { existsSync, readdirSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";

const here = dirname(fileURLToPath(import.meta.url));
const at = process.argv.indexOf("--out");
const outdir = at > 0 ? resolve(process.argv[at + 1]) : join(here, "dist");

/** Kinds with a bundle of their own: kind-<name>.js and .css of each file in js/lazy and css/lazy. */
const lazy = (folder, ending) => Object.fromEntries((existsSync(join(here, folder)) ? readdirSync(join(here, folder)) : []).filter((file) => file.endsWith(ending))
  .sort().map((file) => [`kind-${file.slice(0, -ending.length)}`, `${folder}/${file}`]));

const options = {
  absWorkingDir: here,
  entryPoints: {
    case: "js/case.js",
    "case-aids": "js/aids.js",
    studio: "js/studio.js",
    ...lazy("js/lazy", ".js"),
  },
  outdir,
  bundle: true,
  format: "iife",
  target: ["es2022"],
  charset: "utf8",
  minify: true,
  legalComments: "none",
  logLevel: "warning",
};
const styles = { ...options, entryPoints: { case: "css/case.css", studio: "css/studio.css", ...lazy("css/lazy", ".css") }, target: ["chrome111", "firefox113", "safari16.4"] };

if (process.argv.includes("--watch")) {
  for (const one of [options, styles]) await (await context(one)).watch();
} else {
  await Promise.all([build(options), build(styles)]);
}
