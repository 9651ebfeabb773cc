// The page's side of every explorer: a picture in layers, controls, and no calculus.
//
// A state is the list of all controls' values. The kernel draws a state as a frame: the SVG of
// what moves, the read-outs, the places of the handles. A frame lies on a scene: the SVG of what
// stays. Frames are kept; while a slider is in use, those of its other stops are made ahead.

const KEPT = 8000; // frames
const REQUEST = 20; // ms that a request for frames made ahead may take
const PATIENCE = 400; // ms without the picture of a state until the reader is told why
const LOST = 3000; // ms until the first answer is no longer hoped for
const SETTLED = 300; // ms without a change until the kernel is told the values
const PLAY = 5000; // ms from one end of a slider to the other
const SCALE = 1.45; // from points, which pictures are drawn in, to the pixels of a wide page
const IDS = /(?<=\bid="|url\(#|href="#)/g; // where an SVG names a part of itself

export default {
  render({ model, el }) {
    const stage = new Stage(model, el);
    return () => stage.leave();
  },
};

class Stage {
  constructor(model, el) {
    Object.assign(this, { model, el }, model.get("_stage"));
    this.controls = this.controls.map((control) => ({ ...control }));
    this.title ||= this.words.untitled + this.controls.map(({ label }) => label).join(", ");
    this.album = new Album(model, this, (frame) => this.arrived(frame));
    this.picture = new Picture(this);
    this.rows = this.controls.map((control) => ROWS[control.kind](this, control));
    this.note = html("p", { className: "d2l-note", role: "status" });
    const reset = button(this.words.reset, () => this.reset());
    reset.className = "d2l-reset";
    const elements = this.rows.map((row) => row.element);
    const controls = html("div", { className: "d2l-controls" }, ...elements, reset);
    el.classList.add("d2l-explorer");
    el.role = "group";
    el.ariaLabel = this.title;
    el.append(this.picture.element, controls, this.note);
    el.addEventListener("keydown", keepFromJupyter);
    el.addEventListener("pointerleave", () => this.use(null));
    for (const { name } of this.controls) model.on(`change:${name}`, () => this.refresh());
    this.refresh();
  }

  leave() {
    clearInterval(this.timer);
    clearTimeout(this.telling);
  }

  state() {
    return this.controls.map((control) => this.model.get(control.name));
  }

  set(name, value) {
    if (this.model.get(name) === value) return;
    this.model.set(name, value);
    // The picture comes first; the kernel's copy of the value has time.
    clearTimeout(this.saving);
    this.saving = setTimeout(() => this.album.closed || this.model.save_changes(), SETTLED);
  }

  reset() {
    this.pause();
    for (const { name, first } of this.controls) this.set(name, first);
  }

  // The frames of this slider are made ahead, for it may be dragged next.
  use(control) {
    this.inUse = control;
    this.album.ask(this.state(), control);
  }

  // Changes that come together, as on reset, are shown together.
  refresh() {
    if (this.refreshing) return;
    this.refreshing = true;
    queueMicrotask(() => {
      this.refreshing = false;
      const state = this.state();
      this.rows.forEach((row, i) => row.update(state[i]));
      this.show();
    });
  }

  show() {
    const state = this.state();
    const frame = this.album.frame(state);
    if (frame) {
      this.picture.paint(frame, this.album.scene(state));
      clearTimeout(this.telling);
      this.telling = null;
      this.note.textContent = "";
    } else {
      this.telling ??= setTimeout(() => this.tell(), PATIENCE);
    }
    this.album.ask(state, this.inUse);
  }

  // A frame that was asked for is shown on the way to the state now.
  arrived(frame) {
    if (frame && !this.album.frame(this.state())) {
      this.picture.paint(frame, this.album.scene(frame.at));
    }
    this.refresh();
  }

  tell() {
    const { unanswered, thinking } = this.words;
    this.note.textContent = this.album.deserted() ? unanswered : thinking;
    this.telling = setTimeout(() => this.tell(), PATIENCE);
  }

  play(control) {
    this.pause();
    const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
    const last = control.stops.length - 1;
    const step = calm ? Math.ceil(last / 8) : 1;
    let i = nearest(control.stops, this.model.get(control.name)) % last;
    const next = () => {
      if (!this.el.isConnected) return this.pause();
      if (!this.album.frame(this.state())) return;
      i = Math.min(i + step, last);
      this.set(control.name, control.stops[i]);
      if (i === last) this.pause();
    };
    this.playing = control;
    this.timer = setInterval(next, calm ? 1000 : Math.max(30, PLAY / last));
    this.use(control);
    this.refresh();
  }

  pause() {
    clearInterval(this.timer);
    this.playing = null;
    this.refresh();
  }
}

// The frames and scenes that the page has, and the way to those that it has not.
class Album {
  constructor(model, { controls, scenery }, arrived) {
    Object.assign(this, { model, controls, arrived });
    this.behind = (state) => state.filter((_, i) => scenery.includes(controls[i].name));
    this.me = Math.random().toString(36);
    this.frames = new Map();
    this.scenes = new Map();
    this.underway = {}; // for each purpose, the keys of the states that are asked for
    this.born = performance.now();
    this.closed = false; // whether the kernel is known to be gone
    this.answered = false; // whether the kernel has ever answered
    this.batch = 1; // how many frames one request ahead asks for
    this.keep(model.get("_pictures"));
    if (this.frames.size > 1) this.limit();
    model.on("msg:custom", (message) => this.receive(message));
    model.on("change:_pictures", () => {
      this.keep(model.get("_pictures"));
      arrived(null);
    });
    this.send("greeting", []); // whoever answers is a kernel
  }

  // On a page without a kernel, sliders have the stops that frames were made for.
  limit() {
    const states = [...this.frames.values()].map((frame) => frame.at);
    this.all = this.controls.map(({ stops, texts }) => ({ stops, texts }));
    this.controls.forEach((control, i) => {
      const made = new Set(states.map((state) => state[i]));
      control.texts = control.texts.filter((_, k) => made.has(control.stops[k]));
      control.stops = control.stops.filter((stop) => made.has(stop));
    });
  }

  frame(state) {
    return this.frames.get(key(state));
  }

  scene(state) {
    return this.scenes.get(key(this.behind(state)));
  }

  keep({ frames, scenes, ms }) {
    for (const scene of scenes) this.scenes.set(key(scene.at), scene);
    for (const frame of frames) this.frames.set(key(frame.at), frame);
    for (const oldest of this.frames.keys()) {
      if (this.frames.size <= KEPT) break;
      this.frames.delete(oldest);
    }
    if (ms) this.batch = Math.min(Math.floor(REQUEST / ms), 20);
  }

  // One request for the state now and one for frames ahead may be under way, no more: the newest
  // state never waits behind older ones.
  ask(state, slider) {
    const { now, ahead } = this.underway;
    if (!now && !this.has(state)) this.send("now", [state]);
    if (slider && !ahead) {
      const states = this.ahead(state, slider);
      if (states.length) this.send("ahead", states);
    }
  }

  // Whether there is a frame, or one on the way.
  has(state) {
    const { now, ahead } = this.underway;
    return this.frame(state) || now?.has(key(state)) || ahead?.has(key(state));
  }

  send(purpose, states) {
    const known = [...this.scenes.values()].map((scene) => scene.at);
    try {
      this.model.send({ from: this.me, purpose, states, known });
      this.underway[purpose] = new Set(states.map(key));
      this.closed = false;
    } catch {
      this.closed = true;
    }
  }

  receive(message) {
    this.keep(message);
    if (!this.answered) this.all?.forEach((all, i) => Object.assign(this.controls[i], all));
    this.answered = true;
    if (message.to === this.me) this.underway[message.purpose] = null;
    this.arrived(message.to === this.me && message.purpose === "now" && message.frames[0]);
  }

  // Whether there is no hope for an answer: the kernel is gone, or has never answered.
  deserted() {
    return this.closed || (!this.answered && performance.now() - this.born > LOST);
  }

  // The states at the slider's stops that are not here: the nearest, first of all where it goes.
  ahead(state, slider) {
    const i = this.controls.indexOf(slider);
    const here = nearest(slider.stops, state[i]);
    if (slider !== this.slider) this.here = here;
    const forth = Math.sign(here - this.here) || 1;
    Object.assign(this, { slider, here });
    const distance = (k) => (k - here) * forth * (Math.sign(k - here) === forth ? 1 : 3);
    return slider.stops
      .map((stop, k) => ({ at: state.with(i, stop), distance: Math.abs(distance(k)) }))
      .filter(({ at }) => !this.has(at))
      .sort((a, b) => a.distance - b.distance)
      .slice(0, this.batch)
      .map(({ at }) => at);
  }
}

class Picture {
  constructor(stage) {
    this.stage = stage;
    this.me = `d2l${Math.random().toString(36).slice(2)}`;
    this.layers = [svg("g"), svg("g"), svg("g", { "aria-hidden": "true" })];
    const [width, height] = stage.size;
    const words = [svg("title", {}, stage.title), svg("desc", {}, stage.description)];
    const attributes = { viewBox: `0 0 ${width} ${height}`, role: "img", class: "d2l-picture" };
    this.svg = svg("svg", attributes, ...words, ...this.layers);
    this.svg.style.maxWidth = `${SCALE * width}px`;
    this.problem = html("p", { className: "d2l-problem", role: "alert" });
    this.readings = html("dl");
    this.element = html("div", {}, this.svg, this.problem, this.readings);
  }

  paint(frame, scene) {
    const [stays, moves, grips] = this.layers;
    const failed = frame.problem ?? "";
    this.element.classList.toggle("d2l-failed", failed !== "");
    if (this.problem.textContent !== failed) this.problem.textContent = failed;
    if (failed || frame === this.frame) return;
    if (scene !== this.scene) {
      stays.innerHTML = this.own(scene.background, "stays");
      const missing = scene.handles.slice(grips.childElementCount);
      grips.append(...missing.map((_, i) => this.grip(grips.childElementCount + i)));
    }
    moves.innerHTML = this.own(frame.layer, "moves");
    [...grips.children].forEach((grip, i) => {
      const place = frame.grips[i];
      grip.setAttribute("display", place ? "inline" : "none");
      if (place) grip.setAttribute("transform", `translate(${place})`);
    });
    this.read(frame.readings);
    Object.assign(this, { frame, scene });
  }

  // Ids hold for the whole page: a part of another picture, possibly a hidden one, would be used.
  own(elements, layer) {
    return elements.replaceAll(IDS, `${this.me}-${layer}-`);
  }

  read(readings) {
    if (this.readings.childElementCount !== readings.length) {
      const pairs = readings.map(() => html("div", {}, html("dt"), html("dd")));
      this.readings.replaceChildren(...pairs);
    }
    readings.forEach((texts, i) => {
      const parts = this.readings.children[i].children;
      texts.forEach((text, j) => {
        if (parts[j].textContent !== text) parts[j].textContent = text;
      });
    });
  }

  // An invisible disc over a point, large enough for a finger.
  grip(i) {
    const { stage } = this;
    const disc = svg("circle", { r: 14, class: "d2l-grip" });
    disc.addEventListener("pointerdown", (down) => {
      down.preventDefault();
      disc.setPointerCapture(down.pointerId);
      const points = stage.size[0] / this.svg.getBoundingClientRect().width;
      const gears = Object.entries(this.scene.handles[i]).map(([axis, gear]) => ({
        ...gear,
        pixel: axis === "x" ? "clientX" : "clientY",
        control: stage.controls.find((control) => control.name === gear.name),
        first: stage.model.get(gear.name),
      }));
      stage.pause();
      stage.use(gears[0].control);
      disc.onpointermove = (move) => {
        for (const { name, control, pixel, change, log, first } of gears) {
          const moved = (move[pixel] - down[pixel]) * points * change;
          const value = log ? first * Math.exp(moved) : first + moved;
          stage.set(name, control.stops[nearest(control.stops, value)]);
        }
      };
    });
    // Or a finger scrolls the page; Chromium ignores touch-action on parts of an SVG.
    disc.addEventListener("touchstart", (touch) => touch.preventDefault(), { passive: false });
    disc.addEventListener("lostpointercapture", () => {
      disc.onpointermove = null;
    });
    return disc;
  }
}

// One row of controls for each kind; `update` shows a value.
const ROWS = {
  slider(stage, control) {
    const { name, label } = control;
    const range = html("input", { type: "range", step: 1 });
    const value = html("span", { className: "d2l-value", ariaHidden: "true" });
    const playing = () => stage.playing === control;
    const toggle = button("", () => (playing() ? stage.pause() : stage.play(control)));
    const caption = html("span", { className: "d2l-label" }, label);
    const row = html("div", { className: "d2l-row d2l-slider" });
    row.append(html("label", {}, caption, range), value, toggle);
    row.addEventListener("pointerenter", () => stage.use(control));
    row.addEventListener("focusin", () => stage.use(control));
    range.addEventListener("input", () => {
      if (stage.playing) stage.pause();
      stage.use(control);
      stage.set(name, control.stops[range.value]);
    });
    return {
      element: row,
      update(now) {
        const { stops, texts } = control;
        const i = nearest(stops, now);
        const text = stops[i] === now ? texts[i] : String(Number(now.toPrecision(4)));
        range.max = stops.length - 1;
        range.value = i;
        range.ariaValueText = text;
        value.textContent = text;
        toggle.textContent = playing() ? "❚❚" : "▶\uFE0E";
        toggle.ariaLabel = `${playing() ? stage.words.pause : stage.words.play} ${label}`;
      },
    };
  },

  choice(stage, { name, label, stops, texts }) {
    const select = html("select", {}, ...texts.map((text) => html("option", {}, text)));
    select.addEventListener("change", () => stage.set(name, stops[select.selectedIndex]));
    const caption = html("span", { className: "d2l-label" }, label);
    return {
      element: html("div", { className: "d2l-row" }, html("label", {}, caption, select)),
      update(now) {
        select.selectedIndex = stops.indexOf(now);
      },
    };
  },

  switch(stage, { name, label }) {
    const box = html("input", { type: "checkbox" });
    box.addEventListener("change", () => stage.set(name, box.checked));
    return {
      element: html("div", { className: "d2l-row" }, html("label", {}, box, label)),
      update(now) {
        box.checked = now;
      },
    };
  },
};

// JupyterLab takes plain keys for commands; keys with Ctrl, and Escape, which leaves, are its own.
function keepFromJupyter(event) {
  const theirs = event.ctrlKey || event.metaKey || event.altKey || event.key === "Escape";
  if (!theirs) event.stopPropagation();
}

function key(values) {
  return JSON.stringify(values);
}

function nearest(stops, value) {
  let best = 0;
  stops.forEach((stop, i) => {
    if (Math.abs(stop - value) < Math.abs(stops[best] - value)) best = i;
  });
  return best;
}

function html(tag, properties = {}, ...children) {
  const element = Object.assign(document.createElement(tag), properties);
  element.append(...children);
  return element;
}

function svg(tag, attributes = {}, ...children) {
  const element = document.createElementNS("http://www.w3.org/2000/svg", tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  element.append(...children);
  return element;
}

function button(text, onclick) {
  return html("button", { type: "button", onclick }, text);
}
