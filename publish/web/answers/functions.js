// Answers that are functions, compared by what they give at sample points.
//
// Mirrors d2l_calc/grader/kinds/functions.py. Points, and what the key gives at them, are Python's.

import { changed, fit, largest } from "./compare.js";
import { parse } from "./formula.js";
import { brief, message, show, Unreadable } from "./messages.js";
import { asNumbers, Numbers, nested, wrong } from "./numbers.js";
import { dot, extent, NEAR } from "./patterns.js";
import { shapeOf, values } from "./tree.js";

const FLOOR = 0.01; // of the largest value: what is smaller counts as so large, for what is near
const FEW = 3; // points at which an answer is right already

export class Functions extends Numbers {
  typed = false;
  words = ["some_components_at", "witness_entry", "witness"];

  /** @param {Answers.FunctionsData} data */
  constructor(data) {
    super(data);
    this.asked = data;
    this.points = data.points;
    this.letters = data.names.map(([name]) => name);
    this.columns = this.letters
      .map((_, i) => this.points.map((point) => point[i]))
      .filter((column) => column.every((x) => typeof x === "number"));
  }

  // Reading

  /**
   * Give an answer's values, one row for each sample point.
   * @param {Answers.Answer} answer
   * @returns {Answers.Given}
   */
  read(answer) {
    if (typeof answer === "string") return this.formula(answer);
    const texts = typeof answer !== "number" && leaves(answer).some((x) => typeof x === "string");
    return texts ? this.formula(bracketed(answer)) : this.constant(answer);
  }

  /** @param {string} text */
  formula(text) {
    const tree = parse(text, new Map(this.asked.names));
    const shape = shapeOf(tree) ?? [];
    const at = (/** @type {Answers.Point} */ point) =>
      values(tree, Object.fromEntries(this.letters.map((name, i) => [name, point[i]])));
    return { rows: this.points.map(at), shape, at };
  }

  /**
   * Read a number, or as many as are asked for, as a function that gives just that.
   * @param {number | Answers.Answer[]} answer
   */
  constant(answer) {
    const block = asNumbers(answer);
    const [numbers = []] = block?.rows ?? [];
    if (numbers.some(Number.isNaN)) throw new Unreadable("nan");
    if (!block || (numbers.length > 1 && !fit(block, this.shape))) {
      throw new Unreadable("want_function", { names: this.letters.join(", "), got: brief(answer) });
    }
    const shape = numbers.length === 1 ? [] : block.shape;
    return { rows: this.points.map(() => numbers), shape, at: () => numbers, constant: true };
  }

  /**
   * Speak of the first trial that an answer which is right elsewhere does not stand.
   * @param {Answers.Given} given
   */
  fails(given) {
    const { at = () => [], shape } = given;
    const failed = this.asked.trials.find((trial) => {
      const block = fit({ rows: trial.points.map(at), shape }, this.shape);
      return !block || !this.tolerance.same(block, trial.values);
    });
    if (!failed) return null;
    const [tried, other] = [this.points[0], failed.points[0]];
    const moved = this.letters.flatMap((name, i) =>
      String(tried[i]) === String(other[i]) ? [] : [`${name} = ${show(other[i])}`],
    );
    return wrong(failed.note, message(failed.note, { point: moved.join(", ") }));
  }

  // What is said of a wrong one

  /**
   * Show a simple point, or a component, at which an answer is not right.
   * @param {Answers.Given} given
   */
  pointOut(given) {
    const verdict = super.pointOut(given);
    const varies = extent(this.key.rows.flat()) !== 0;
    if (verdict.note !== "none" || !given.constant || !varies) return verdict;
    const name = this.shape.length ? "constants" : "constant";
    const value = show(nested(given.rows[0], given.shape));
    return wrong("constant", message(name, { value, names: this.letters.join(", ") }));
  }

  /** @param {Answers.Block} block */
  undefined(block) {
    const row = block.rows.findIndex((numbers) => !numbers.every(Number.isFinite));
    return wrong("domain_error", message("domain_error", { point: this.name(this.points[row]) }));
  }

