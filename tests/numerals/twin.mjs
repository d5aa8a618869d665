// Reads and writes every golden case with static/js/numerals.js and prints the disagreements as JSON.
import { readFileSync } from "node:fs";
import { isDeepStrictEqual } from "node:util";
import { pathToFileURL } from "node:url";

const [, , module, golden] = process.argv;
const { read, write } = await import(pathToFileURL(module));
const { styles, reads, writes } = JSON.parse(readFileSync(golden, "utf-8"));

// As tests/numerals/golden.py leaves empty parts out.
function plain({ text, readings, ...rest }) {
  const every = { ...rest, readings: readings.map((found) => [found.meaning, found.value, found.halfUnit]) };
  const full = ([, value]) => value === 0 || (value && (typeof value !== "object" || Object.keys(value).length > 0));
  return Object.fromEntries(Object.entries(every).filter(full));
}

const faults = [];
for (const [style, text, percent, decide, expected] of reads) {
  const reading = read(text, styles[style], { percent, decide });
  if (reading.text !== text || !isDeepStrictEqual(plain(reading), expected)) faults.push({ style, text, expected, reading });
}
for (const [style, value, options, expected] of writes) {
  const text = write(value, styles[style], options);
  if (text !== expected) faults.push({ style, value, options, expected, text });
}
console.log(JSON.stringify({ reads: reads.length, writes: writes.length, faults }));
