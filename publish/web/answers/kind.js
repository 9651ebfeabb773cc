// What all kinds of answers have in common: what most of them have nothing to say of.
//
// Mirrors d2l_calc/grader/kinds/kind.py.

export class Kind {
  /**
   * Tell whether two answers, in the form that `read` gives, are one.
   * @param {any} _given
   * @param {any} _reference
   * @returns {boolean}
   */
  same(_given, _reference) {
    throw new Error("each kind of answers compares in its own way");
  }

  /**
   * Tell whether an answer is a right one, which may leave more free than `same` does.
   * @param {any} given
   * @param {any} key
   */
  right(given, key) {
    return this.same(given, key);
  }

  /**
   * Give how far an answer is from another but for digits that were not typed, or null.
   * @param {any} _given
   * @param {any} _reference
   * @returns {number | null}
   */
  rounded(_given, _reference) {
    return null;
  }

  /**
   * Name what to say beside the words of a mistake that this is nearly, or give null.
   * @param {any} _given
   * @param {any} _mistake
   * @returns {string | null}
   */
  kin(_given, _mistake) {
    return null;
  }

  /**
   * Give a verdict on an answer that is right and yet not all that is asked for, or null.
   * @param {any} _given
   * @returns {Answers.Verdict | null}
   */
  fails(_given) {
    return null;
  }

  /**
   * Give a verdict if the whole of an answer is wrong in one way, or null.
   * @param {any} _given
   * @returns {Answers.Verdict | null}
   */
  explain(_given) {
    return null;
  }
}