  /**
   * Speak of an approximation: a difference quotient, a constant that was rounded.
   * @param {Answers.Block} block
   */
  near(block) {
    const { rows } = this.key;
    const scales = rows[0].map((_, column) => largest(rows.map((row) => row[column])));
    const difference = changed(block, (x, row, column) => x - rows[row][column]);
    const relative = changed(difference, (x, _, column) => x / (scales[column] || 1));
    const step = largest(relative.rows.flat()) <= 10 * NEAR ? this.step(difference.rows) : null;
    if (step !== null) {
      return wrong("approximate", message("difference_quotient", { step: show(step, 1) }));
    }
    const close = difference.rows.every((numbers, row) =>
      numbers.every((x, i) => {
        return Math.abs(x) <= NEAR * Math.max(Math.abs(rows[row][i]), FLOOR * scales[i]);
      }),
    );
    return close ? wrong("approximate", message("approximate")) : null;
  }

  /**
   * Find the h of a difference quotient: it is off by h/2 times the key's slope.
   * @param {number[][]} difference
   */
  step(difference) {
    const { steepness } = this.asked;
    if (!steepness) return null;
    const off = difference.flat();
    const half = dot(steepness, off) / dot(steepness, steepness);
    const leftOver = off.map((x, i) => x - half * steepness[i]);
    return Math.hypot(...leftOver) < 0.05 * Math.hypot(...off) ? 2 * half : null;
  }

  /** @param {number} [column] */
  about(column) {
    const { slope, slips } = this.asked;
    const about = { slope, columns: this.columns, slips: [], terms: [] };
    const known = this.shape.length && column === undefined ? undefined : slips[column ?? 0];
    return { ...about, ...known };
  }

  // A point to look at

  /**
   * @param {Answers.Block} block
   * @param {Answers.Given} given
   */
  partly(block, given) {
    const right = this.tolerance.agree(block, this.key).map((row) => row.every(Boolean));
    const count = right.filter(Boolean).length;
    if (this.shape.length || count < FEW || count === right.length) {
      return super.partly(block, given);
    }
    const row = this.worstRow(block);
    const points = {
      right: this.name(this.points[right.indexOf(true)]),
      wrong: this.name(this.points[row]),
    };
    const value = show(block.rows[row][0]);
    return wrong("partly", message("some_points", { ...points, value }));
  }

  /**
   * Find a point at which one component differs, as simple as can be.
   * @param {Answers.Block} block
   * @param {Answers.Given} given
   * @param {number} column
   */
  difference(block, given, column) {
    for (const [point, right] of this.asked.simple) {
      const found = fit({ rows: [given.at?.(point) ?? []], shape: given.shape }, this.shape);
      if (!found?.rows[0].every(Number.isFinite)) continue;
      const reference = { rows: [right], shape: this.shape };
      if (!this.tolerance.agree(found, reference)[0][column]) {
        return { point: this.name(point), value: show(found.rows[0][column]) };
      }
    }
    const off = block.rows.map((row, i) => Math.abs(row[column] - this.key.rows[i][column]));
    const row = off.indexOf(Math.max(...off));
    return { point: this.name(this.points[row]), value: show(block.rows[row][column]) };
  }

  /**
   * Give the number of the sample point where an answer is furthest from right.
   * @param {Answers.Block} block
   */
  worstRow(block) {
    const near = this.tolerance.of(this.key);
    const off = block.rows.map((numbers, row) =>
      Math.max(...numbers.map((x, i) => Math.abs(x - this.key.rows[row][i]) / near[row][i])),
    );
    return off.indexOf(Math.max(...off));
  }

  /**
   * Name a point as a learner would write it: x = 0.71.
   * @param {Answers.Point} point
   */
  name(point) {
    return this.letters.map((name, i) => `${name} = ${show(point[i])}`).join(", ");
  }
}

/**
 * Write a list of formulas as one.
 * @param {Answers.Answer} answer
 * @returns {string}
 */
export const bracketed = (answer) =>
  Array.isArray(answer) ? `[${answer.map(bracketed).join(", ")}]` : String(answer);

/**
 * Give what stands in lists within lists.
 * @param {Answers.Answer} answer
 * @returns {(string | number)[]}
 */
export const leaves = (answer) => (Array.isArray(answer) ? answer.flatMap(leaves) : [answer]);
