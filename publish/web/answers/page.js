// Exercises that answer on a page: what the page's loader calls, and what a reader does.

import { Exercise } from "./exercise.js";
import { addRow, answerIn, pasted, pose, preview, remember, show, type } from "./fields.js";
import { learn } from "./messages.js";

/** @type {Map<string, Exercise | null>} */
const exercises = new Map();

/**
 * Take exercises as Python has written them out; null for one that needs code.
 * @param {{ [number: string]: Answers.Data | null }} chapter
 */
function take(chapter) {
  for (const [number, data] of Object.entries(chapter)) {
    exercises.set(number, data && new Exercise(data));
  }
}

/**
 * Tell what the grader says of an answer; null for an exercise that only a notebook can check.
 * @param {string} number
 * @param {Answers.Answer} answer
 */
function check(number, answer) {
  const exercise = exercises.get(number);
  if (exercise === undefined) throw new Error(`there is no exercise ${number}`);
  return exercise?.check(answer) ?? null;
}

/** @type {Map<string, { [level: string]: Answers.Problem[] }>} */
const topics = new Map();
let unpacked = Promise.resolve();

/**
 * Take the drills of a topic, which come packed.
 * @param {string} packed
 */
function unpack(packed) {
  const bytes = Uint8Array.from(atob(packed), (char) => char.charCodeAt(0));
  const text = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"));
  unpacked = new Response(text).json().then(({ topic, levels, exercises: data }) => {
    topics.set(topic, levels);
    take(data);
  });
}

/** @param {HTMLFormElement} form */
function judge(form) {
  const number = form.dataset.exercise ?? "";
  const verdict = check(number, answerIn(form));
  if (!verdict) return;
  show(form, verdict);
  form.dispatchEvent(new CustomEvent("d2l-verdict", { bubbles: true, detail: verdict.status }));
}

/**
 * @param {Event} event
 * @returns {HTMLFormElement | null}
 */
const formOf = ({ target }) => (target instanceof Element ? target.closest("form.answer") : null);

document.addEventListener("submit", (event) => {
  const form = formOf(event);
  if (form) judge(form);
});

document.addEventListener("click", (event) => {
  const form = formOf(event);
  const button = event.target instanceof Element ? event.target.closest("button") : null;
  if (!form || !button) return;
  if (button.dataset.types) type(form, button.dataset.types);
  if ("adds" in button.dataset) addRow(form);
  if (button.ariaPressed) choose(form, button);
});

/**
 * @param {HTMLFormElement} form
 * @param {HTMLButtonElement} button
 */
function choose(form, button) {
  if ("several" in form.dataset) {
    button.ariaPressed = String(button.ariaPressed !== "true");
    return;
  }
  for (const other of form.querySelectorAll("button")) {
    if (other.ariaPressed) other.ariaPressed = String(other === button);
  }
  judge(form);
}

document.addEventListener("input", (event) => {
  const form = formOf(event);
  if (form) preview(form);
});

document.addEventListener("focusin", (event) => {
  if (formOf(event)) remember(event.target);
});

document.addEventListener("paste", (event) => {
  const form = formOf(event);
  if (!form || !pasted(form, event.clipboardData?.getData("text") ?? "")) return;
  event.preventDefault();
  preview(form);
});

globalThis.d2lAnswers = {
  learn,
  take,
  check,
  unpack,
  unpacked: () => unpacked,
  drills: (topic, level) => topics.get(topic)?.[level] ?? [],
  pose,
};
