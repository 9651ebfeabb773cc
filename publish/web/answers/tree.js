// What a formula says, as a tree: what it gives, and in which shape.
//
// Mirrors d2l_calc/grader/kinds/tree.py; the names of constants come from there.

import { known } from "./messages.js";

/** @type {{ [sign: string]: (left: number, right: number) => number }} */
const OPERATIONS = {
  "+": (left, right) => left + right,
  "-": (left, right) => left - right,
  "*": (left, right) => left * right,
  "/": (left, right) => left / right,
  "^": power,
};

/** @type {{ [name: string]: (...numbers: number[]) => number }} */
const FUNCTIONS = {
  abs: Math.abs,
  acos: Math.acos,
  asin: Math.asin,
  atan: Math.atan,
  arccos: Math.acos,
  arcsin: Math.asin,
  arctan: Math.atan,
  cos: Math.cos,
  cosh: Math.cosh,
  cot: (x) => 1 / Math.tan(x),
  csc: (x) => 1 / Math.sin(x),
  exp: Math.exp,
  lg: Math.log10,
  ln: Math.log,
  log: (x, base) => (base === undefined ? Math.log(x) : Math.log(x) / Math.log(base)),
  log10: Math.log10,
  log2: Math.log2,
  max: Math.max,
  min: Math.min,
  pow: power,
  sec: (x) => 1 / Math.cos(x),
  sgn: Math.sign,
  sigmoid: (x) => 1 / (1 + Math.exp(-x)),
  sign: Math.sign,
  sin: Math.sin,
  sinh: Math.sinh,
  sqrt: Math.sqrt,
  tan: Math.tan,
  tanh: Math.tanh,
  tg: Math.tan,
  σ: (x) => 1 / (1 + Math.exp(-x)),
};

/**
 * Raise to a power as IEEE 754 has it; JavaScript makes NaN of 1 to the power of infinity.
 * @param {number} base
 * @param {number} exponent
 */
function power(base, exponent) {
  if (base === 1 || (base === -1 && Math.abs(exponent) === Infinity)) return 1;
  return base ** exponent;
}

/**
 * Give the value of a formula, a list as the numbers in it, one row after the other.
 * @param {Answers.Tree} tree
 * @param {{ [name: string]: any }} at
 * @returns {number[]}
 */
export function values(tree, at) {
  if (tree[0] !== "list") return [value(tree, at)];
  return tree.slice(1).flatMap((/** @type {Answers.Tree} */ item) => values(item, at));
}

/**
 * @param {Answers.Tree} tree
 * @param {{ [name: string]: any }} at
 * @returns {number}
 */
function value([kind, ...parts], at) {
  const [one, other] = parts;
  switch (kind) {
    case "number":
      return one;
    case "name":
      return one in at ? at[one] : known().constants[one];
    case "component":
      return at[one][other];
    case "call":
      return FUNCTIONS[one](...parts.slice(1).map((argument) => value(argument, at)));
  }
  if (parts.length === 1) return -value(one, at);
  return OPERATIONS[kind](value(one, at), value(other, at));
}

/**
 * Give the shape of what a formula gives; null for a list whose rows differ in length.
 * @param {Answers.Tree} tree
 * @returns {number[] | null}
 */
export function shapeOf([kind, ...items]) {
  if (kind !== "list") return [];
  const shapes = items.map(shapeOf);
  const [first] = shapes;
  const alike = shapes.every((shape) => shape && shape.join() === first?.join());
  return alike && first ? [items.length, ...first] : null;
}
