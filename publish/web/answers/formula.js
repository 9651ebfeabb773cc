// Formulas as people write them, read as mathematics.
//
// Mirrors d2l_calc/grader/kinds/formula.py, method by method: the grammar is written down there.

import { asCode, known, listed, marked, Unreadable } from "./messages.js";
import { alike } from "./notation.js";
import { tokens, Vocabulary } from "./tokens.js";
import { shapeOf } from "./tree.js";

const LONGEST = 500; // signs
const DEEPEST = 50; // brackets within brackets
const CODE = ["lambda", "def", "return", "import", "print", "if", "for"];
const OPENING = ["number", "fraction", "name", "function", "(", "√", "|"];

/**
 * Read a formula in the given names.
 * @param {string} text
 * @param {Answers.Names} [names]
 * @returns {Answers.Tree}
 */
export function parse(text, names = new Map()) {
  const tree = read(text, names);
  const formula = tree[0] === "set" ? onlyOne(tree, text, names) : tree;
  requireTable(formula, text);
  return formula;
}

/**
 * Read a formula, a list of them, a set, or points with labels.
 * @param {string} text
 * @param {Answers.Names} names
 * @returns {Answers.Tree}
 */
export function read(text, names) {
  const letters = [...text];
  if (letters.length > LONGEST) throw new Unreadable("formula_long");
  if (/[\\$]/.test(text)) throw new Unreadable("formula_latex");
  try {
    return new Reader(letters, names).answer();
  } catch (error) {
    throw error instanceof RangeError ? new Unreadable("formula_long") : error;
  }
}

/**
 * Refuse a list whose rows differ in length.
 * @param {Answers.Tree} tree
 * @param {string} text
 */
export function requireTable(tree, text) {
  if (!shapeOf(tree)) throw new Unreadable("ragged", { got: asCode(text.trim()) }, "shape");
}

/**
 * Give the one number in a set; the order of several would count.
 * @param {Answers.Tree} tree
 * @param {string} text
 * @param {Answers.Names} names
 */
function onlyOne([, ...entries], text, names) {
  if (!entries.length) throw new Unreadable("empty", {}, "shape");
  if (entries.some(([, , label]) => label !== null)) {
    const letters = [...text];
    const at = letters.findIndex((letter) => alike(letter).replace("：", ":") === ":");
    throw new Unreadable("formula_place", { place: marked(letters, at, at + 1) });
  }
  if (entries.length > 1 || names.size) {
    throw new Unreadable("formula_braces", { text: asCode(text) });
  }
  return entries[0][1];
}

/** Reads the tokens of one text from left to right; each method reads what it is named for. */
class Reader {
  /**
   * @param {string[]} letters
   * @param {Answers.Names} names
   */
  constructor(letters, names) {
    this.letters = letters;
    this.names = names;
    this.tokens = tokens(letters, new Vocabulary(names));
    while ([".", ";"].includes(this.tokens.at(-2)?.kind ?? "")) this.tokens.splice(-2, 1);
    this.at = 0;
    this.depth = 0;
    this.bars = false;
  }

  get next() {
    return this.tokens[this.at];
  }

  get last() {
    return this.tokens[this.at - 1];
  }

  /**
   * Give the next token and go on, if it is of one of these kinds.
   * @param {string[]} kinds
   */
  take(...kinds) {
    if (!kinds.includes(this.next.kind)) return null;
    this.at += 1;
    return this.last;
  }

  /** @param {string} kind */
  need(kind) {
    return this.take(kind) ?? this.stop();
  }

  /**
   * Mark some tokens in what was typed.
   * @param {Answers.Token} first
   * @param {Answers.Token} [last]
   */
  place(first, last = first) {
    return marked(this.letters, first.start, last.end);
  }

  /**
   * Refuse the next token: here the reading ends.
   * @returns {never}
   */
  stop() {
    const token = this.next;
    if (token.kind === "end") throw new Unreadable("formula_end", { text: this.whole() });
    if (token.problem) throw token.problem;
    const name = ["=", "'"].includes(token.kind) ? "formula_equals" : "formula_place";
    throw new Unreadable(name, { place: this.place(token) });
  }

