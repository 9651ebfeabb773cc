// The pieces of a formula: numbers, names, functions and signs, each with its place in the text.
//
// Mirrors d2l_calc/grader/kinds/tokens.py.

import { known, listed, marked, NotAttempted, Unreadable } from "./messages.js";
import { CLOSE, FRACTION, plain, RAISED } from "./notation.js";

const LONGEST_WORD = 30;
const TOKEN = new RegExp(
  [
    "(?<blank> +|#.*)",
    "(?<dots>\\.\\.+)",
    "(?<number>(?:\\d+(?:\\.\\d*)?|\\.\\d+)(?:[eE][+-]?\\d+)?)",
    `${FRACTION}(?<fraction>[^${CLOSE}]*)${CLOSE}`,
    `${RAISED}(?<raised>[^${CLOSE}]*)${CLOSE}`,
    "(?:(?:np|numpy|math|d2l) *\\. *)?(?<word>[\\p{L}\\p{Nl}\\p{No}][\\p{L}\\p{N}_]*)",
    "(?<quoted>\"[^\"]*\"|'[^']*')",
    "(?<sign>\\*\\*|.)",
  ].join("|"),
  "gsu",
);

/**
 * Take a formula to pieces.
 * @param {string[]} letters
 * @param {Vocabulary} vocabulary
 */
export function tokens(letters, vocabulary) {
  const [signs, places] = plain(letters);
  /** @type {Answers.Token[]} */
  const found = [];
  let glued = false;
  for (const match of signs.matchAll(TOKEN)) {
    const groups = Object.entries(match.groups ?? {});
    const [kind, written] = groups.find(([, text]) => text !== undefined) ?? ["", ""];
    const after = match.index + match[0].length;
    const start = places[match.index];
    const end = Math.max(places[after], start + 1);
    const token = { kind, text: written, start, end, glued, part: 0 };
    if (kind === "dots") {
      const last = found.at(-1);
      if (glued && last?.kind === "number" && last.text.includes(".")) continue; // 0.333…
      throw new NotAttempted("half_attempted");
    }
    if (kind === "sign") {
      found.push({ ...token, kind: written === "**" ? "^" : written });
    } else if (kind === "word") {
      const from = after - written.length;
      const starts = [...places.slice(from, after), end];
      const follows = signs.slice(after).trimStart();
      try {
        const pieces = vocabulary.pieces(written, marked(letters, start, end), follows);
        pieces.forEach((piece, part) => {
          const place = { start: starts[piece.from], end: starts[piece.to] };
          found.push({ ...token, ...piece, ...place, glued: glued || part > 0, part });
        });
      } catch (problem) {
        if (!(problem instanceof Unreadable)) throw problem;
        found.push({ ...token, problem });
      }
    } else if (kind !== "blank") {
      found.push(token);
    }
    glued = kind !== "blank";
  }
  const end = letters.length;
  return [...found, { kind: "end", text: "", start: end, end, glued: false, part: 0 }];
}

/** The names, functions and constants that may occur in a formula. */
export class Vocabulary {
  /** @param {Answers.Names} names */
  constructor(names) {
    this.names = names;
    this.functions = Object.keys(known().functions);
    this.constants = Object.keys(known().constants);
  }

  /**
   * Give the meaning of a word, which may be several written side by side in one way only.
   * @param {string} word
   * @param {string} place
   * @param {string} follows
   * @returns {Answers.Piece[]}
   */
  pieces(word, place, follows) {
    const whole = this.whole(word);
    if (whole) return [{ ...whole, from: 0, to: word.length }];
    const ways = word.length <= LONGEST_WORD ? [...this.ways(word, 0, follows)] : [];
    if (ways.length === 1) return ways[0];
    if (ways.length > 1) {
      const [one, other] = ways.map(speltOut);
      throw new Unreadable("formula_ambiguous", { place, one, other });
    }
    throw this.unknown(word, place);
  }

  /**
   * @param {string} word
   * @returns {Answers.Meaning | null}
   */
  whole(word) {
    for (const text of [word, word.replaceAll("_", "")]) {
      if (this.names.has(text)) return { kind: "name", text };
    }
    const component = /^(.*?)_?(\d+)$/.exec(word);
    if (component) {
      const [, text, number] = component;
      const count = this.names.get(text);
      if (count) {
        const index = Number(number) - 1;
        if (index < 0 || index >= count) {
          throw new Unreadable("formula_component", { name: text, count });
        }
        return { kind: "name", text, index };
      }
    }
    for (const text of [word, word.toLowerCase()]) {
      if (this.functions.includes(text)) return { kind: "function", text };
    }
    if (this.constants.includes(word) || word === "Pi" || word === "PI") {
      return { kind: "name", text: word.toLowerCase() };
    }
    return null;
  }

  /**
   * Yield every way to take the rest of a word for pieces side by side.
   * @param {string} word
   * @param {number} from
   * @param {string} follows
   * @returns {Generator<Answers.Piece[], void>}
   */
  *ways(word, from, follows) {
    if (from === word.length) {
      yield [];
      return;
    }
    for (let to = from + 1; to <= word.length; to++) {
      const text = word.slice(from, to);
      /** @type {Answers.Meaning | null} */
      let meaning;
      if (/^\d+$/.test(text)) {
        if (/\d/.test(word[to] ?? "")) continue;
        const before = word.slice(0, from);
        const behind = this.functions.some((name) => before.endsWith(name));
        meaning = behind ? { kind: "number", text } : null;
      } else if (text === "e") {
        const raised = ["^", "**", RAISED].some((sign) => follows.startsWith(sign));
        meaning = to === word.length && raised ? { kind: "name", text } : null;
      } else if (text.startsWith("_") || word[to] === "_") {
        meaning = null;
      } else {
        meaning = this.whole(text);
      }
      if (!meaning) continue;
      for (const rest of this.ways(word, to, follows)) yield [{ ...meaning, from, to }, ...rest];
    }
  }

  /**
   * Say what is wrong with a word that means nothing.
   * @param {string} word
   * @param {string} place
   */
  unknown(word, place) {
    const power = /^(.*?)([2-9]|\d\d+)$/.exec(word);
    if (power && this.names.has(power[1])) {
      const [one, other] = [`${power[1]}**${power[2]}`, `${power[1]}*${power[2]}`];
      return new Unreadable("formula_ambiguous", { place, one, other });
    }
    const rest = word.slice(1);
    if (word[0] === "e" && (this.whole(rest) || !this.ways(word, 1, "").next().done)) {
      return new Unreadable("formula_ambiguous", { place, one: `e*${rest}`, other: `e**${rest}` });
    }
    const small = word.toLowerCase();
    if (this.names.has(small)) {
      return new Unreadable("formula_name_like", { name: word, other: small });
    }
    const letters = [...this.names].flatMap(([name, count]) =>
      count ? Array.from({ length: count }, (_, i) => `${name}_${i + 1}`) : [name],
    );
    const names = listed([...letters, ...this.constants].map((name) => `\`${name}\``));
    return new Unreadable("formula_name", { name: word, place, names });
  }
}

/**
 * Write one way to read a word so that it cannot be read in another.
 * @param {Answers.Piece[]} way
 */
function speltOut(way) {
  let [text, closing] = ["", ""];
  for (const piece of way) {
    if (text && !text.endsWith("(")) text += "*";
    text += piece.kind === "function" ? `${piece.text}(` : piece.text;
    closing += piece.kind === "function" ? ")" : "";
  }
  return text + closing;
}
