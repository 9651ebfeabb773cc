// The fields of a page: what a reader has filled in, how it is read, what is said of it.
//
// Every field is a form that publish/answers.py has written into the page, with its number.

import { read } from "./formula.js";
import { bracketed } from "./functions.js";
import { known } from "./messages.js";
import { tex } from "./tex.js";

/**
 * Give what a form holds, as `check` takes it.
 * @param {HTMLFormElement} form
 * @returns {Answers.Answer}
 */
export function answerIn(form) {
  switch (form.dataset.field) {
    case "choice":
      return pressed(form)
        .map((button) => button.value)
        .join(", ");
    case "labels":
      return labelled(form);
    case "grid":
      return inGrid(form);
  }
  return inputs(form)[0].value;
}

/**
 * @param {ParentNode} part
 * @returns {HTMLInputElement[]}
 */
const inputs = (part) => [...part.querySelectorAll("input")];

/**
 * @param {HTMLFormElement} form
 * @returns {HTMLButtonElement[]}
 */
const pressed = (form) =>
  [...form.querySelectorAll("button")].filter((button) => button.ariaPressed === "true");

/**
 * Write points with labels as one text; a row half filled is a place still empty.
 * @param {HTMLFormElement} form
 */
function labelled(form) {
  const rows = [...form.querySelectorAll(".answer-row")].map((row) => [
    inputs(row)[0].value.trim(),
    row.querySelector("select")?.value ?? "",
  ]);
  const filled = rows.filter((row) => row.some(Boolean));
  if (!filled.length) return "";
  if (!filled.flat().every(Boolean)) return filled.flat();
  return `{${filled.map(([point, label]) => `(${point}): ${label}`).join(", ")}}`;
}

/**
 * Give a grid's texts; rows and columns left empty at its end do not count, nor do brackets around
 * one alone, so that a list may be typed into the first place.
 * @param {HTMLFormElement} form
 * @returns {Answers.Answer}
 */
function inGrid(form) {
  const rows = grid(form).map((row) => row.map((input) => input.value.trim()));
  const height = rows.findLastIndex((row) => row.some(Boolean)) + 1;
  const widths = rows.map((row) => row.findLastIndex(Boolean) + 1);
  const width = Math.max(...widths);
  if (height * width <= 1) return rows[0][0];
  if (form.dataset.rows === "1") return rows[0];
  return rows.slice(0, height).map((row) => row.slice(0, width));
}

/** @param {HTMLFormElement} form */
function grid(form) {
  const all = inputs(form);
  const rows = Number(form.dataset.rows);
  const width = all.length / rows;
  return Array.from({ length: rows }, (_, i) => all.slice(i * width, (i + 1) * width));
}

/**
 * Show how an answer is read, as far as it can be.
 * @param {HTMLFormElement} form
 */
export function preview(form) {
  const place = form.querySelector(".answer-seen");
  if (!place) return;
  const answer = answerIn(form);
  const text = typeof answer === "string" ? answer : bracketed(answer);
  place.replaceChildren();
  if (!/[^\s\d.,+-]/.test(text)) return; // a number is seen as it is
  try {
    const names = new Map(JSON.parse(form.dataset.names ?? "[]"));
    place.append(formula(`\\displaystyle ${tex(read(text, names))}`));
    typeset(place);
  } catch {
    // Not to be read yet: what is wrong with it is said when it is handed in.
  }
}

/**
 * Show what is thought of an answer.
 * @param {HTMLFormElement} form
 * @param {Answers.Verdict} verdict
 */
export function show(form, { status, message }) {
  const place = form.querySelector(".answer-verdict");
  if (!place) return;
  const { cards, words } = known();
  const said = status === "not_attempted" ? words.to_answer : message;
  const head = document.createElement("b");
  head.textContent = cards[status];
  place.replaceChildren(head, ...paragraphs(said));
  form.dataset.status = status;
  typeset(place);
}

/**
 * Pose a problem: its question, its field, and behind clicks what helps.
 * @param {HTMLElement} place
 * @param {Answers.Problem} problem
 * @param {{ [name: string]: string }} said
 */
export function pose(place, { question, field, hints, solution }, said) {
  place.innerHTML = field; // ours: publish/drills.py has written it
  place.prepend(...paragraphs(question));
  const help = hints.map((hint, i) => folded(said.hint.replace("{number}", String(i + 1)), hint));
  place.append(...help, folded(said.solution, solution));
  typeset(place);
}

