// When two answers are one: within tolerance, or but for the digits that were typed.
//
// Mirrors d2l_calc/grader/kinds/compare.py. Numbers come in a block: a row for each sample point, in
// each row the numbers of an array, one after the other, and the array's shape.

const SMALL = 1e-3; // of a component's largest size: what is smaller is compared by this
const TYPED = 12; // a number with more digits than this was computed, not typed

/** @param {number[]} numbers */
export const largest = (numbers) =>
  numbers.reduce((most, x) => (Number.isFinite(x) ? Math.max(most, Math.abs(x)) : most), 0);

/**
 * Give a block with every number changed.
 * @param {Answers.Block} block
 * @param {(x: number, row: number, column: number) => number} change
 * @returns {Answers.Block}
 */
export function changed({ rows, shape }, change) {
  const changedRow = (/** @type {number[]} */ numbers, /** @type {number} */ row) =>
    numbers.map((x, column) => change(x, row, column));
  return { rows: rows.map(changedRow), shape };
}

/**
 * Give one component of a block, as a block.
 * @param {Answers.Block} block
 * @param {number} column
 * @returns {Answers.Block}
 */
export const component = ({ rows }, column) => ({
  rows: rows.map((numbers) => [numbers[column]]),
  shape: [],
});

/** How far an answer may be from another and still be the same. */
export class Tolerance {
  constructor(rtol = 1e-6, atol = 1e-8) {
    this.rtol = rtol;
    this.atol = atol;
  }

  /**
   * Give how far each number may be from a reference's.
   * @param {Answers.Block} reference
   */
  of(reference) {
    const [first = []] = reference.rows;
    const scales = first.map((_, column) => largest(reference.rows.map((row) => row[column])));
    const { rows } = changed(
      reference,
      (x, _, column) => this.atol + this.rtol * Math.max(Math.abs(x), SMALL * scales[column]),
    );
    return rows;
  }

  /**
   * Compare number by number; NaN and infinity agree with themselves.
   * @param {Answers.Block} given
   * @param {Answers.Block} reference
   */
  agree(given, reference) {
    const near = this.of(reference);
    return given.rows.map((numbers, row) =>
      numbers.map((x, column) => {
        const right = reference.rows[row][column];
        if (Number.isFinite(right)) return Math.abs(x - right) <= near[row][column];
        return x === right || (Number.isNaN(x) && Number.isNaN(right));
      }),
    );
  }

  /**
   * Tell whether all numbers agree.
   * @param {Answers.Block} given
   * @param {Answers.Block} reference
   */
  same(given, reference) {
    if (given.shape.join() !== reference.shape.join()) return false;
    return this.agree(given, reference).flat().every(Boolean);
  }

  /** Give a tolerance for patterns, which must not be wider than this one. */
  tight() {
    return new Tolerance(Math.min(this.rtol, 1e-6), Math.min(this.atol, 1e-8));
  }
}

/**
 * Bring numbers into a shape, if it is the same but for axes of length 1.
 * @param {Answers.Block} block
 * @param {number[]} shape
 * @returns {Answers.Block | null}
 */
export function fit(block, shape) {
  const bare = (/** @type {number[]} */ axes) => axes.filter((n) => n !== 1).join();
  return bare(block.shape) === bare(shape) ? { ...block, shape } : null;
}

/**
 * Tell how far typed numbers are from others that they are, rounded or cut off.
 * @param {Answers.Block} given
 * @param {Answers.Block} reference
 * @returns {number | null} The largest relative distance; null if they are not, or not rounded.
 */
export function rounded(given, reference) {
  const numbers = reference.rows.flat();
  let distance = 0;
  for (const [i, one] of given.rows.flat().entries()) {
    const other = numbers[i];
    const near = 1e-8 + 1e-6 * Math.abs(other);
    if (Number.isFinite(other) ? Math.abs(one - other) <= near : one === other) continue;
    if (!isRounded(one, other)) return null;
    distance = Math.max(distance, Math.abs(one - other) / Math.abs(other));
  }
  return distance || null;
}

/**
 * Tell whether one number is another with fewer digits.
 * @param {number} given
 * @param {number} exact
 */
function isRounded(given, exact) {
  if (given === 0 || !Number.isFinite(given) || !Number.isFinite(exact)) return false;
  const [mantissa, power] = Math.abs(given).toExponential().split("e");
  const written = mantissa.replace(".", "").length;
  const exponent = Number(power) - written + 1;
  const decimals = Math.max(-exponent, 0);
  const count = written + Math.max(exponent, 0);
  const distance = Math.abs(given - exact);
  if (count > TYPED || (count < 2 && decimals < 2) || distance > 0.05 * Math.abs(exact)) {
    return false;
  }
  const last = Number(`1e-${decimals}`);
  const [below, size] = [Math.abs(given), Math.abs(exact)];
  const cutOff = count > 1 && below < size && size < below + last;
  return cutOff || distance <= 0.5 * last * (1 + 1e-9);
}
