// A formula in TeX, so that a reader sees how it is read.

const BINDS = { "+": 1, "-": 1, "*": 2, "^": 3, "/": 4 }; // how strongly a sign binds
const WHOLE = 5; // what needs no brackets anywhere
/** @type {{ [name: string]: string }} */
const CALLED = { asin: "arcsin", acos: "arccos", atan: "arctan", σ: "\\sigma" };
const OF_TEX = /^(arc)?(sin|cos|tan)$|^(cosh|cot|csc|exp|lg|ln|log|max|min|sec|sinh|tanh)$/;

/**
 * Write a formula in TeX.
 * @param {Answers.Tree} tree
 * @returns {string}
 */
export function tex(tree) {
  const [kind, one, other, ...more] = tree;
  switch (kind) {
    case "number":
      return numeral(one);
    case "name":
      return letter(one);
    case "component":
      return `${letter(one)}_{${other + 1}}`;
    case "call":
      return call(one, [other, ...more].map(tex));
    case "list":
      return table(tree.slice(1));
    case "set":
      return tree.length > 1 ? `\\{${tree.slice(1).map(tex).join(",\\ ")}\\}` : "\\varnothing";
    case "entry":
      return other === null
        ? tex(one)
        : `${tex(one)}\\text{: ${other.replace(/[^\p{L}\p{N} ]/gu, "")}}`;
    case "/":
      return `\\frac{${tex(one)}}{${tex(other)}}`;
    case "^":
      return raised(one, tex(other));
    case "*":
      return (opposite(one) ? tex(one) : closed(one, 2)) + times(other) + closed(other, 2);
  }
  if (other === undefined) return `-${closed(one, 2)}`;
  return tex(one) + kind + closed(other, kind === "-" || opposite(other) ? 2 : 1);
}

/** @param {Answers.Tree} tree */
const opposite = ([kind, ...parts]) => kind === "-" && parts.length === 1;

/**
 * Write a part of a formula, in brackets if it binds less than what is around it.
 * @param {Answers.Tree} tree
 * @param {number} strength
 */
function closed(tree, strength) {
  const own = BINDS[/** @type {"+"} */ (tree[0])] ?? WHOLE;
  return own < strength ? `\\left(${tex(tree)}\\right)` : tex(tree);
}

/**
 * @param {Answers.Tree} base
 * @param {string} exponent
 */
function raised(base, exponent) {
  const [kind, name, ...args] = base;
  const bare = kind === "call" && name !== "abs";
  if (bare && OF_TEX.test(name) && /^\d+$/.test(exponent)) {
    return call(name, args.map(tex), `^{${exponent}}`);
  }
  return `${bare ? `\\left(${tex(base)}\\right)` : closed(base, WHOLE)}^{${exponent}}`;
}

/**
 * A product of two numbers needs its sign.
 * @param {Answers.Tree} right
 * @returns {string}
 */
function times([kind, one]) {
  if (kind === "*" || kind === "^") return times(one);
  return kind === "number" || kind === "/" ? " \\cdot " : "\\,";
}

/** @param {string} name */
function letter(name) {
  if (name === "pi") return "\\pi";
  if (name.length === 1) return name;
  const [, stem, index] = /^(.+?)_?(\d*)$/.exec(name) ?? ["", name, ""];
  const plain = stem.replaceAll("_", "\\_");
  return (stem.length > 1 ? `\\mathit{${plain}}` : plain) + (index && `_{${index}}`);
}

/**
 * @param {string} name
 * @param {string[]} args
 */
function call(name, args, power = "") {
  if (name === "sqrt") return `\\sqrt{${args[0]}}`;
  if (name === "abs") return `\\left|${args[0]}\\right|`;
  if (name === "pow") return `\\left(${args[0]}\\right)^{${args[1]}}`;
  const called = CALLED[name] ?? name;
  const base = /^log\d+$/.test(called) ? `\\log_{${called.slice(3)}}` : called;
  const sign = OF_TEX.test(called) ? `\\${called}` : base;
  const upright = sign.startsWith("\\") ? sign : `\\operatorname{${sign}}`;
  return `${upright}${power}\\left(${args.join(",")}\\right)`;
}

/** @param {Answers.Tree[]} items */
function table(items) {
  const rows = items.map((item) => (item[0] === "list" ? item.slice(1) : [item]));
  const lines = rows.map((row) => row.map(tex).join(" & "));
  return `\\begin{bmatrix}${lines.join(" \\\\ ")}\\end{bmatrix}`;
}

/** @param {number} number */
function numeral(number) {
  const [mantissa, exponent] = String(number).split("e");
  return exponent ? `${mantissa}\\cdot 10^{${Number(exponent)}}` : mantissa;
}