  /**
   * Refuse what has two readings, and show both.
   * @param {Answers.Token} first
   * @param {Answers.Token} last
   * @param {string} one
   * @param {string} other
   * @returns {never}
   */
  ambiguous(first, last, one, other) {
    const place = this.place(first, last);
    throw new Unreadable("formula_ambiguous", { place, one: asCode(one), other: asCode(other) });
  }

  whole() {
    return asCode(this.letters.join("").trim());
  }

  /**
   * Give what was typed from one token to another.
   * @param {Answers.Token} first
   * @param {Answers.Token} [last]
   */
  source(first, last = first) {
    return this.letters.slice(first.start, last.end).join("").trim();
  }

  // An answer

  /** @returns {Answers.Tree} */
  answer() {
    for (const token of this.tokens) {
      if (token.kind === "=") {
        throw new Unreadable("formula_equals", { place: this.place(token) });
      }
      if (token.kind === "word" && CODE.includes(token.text)) {
        throw new Unreadable("formula_code", { text: this.whole() });
      }
    }
    /** @type {Answers.Tree} */
    let tree;
    if (this.take("∅")) {
      tree = ["set"];
    } else if (this.tokens.map(({ text }) => text).join(" ") === "set ( ) ") {
      return ["set"];
    } else if (this.take("{")) {
      tree = ["set", ...this.entries("}")];
    } else {
      tree = this.value();
      if (this.next.kind === ":") {
        this.at = 0;
        return ["set", ...this.entries("end")];
      }
      if (this.next.kind === ",") tree = ["list", tree, ...this.more("end")];
    }
    this.need("end");
    return tree;
  }

  /**
   * Read the points of a set, with their labels if there are any.
   * @param {string} close
   */
  entries(close) {
    /** @type {Answers.Tree[]} */
    const found = [];
    while (!this.take(close)) {
      const tree = this.value();
      found.push(["entry", tree, this.take(":") ? this.label() : null]);
      if (!this.take(",")) {
        this.need(close);
        break;
      }
    }
    return found;
  }

