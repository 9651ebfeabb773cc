// Answers that are numbers: one, or an array of them.
//
// Mirrors d2l_calc/grader/kinds/numbers.py.

import { changed, component, fit, rounded, Tolerance } from "./compare.js";
import { parse } from "./formula.js";
import { Kind } from "./kind.js";
import { asCode, brief, message, placeText, shapeText, show, Unreadable } from "./messages.js";
import { dot, extent, inAnyOrder, NEAR, Pair, recognise } from "./patterns.js";
import { shapeOf, values } from "./tree.js";
import { split } from "./units.js";

const FEWEST = 3; // points at which a function has to be defined to be taken for a known one

export class Numbers extends Kind {
  typed = true;
  words = ["some_components", "witness_component", "witness_number"];

  /** @param {Answers.NumbersData} data */
  constructor(data) {
    super();
    this.data = data;
    this.tolerance = new Tolerance(...data.tolerance);
    this.key = data.right[0];
    this.shape = this.key.shape;
  }

  /**
   * Give an answer's numbers, in one row.
   * @param {Answers.Answer} answer
   * @returns {Answers.Given}
   */
  read(answer) {
    const { units } = this.data;
    if (typeof answer === "string" && units) {
      const [number, factor] = split(answer, units);
      const given = this.read(computed(number));
      return factor === null ? { ...given, unit: answer } : changed(given, (x) => x * factor);
    }
    const { rows, shape } = typeof answer === "string" ? written(answer) : this.typedIn(answer);
    if (rows.flat().some(Number.isNaN)) throw new Unreadable("nan");
    return { rows, shape };
  }

  /**
   * Read numbers that were not typed as one text, perhaps as several.
   * @param {number | Answers.Answer[]} answer
   */
  typedIn(answer) {
    const block = asNumbers(answer);
    if (block) return block;
    const count = this.key.rows[0].length;
    const name = count === 1 ? "want_number" : "want_numbers";
    throw new Unreadable(name, { count, got: brief(answer) });
  }

  // Whether two answers are one

  /**
   * Tell whether two answers agree everywhere.
   * @param {Answers.Given} given
   * @param {Answers.Block} reference
   */
  same(given, reference) {
    const block = fit(given, reference.shape);
    return !!block && !given.unit && this.tolerance.same(block, reference);
  }

  /**
   * Tell whether an answer is right: the same, but for what the exercise leaves free.
   * @param {Answers.Given} given
   * @param {Answers.Block} key
   */
  right(given, key) {
    if (this.same(given, key)) return true;
    const block = fit(given, key.shape);
    if (!block || given.unit || !block.rows.flat().every(Number.isFinite)) return false;
    switch (this.data.up_to) {
      case "constant": {
        const off = block.rows[0].map((_, column) => {
          const all = block.rows.map((row, i) => row[column] - key.rows[i][column]);
          return all.reduce((sum, x) => sum + x, 0) / all.length;
        });
        return this.same(
          changed(block, (x, _, column) => x - off[column]),
          key,
        );
      }
      case "sign":
        return this.same(
          changed(block, (x) => -x),
          key,
        );
      case "scale": {
        const numbers = block.rows.flat();
        const size = dot(numbers, numbers);
        const multiple = size ? dot(numbers, key.rows.flat()) / size : 0;
        return this.same(
          changed(block, (x) => multiple * x),
          key,
        );
      }
    }
    if (!this.data.unordered || !block.shape.length) return false;
    return inAnyOrder(new Pair(block, key, this.tolerance), block, key);
  }

  /**
   * Give how far an answer is from another that it is, rounded; null if it is not.
   * @param {Answers.Given} given
   * @param {Answers.Block} reference
   */
  rounded(given, reference) {
    const block = fit(given, reference.shape);
    return this.typed && block && !given.unit ? rounded(block, reference) : null;
  }

