// Units behind a number: 9.8 m/s².
//
// Mirrors d2l_calc/grader/kinds/units.py.

import { plain } from "./notation.js";

const CONSTANT = /(?:pi|π|e)$/;
const NUMBER = /^(.*?[\d.)\]πe%]|.*?pi)\s*([\p{L}\p{Nl}\p{No}_].*)?$/su;

/**
 * Give the number in a text and the factor of its unit, null for one that is not known.
 * @param {string} typed
 * @param {{ [unit: string]: number }} factors
 * @returns {[string, number | null]}
 */
export function split(typed, factors) {
  const text = typed.trim();
  for (let end = 1; end < text.length; end++) {
    const [number, unit] = [text.slice(0, end).trimEnd(), tidy(text.slice(end))];
    if (Object.hasOwn(factors, unit) && (!/\p{L}$/u.test(number) || CONSTANT.test(number))) {
      return [number, factors[unit]];
    }
  }
  const match = NUMBER.exec(text);
  return match?.[2] ? [match[1].trim(), null] : [text, 1];
}

/** @param {string} unit */
function tidy(unit) {
  const [signs] = plain([...unit]);
  return signs.replace(/[\s*^\ufdd0-\ufdd2]/g, "");
}