/**
 * @param {string} summary
 * @param {string} text
 */
function folded(summary, text) {
  const made = document.createElement("details");
  made.className = "exercise";
  made.append(element("summary", summary), ...paragraphs(text));
  return made;
}

/** @param {string} text */
function paragraphs(text) {
  return text.split("\n").map((line) => {
    const paragraph = document.createElement("p");
    paragraph.append(...inline(line));
    return paragraph;
  });
}

/**
 * Give a line of a text with its bold words, its code and its formulas.
 * @param {string} line
 * @returns {(Node | string)[]}
 */
function inline(line) {
  const parts = line.split(/(`[^`]+`|\*\*.+?\*\*|\$[^$]+\$)/);
  return parts.filter(Boolean).map((part) => {
    if (part.length > 2 && part[0] === "$") return formula(part.slice(1, -1));
    if (part.length > 2 && part[0] === "`") return element("code", part.slice(1, -1));
    return part.startsWith("**") ? element("b", part.slice(2, -2)) : part;
  });
}

/**
 * @param {string} name
 * @param {string} text
 */
function element(name, text) {
  const made = document.createElement(name);
  made.textContent = text;
  return made;
}

/** @param {string} code */
function formula(code) {
  const made = element("span", `\\(${code}\\)`);
  made.className = "math";
  return made;
}

/** @param {Element} place */
function typeset(place) {
  if (!place.querySelector(".math")) return;
  globalThis.MathJax?.startup?.promise?.then(() => globalThis.MathJax.typesetPromise([place]));
}

/**
 * Let a list that is pasted fill the places of a grid.
 * @param {HTMLFormElement} form
 * @param {string} text
 * @returns {boolean} Whether it was one.
 */
export function pasted(form, text) {
  const items = pieces(text);
  if (form.dataset.field !== "grid" || items.length < 2) return false;
  const rows = items.some((item) => pieces(item).length > 1) ? items.map(pieces) : [items];
  const places = grid(form);
  if (rows.length > places.length || rows.some((row) => row.length > places[0].length))
    return false;
  places.forEach((row, i) => {
    row.forEach((input, j) => {
      input.value = rows[i]?.[j] ?? "";
    });
  });
  return true;
}

/**
 * Give what stands between the commas or the lines of a list.
 * @param {string} text
 */
function pieces(text) {
  const bare = text
    .trim()
    .replace(/^np\.array\((.*)\)$/s, "$1")
    .replace(/^[[(【（](.*)[\])】）]$/s, (whole, inside) => (balanced(inside) ? inside : whole));
  let depth = 0;
  const found = [""];
  for (const sign of bare) {
    if ("[(【（".includes(sign)) depth += 1;
    if ("])】）".includes(sign)) depth -= 1;
    if (depth === 0 && /[,，、;；\t\n]/.test(sign)) found.push("");
    else found[found.length - 1] += sign;
  }
  return found.map((item) => item.trim()).filter(Boolean);
}

/** @param {string} text */
function balanced(text) {
  let depth = 0;
  for (const sign of text) {
    if ("[(【（".includes(sign)) depth += 1;
    if ("])】）".includes(sign)) depth -= 1;
    if (depth < 0) return false;
  }
  return depth === 0;
}

/**
 * Let one more point be told.
 * @param {HTMLFormElement} form
 */
export function addRow(form) {
  const last = [...form.querySelectorAll(".answer-row")].at(-1);
  const row = /** @type {Element} */ (last?.cloneNode(true));
  inputs(row)[0].value = "";
  last?.after(row);
  inputs(row)[0].focus();
}

/**
 * Write a sign of the keys below a field into it.
 * @param {HTMLFormElement} form
 * @param {string} sign
 */
export function type(form, sign) {
  const all = inputs(form);
  const field = all.find((input) => input === lastField) ?? all[0];
  const end = field.selectionEnd ?? field.value.length;
  field.setRangeText(sign, field.selectionStart ?? end, end, "end");
  field.focus();
  preview(form);
}

/** @type {HTMLInputElement | null} */
let lastField = null;

/** @param {EventTarget | null} target */
export function remember(target) {
  if (target instanceof HTMLInputElement) lastField = target;
}