  /**
   * Name what else is wrong with an answer that is nearly a listed mistake; null for a stranger.
   * @param {Answers.Given} given
   * @param {Answers.Block} mistake
   */
  kin(given, mistake) {
    if (given.shape.length === 2 && this.shape.length === 2) {
      if (this.same(transposed(given), mistake)) return "layout_too";
    }
    const block = fit(given, mistake.shape);
    if (!block || given.unit) return null;
    const defined = block.rows.map((row) => row.every(Number.isFinite));
    const count = defined.filter(Boolean).length;
    if (FEWEST <= count && count < defined.length) {
      const only = (/** @type {Answers.Block} */ { rows, shape }) => ({
        rows: rows.filter((_, i) => defined[i]),
        shape,
      });
      return this.tolerance.same(only(block), only(mistake)) ? "not_everywhere" : null;
    }
    if (!mistake.rows.flat().some(Boolean)) return null;
    const opposite = changed(block, (x) => -x);
    const alike = this.same(opposite, mistake) || this.rounded(opposite, mistake) !== null;
    return alike ? "sign_too" : null;
  }

  // What is said of a wrong one

  /**
   * Say what kind of difference this is, if it is one throughout.
   * @param {Answers.Given} given
   * @returns {Answers.Verdict | null}
   */
  explain(given) {
    if (given.unit) return wrong("unit", message("unit", { text: asCode(given.unit) }));
    if (given.shape.length === 2 && this.isTurned(given)) return this.turned(given);
    const block = fit(given, this.shape);
    if (!block) {
      const said = message("shape", this.shapes(given));
      return { status: "invalid", note: "shape", message: said };
    }
    if (!block.rows.flat().every(Number.isFinite)) return this.undefined(block);
    const near = this.near(block);
    if (near) return near;
    const misplaced = given.constant && extent(this.key.rows.flat()) !== 0;
    const found = misplaced ? null : recognise(this.pair(block));
    return found && wrong(found.note, message(found.words));
  }

  /** @param {Answers.Given} given */
  shapes(given) {
    return { wanted: shapeText(this.shape), came: shapeText(given.shape) };
  }

  /**
   * Name what is right already, if anything, and the first thing that is not.
   * @param {Answers.Given} given
   * @returns {Answers.Verdict}
   */
  pointOut(given) {
    return this.partly(fit(given, this.shape) ?? given, given);
  }

  /**
   * Tell whether rows and columns have changed places, number by number or in shape.
   * @param {Answers.Given} given
   */
  isTurned(given) {
    const turned = transposed(given);
    if (this.shape.length !== 2 || turned.shape.join() !== this.shape.join()) return false;
    const square = this.shape[0] === this.shape[1];
    return square ? this.same(turned, this.key) : !this.shape.includes(1);
  }

  /**
   * Say that rows and columns have changed places, and whether that is all.
   * @param {Answers.Given} given
   */
  turned(given) {
    const all = this.same(transposed(given), this.key);
    const name = this.data.jacobian ? "layout_jacobian" : "layout";
    return wrong("layout", all ? message(name) : message("layout_and_more", this.shapes(given)));
  }

  /**
   * @param {Answers.Block} _block
   * @returns {Answers.Verdict}
   */
  undefined(_block) {
    return wrong("domain_error", message("infinite"));
  }

  /**
   * Speak of an approximation of the key that is no rounding.
   * @param {Answers.Block} block
   * @returns {Answers.Verdict | null}
   */
  near(block) {
    const [key] = this.key.rows;
    const far = block.rows[0].some((x, i) => Math.abs(x - key[i]) > NEAR * Math.abs(key[i]));
    return far ? null : wrong("approximate", message("near"));
  }

  /**
   * Put an answer, or one component of it, beside the key.
   * @param {Answers.Block} block
   * @param {number} [column]
   */
  pair(block, column) {
    const part = (/** @type {Answers.Block} */ whole) =>
      column === undefined ? whole : component(whole, column);
    return new Pair(part(block), part(this.key), this.tolerance.tight(), this.about(column));
  }

