// Lets the exercises of a page answer: what it takes is fetched when a reader comes near one.
//
// Scripts and nothing else, because a page opened from a file may not fetch anything: the grader
// (web/answers, one script), its words, and of each chapter its exercises.

(() => {
  const here = /** @type {HTMLScriptElement} */ (document.currentScript).src;
  /** @type {Map<string, Promise<void>>} */
  const scripts = new Map();

  /**
   * Run a script of the site once; they run in the order in which they are asked for.
   * @param {string} path
   */
  function run(path) {
    const running =
      scripts.get(path) ??
      new Promise((done, failed) => {
        const script = document.createElement("script");
        script.src = new URL(path, here).href;
        script.async = false;
        script.onload = () => done();
        script.onerror = () => failed(new Error(`${script.src} cannot be loaded`));
        document.head.append(script);
      });
    scripts.set(path, running);
    return running;
  }

  /**
   * Make ready to check an exercise.
   * @param {string} number
   */
  async function ready(number) {
    const [chapter] = number.split(".");
    await Promise.all(["answers.js", "../answers/words.js", `../answers/${chapter}.js`].map(run));
    await globalThis.d2lAnswers.unpacked();
  }

  globalThis.d2l = {
    ready,
    check: async (number, answer) => {
      await ready(number);
      return globalThis.d2lAnswers.check(number, answer);
    },
  };

  /** @param {EventTarget | null} target */
  const formOf = (target) =>
    target instanceof Element
      ? /** @type {HTMLFormElement | null} */ (target.closest("form.answer"))
      : null;

  /** @param {HTMLFormElement} form */
  const prepare = async (form) => {
    await ready(form.dataset.exercise ?? "");
    form.dataset.ready = "";
  };

  // Who is quicker than the network is answered when it is there.
  document.addEventListener("submit", (event) => {
    const form = formOf(event.target);
    if (!form) return;
    event.preventDefault();
    if ("ready" in form.dataset) return;
    event.stopImmediatePropagation();
    prepare(form).then(() => form.requestSubmit());
  });
  document.addEventListener("click", (event) => {
    const form = formOf(event.target);
    const button = event.target instanceof Element ? event.target.closest("button") : null;
    if (!form || button?.type !== "button" || "ready" in form.dataset) return;
    event.stopImmediatePropagation();
    prepare(form).then(() => button.click());
  });

  const watch = new IntersectionObserver(
    (entries) => {
      for (const { isIntersecting, target } of entries) {
        const form = isIntersecting && formOf(target);
        if (!form) continue;
        watch.unobserve(form);
        prepare(form);
      }
    },
    { rootMargin: "600px" },
  );
  for (const form of document.querySelectorAll("form.answer")) watch.observe(form);
})();
