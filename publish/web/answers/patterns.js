// General patterns: how a wrong answer may be related to the right one, from values alone.
//
// Mirrors d2l_calc/grader/kinds/patterns.py. What needs the key's formula (the key with a slip in
// it, its terms) comes from Python as values.

import { changed, component, largest, rounded } from "./compare.js";

export const NEAR = 1e-3; // an answer this close, relative to the key's size, approximates it
const NEARLY_ONE = 0.02; // a factor this close to 1 is a constant that was rounded
const FEWEST = 3; // points that it takes to be sure of a term
const INNER = [1, 2, 3, 4, 5, 6]; // the factor of an inner derivative, 2x or 3x²
const POWERS = [1, 2, -1, 3, -2, 4]; // of an argument, for a term that is missing

/** An answer beside the right one. */
export class Pair {
  /**
   * @param {Answers.Block} given
   * @param {Answers.Block} key
   * @param {import("./compare.js").Tolerance} tolerance
   * @param {Partial<Answers.About>} [about]
   */
  constructor(given, key, tolerance, about = {}) {
    const nothing = { typed: false, slope: false, columns: [], slips: [], terms: [] };
    this.given = given;
    this.key = key;
    this.tolerance = tolerance;
    this.about = { ...nothing, ...about };
    this.keys = key.rows.flat();
    this.answers = given.rows.flat();
  }

  /**
   * Tell whether two blocks are the same, but perhaps for digits that were not typed.
   * @param {Answers.Block} given
   * @param {Answers.Block} reference
   */
  same(given, reference) {
    if (given.shape.join() !== reference.shape.join()) return false;
    if (this.tolerance.same(given, reference)) return true;
    return this.about.typed && rounded(given, reference) !== null;
  }

  /**
   * Tell whether the answer is the key with every number changed.
   * @param {(x: number) => number} change
   */
  is(change) {
    return this.same(this.given, changed(this.key, change));
  }

  /** @param {number[]} column */
  isColumn(column) {
    return this.tolerance.same(this.given, block(column));
  }
}

/**
 * @param {number[]} column
 * @returns {Answers.Block}
 */
const block = (column) => ({ rows: column.map((x) => [x]), shape: [] });

/**
 * @param {number[]} one
 * @param {number[]} other
 */
export const dot = (one, other) => one.reduce((sum, x, i) => sum + x * other[i], 0);

/** @param {number[]} numbers */
const mean = (numbers) => numbers.reduce((sum, x) => sum + x, 0) / numbers.length;

/**
 * How far the smallest number is from the largest.
 * @param {number[]} numbers
 */
export const extent = (numbers) => Math.max(...numbers) - Math.min(...numbers);

/** @typedef {(pair: Pair) => [note: string, words: string] | null} Pattern */

/** @type {Pattern} */
function percent(pair) {
  const [share, ...more] = pair.keys;
  const asked = pair.about.typed && !more.length && share !== 0 && Math.abs(share) <= 1;
  return asked && pair.is((x) => 100 * x) ? ["percent", "percent"] : null;
}

/** @type {Pattern} */
function degrees(pair) {
  if (!pair.keys.some(Boolean)) return null;
  const found = [180 / Math.PI, Math.PI / 180].some((factor) => pair.is((x) => factor * x));
  return found ? ["degrees", "degrees"] : null;
}

/** @type {Pattern} */
function sign(pair) {
  if (!pair.keys.some(Boolean) || !pair.is((x) => -x)) return null;
  const { slope, typed } = pair.about;
  return ["sign", slope ? "sign_slope" : typed ? "sign_number" : "sign"];
}

/** @type {Pattern} */
function upsideDown(pair) {
  const ones = pair.keys.every((x) => Math.abs(Math.abs(x) - 1) <= 1e-8 + 1e-5);
  if (ones || !pair.keys.every(Boolean)) return null;
  return pair.is((x) => 1 / x) ? ["upside_down", "upside_down"] : null;
}

/** @type {Pattern} */
function decimalPoint(pair) {
  const [key, given] = [pair.keys[0], pair.answers[0]];
  if (!pair.about.typed || pair.keys.length > 1 || !key || !given) return null;
  const shift = Math.round(Math.log10(Math.abs(given / key)));
  const digits = Math.abs(key)
    .toExponential(6)
    .split("e")[0]
    .replace(/^[0.]+|[0.]+$/g, "");
  if (!shift || Math.abs(shift) >= 6 || digits.length <= 2) return null;
  return pair.is((x) => x * 10 ** shift) ? ["decimal_point", "decimal_point"] : null;
}

/** @type {Pattern} */
function factor({ keys, answers, given, key, tolerance }) {
  if (keys.filter(Boolean).length < 2 || extent(keys) <= 1e-9 * largest(keys)) return null;
  const multiple = dot(keys, answers) / dot(keys, keys);
  const same = tolerance.same(
    given,
    changed(key, (x) => multiple * x),
  );
  if (!(Math.abs(multiple) > NEAR) || !same) return null;
  const nearlyOne = Math.abs(multiple - 1) < NEARLY_ONE;
  return nearlyOne ? ["approximate", "rounded_constant"] : ["factor", "factor"];
}

