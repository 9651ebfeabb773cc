// Answers that are one of several choices, or several of them.
//
// Mirrors d2l_calc/grader/kinds/choice.py, which has the words for true and false.

import { Kind } from "./kind.js";
import { brief, known, listed, message, Unreadable } from "./messages.js";
import { wrong } from "./numbers.js";

export class Choice extends Kind {
  /** @param {Answers.ChoiceData} data */
  constructor(data) {
    super();
    this.data = data;
    this.key = data.right[0];
  }

  /**
   * Give the choices that were made, in order.
   * @param {Answers.Answer} answer
   * @returns {string[]}
   */
  read(answer) {
    const { several, choices } = this.data;
    let made = [answer];
    if (several && Array.isArray(answer)) {
      made = answer;
    } else if (several && typeof answer === "string") {
      const words = (answer.match(/[\p{L}\p{N}_]+/gu) ?? []).map((word) => tidy(word) ?? "");
      made = words.flatMap((word) => (choices.includes(word) ? word : [...word]));
      if (!made.length) throw this.refusal(answer);
    } else if (Array.isArray(answer) && answer.length === 1) {
      made = answer;
    }
    return [...new Set(made.map((choice) => this.one(choice)))].sort();
  }

  /**
   * Give one choice, also where it stands among other words: "B.", "选 B".
   * @param {Answers.Answer} answer
   */
  one(answer) {
    const { choices, truth } = this.data;
    let word = typeof answer === "string" ? tidy(answer) : null;
    if (word === null) throw this.refusal(answer);
    if (choices.includes(word)) return word;
    const { yes, no, denied } = known().choice;
    if (truth) word = yes.includes(word) ? "true" : no.includes(word) ? "false" : word;
    const among = (word.match(/[a-z0-9]+/g) ?? []).filter((each) => choices.includes(each));
    const [found = word, ...more] = new Set(among);
    const deny = new RegExp(denied.replaceAll("{0}", found.replace(/[^\w]/g, "\\$&")));
    if (more.length || !choices.includes(found) || (word !== found && deny.test(word))) {
      throw this.refusal(answer);
    }
    return found;
  }

  /**
   * Ask for one of the choices, without telling which.
   * @param {Answers.Answer} answer
   */
  refusal(answer) {
    const { choices, letters } = this.data;
    const got = brief(answer);
    if (letters) return new Unreadable("want_letter", { got });
    const names = choices.map((name) => brief(name.length === 1 ? name.toUpperCase() : name));
    const name = typeof answer === "string" ? "want_choice" : "want_choice_quoted";
    return new Unreadable(name, { choices: listed(names), got });
  }

  /**
   * @param {string[]} given
   * @param {string[]} reference
   */
  same(given, reference) {
    return given.join() === reference.join();
  }

  /**
   * Say that a choice is not right.
   * @param {string[]} given
   */
  pointOut(given) {
    const right = given.filter((choice) => this.key.includes(choice));
    if (this.data.several && right.length) {
      if (right.length === given.length) return wrong("partly", message("choices_more"));
      if (right.length === this.key.length) return wrong("partly", message("choices_fewer"));
    }
    const value = listed(given.map((choice) => choice.toUpperCase()).sort());
    return wrong("none", message("choice", { value }));
  }
}

/**
 * Give a word in lower case and half width, without blanks and signs around it.
 * @param {string} word
 */
export function tidy(word) {
  if (word.length > 100) return null;
  const plain = word.normalize("NFKC").trim().toLowerCase();
  return plain.replace(/^[^\p{L}\p{N}_]+|[^\p{L}\p{N}_]+$/gu, "") || plain;
}