  label() {
    const first = this.next;
    while (![",", "}", "end"].includes(this.next.kind)) this.at += 1;
    const label = first === this.next ? "" : this.source(first, this.last);
    return label.replace(/^["'“”‘’ ]+|["'“”‘’ ]+$/g, "") || this.stop();
  }

  /** @returns {Answers.Tree} */
  value() {
    const opening = this.take("[");
    if (opening) return ["list", ...this.inside(opening, "]", () => this.value())];
    return this.sum();
  }

  /**
   * Read what follows the first of several values, up to a closing sign.
   * @param {string} close
   */
  more(close) {
    /** @type {Answers.Tree[]} */
    const items = [];
    while (this.take(",") && this.next.kind !== close) items.push(this.value());
    return items;
  }

  /**
   * Read one or several things up to a closing bracket.
   * @param {Answers.Token} opening
   * @param {string} close
   * @param {() => Answers.Tree} read
   */
  inside(opening, close, read) {
    this.depth += 1;
    if (this.depth > DEEPEST) throw new Unreadable("formula_long");
    const { bars } = this;
    this.bars = false;
    const items = [read(), ...this.more(close)];
    this.bars = bars;
    this.depth -= 1;
    if (!this.take(close)) {
      if (this.next.kind !== "end") this.stop();
      throw new Unreadable("formula_bracket", { place: this.place(opening) });
    }
    return items;
  }

  // A sum, and what it is made of

  sum() {
    let tree = this.product();
    for (let sign = this.take("+", "-"); sign; sign = this.take("+", "-")) {
      tree = this.join(sign.kind, tree, this.product());
    }
    return tree;
  }

  product() {
    const first = this.next;
    /** @type {Answers.Token | null} */
    let slash = null;
    let tree = this.signed();
    while (true) {
      const sign = this.take("*", "/");
      if (sign) {
        tree = this.join(sign.kind, tree, this.signed());
        slash = sign.kind === "/" ? sign : null;
      } else if (this.opens()) {
        this.lookAtNeighbours();
        if (slash) this.lookBelow(first, slash);
        tree = this.join("*", tree, this.power());
      } else {
        return tree;
      }
    }
  }

  /** Whether the next token begins something: a second bar ends it. */
  opens() {
    return OPENING.includes(this.next.kind) && !(this.bars && this.next.kind === "|");
  }

  /** Refuse two things side by side that might be more than a product. */
  lookAtNeighbours() {
    const [last, token] = [this.last, this.next];
    if (!["number", "fraction"].includes(token.kind)) return;
    const [one, other] = [this.short(last), this.short(token)];
    if (last.kind === "number" && token.kind === "fraction") {
      this.ambiguous(last, token, `${one} + ${other}`, `${one}*${other}`);
    }
    if (["number", "fraction", "raised"].includes(last.kind)) this.stop();
    // A power of its own is nobody's lost exponent.
    if (["^", "raised"].includes(this.tokens[this.at + 1].kind)) return;
    this.ambiguous(last, token, `${one}**${other}`, `${one}*${other}`);
  }

  /**
   * Refuse a product below a fraction stroke: how much of it belongs there.
   * @param {Answers.Token} first
   * @param {Answers.Token} slash
   */
  lookBelow(first, slash) {
    const [last, token] = [this.last, this.next];
    const start = this.tokens[this.tokens.indexOf(slash) + 1];
    // A blank behind the number ends it: 1/2 x
    if (start === last && start.kind === "number" && !token.glued) return;
    const one = `(${this.source(first, last)})*${this.short(token)}`;
    const below = `${this.source(start, last)}*${this.short(token)}`;
    this.ambiguous(first, token, one, `${this.source(first, slash)}(${below})`);
  }

  /**
   * Write what begins or ends with a token.
   * @param {Answers.Token} token
   */
  short(token) {
    const source = this.source(token);
    if (token.kind === "fraction") return `(${token.text})`;
    if (token.kind === "function") return `${source}(…)`;
    if (token.kind === "|") return "|…|";
    return ["(", ")"].includes(source) ? "(…)" : source;
  }

  /** @returns {Answers.Tree} */
  signed() {
    const sign = this.take("+", "-");
    if (!sign) return this.power();
    const inner = this.signed();
    return sign.kind === "+" ? inner : this.join("-", inner);
  }

  power() {
    const first = this.next;
    let tree = this.atom();
    for (let raised = this.take("raised"); raised; raised = this.take("raised")) {
      tree = this.join("^", tree, this.raised(raised));
    }
    const caret = this.take("^");
    if (caret) {
      const start = this.at;
      tree = this.join("^", tree, this.signed());
      this.lookBehindExponent(first, caret, this.tokens.slice(start, this.at));
    }
    return tree;
  }

  /**
   * Refuse a power of which one cannot tell where its exponent ends.
   * @param {Answers.Token} first
   * @param {Answers.Token} caret
   * @param {Answers.Token[]} exponent
   */
  lookBehindExponent(first, caret, exponent) {
    const [token, then] = [this.next, this.tokens[this.at + 1]];
    const base = this.source(first, this.tokens[this.tokens.indexOf(caret) - 1]);
    const power = this.source(exponent[0], exponent[exponent.length - 1]);
    const constant = ["number", "fraction"].includes(first.kind) || first.text in known().constants;
    const bare = exponent.filter(({ kind }) => kind !== "+" && kind !== "-");
    if (token.kind === "/" && token.glued && then.kind === "number") {
      const letters = bare.every(({ kind }) => ["name", "number", "raised", "^"].includes(kind));
      const eToTheX = constant && letters && bare.some(({ kind }) => kind === "name");
      if (eToTheX || (bare.length === 1 && bare[0].text === "1")) {
        const below = then.text;
        this.ambiguous(first, then, `${base}**(${power}/${below})`, `(${base}**${power})/${below}`);
      }
    }
    if (!OPENING.includes(token.kind) || !token.glued || bare.length !== 1) return;
    const split = token.part > 0 && token.kind === "name";
    const again = constant || token.text === first.text;
    if (split || (bare[0].kind === "number" && again)) {
      const more = this.short(token);
      this.ambiguous(first, token, `${base}**(${power}*${more})`, `${base}**${power}*${more}`);
    }
  }

  /** @param {Answers.Token} token */
  raised(token) {
    const reader = new Reader([...token.text], this.names);
    const tree = reader.sum();
    reader.need("end");
    return tree;
  }

  /**
   * @param {string} sign
   * @param {any[]} parts
   * @returns {Answers.Tree}
   */
  join(sign, ...parts) {
    if (parts.some(([kind]) => kind === "list")) {
      throw new Unreadable("formula_list", { text: this.whole() });
    }
    return [sign, ...parts];
  }

  // Atoms

  /** @returns {Answers.Tree} */
  atom() {
    switch (this.next.kind) {
      case "number":
      case "fraction":
        return this.number();
      case "name":
        return this.name();
      case "function":
        return this.call();
      case "√":
        return this.root();
      case "(": {
        const items = this.inside(this.need("("), ")", () => this.value());
        return items.length === 1 ? items[0] : ["list", ...items];
      }
      case "|":
        return this.join("call", "abs", this.betweenBars());
    }
    return this.stop();
  }

  /** @returns {Answers.Tree} */
  number() {
    const token = this.take("number", "fraction") ?? this.stop();
    const [above, below = "1"] = token.text.split("/");
    const number = Number(above) / Number(below);
    if (this.next.kind === "%" && !OPENING.includes(this.tokens[this.at + 1].kind)) {
      this.take("%");
      return ["number", number / 100];
    }
    return ["number", this.take("°") ? (Math.PI * number) / 180 : number];
  }

  /** @returns {Answers.Tree} */
  name() {
    const token = this.need("name");
    const name = token.text;
    const count = this.names.get(name);
    if (!count) return ["name", name];
    if (token.index !== undefined) return ["component", name, token.index];
    if (this.take("[")) {
      const index = this.need("number").text;
      this.need("]");
      if (!/^\d+$/.test(index) || Number(index) >= count) {
        throw new Unreadable("formula_component", { name, count });
      }
      return ["component", name, Number(index)];
    }
    const parts = listed(Array.from({ length: count }, (_, i) => `\`${name}_${i + 1}\``));
    throw new Unreadable("formula_vector", { name, parts, place: this.place(token) });
  }

  betweenBars() {
    const opening = this.need("|");
    const outer = this.bars;
    this.bars = true;
    const tree = this.sum();
    this.bars = outer;
    if (!this.take("|")) {
      throw new Unreadable("formula_bracket", { place: this.place(opening) });
    }
    return tree;
  }

  root() {
    const sign = this.need("√");
    const token = this.next;
    const tree = this.join("call", "sqrt", this.atom());
    const follows = ["raised", "^"].includes(this.next.kind) || this.opens();
    if (["number", "fraction", "name"].includes(token.kind) && follows) {
      const [inner, more] = [this.source(token, this.last), this.next];
      const product = OPENING.includes(more.kind) ? "*" : "";
      const rest = more.kind === "^" ? "^…" : this.short(more);
      const [one, other] = [`sqrt(${inner})${product}${rest}`, `sqrt(${inner}${product}${rest})`];
      this.ambiguous(sign, more, one, other);
    }
    return tree;
  }

  // Functions

  /** @returns {Answers.Tree} */
  call() {
    const token = this.need("function");
    const name = token.text;
    const power = this.powerOf(token);
    const args = this.argumentsOf(token);
    if (!known().functions[name].includes(args.length)) {
      throw new Unreadable("formula_arguments", { name, place: this.place(token) });
    }
    const tree = this.join("call", name, ...args);
    return power ? ["^", tree, power] : tree;
  }

  /**
   * @param {Answers.Token} token
   * @returns {Answers.Tree[]}
   */
  argumentsOf(token) {
    switch (this.next.kind) {
      case "(":
        return this.inside(this.need("("), ")", () => this.sum());
      case "|":
        return [this.join("call", "abs", this.betweenBars())];
      case "function":
        return [this.call()];
      case "number":
      case "fraction":
      case "name":
      case "√":
        return [this.argument(token)];
    }
    const [letter = "x"] = this.names.keys();
    throw new Unreadable("formula_bare", { name: token.text, letter, place: this.place(token) });
  }

  /**
   * Read the 2 of sin²(x), if there is one.
   * @param {Answers.Token} token
   * @returns {Answers.Tree | null}
   */
  powerOf(token) {
    const name = token.text;
    const raised = this.take("raised");
    const caret = raised ? null : this.take("^");
    if (!raised && !caret) return null;
    if (caret?.text === "**") {
      throw new Unreadable("formula_function_power", { name, place: this.place(token, caret) });
    }
    const power = raised ? this.raised(raised) : this.signedNumber();
    if (power[0] === "-" && power.length === 2 && power[1][0] === "number" && power[1][1] === 1) {
      this.ambiguous(token, this.last, `arc${name}(…)`, `1/${name}(…)`);
    }
    return power;
  }

  /** @returns {Answers.Tree} */
  signedNumber() {
    const minus = this.take("-");
    /** @type {Answers.Tree} */
    const number = ["number", Number(this.need("number").text)];
    return minus ? ["-", number] : number;
  }

  /**
   * Read what a function without brackets is taken of: the 3x of sin 3x.
   * @param {Answers.Token} func
   */
  argument(func) {
    const [first, name] = [this.next, func.text];
    let tree = this.power();
    while (["name", "fraction", "number"].includes(this.next.kind)) {
      const [last, token] = [this.last, this.next];
      const constant = (/** @type {Answers.Token} */ { text }) => text in known().constants;
      const ends = !token.glued && (first.glued || constant(token));
      if (["number", "fraction"].includes(last.kind) && (ends || token.kind === "number")) {
        const [inner, more] = [this.source(first, last), this.short(token)]; // ln2 x, ln 2 e^x
        this.ambiguous(func, token, `${name}(${inner})*${more}`, `${name}(${inner}*${more})`);
      }
      if (token.kind !== "name") this.lookAtNeighbours();
      if (last.kind === "name" && !constant(last) && !token.part) {
        const [inner, more] = [this.source(first, last), token.text];
        this.ambiguous(func, token, `${name}(${inner})*${more}`, `${name}(${inner}*${more})`);
      }
      tree = this.join("*", tree, this.power());
    }
    this.lookBehindArgument(func, first);
    return tree;
  }

  /**
   * Refuse a function without brackets of which one cannot tell where it ends.
   * @param {Answers.Token} func
   * @param {Answers.Token} first
   */
  lookBehindArgument(func, first) {
    const [token, then, after] = this.tokens.slice(this.at);
    let product = ["*", "/"].includes(token.kind) && !["function", "end"].includes(then.kind);
    if (product && then.kind === "number" && ["^", "raised"].includes(after.kind)) {
      product = token.kind === "/"; // ln 2 · 2^x: a power begins something new
    }
    if (product || ["(", "√"].includes(token.kind) || (token.kind === "|" && !this.bars)) {
      const inner = this.source(first, this.last);
      const [sign, rest] = product ? [token.kind, this.short(then)] : ["*", this.short(token)];
      const [one, other] = [
        `${func.text}(${inner})${sign}${rest}`,
        `${func.text}(${inner}${sign}${rest})`,
      ];
      this.ambiguous(func, product ? then : token, one, other);
    }
  }
}
