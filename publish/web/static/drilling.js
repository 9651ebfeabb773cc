// The page of drills: one problem after the other, of a topic and a level that a reader chooses.

(() => {
  const page = /** @type {HTMLElement} */ (document.querySelector(".drills"));
  const place = /** @type {HTMLElement} */ (page.querySelector(".drill"));
  const score = /** @type {HTMLElement} */ (page.querySelector(".drill-score"));
  const said = JSON.parse(page.dataset.said ?? "{}");
  let [topic, level] = ["", "1"];
  let [solved, row] = [0, 0];
  let [open, atOnce] = [true, true]; // the problem that is shown
  /** @type {string[]} */
  const seen = [];

  /** Show a problem that was not shown for long. */
  async function next() {
    await globalThis.d2l.ready(`${topic}.${level}`);
    const all = globalThis.d2lAnswers.drills(topic, level);
    const fresh = all.filter(({ number }) => !seen.slice(-all.length / 2).includes(number));
    const problem = fresh[Math.floor(Math.random() * fresh.length)];
    seen.push(problem.number);
    [open, atOnce] = [true, true];
    globalThis.d2lAnswers.pose(place, problem, said);
    place.querySelector("input")?.focus();
  }

  page.addEventListener("click", ({ target }) => {
    const button = target instanceof Element ? target.closest("button") : null;
    if (!button || button.closest("form")) return;
    topic ||= /** @type {HTMLElement} */ (page.querySelector("[data-topic]")).dataset.topic ?? "";
    if (button.dataset.topic) topic = button.dataset.topic;
    if (button.dataset.level) level = button.dataset.level;
    for (const other of page.querySelectorAll("button[aria-pressed]")) {
      const { dataset } = /** @type {HTMLButtonElement} */ (other);
      const chosen = dataset.topic === topic || dataset.level === level;
      other.setAttribute("aria-pressed", String(chosen));
    }
    next();
  });

  page.addEventListener("d2l-verdict", (event) => {
    const { detail } = /** @type {CustomEvent} */ (event);
    if (!open || !["correct", "incorrect"].includes(detail)) return;
    open = detail !== "correct";
    solved += Number(!open);
    row = open ? 0 : row + Number(atOnce);
    atOnce = false;
    score.textContent = said.score.replace("{solved}", solved).replace("{now}", row);
  });
})();
