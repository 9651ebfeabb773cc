// Finds what a reader looks for in the book's text, which search.py writes down: numbers and titles
// first, then the terms that a place explains, then what it says.
const AT_ONCE = 12; // places, before one asks for more
const LONG = 110; // characters of an excerpt, about
const AROUND = "[\\s\"'“”‘’「」《》。，、?!,;:§]+";
// What the book may have in the place of a sign of the keyboard.
const ALIKE = {
  "'": "['’′]",
  '"': '["“”″]',
  "-": "[-−–]",
  "*": "[*⋅·×]",
  "(": "[(（]",
  ")": "[)）]",
  ",": "[,，]",
  ":": "[:：]",
  "?": "[?？]",
  "!": "[!！]",
};
// What English words end with: singular or plural, noun or verb.
const ENDING = /(?<=.{4})(?:ices|ix|ing|ies|ed|es|[ey])$|(?<=.{3})(?<!s)s$|(?<=.{4}m)(?:a|um)$/i;
const BETWEEN_SENTENCES = /(?<=[。！？][”’）]*)(?![”’）。！？])|(?<=[.?!] )(?=[^\s\da-z])/;
const ENDED = /[。！？.!?][”’）)]*$/;
const POINTS_BACK = /^(?:这|它|This |That |It )/;

/** Give the pattern of a text: a word from its beginning, a number whole, spaces as one likes. */
function pattern(text) {
  const parts = text.match(/[a-z]+|\d+(?:\.\d+)*|\s+|./giu) ?? [];
  const patterns = parts.map((part, i) => {
    const between = /[a-z]$/i.test(parts[i - 1]) && /^[a-z]/i.test(parts[i + 1]);
    if (between && /[\s_-]/.test(part)) return "[ _-]";
    if (/\s/.test(part)) return "";
    if (/^\d/.test(part)) return `(?<![\\d.])${part.replaceAll(".", "\\.")}(?!\\d|\\.\\d)`;
    if (!/[a-z]/i.test(part)) return ALIKE[part] ?? part.replace(/[\\^$.+?()[\]{}|/]/, "\\$&");
    const word = i === parts.length - 1 ? part.replace(ENDING, "") : part;
    return (i ? "" : "(?<![a-z])") + word + (part.length > 1 ? "" : "(?![a-z])");
  });
  return patterns.filter(Boolean).join(" *");
}

/** What is looked for: a whole query, or a part of it. */
class Wanted {
  constructor(text) {
    const source = pattern(text) + (/[a-z]$/i.test(text) ? "[a-z]*" : "");
    this.source = source;
    this.numbered = /\d/.test(text);
    this.part = new RegExp(source, "i");
    this.start = new RegExp(`^(?:${source})`, "i");
    // The number of a figure begins its caption, that of an equation ends it.
    this.edge = new RegExp(`^(?:${source})|(?:${source})$`, "i");
    this.whole = new RegExp(`^(?:the |an? )?(?:${source})$`, "i");
  }

  names = ({ names }) => names.some((name) => this.whole.test(name));

  /** Tell how well a place answers: by its name, what it explains, its title, what it says. */
  score(place) {
    const { terms, title, saved, lines, code } = place;
    const weight = ["exercise", "section", "page"].indexOf(place.kind);
    if ((weight || this.numbered) && this.names(place)) return 100 + 10 * weight;
    if (terms.some(([term]) => this.whole.test(term))) return 90;
    const inCode = saved.some((name) => this.whole.test(name)) && 59;
    const called = (name, points) => this.part.test(name) && points + 12 * this.start.test(name);
    const inTerms = terms.map(([term]) => called(term, 60));
    const best = Math.max(weight && called(title, [0, 50, 70][weight]), inCode, ...inTerms);
    if (best) return best;
    const saying = lines.filter((line) => this.part.test(line));
    if (!saying.length) return this.part.test(title) ? 3 : 2 * this.part.test(code.join("\n"));
    const shown = this.numbered && saying.some((line) => this.edge.test(line));
    return 4 * weight + Math.min(saying.length, 9) + 30 * shown;
  }
}

