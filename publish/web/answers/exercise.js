// An exercise, and what it thinks of an answer.
//
// Mirrors d2l_calc/grader/exercise.py. What is right and what was foreseen comes from Python.

import { Choice } from "./choice.js";
import { Functions, leaves } from "./functions.js";
import { message, NotAttempted, Unreadable } from "./messages.js";
import { Numbers, wrong } from "./numbers.js";
import { Points } from "./points.js";

const KINDS = { choice: Choice, functions: Functions, numbers: Numbers, points: Points };
const STUBS = ["", "...", "…"];

export class Exercise {
  /** @param {Answers.Data} data */
  constructor(data) {
    this.data = data;
    /** @type {any} */
    this.kind = new KINDS[data.kind](/** @type {any} */ (data));
  }

  /**
   * Judge an answer. Never throws for what a learner can type.
   * @param {Answers.Answer} answer
   * @returns {Answers.Verdict}
   */
  check(answer) {
    try {
      return this.judge(this.read(answer));
    } catch (problem) {
      const { message: said } = /** @type {Error} */ (problem);
      if (problem instanceof NotAttempted) {
        return { status: "not_attempted", note: "none", message: said };
      }
      if (problem instanceof Unreadable) {
        return { status: "invalid", note: problem.note, message: said };
      }
      throw problem;
    }
  }

  /** @param {Answers.Answer} answer */
  read(answer) {
    const texts = leaves(answer).filter((leaf) => typeof leaf === "string");
    const left = texts.map((text) => text.trim()).filter((text) => STUBS.includes(text));
    if (left.length) {
      const dots = left.some(Boolean) ? "half_attempted" : "half_blank";
      throw new NotAttempted(typeof answer === "string" ? "not_attempted" : dots);
    }
    return this.kind.read(answer);
  }

  /**
   * Go from the surest to the vaguest thing that can be said of an answer.
   * @param {any} given
   * @returns {Answers.Verdict}
   */
  judge(given) {
    const { kind, data } = this;
    if (data.right.some((key) => kind.right(given, key))) {
      return kind.fails(given) ?? { status: "correct", note: "none", message: data.praise };
    }
    const finding = kind.explain(given);
    const mistake = data.mistakes.find(({ form }) => kind.same(given, form));
    if (mistake) return wrong(mistake.tag, mistake.text);
    return this.rounded(given) ?? this.kin(given, finding) ?? finding ?? kind.pointOut(given);
  }

  /**
   * Recognise the right answer, or a listed mistake, with fewer digits; the nearest.
   * @param {any} given
   */
  rounded(given) {
    const { kind, data } = this;
    const right = wrong("approximate", message("rounded"));
    const candidates = [
      ...data.right.map((form) => ({ form, verdict: right })),
      ...data.mistakes.map(({ form, tag, text }) => ({ form, verdict: wrong(tag, text) })),
    ];
    /** @type {Answers.Verdict | null} */
    let found = null;
    let nearest = Infinity;
    for (const { form, verdict } of candidates) {
      const distance = kind.rounded(given, form);
      if (distance === null || distance >= nearest) continue;
      [nearest, found] = [distance, verdict];
    }
    return found;
  }

  /**
   * Recognise a listed mistake with another one on top.
   * @param {any} given
   * @param {Answers.Verdict | null} finding
   */
  kin(given, finding) {
    for (const { form, tag, text } of this.data.mistakes) {
      const more = this.kind.kin(given, form);
      if (!more) continue;
      if (more === "sign_too" && (finding || this.kind.pointOut(given).note === "partly")) continue;
      const said = text + message("also", { reason: message(more) });
      return wrong(finding?.note === "layout" ? "layout" : tag, said);
    }
    return null;
  }
}