/** @type {Pattern} */
function offset({ about, keys, answers, given, key, tolerance }) {
  if (about.typed || key.shape.length || !extent(answers) || !extent(keys)) return null;
  const shift = mean(answers.map((x, i) => x - keys[i]));
  const same = tolerance.same(
    changed(given, (x) => x - shift),
    key,
  );
  return same ? ["offset", about.slope ? "offset_slope" : "offset"] : null;
}

/** @type {Pattern} */
function order(pair) {
  const { shape } = pair.key;
  if (shape.length > 2) return null;
  for (const axis of shape.keys()) {
    if (!inAnyOrder(pair, pair.given, pair.key, axis)) continue;
    return ["order", shape.length === 1 ? "order" : ["order_rows", "order_columns"][axis]];
  }
  return null;
}

/**
 * Tell whether there is one order in which the given parts along an axis are the right ones.
 * @param {Pair} pair
 * @param {Answers.Block} given
 * @param {Answers.Block} key
 */
export function inAnyOrder(pair, given, key, axis = 0) {
  const count = key.shape[axis];
  if (count < 2) return false;
  const free = [...Array(count).keys()];
  for (let place = 0; place < count; place++) {
    const right = along(key, axis, place);
    const fits = free.filter((i) => pair.same(along(given, axis, i), right));
    if (!fits.length) return false;
    free.splice(free.indexOf(fits.includes(place) ? place : fits[0]), 1);
  }
  return true;
}

/**
 * Give one part of a block along an axis: a component, a row, a column.
 * @param {Answers.Block} block
 * @param {number} axis
 * @param {number} place
 * @returns {Answers.Block}
 */
function along(block, axis, place) {
  const { rows, shape } = block;
  if (shape.length === 1) return component(block, place);
  const inside = (/** @type {number} */ i) =>
    axis === 0 ? Math.floor(i / shape[1]) === place : i % shape[1] === place;
  return { rows: rows.map((row) => row.filter((_, i) => inside(i))), shape: [shape[1 - axis]] };
}

/** @type {Pattern} */
function slip(pair) {
  const found = pair.about.slips.find(([, column]) => pair.isColumn(column));
  return found ? [found[0], found[0]] : null;
}

/** @type {Pattern} */
function coefficient({ about, answers, keys, tolerance }) {
  const difference = answers.map((x, i) => x - keys[i]);
  const found =
    about.terms.length > 1 && about.terms.some((term) => isMultiple(difference, term, tolerance));
  return found ? ["coefficient", "coefficient"] : null;
}

/** @type {Pattern} */
function oneTerm({ about, answers, keys, key, tolerance }) {
  if (key.shape.length || extent(answers) === 0) return null;
  const difference = answers.map((x, i) => x - keys[i]);
  const found = about.columns.some(
    (x) =>
      x.every(Boolean) &&
      POWERS.some((power) =>
        isMultiple(
          difference,
          x.map((number) => number ** power),
          tolerance,
        ),
      ),
  );
  return found ? ["one_term", "one_term"] : null;
}

/** @type {Pattern} */
function oneFactor(pair) {
  const { about, answers, keys, key, tolerance } = pair;
  if (key.shape.length || !extent(answers)) return null;
  const lacks = (/** @type {number[]} */ x, /** @type {number} */ power) =>
    x.every(Boolean) &&
    INNER.some((n) => tolerance.same(key, block(answers.map((y, i) => y * n * x[i] ** power))));
  const hasTooMany = (/** @type {number[]} */ x, /** @type {number} */ power) =>
    pair.isColumn(keys.map((y, i) => y * x[i] ** power));
  const found = about.columns.some((x) =>
    [1, 2].some((power) => lacks(x, power) || hasTooMany(x, power)),
  );
  return found ? ["one_factor", "one_factor"] : null;
}

/**
 * Tell whether numbers are a multiple of others, and not nearly nothing.
 * @param {number[]} given
 * @param {number[]} reference
 * @param {import("./compare.js").Tolerance} tolerance
 */
function isMultiple(given, reference, tolerance) {
  const size = dot(reference, reference);
  if (given.length < FEWEST || !Number.isFinite(size) || !size) return false;
  const multiple = dot(reference, given) / size;
  const whole = block(reference.map((x) => multiple * x));
  return Math.abs(multiple) > NEAR && tolerance.same(block(given), whole);
}

const PART = [percent, degrees, sign, decimalPoint, factor, slip, upsideDown, offset];
const SUMS = [coefficient, oneTerm, oneFactor];

/**
 * Give the first finding of the patterns that apply to a whole answer, or to a part of one.
 * @param {Pair} pair
 */
export function recognise(pair, whole = true) {
  for (const pattern of [...PART, ...(whole ? [order] : []), ...SUMS]) {
    const found = pattern(pair);
    if (found) return { note: found[0], words: found[1] };
  }
  return null;
}