class Book {
  constructor({ words, pages }) {
    this.words = words;
    this.around = new RegExp(`^${AROUND}|${AROUND}$|${words.search_around}`, "gi");
    const both = ([term, english, line]) => [
      [term, line],
      [english, line],
    ];
    this.places = pages.flatMap(({ url, entries: [page, ...others] }) =>
      [page, ...others].map((entry) => ({ ...entry, url, page, terms: entry.terms.flatMap(both) })),
    );
    const known = this.places.flatMap(({ title, terms }) => [
      title,
      ...terms.map(([term]) => term),
    ]);
    this.known = known.filter((name) => name.length > 1).sort((a, b) => b.length - a.length);
    const all = this.places.flatMap(({ names, lines, code }) => [...names, ...lines, ...code]);
    this.everything = [...all, ...known].join("\n").toLowerCase();
  }

  /** Give a query as the book would write it. */
  tidy(text) {
    const halfWidth = (sign) => String.fromCharCode(sign.charCodeAt(0) - 0xfee0);
    const raised = (_, sign) => "⁰¹²³⁴⁵⁶⁷⁸⁹ⁿˣ"["0123456789nx".indexOf(sign)];
    const typed = text.slice(0, 60).replace(/[\uff01-\uff5e]/g, halfWidth);
    const bare = (text) => text.replace(this.around, "");
    return bare(bare(typed.replace(/\^([\dnx])/g, raised)));
  }

  has(text) {
    return new RegExp(pattern(text), "i").test(this.everything);
  }

  /** Give what of a query can be found: all of it, else its words, else what is inside them. */
  wanted(text) {
    if (this.has(text)) return [text];
    const words = text.match(/[^\s\u3400-\u9fff]+|[\u3400-\u9fff]+/g) ?? [];
    return words.flatMap((word) => (word.length > 1 && this.has(word) ? word : this.inside(word)));
  }

  /** Give the titles and terms inside a word, else its longest part, of three characters or more. */
  inside(word) {
    const found = [];
    for (const name of this.known) {
      if (!word.toLowerCase().includes(name.toLowerCase())) continue;
      const whole = new RegExp(`${pattern(name)}(?![a-z])`, "i");
      if (!whole.test(word)) continue;
      found.push(name);
      word = word.replace(whole, " ");
    }
    const long = (part) => /^[\u3400-\u9fff]{3}/.test(part);
    return found.length ? found : this.parts(word).filter(long).slice(0, 1);
  }

  /** Give the parts of a word that the book has, of half its length or more, the longest first. */
  parts(word) {
    const found = [];
    for (let size = word.length - 1; size >= Math.max(2, word.length / 2); size--)
      for (let i = 0; i + size <= (/^\w/.test(word) ? size : word.length); i++)
        found.push(word.slice(i, i + size));
    const there = (part) => this.everything.includes(part.toLowerCase());
    return found.filter((part) => !/\d/.test(part) && there(part) && this.has(part));
  }

  /** Give the places that answer most of what is wanted, the best first. */
  find(wanted) {
    const scored = this.places.map((place) => {
      const scores = wanted.map((each) => each.score(place)).filter(Boolean);
      return { place, count: scores.length, score: scores.reduce((a, b) => a + b, 0) };
    });
    const most = Math.max(1, ...scored.map(({ count }) => count));
    const found = scored.filter(({ count }) => count === most);
    return found.sort((a, b) => b.score - a.score).map(({ place }) => place);
  }
}

/** Give what a place says of what is wanted, in whole sentences, and the anchor above it. */
function excerpt(place, wanted) {
  const { anchor, anchors, code } = place;
  const lines = [...place.lines, ...(place.about ?? [])];
  const count = (text) => wanted.filter(({ part }) => part.test(text)).length;
  const best = (texts) =>
    texts.reduce((at, text, i) => (count(text) > count(texts[at]) ? i : at), 0);
  const numbered = wanted.some((each) => each.numbered && each.names(place));
  if (!numbered && !lines.some(count) && code.some(count))
    return { code: code[best(code)], anchor };
  const term = place.terms.find(([term]) => wanted.some(({ whole }) => whole.test(term)));
  const at = numbered ? 0 : term ? term[1] : best(lines);
  const said = sentences(lines, at, best);
  const from = said.length > 2 * LONG ? Math.max(0, said.search(wanted[0].part) - LONG / 2) : 0;
  const cut = `${from ? "…" : ""}${said.slice(from, from + 2 * LONG)}…`;
  const above = anchors.findLast(([line]) => line <= at);
  return { text: said.length > 2 * LONG ? cut : said, anchor: above?.[1] ?? anchor };
}

