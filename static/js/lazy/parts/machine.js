// Works out the operation lists of a model (epm_xblocks.workbook.postfix): the twin of epm_xblocks.workbook.machine,
// where the rules are stated. Nothing is evaluated as text. An error is NaN whatever its name.

const figure = (value) => (value == null ? 0 : typeof value === "string" ? NaN : +value);
const failed = (value) => typeof value === "number" && Number.isNaN(value);
const fifteen = (value) => +value.toExponential(14);

/** The figures of some arguments: of a range those it holds, a value by itself as one. */
function figures(args) {
  const found = [];
  for (const arg of args) {
    if (Array.isArray(arg)) for (const value of arg) typeof value === "number" && found.push(value);
    else found.push(figure(arg));
  }
  return found;
}

/** The figure times a power of ten, exactly as its digits say. */
function shifted(value, digits) {
  const [mantissa, exponent] = String(value).split("e");
  return +`${mantissa}e${+(exponent || 0) + digits}`;
}

const half = (value) => (value < 2 ** 52 ? Math.floor(value + 0.5) : value);
const rounded = (way) => ([value, digits]) => {
  const [number, places] = [figure(value), figure(digits)];
  if (failed(number) || failed(places)) return NaN;
  const shift = Math.trunc(Math.max(-300, Math.min(300, places)));
  const moved = way(Math.abs(shifted(fifteen(number), shift)));
  return fifteen((number < 0 ? -1 : 1) * shifted(moved, -shift));
};

function power([base, exponent]) {
  const [low, high] = [figure(base), figure(exponent)];
  return (low === 0 && high <= 0) || (low < 0 && !Number.isInteger(high)) ? NaN : low ** high;
}

function modulo([value, divisor]) {
  const [rest, by] = [figure(value) % figure(divisor), figure(divisor)];
  return rest && rest < 0 !== by < 0 ? rest + by : rest;
}

const emptyBeside = (other) => (typeof other === "string" ? "" : typeof other === "boolean" ? false : 0);
const rank = (value) => (typeof value === "string" ? 1 : typeof value === "boolean" ? 2 : 0);
const compared = (holds) => ([left, right]) => {
  if (failed(left) || failed(right)) return NaN;
  left ??= emptyBeside(right);
  right ??= emptyBeside(left);
  if (rank(left) !== rank(right)) return holds(rank(left) - rank(right));
  const [one, other] = [left, right].map((value) => (typeof value === "string" ? value.toLowerCase() : fifteen(+value)));
  return holds((one > other) - (one < other));
};

const allOrAny = (ending) => (args) => {
  let met = false;
  for (const value of args.flatMap((arg) => (Array.isArray(arg) ? arg.filter((one) => typeof one === "number" || typeof one === "boolean") : [figure(arg)]))) {
    if (failed(value)) return NaN;
    met = true;
    if (!!value === ending) return ending;
  }
  return met ? !ending : NaN;
};

const fold = (work) => (args) => {
  const found = figures(args);
  return found.some(failed) ? NaN : work(found);
};
const total = (found) => found.reduce((sum, one) => sum + one, 0);
const times = (found) => found.reduce((product, one) => product * one, 1);

function sumOfProducts(args) {
  const columns = args.map((arg) => (Array.isArray(arg) ? arg : [figure(arg)]));
  if (columns.some((column) => column.length !== columns[0].length)) return NaN;
  return total(columns[0].map((_, row) => times(columns.map((column) => (typeof column[row] === "number" ? column[row] : 0)))));
}

const single = (work) => ([value]) => work(figure(value));

const WORK = {
  "+": ([a, b]) => figure(a) + figure(b),
  "-": ([a, b]) => figure(a) - figure(b),
  "*": ([a, b]) => figure(a) * figure(b),
  "/": ([a, b]) => figure(a) / figure(b),
  "^": power,
  POWER: power,
  neg: single((a) => -a),
  "%": single((a) => a / 100),
  "=": compared((sign) => sign === 0),
  "<>": compared((sign) => sign !== 0),
  "<": compared((sign) => sign < 0),
  ">": compared((sign) => sign > 0),
  "<=": compared((sign) => sign <= 0),
  ">=": compared((sign) => sign >= 0),
  NOT: single((a) => (failed(a) ? NaN : !a)),
  ABS: single(Math.abs),
  INT: single(Math.floor),
  SIGN: single(Math.sign),
  SQRT: single(Math.sqrt),
  EXP: single(Math.exp),
  LN: single(Math.log),
  LOG10: single(Math.log10),
  MOD: modulo,
  ROUND: rounded(half),
  ROUNDUP: rounded(Math.ceil),
  ROUNDDOWN: rounded(Math.floor),
  SUM: fold(total),
  AVERAGE: fold((found) => total(found) / found.length),
  MIN: fold((found) => (found.length ? Math.min(...found) : 0)),
  MAX: fold((found) => (found.length ? Math.max(...found) : 0)),
  PRODUCT: fold((found) => (found.length ? times(found) : 0)),
  SUMSQ: fold((found) => total(found.map((one) => one * one))),
  COUNT: (args) => figures(args).filter((one) => !failed(one)).length,
  SUMPRODUCT: sumOfProducts,
  AND: allOrAny(false),
  OR: allOrAny(true),
  IF([condition, yes, no = false]) {
    const truth = figure(condition);
    return failed(truth) ? NaN : truth ? yes : no;
  },
  IFERROR: ([value, other]) => (failed(value) ? other : value),
};
/** The figure as it is shown with so many decimals; itself where none are set. */
export const shown = (value, decimals) => (decimals == null ? value : WORK.ROUND([value, decimals]));

const ONE = new Set(["neg", "%"]);
const WHOLE = /^(SUM|AVERAGE|MIN|MAX|PRODUCT|SUMSQ|COUNT|SUMPRODUCT|AND|OR)$/;

/** One operation, made ready to run: takes the stack and the values of all places. */
function ready(operation) {
  if (Array.isArray(operation)) return (stack, values) => stack.push(operation.map((place) => (place < 0 ? null : values[place])));
  if (typeof operation !== "string") return (stack) => stack.push(operation);
  if (operation[0] === "@") {
    const place = +operation.slice(1);
    return (stack, values) => stack.push(values[place]);
  }
  const [name, count] = operation.split(":");
  const taken = count ? +count : ONE.has(name) ? 1 : 2;
  const whole = WHOLE.test(name);
  return (stack) => {
    const args = stack.splice(stack.length - taken);
    const value = WORK[name](whole ? args : args.map((arg) => (Array.isArray(arg) ? arg[0] : arg)));
    stack.push(typeof value === "number" && !Number.isFinite(value) ? NaN : value);
  };
}

/** A model ready to run: given the values that no formula gives, the value of every place. */
export function machine(steps) {
  const program = steps.map(([place, operations]) => [place, operations.map(ready)]);
  return (values) => {
    const found = [...values];
    for (const [place, operations] of program) {
      const stack = [];
      for (const work of operations) work(stack, found);
      found[place] = stack[0] ?? 0;
    }
    return found;
  };
}
