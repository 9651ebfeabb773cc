// Explorers on a page without a kernel: the stage that JupyterLab shows, and frames made ahead.
//
// An explorer's frames are a script beside the page, which is fetched when the explorer comes
// near; a script, because a page opened from a file may not fetch anything else.

const NEAR = "300px";
const REPLAY = 6000; // ms

/**
 * What the stage takes for the kernel's copy of an explorer. Whatever it sends is lost.
 * @implements {Page.Model}
 */
class Frozen {
  /** @type {{ [event: string]: Function[] }} */
  listeners = {};

  /** @param {{ [name: string]: any }} values */
  constructor(values) {
    this.values = values;
  }

  /** @param {string} name */
  get(name) {
    return this.values[name];
  }

  /**
   * @param {string} name
   * @param {Protocol.Value} value
   */
  set(name, value) {
    this.values[name] = value;
    for (const listener of this.listeners[`change:${name}`] ?? []) listener();
  }

  /**
   * @param {string} event
   * @param {Function} listener
   */
  on(event, listener) {
    this.listeners[event] ??= [];
    this.listeners[event].push(listener);
  }

  send() {
    throw new Error("there is no kernel");
  }

  save_changes() {}
}

// Every script of frames calls this.
globalThis.d2lFrames = async (name, packed) => {
  const bytes = Uint8Array.from(atob(packed), (char) => char.charCodeAt(0));
  const text = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"));
  /** @type {Page.Packed} */
  const { _pictures, ...values } = await new Response(text).json();
  const { parts, frames } = _pictures;
  const whole = frames.map(({ layer, ...frame }) => ({
    ...frame,
    layer: layer?.map((part) => parts[part]).join(""),
  }));
  /** @type {NodeListOf<HTMLElement>} */
  const places = document.querySelectorAll(`[data-explorer="${name}"]`);
  for (const place of places) {
    show(place, { ...values, _pictures: { ..._pictures, frames: whole } });
  }
};

/**
 * @param {HTMLElement} place
 * @param {{ _stage: Protocol.Stage, [name: string]: any }} values
 */
function show(place, values) {
  const element = document.createElement("div");
  globalThis.d2lStage.render({ model: new Frozen(values), el: element });
  place.replaceChildren(element);
  place.classList.add("alive");
  const plays = element.querySelector(`.d2l-slider[data-name="${place.dataset.plays}"]`);
  if (plays) playUntilTouched(place, plays);
}

/**
 * An explorer that shows what it does, again and again, until a reader takes over.
 * @param {Element} place
 * @param {Element} row
 */
function playUntilTouched(place, row) {
  if (matchMedia("(prefers-reduced-motion: reduce)").matches) return;
  const [range, button] = [row.querySelector("input"), row.querySelector("button")];
  if (!range || !button) return;
  button.click();
  const rests = () => row.matches(":not(.d2l-playing)") && !document.hidden;
  const again = setInterval(() => rests() && button.click(), REPLAY);
  const stop = () => clearInterval(again);
  for (const event of ["pointerdown", "keydown", "focusin"]) {
    place.addEventListener(event, stop, { capture: true, once: true });
  }
}

/** @param {Element} place */
function fetchFrames(place) {
  const picture = place.querySelector("img");
  if (!picture) return;
  const script = document.createElement("script");
  script.src = picture.src.replace(/svg$/, "js");
  document.head.append(script);
}

const watch = new IntersectionObserver(
  (entries) => {
    for (const { isIntersecting, target } of entries) {
      if (!isIntersecting) continue;
      watch.unobserve(target);
      fetchFrames(target);
    }
  },
  { rootMargin: NEAR },
);
for (const place of document.querySelectorAll("[data-explorer]")) watch.observe(place);
