// What a reader has solved, in the reader's own browser and nowhere else: beside each chapter of the
// list, at each exercise, and on a page of its own, where it is saved, read back and wiped.

(() => {
  const KEY = "d2l-calc";
  const { counts = "" } = /** @type {HTMLScriptElement} */ (document.currentScript).dataset;
  const chapters = counts.split(" ").map((each) => each.split(":"));

  /**
   * Give what of a record is one: exercises by number, solved or tried.
   * @param {any} record
   * @returns {Page.Progress}
   */
  function valid(record) {
    const entries = Object.entries(record?.exercises ?? {});
    return Object.fromEntries(
      entries.filter(([number, status]) => /^\d+\.\d+$/.test(number) && isStatus(status)),
    );
  }

  /** @param {string} address */
  const chapterOf = (address) => String(Number(/\/(\d+)-[^/]*$/.exec(address)?.[1]));

  /** @param {unknown} status */
  const isStatus = (status) => status === "solved" || status === "tried";

  function kept() {
    try {
      return valid(JSON.parse(localStorage.getItem(KEY) ?? "{}"));
    } catch {
      return {}; // a browser may keep nothing, or something else
    }
  }

  /** @param {Page.Progress} exercises */
  function keep(exercises) {
    try {
      localStorage.setItem(KEY, JSON.stringify({ exercises }));
    } catch {
      // Then it lasts as long as the page.
    }
    show(exercises);
  }

  /** @param {Page.Progress} exercises */
  function show(exercises) {
    const solved = (/** @type {string} */ number) => exercises[number] === "solved";
    const all = Object.keys(exercises).filter(solved);
    for (const [chapter, count] of chapters) {
      const done = all.filter((number) => number.startsWith(`${chapter}.`)).length;
      for (const link of document.querySelectorAll(".bd-docs-nav a")) {
        if (chapterOf(/** @type {HTMLAnchorElement} */ (link).href) !== chapter) continue;
        /** @type {HTMLElement} */ (link).dataset.done = done ? `${done}/${count}` : "";
      }
    }
    for (const form of document.querySelectorAll("form.answer")) {
      const { dataset } = /** @type {HTMLElement} */ (form);
      dataset.done = solved(dataset.exercise ?? "") ? "✓" : "";
    }
    for (const item of document.querySelectorAll("[data-solves]")) {
      const { dataset } = /** @type {HTMLElement} */ (item);
      dataset.status = exercises[dataset.solves ?? ""] ?? "";
    }
    const count = chapters.reduce((sum, [, each]) => sum + Number(each), 0);
    say("solved", { solved: all.length, count });
  }

  /** @type {HTMLElement | null} */
  const page = document.querySelector(".my-progress");

  /**
   * @param {string} name
   * @param {{ [name: string]: number }} values
   */
  function say(name, values = {}) {
    const place = page?.querySelector(".progress-solved");
    if (!page || !place) return;
    const text = JSON.parse(page.dataset.said ?? "{}")[name];
    const filled = (/** @type {string} */ _, /** @type {string} */ key) => String(values[key]);
    place.textContent = text.replace(/\{(\w+)\}/g, filled);
  }

  function save() {
    const text = JSON.stringify({ exercises: kept() }, null, 2);
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([text], { type: "application/json" }));
    link.download = `${KEY}.json`;
    link.click();
    URL.revokeObjectURL(link.href);
  }

  /** @param {File} file */
  async function load(file) {
    try {
      const read = valid(JSON.parse(await file.text()));
      if (!Object.keys(read).length) throw new Error("nothing in it");
      const before = Object.entries(kept()).filter(([, status]) => status === "solved");
      keep({ ...read, ...Object.fromEntries(before) });
      say("read_back", { count: Object.keys(read).length });
    } catch {
      say("not_read");
    }
  }

  /**
   * Wipe everything when it is asked for twice.
   * @param {HTMLElement} button
   */
  function wipe(button) {
    if (!("sure" in button.dataset)) {
      button.dataset.sure = "";
      say("sure");
      return;
    }
    delete button.dataset.sure;
    keep({});
    say("wiped");
  }

  page?.addEventListener("click", ({ target }) => {
    if (!(target instanceof HTMLElement)) return;
    if (target.dataset.does === "save") save();
    if (target.dataset.does === "wipe") wipe(target);
  });
  page?.addEventListener("change", ({ target }) => {
    if (!(target instanceof HTMLInputElement) || !target.files?.[0]) return;
    load(target.files[0]);
    target.value = ""; // so that the same file may be read again
  });
  document.addEventListener("d2l-verdict", (event) => {
    const { target, detail } = /** @type {CustomEvent} */ (event);
    const { exercise = "" } = /** @type {HTMLElement} */ (target).dataset;
    const exercises = kept();
    if (exercises[exercise] === "solved" || detail === "not_attempted") return;
    keep({ ...exercises, [exercise]: detail === "correct" ? "solved" : "tried" });
  });
  addEventListener("storage", () => show(kept())); // another window of the same reader
  show(kept());
})();
