// Answers that are points: a set of them, or points with labels.
//
// Mirrors d2l_calc/grader/kinds/points.py.

import { tidy } from "./choice.js";
import { changed, fit, rounded, Tolerance } from "./compare.js";
import { read, requireTable } from "./formula.js";
import { bracketed } from "./functions.js";
import { Kind } from "./kind.js";
import { brief, known, listed, message, shapeText, show, Unreadable } from "./messages.js";
import { nested, wrong } from "./numbers.js";
import { shapeOf, values } from "./tree.js";

const MOST = 100; // points that an answer may hold
const NEAR = new Tolerance(1e-3, 1e-3); // a point this close to the right one approximates it
const LOCAL = /^(?:an? )?(?:(?:local|relative) |局部|相对)/; // in front of a label

/** @typedef {(point: Answers.Block, other: Answers.Block) => boolean} Alike */

export class Points extends Kind {
  /** @param {Answers.PointsData} data */
  constructor(data) {
    super();
    this.data = data;
    this.tolerance = new Tolerance(...data.tolerance);
    this.key = data.right[0];
    this.shape = this.key[0]?.point.shape;
  }

  // Reading

  /**
   * Give an answer as a list of points with their labels.
   * @param {Answers.Answer} answer
   * @returns {Answers.Labelled[]}
   */
  read(answer) {
    const text = typeof answer === "string" ? answer : bracketed(answer);
    const { labelled } = this.data;
    const entries = this.entries(text);
    const named = entries.some(({ label }) => label !== null);
    if (labelled && !named) throw new Unreadable("want_labels", { got: brief(answer) });
    // What is said to be none of those asked for is left out.
    const asked = entries.filter(
      ({ label }) => labelled || label === null || canonical(label) !== "none",
    );
    if (asked.length > MOST) throw new Unreadable("too_many", { most: MOST }, "shape");
    return asked.map(({ point, label }) => ({
      point: this.point(point),
      label: labelled ? this.label(label) : null,
    }));
  }

  /**
   * Read what is typed, as {-1, 1} or {0: none, 1: min}.
   * @param {string} text
   */
  entries(text) {
    const tree = read(text, new Map());
    const [kind, ...parts] = tree;
    const point = (/** @type {Answers.Tree} */ part) => {
      requireTable(part, text);
      return { rows: [values(part, {})], shape: shapeOf(part) ?? [] };
    };
    if (kind === "set") {
      const found = parts.map(([, part, label]) => ({ point: point(part), label }));
      if (found.every(({ label }) => label === null)) return found;
      // A point that comes again has the label that comes last.
      const byPoint = new Map(found.map((entry) => [String(entry.point.rows), entry]));
      return [...byPoint.values()];
    }
    const one = kind === "list" && this.shape?.length === 1 && parts.length === this.shape[0];
    const alone = one && parts.every(([inner]) => inner !== "list");
    const points = kind === "list" && !alone ? parts : [tree];
    return points.map((part) => ({ point: point(part), label: null }));
  }

  /** @param {Answers.Block} point */
  point(point) {
    if (point.rows[0].some(Number.isNaN)) throw new Unreadable("nan");
    if (!this.shape) return point;
    const fitted = fit(point, this.shape);
    if (fitted) return fitted;
    const shapes = { wanted: shapeText(this.shape), came: shapeText(point.shape) };
    throw new Unreadable("point_shape", shapes, "shape");
  }

  /** @param {string | null} name */
  label(name) {
    const label = canonical(name);
    const { labels } = this.data;
    if (label !== null && labels.includes(label)) return label;
    const got = name === null ? "None" : brief(name);
    throw new Unreadable("want_label", {
      got,
      labels: listed(labels.map((each) => `\`${each}\``)),
    });
  }

  // Whether two answers are one

  /**
   * @param {Answers.Labelled[]} given
   * @param {Answers.Labelled[]} reference
   */
  same(given, reference) {
    return match(given, reference, this.near);
  }

  near = within(() => this.tolerance);

  /**
   * Give how far an answer is from another that it is, rounded; null if it is not.
   * @param {Answers.Labelled[]} given
   * @param {Answers.Labelled[]} reference
   */
  rounded(given, reference) {
    let distance = 0;
    const alike = (/** @type {Answers.Block} */ point, /** @type {Answers.Block} */ other) => {
      if (this.near(point, other)) return true;
      const far = point.shape.join() === other.shape.join() ? rounded(point, other) : null;
      distance = Math.max(distance, far ?? 0);
      return far !== null;
    };
    return match(given, reference, alike) ? distance || null : null;
  }

  // What is said of a wrong one

  /**
   * Say which points or labels are not right.
   * @param {Answers.Labelled[]} given
   */
  pointOut(given) {
    if (!given.length) return wrong("missing", message("points_none"));
    const extra = given.filter(({ point }) => !this.key.some((k) => this.near(point, k.point)));
    if (!extra.length) return this.missingOrLabel(given);
    const moved = (/** @type {(point: Answers.Block) => Answers.Block} */ move) =>
      given.map(({ point, label }) => ({ point: move(point), label }));
    if (
      match(
        given,
        this.key,
        within(() => NEAR),
      )
    ) {
      return wrong("approximate", message("points_approximate"));
    }
    if (
      this.same(
        moved((point) => changed(point, (x) => -x)),
        this.key,
      )
    ) {
      return wrong("sign", message("points_sign"));
    }
    if (this.shape?.length && this.same(moved(backwards), this.key)) {
      return wrong("order", message("points_order"));
    }
    const some = extra.length < given.length ? message("points_some_right") : "";
    return wrong("extra", some + message("points_extra", { point: shown(extra[0].point) }));
  }

  /** @param {Answers.Labelled[]} given */
  missingOrLabel(given) {
    if (!match(given, this.key, this.near, false)) {
      return wrong("missing", message("points_missing"));
    }
    const item = given.find((each) => !this.key.some((other) => this.same([each], [other])));
    return wrong("label", message("points_labels", { point: item ? shown(item.point) : "" }));
  }
}

/**
 * Tell whether two points are one; what counts as small is so beside the largest coordinate.
 * @param {() => Tolerance} tolerance
 * @returns {Alike}
 */
function within(tolerance) {
  const upright = (/** @type {Answers.Block} */ { rows, shape }) => ({
    rows: rows[0].map((x) => [x]),
    shape,
  });
  return (point, other) => tolerance().same(upright(point), upright(other));
}

/**
 * Tell whether each point of either answer has its like in the other.
 * @param {Answers.Labelled[]} given
 * @param {Answers.Labelled[]} reference
 * @param {Alike} alike
 */
function match(given, reference, alike, labels = true) {
  const named = (/** @type {Answers.Labelled} */ one, /** @type {Answers.Labelled} */ other) =>
    !labels || one.label === other.label;
  return (
    given.every((one) => reference.some((o) => alike(one.point, o.point) && named(one, o))) &&
    reference.every((one) => given.some((o) => alike(o.point, one.point) && named(one, o)))
  );
}

/** @param {Answers.Block} point */
const backwards = ({ rows, shape }) => ({ rows: [rows[0].toReversed()], shape });

/** @param {Answers.Block} point */
const shown = ({ rows, shape }) => show(nested(rows[0], shape));

/**
 * Give one name for all names of a label.
 * @param {string | null} label
 */
function canonical(label) {
  if (label === null) return "none";
  const name = tidy(label)?.replace(LOCAL, "") ?? null;
  return name === null ? null : (known().labels[name] ?? name);
}
