// From what keyboards and copied formulas give to the plain signs that the grammar knows.
//
// Mirrors d2l_calc/grader/kinds/notation.py, whose tables are part of what Python writes out.

import { known } from "./messages.js";

// What wraps a run of signs above the line, and one fraction, in a plain text.
// No text has these signs: they are none.
export const RAISED = "\ufdd0";
export const FRACTION = "\ufdd1";
export const CLOSE = "\ufdd2";

/**
 * Write a text with plain signs only, and tell where each of them came from.
 * @param {string[]} letters
 * @returns {[string, number[]]}
 */
export function plain(letters) {
  const { above, below } = known().notation;
  let signs = "";
  /** @type {number[]} */
  const places = [];
  let level = "";
  const write = (/** @type {string} */ text, /** @type {number} */ place) => {
    signs += text;
    for (let i = 0; i < text.length; i++) places.push(place);
  };
  letters.forEach((letter, place) => {
    const now = letter in above ? "above" : letter in below ? "below" : "";
    if (now !== level) {
      write(level === "above" ? CLOSE : "", place);
      write(now === "above" ? RAISED : now === "below" ? "_" : "", place);
      level = now;
    }
    write(plainly(letter), place);
  });
  write(level === "above" ? CLOSE : "", letters.length);
  return [signs, [...places, letters.length]];
}

/**
 * Write one sign plainly; nothing for one that cannot be seen, a blank for other blanks.
 * @param {string} letter
 */
function plainly(letter) {
  const { above, below, fractions, kept } = known().notation;
  if (letter in above) return above[letter];
  if (letter in below) return below[letter];
  if (letter in fractions) return FRACTION + fractions[letter] + CLOSE;
  if (/\p{Cf}/u.test(letter)) return "";
  if (/[\s\u0085\p{Z}]/u.test(letter)) return " ";
  if (/\p{Cc}/u.test(letter)) return "";
  if (kept.includes(letter)) return letter;
  return alike(alike(letter).normalize("NFKC"));
}

/**
 * Give one plain sign for every sign that looks like it.
 * @param {string} text
 */
export function alike(text) {
  const table = known().notation.alike;
  return Array.from(text, (letter) => table[letter] ?? letter).join("");
}