  /**
   * @param {number} [_column]
   * @returns {Partial<Answers.About>}
   */
  about(_column) {
    return { typed: true };
  }

  /**
   * Tell which components are right.
   * @param {Answers.Block} block
   */
  agree(block) {
    const agree = this.tolerance.agree(block, this.key);
    return block.rows[0].map((_, column) => {
      if (agree.every((row) => row[column])) return true;
      return this.typed && rounded(component(block, column), component(this.key, column)) !== null;
    });
  }

  /**
   * @param {Answers.Block} block
   * @param {Answers.Given} given
   * @returns {Answers.Verdict}
   */
  partly(block, given) {
    const agree = this.agree(block);
    const column = Math.max(agree.indexOf(false), 0);
    const inside = this.shape.length > 0;
    const blanks = this.difference(block, given, column);
    const found = inside ? recognise(this.pair(block, column), false) : null;
    const also = found ? message("also", { reason: message(found.words) }) : "";
    const count = agree.filter(Boolean).length;
    const name = this.words[count ? 0 : inside ? 1 : 2];
    const place = inside ? placeText(this.index(column)) : "";
    const note = count ? "partly" : (found?.note ?? "none");
    return wrong(note, message(name, { count, place, ...blanks }) + also);
  }

  /** @param {number} column */
  index(column) {
    const [, columns] = this.shape;
    return columns === undefined ? [column] : [Math.floor(column / columns), column % columns];
  }

  /**
   * Show an answer at one place: what a sentence needs.
   * @param {Answers.Block} block
   * @param {Answers.Given} _given
   * @param {number} column
   * @returns {Answers.Blanks}
   */
  difference(block, _given, column) {
    return { value: show(block.rows[0][column]) };
  }
}

/**
 * @param {string} note
 * @param {string} said
 * @returns {Answers.Verdict}
 */
export const wrong = (note, said) => ({ status: "incorrect", note, message: said });

/**
 * @param {Answers.Block} block
 * @returns {Answers.Block}
 */
function transposed({ rows, shape: [height, width] }) {
  const turned = (/** @type {number[]} */ row) =>
    row.map((_, i) => row[(i % height) * width + Math.floor(i / height)]);
  return { rows: rows.map(turned), shape: [width, height] };
}

/**
 * Read a text as numbers.
 * @param {string} text
 * @returns {Answers.Block}
 */
function written(text) {
  const tree = parse(text);
  return { rows: [values(tree, {})], shape: shapeOf(tree) ?? [] };
}

/**
 * Give what a text comes to, as it would have been handed in.
 * @param {string} text
 */
function computed(text) {
  const { rows, shape } = written(text);
  return shape.length ? nested(rows[0], shape) : rows[0][0];
}

/**
 * Give numbers as lists within lists.
 * @param {number[]} numbers
 * @param {number[]} shape
 * @returns {any}
 */
export function nested(numbers, shape) {
  if (!shape.length) return numbers[0];
  const [count, ...rest] = shape;
  const size = numbers.length / count;
  return Array.from({ length: count }, (_, i) =>
    nested(numbers.slice(i * size, (i + 1) * size), rest),
  );
}

/**
 * Read a number, or a list of numbers and of texts that are numbers; null if it is neither.
 * @param {Answers.Answer} answer
 * @returns {Answers.Block | null}
 */
export function asNumbers(answer) {
  if (typeof answer === "number") return { rows: [[answer]], shape: [] };
  if (typeof answer === "string") {
    const block = written(answer);
    return block.shape.length ? null : block;
  }
  if (!answer.length) throw new Unreadable("empty", {}, "shape");
  const parts = answer.map(asNumbers);
  const rows = [];
  const [first] = parts;
  for (const part of parts) {
    if (!part || !first) return null;
    if (part.shape.join() !== first.shape.join()) {
      throw new Unreadable("ragged", { got: brief(answer) }, "shape");
    }
    rows.push(...part.rows[0]);
  }
  return { rows: [rows], shape: [parts.length, ...(first?.shape ?? [])] };
}