/** Give the best sentence of a line, and around it what helps to understand it. */
function sentences(lines, at, best) {
  const [before, line, after] = [lines[at - 1] ?? "", lines[at] ?? "", lines[at + 1] ?? ""];
  const all = line.trim().split(BETWEEN_SENTENCES);
  let [first, above] = [best(all), ""];
  let last = first;
  const said = () => above + all.slice(first, last + 1).join("");
  const fits = (more) => more && said().length + more.length < LONG;
  if (POINTS_BACK.test(said())) {
    if (fits(all[first - 1])) first--;
    else if (!first && before[0] === "\t" && fits(before)) above = `${before.trim()} `;
  }
  while (fits(all[last + 1])) last++;
  while (!above && fits(all[first - 1])) first--;
  // An equation is a line of its own, and begins with a tab.
  const leads = last === all.length - 1 && line[0] !== "\t" && after[0] === "\t";
  return leads && !ENDED.test(said()) ? `${said()} ${after.trim()}` : said();
}

const element = (name, values, ...children) => {
  const made = Object.assign(document.createElement(name), values);
  made.append(...children);
  return made;
};

/** Give the pieces of a text, with what is wanted marked. */
function marked(text, wanted) {
  const all = new RegExp(`(${wanted.map(({ source }) => source).join("|")})`, "gi");
  return text.split(all).map((piece, i) => (i % 2 ? element("mark", {}, piece) : piece));
}

/** Give the item of a place in the list of results. */
function result(place, wanted, words) {
  const { kind, title, url, page } = place;
  const number = kind === "exercise" ? fill(words.numbered_exercise, place) : place.number;
  const { text, code, anchor } = excerpt(place, wanted);
  const called = wanted.some((each) => each.part.test(title) || each.names(place));
  const to = called ? place.anchor : anchor;
  const link = element(
    "a",
    { href: to ? `${url}#${to}` : url },
    ...marked(`${number} ${title}`.trim(), wanted),
  );
  // What is somewhere in the text is marked there by Sphinx.
  const there = wanted.map(({ part }) => (text ?? code).match(part)?.[0]).join(" ");
  if (!called) link.onclick = () => localStorage.setItem("sphinx_highlight_terms", there);
  const of =
    kind === "page"
      ? ""
      : element("span", { className: "search-page" }, `${page.number} ${page.title}`);
  const said = marked(text ?? code, wanted);
  return element(
    "li",
    {},
    link,
    of,
    element(code ? "code" : "p", { className: "search-excerpt" }, ...said),
  );
}

const fill = (form, values) => form.replace(/\{(\w+)\}/g, (_, name) => values[name]);

globalThis.d2lSearch = (content) => {
  const book = new Book(content);
  const { words } = book;
  const part = (selector) => document.querySelector(`.bd-search-container ${selector}`);
  const [field, summary, hint] = ["input", ".search-summary", ".search-hint"].map(part);
  const [list, more] = ["#search-results", ".search-more"].map(part);

  function show() {
    const asked = book.tidy(field.value);
    const found = asked ? book.wanted(asked) : [];
    const wanted = found.map((text) => new Wanted(text));
    const places = wanted.length ? book.find(wanted) : [];
    const answer = !found.length ? "none" : found[0] === asked ? "found" : "instead";
    const values = { asked, found: found.join(" "), count: places.length };
    summary.textContent = asked && fill(words[`search_${answer}`], values);
    const [near] = asked && !found.length ? book.parts(asked) : [];
    const href = `?q=${encodeURIComponent(near)}`;
    if (near) summary.append(" ", element("a", { href }, fill(words.search_near, { found: near })));
    hint.hidden = places.length > 0;
    list.replaceChildren();
    more.onclick = () => {
      const shown = list.childElementCount;
      const next = places.slice(shown, shown + AT_ONCE);
      list.append(...next.map((place) => result(place, wanted, words)));
      more.hidden = list.childElementCount === places.length;
      more.textContent = fill(words.search_more, { count: places.length - list.childElementCount });
      if (shown) list.children[shown].querySelector("a").focus();
    };
    more.onclick();
  }

  field.value = new URLSearchParams(location.search).get("q") ?? "";
  field.addEventListener("input", (event) => event.isComposing || show());
  field.addEventListener("compositionend", show);
  // Whoever comes back finds what was found.
  const keep = () => history.replaceState(null, "", `?q=${encodeURIComponent(field.value)}`);
  list.addEventListener("click", keep);
  field.focus({ preventScroll: true });
  show();
};
