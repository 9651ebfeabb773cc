// Explorers on a page without a kernel: the stage that JupyterLab shows, and frames made ahead.
//
// An explorer's frames are a script beside the page, which is fetched when the explorer comes
// near; a script, because a page opened from a file may not fetch anything else.

const NEAR = "300px";
const REPLAY = 6000; // ms

// What the stage takes for the kernel's copy of an explorer. Whatever it sends is lost.
class Frozen {
  constructor(values) {
    this.values = values;
    this.listeners = {};
  }

  get(name) {
    return this.values[name];
  }

  set(name, value) {
    this.values[name] = value;
    for (const listener of this.listeners[`change:${name}`] ?? []) listener();
  }

  on(event, listener) {
    (this.listeners[event] ??= []).push(listener);
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
  const values = await new Response(text).json();
  const { parts, frames } = values._pictures;
  for (const frame of frames) frame.layer = frame.layer?.map((part) => parts[part]).join("");
  for (const place of document.querySelectorAll(`[data-explorer="${name}"]`)) {
    show(place, { ...values });
  }
};

function show(place, values) {
  const element = document.createElement("div");
  globalThis.d2lStage.render({ model: new Frozen(values), el: element });
  place.replaceChildren(element);
  place.classList.add("alive");
  const sliders = values._stage.controls.filter(({ kind }) => kind === "slider");
  const plays = sliders.findIndex(({ name }) => name === place.dataset.plays);
  if (plays >= 0) playUntilTouched(place, element.querySelectorAll(".d2l-slider")[plays]);
}

// An explorer that shows what it does, again and again, until a reader takes over.
function playUntilTouched(place, row) {
  if (matchMedia("(prefers-reduced-motion: reduce)").matches) return;
  const [range, button] = [row.querySelector("input"), row.querySelector("button")];
  button.click();
  const again = setInterval(() => range.value === range.max && button.click(), REPLAY);
  const stop = () => clearInterval(again);
  for (const event of ["pointerdown", "keydown", "focusin"]) {
    place.addEventListener(event, stop, { capture: true, once: true });
  }
}

function fetchFrames(place) {
  const script = document.createElement("script");
  script.src = place.querySelector("img").src.replace(/svg$/, "js");
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
