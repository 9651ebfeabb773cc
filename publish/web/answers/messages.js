// What is said of an answer: the words that Python has written out, their blanks filled in.
//
// Mirrors d2l_calc/grader/messages.py.

let language = /** @type {Answers.Language} */ ({});

/**
 * Take signs and names that the grader reads, or words that it says.
 * @param {Partial<Answers.Language>} more
 */
export function learn(more) {
  language = { ...language, ...more };
}

export const known = () => language;

/**
 * @param {string} name
 * @param {Answers.Blanks} [values]
 */
export function message(name, values = {}) {
  return filled(language.messages[name], values);
}

/**
 * Fill in the blanks of a text; a brace that is meant to be seen is written twice.
 * @param {string} text
 * @param {Answers.Blanks} values
 */
export function filled(text, values) {
  return text.replace(/\{\{|\}\}|\{(\w+)\}/g, (sign, name) =>
    name ? String(values[name]) : sign[0],
  );
}

/** An answer that cannot be read as one. */
export class Unreadable extends Error {
  /**
   * @param {string} name
   * @param {Answers.Blanks} [values]
   * @param {string} [note]
   */
  constructor(name, values, note = "none") {
    super(message(name, values));
    this.note = note;
  }
}

/** Nothing answered yet. */
export class NotAttempted extends Error {
  /** @param {string} name */
  constructor(name) {
    super(message(name));
  }
}

/**
 * Write a number or a small array as a learner would: `1.4`, `[0.6, -0.3]`.
 * @param {Answers.Nested} value
 * @param {number} [digits]
 * @returns {string}
 */
export function show(value, digits = 4) {
  if (typeof value === "number") return general(value, digits);
  return `[${value.map((item) => show(item, digits)).join(", ")}]`;
}

/**
 * Write a number with some digits, as Python's `format(x, ".4g")` does.
 * @param {number} x
 * @param {number} digits
 */
function general(x, digits) {
  if (Number.isNaN(x)) return "nan";
  if (!Number.isFinite(x)) return x < 0 ? "-inf" : "inf";
  const [mantissa, exponent] = toEven(x, digits).split("e");
  const power = Number(exponent);
  const bare = (/** @type {string} */ text) =>
    text.includes(".") ? text.replace(/\.?0+$/, "") : text;
  if (power >= -4 && power < digits) {
    const places = digits - 1 - power;
    return bare(Number(`${mantissa}e${power}`).toFixed(places)).replace(/^-0$/, "0");
  }
  const size = String(Math.abs(power)).padStart(2, "0");
  return `${bare(mantissa)}e${power < 0 ? "-" : "+"}${size}`;
}

/**
 * Round to some digits; of two that are as near, to the even one. JavaScript takes the larger.
 * @param {number} x
 * @param {number} digits
 */
function toEven(x, digits) {
  const [exact, exponent] = x.toExponential(40).split("e");
  const kept = exact.slice(0, exact.indexOf(".") + digits);
  const tie = /^50*$/.test(exact.slice(kept.length)) && /[02468]\.?$/.test(kept);
  return tie && digits > 1 ? `${kept}e${exponent}` : x.toExponential(digits - 1);
}

/** @param {number[]} shape */
export function shapeText(shape) {
  const [rows, columns] = shape;
  if (shape.length === 0) return message("a_number");
  if (shape.length === 1) return message("a_vector", { count: rows });
  if (shape.length === 2) return message("a_matrix", { rows, columns });
  return message("a_shape", { shape: `(${shape.join(", ")})` });
}

/**
 * Name a component of a vector, or an entry of a matrix, counting from 1.
 * @param {number[]} index
 */
export function placeText(index) {
  const counted = index.map((i) => i + 1);
  if (counted.length === 2) return message("entry", { row: counted[0], column: counted[1] });
  return message("component", { index: counted.join(", ") });
}

/** @param {string[]} items */
export const listed = (items) => items.join(message("list_comma"));

/**
 * Write what was handed in as Python would, in at most a line.
 * @param {Answers.Answer} value
 */
export function brief(value) {
  return asCode(written(value));
}

/**
 * @param {Answers.Answer} value
 * @returns {string}
 */
function written(value) {
  if (typeof value === "number") return String(value);
  if (typeof value === "string") return quoted(value);
  const items = value.slice(0, 6).map(written);
  return `[${(value.length > 6 ? [...items, "..."] : items).join(", ")}]`;
}

const LONGEST = 60;

/** @param {string} text */
function quoted(text) {
  const letters = [...text];
  const whole = [...represented(letters.slice(0, LONGEST))];
  if (whole.length <= LONGEST) return whole.join("");
  const before = Math.floor((LONGEST - 3) / 2);
  const after = LONGEST - 3 - before;
  const ends = [...represented([...letters.slice(0, before), ...letters.slice(-after)])];
  return `${ends.slice(0, before).join("")}...${ends.slice(-after).join("")}`;
}

/** @param {string[]} letters */
function represented(letters) {
  const mark = letters.includes("'") && !letters.includes('"') ? '"' : "'";
  const escaped = letters.map((letter) => {
    const code = /** @type {number} */ (letter.codePointAt(0));
    const named = { "\n": "\\n", "\r": "\\r", "\t": "\\t", "\\": "\\\\" }[letter];
    if (named) return named;
    if (letter === mark) return `\\${letter}`;
    if (letter === " " || !/[\p{C}\p{Z}]/u.test(letter)) return letter;
    const hex = code.toString(16);
    if (code < 0x100) return `\\x${hex.padStart(2, "0")}`;
    return code < 0x10000 ? `\\u${hex.padStart(4, "0")}` : `\\U${hex.padStart(8, "0")}`;
  });
  return mark + escaped.join("") + mark;
}

/**
 * Write foreign text so that it stays within `code`, on one line.
 * @param {string} text
 */
export function asCode(text) {
  return text
    .replace(/ at 0x[0-9a-fA-F]+/g, "")
    .replaceAll("`", "'")
    .replace(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu, " ");
}

/**
 * Write foreign text with a place in it marked.
 * @param {string[]} letters
 * @param {number} start
 * @param {number} end
 */
export function marked(letters, start, end) {
  const around = 30;
  const before = letters.slice(Math.max(0, start - around), start).join("");
  const after = letters.slice(end, end + around).join("");
  const open = start > around ? "…" : "";
  const close = end + around < letters.length ? "…" : "";
  const place = letters.slice(start, end).join("");
  return asCode(`${open}${before}▶${place}◀${after}${close}`.trim());
}
