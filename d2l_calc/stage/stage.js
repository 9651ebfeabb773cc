// The page's side of every explorer: a picture in layers, controls, and no calculus.
//
// What goes to the kernel and comes from it, and the words for it, is described in protocol.py: a
// state is the list of all controls' values; it is seen as a frame, which stands on a scene. Frames
// are kept; while a slider is in use, those of its other stops are made ahead.

const KEPT = 8000; // frames
const REQUEST = 20; // ms that a request for frames made ahead may take
const PATIENCE = 400; // ms without the picture of a state until the reader is told why
const LOST = 3000; // ms without an answer until it is no longer hoped for
const SETTLED = 300; // ms without a change until the kernel is told the values
const PLAY = 5000; // ms from one end of a slider to the other
const HOLD = 4; // pixels from 0 in which a point that is dragged is at 0
const ON = 8; // points of the page from a point in which a click is on it
/** @type {{ [key: string]: [number, number] }} */
const WAYS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
const IDS = /(?<=\bid="|url\(#|href="#)/g; // where an SVG names a part of itself
const ARTISTS = /(?<=^ ?<(?:\/g|g [^<>]*\/)>\n)/m; // where in a layer one ends, empty or not
const PLACES = /(?<= (?:d|x|y|transform)=")[^"]+/g; // what says where a part of one is
const NUMBERS = /-?\d+(?:\.\d+)?(?:e-?\d+)?/g;
const SMOOTH = 100; // pictures in which play goes through a slider, at least
const NEAR = 0.15; // of a slider: stops no farther apart have much the same picture
const VIEW = "application/vnd.jupyter.widget-view+json"; // the format of a widget in an output
const SHOWED = "d2l_explorer"; // under this name a saved output has the id of its explorer
const KEEPSAKES = Symbol.for("d2l_calc"); // where a notebook has those of its explorers

export default {
  /** @param {{ model: Page.Model }} widget */
  initialize({ model }) {
    const notebook = model.widget_manager?.context?.model;
    try {
      if (notebook) new Keepsake(model, notebook);
    } catch (error) {
      console.warn("This notebook is saved without the explorer's last picture.", error);
    }
  },

  /** @param {{ model: Page.Model, el: HTMLElement }} view */
  render({ model, el }) {
    const stage = new Stage(model, el);
    return () => stage.leave();
  },
};

class Stage {
  /** @type {Protocol.Control | null} */
  inUse = null;
  /** @type {Protocol.Control | null} */
  playing = null;
  refreshing = false;
  touched = false; // whether the reader has moved anything
  gone = false;

  /**
   * @param {Page.Model} model
   * @param {HTMLElement} el
   */
  constructor(model, el) {
    const { title, description, size, zoom, controls, in_setup, formula, ask, words } =
      model.get("_stage");
    this.model = model;
    this.el = el;
    this.size = size;
    this.words = words;
    this.controls = controls.map((control) => ({ ...control }));
    this.title = title || words.untitled + controls.map(({ label }) => label).join(", ");
    this.description = description;
    this.formula = formula;
    this.album = new Album(model, this.controls, in_setup, (frame) => this.arrived(frame));
    this.picture = new Picture(this);
    this.plane = new Plane(this);
    this.rows = this.controls.map((control) => {
      const row = ROWS[control.kind](this, control);
      row.element.dataset.name = control.name;
      return row;
    });
    this.note = html("p", { className: "d2l-note", role: "status" });
    const reset = button(this.words.reset, () => this.reset());
    reset.className = "d2l-reset";
    const panel = html("div", { className: "d2l-controls" }, ...this.inOrder(), reset);
    this.picture.side.append(panel, this.note);
    el.classList.add("d2l-explorer");
    el.style.setProperty("--zoom", String(zoom));
    el.role = "group";
    el.ariaLabel = this.title;
    this.question = ask ? new Question(ask, words) : null;
    if (this.question) el.append(this.question.element);
    el.append(this.picture.element);
    window.addEventListener("keydown", this.keys, true);
    el.addEventListener("pointerleave", () => this.use(null));
    for (const { name } of this.controls) model.on(`change:${name}`, () => this.refresh());
    this.refresh();
  }

  // What is in sight, and folded below it the sliders that points in the picture stand for.
  inOrder() {
    /** @param {boolean} wanted */
    const rows = (wanted) =>
      this.rows.filter((_, i) => this.controls[i].folded === wanted).map((row) => row.element);
    const more = rows(true);
    if (!more.length) return rows(false);
    const names = this.controls.filter(({ folded }) => folded).map(({ label }) => label);
    const summary = html("summary", {}, `${this.words.more}: ${names.join(", ")}`);
    return [...rows(false), html("details", { className: "d2l-more" }, summary, ...more)];
  }

  leave() {
    this.gone = true;
    window.removeEventListener("keydown", this.keys, true);
    clearInterval(this.timer);
    clearTimeout(this.telling);
    if (this.saving) this.save();
    this.album.send("parting", []);
  }

  /**
   * Jupyter takes plain keys for commands, Notebook 7 before they come to where they are typed: so
   * they are kept from it at once. Keys with Ctrl, and Escape, which leaves, are its own.
   * @param {KeyboardEvent} event
   */
  keys = (event) => {
    const inside = event.target instanceof Node && this.el.contains(event.target);
    const theirs = event.ctrlKey || event.metaKey || event.altKey || event.key === "Escape";
    if (!inside || theirs) return;
    event.stopPropagation();
    if (this.playing && event.key in WAYS) this.pause(); // for a key goes on from a stop
    if (event.target === this.plane.area) this.plane.press(event);
  };

  /** @returns {Protocol.Value[]} */
  state() {
    return this.controls.map((control) => this.model.get(control.name));
  }

  /**
   * @param {string} name
   * @param {Protocol.Value} value
   */
  set(name, value) {
    if (this.model.get(name) === value) return;
    this.touched = true;
    this.model.set(name, value);
    // The picture comes first; the kernel's copy of the value has time.
    clearTimeout(this.saving);
    this.saving = setTimeout(() => this.save(), SETTLED);
  }

  save() {
    clearTimeout(this.saving);
    this.saving = undefined;
    if (!this.album.closed) this.model.save_changes();
  }

  // Where nothing but stops is known, a picture comes to rest at one, for there its numbers are true.
  settle() {
    for (const control of this.controls.filter((each) => this.album.glides(each))) {
      const { name, stops } = control;
      this.set(name, stops[nearest(stops, Number(this.model.get(name)))]);
    }
  }

  /** @param {string | undefined} name */
  control(name) {
    const control = this.controls.find((each) => each.name === name);
    if (!control) throw new Error(`there is no control ${name}`);
    return control;
  }

  reset() {
    this.pause();
    for (const { name, first } of this.controls) this.set(name, first);
    this.touched = false;
    this.question?.ask();
  }

  /**
   * The frames of this slider are made ahead, for it may be dragged next.
   * @param {Protocol.Control | null} control
   */
  use(control) {
    this.inUse = control;
    this.album.ask(this.state(), control);
  }

  // Changes that come together, as on reset, are shown together.
  refresh() {
    if (this.refreshing || this.gone) return;
    this.refreshing = true;
    queueMicrotask(() => {
      this.refreshing = false;
      if (this.gone) return;
      const state = this.state();
      for (const { name } of this.controls) this.shorten(name);
      for (const [i, row] of this.rows.entries()) row.update(state[i]);
      this.show();
    });
  }

  /**
   * Takes a slider back to its last stop, where another choice has fewer.
   * @param {string} name
   */
  shorten(name) {
    const last = this.album.scene(this.state())?.lasts[name];
    if (last === undefined || Number(this.model.get(name)) <= last) return;
    this.set(name, this.control(name).stops[this.last(name)]);
  }

  show() {
    const state = this.state();
    const frame = this.album.frame(state);
    if (frame) {
      this.picture.paint(frame, this.album.scene(frame.at));
      clearTimeout(this.telling);
      this.telling = undefined;
      this.note.textContent = "";
      // What play passes by, nobody has found.
      if (this.touched && !this.playing && frame.reached) this.question?.answer();
    } else {
      this.telling ??= setTimeout(() => this.tell(), PATIENCE);
    }
    // Without a kernel, nobody could show what is put.
    this.plane.lay(this.album.answered ? this.album.scene(state)?.plane : undefined);
    this.album.ask(state, this.inUse);
  }

  /**
   * A frame that was asked for is shown on the way to the state now.
   * @param {Protocol.Frame | null} frame
   */
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

  /** @param {Protocol.Control} control */
  play(control) {
    this.pause();
    const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
    const way = this.way(control, !calm && this.album.glides(control));
    const step = calm ? Math.ceil(way.length / 8) : 1;
    let i = -1;
    const next = () => {
      if (!this.el.isConnected) return this.pause();
      if (!this.album.nearby(this.state())) return;
      i = Math.min(i + step, way.length - 1);
      this.set(control.name, way[i]);
      if (i === way.length - 1) this.pause();
    };
    this.playing = control;
    this.timer = setInterval(next, calm ? 1000 : Math.min(Math.max(30, PLAY / way.length), 500));
    this.use(control);
    this.refresh();
  }

  /**
   * The stops that play goes through: from where the slider is to where the lesson is. At the end
   * already, it begins anew, from the first state where steps become small, else from the first stop.
   * @param {Protocol.Control} control
   * @param {boolean} glides
   */
  way({ name, stops, first, shrinks }, glides) {
    const now = Number(this.model.get(name));
    const numbers = stops.map(Number).slice(0, 1 + this.last(name));
    /** @param {number} from */
    const on = (from) =>
      shrinks
        ? numbers
            .filter((x) => x * from >= 0 && Math.abs(x) < Math.abs(from))
            .sort((a, b) => Math.abs(b) - Math.abs(a))
        : numbers.filter((x) => x > from);
    /** @param {number[]} way */
    const passed = (way) => (glides ? filled(way) : way.slice(1));
    const rest = on(now);
    if (rest.length) return passed([now, ...rest]);
    const start = shrinks ? Number(first) : numbers[0];
    return [start, ...passed([start, ...on(start)])];
  }

  /**
   * The number of the last stop that a slider has in the state now.
   * @param {string} name
   */
  last(name) {
    const { stops } = this.control(name);
    const last = this.album.scene(this.state())?.lasts[name];
    if (last === undefined) return stops.length - 1;
    // A page without a kernel may not have just this stop: then it is the one before.
    return Math.max(0, stops.filter((stop) => Number(stop) <= last).length - 1);
  }

  pause() {
    clearInterval(this.timer);
    this.playing = null;
    this.settle();
    this.refresh();
  }
}

// The frames and scenes that the page has, and the way to those that it has not.
class Album {
  /** @type {Map<string, Protocol.Frame>} */
  frames = new Map();
  /** @type {Map<string, Protocol.Scene>} */
  scenes = new Map();
  /**
   * The requests that are not answered yet, the oldest first: what for, for which states, since when.
   * @type {{ purpose: Protocol.Purpose, keys: Set<string>, since: number }[]}
   */
  underway = [];
  closed = false; // whether the kernel is known to be gone
  answered = false; // whether the kernel has ever answered
  batch = 1; // how many frames one request ahead asks for
  me = Math.random().toString(36);
  /**
   * Where and in which slider frames were last made ahead.
   * @type {Protocol.Control | null}
   */
  slider = null;
  here = 0;

  /**
   * @param {Page.Model} model
   * @param {Protocol.Control[]} controls
   * @param {string[]} inSetup
   * @param {(frame: Protocol.Frame | null) => void} arrived
   */
  constructor(model, controls, inSetup, arrived) {
    this.model = model;
    this.controls = controls;
    this.inSetup = controls.map(({ name }) => inSetup.includes(name));
    this.arrived = arrived;
    this.keep(model.get("_pictures"));
    // On a page without a kernel, sliders have the stops that frames were made for.
    this.all = this.frames.size > 1 ? this.limited() : [];
    model.on("msg:custom", (message) => this.receive(message));
    model.on("change:_pictures", () => {
      this.keep(model.get("_pictures"));
      arrived(null);
    });
    this.send("greeting", []); // whoever answers is a kernel
  }

  // Takes the stops that frames were not made for from the controls; gives all that they had.
  limited() {
    const states = [...this.frames.values()].map((frame) => frame.at);
    const all = this.controls.map(({ stops, texts }) => ({ stops, texts }));
    this.controls.forEach((control, i) => {
      const made = new Set(states.map((state) => state[i]));
      control.texts = control.texts.filter((_, k) => made.has(control.stops[k]));
      control.stops = control.stops.filter((stop) => made.has(stop));
    });
    return all;
  }

  /**
   * @param {Protocol.Value[]} state
   * @returns {Page.Seen | undefined}
   */
  frame(state) {
    return this.frames.get(key(state)) ?? (this.alone ? this.between(state) : undefined);
  }

  // Whether there is no kernel, as far as the page knows, but frames that were made beforehand.
  get alone() {
    return this.all.length > 0 && !this.answered;
  }

  /**
   * Whether a slider can be between its stops although nobody calculates what is there.
   * @param {Protocol.Control} control
   */
  glides(control) {
    return this.alone && control.ranges.length > 0 && !this.inSetup[this.controls.indexOf(control)];
  }

  /**
   * What is seen between stops: the picture of the nearest ones, moved towards the others. Its
   * numbers stay those of the nearest, which are true there.
   * @param {Protocol.Value[]} state
   * @returns {Page.Seen | undefined}
   */
  between(state) {
    const corners = this.corners(state);
    const first = corners.find(({ frame }) => frame)?.frame;
    if (!first || corners.length === 1) return first;
    const frames = corners.flatMap(({ frame }) => (frame?.layer === undefined ? [] : [frame]));
    if (frames.length < corners.length) return first;
    const shares = corners.map(({ share }) => share);
    return { ...first, ...moved(frames, shares), reached: false };
  }

  /**
   * The frame of a state, or the nearest that there is around it.
   * @param {Protocol.Value[]} state
   */
  nearby(state) {
    return this.corners(state).find(({ frame }) => frame)?.frame;
  }

  /**
   * The frames at the stops around a state, each with its share of it, the nearest first.
   * @param {Protocol.Value[]} state
   */
  corners(state) {
    /** @type {{ at: Protocol.Value[], share: number }[]} */
    let corners = [{ at: [], share: 1 }];
    this.controls.forEach((control, i) => {
      const ends = this.glides(control) ? around(control.stops, Number(state[i])) : [[state[i], 1]];
      corners = corners.flatMap(({ at, share }) =>
        ends.map(([stop, part]) => ({ at: [...at, stop], share: share * Number(part) })),
      );
    });
    corners.sort((a, b) => b.share - a.share);
    return corners.map(({ at, share }) => ({ frame: this.frames.get(key(at)), share }));
  }

  /** @param {Protocol.Value[]} state */
  scene(state) {
    return this.scenes.get(key(state.filter((_, i) => this.inSetup[i])));
  }

  /** @param {Protocol.Pictures} pictures */
  keep({ frames, scenes, ms }) {
    for (const scene of scenes) this.scenes.set(key(scene.at), scene);
    for (const frame of frames) this.frames.set(key(frame.at), frame);
    for (const oldest of this.frames.keys()) {
      if (this.frames.size <= KEPT) break;
      this.frames.delete(oldest);
    }
    if (ms) this.batch = Math.min(Math.floor(REQUEST / ms), 20);
  }

  /**
   * One request for frames ahead may be under way, and so many for the state now that the newest
   * one hardly waits behind older ones: a point that is dragged moves on before the first is there.
   * @param {Protocol.Value[]} state
   * @param {Protocol.Control | null} slider
   */
  ask(state, slider) {
    const most = this.scene(state) ? Math.min(Math.max(this.batch, 1), 4) : 1;
    if (this.waiting("now") < most && !this.has(state)) this.send("now", [state]);
    if (slider && !this.alone && !this.waiting("ahead")) {
      const states = this.ahead(state, slider);
      if (states.length) this.send("ahead", states);
    }
  }

  /**
   * Whether there is a frame, or one on the way.
   * @param {Protocol.Value[]} state
   */
  has(state) {
    return this.nearby(state) || this.underway.some(({ keys }) => keys.has(key(state)));
  }

  /**
   * @param {Protocol.Purpose} purpose
   * @param {Protocol.Value[][]} states
   */
  send(purpose, states) {
    const known = [...this.scenes.values()].map((scene) => scene.at);
    try {
      this.model.send({ from: this.me, purpose, states, known });
      const keys = new Set(states.map(key));
      this.underway = this.underway.filter((each) => each.purpose !== purpose || !this.lost(each));
      this.underway.push({ purpose, keys, since: performance.now() });
      this.closed = false;
    } catch {
      this.closed = true;
    }
  }

  /** @param {Protocol.Answer} answer */
  receive(answer) {
    this.keep(answer);
    if (!this.answered) {
      for (const [i, all] of this.all.entries()) Object.assign(this.controls[i], all);
    }
    this.answered = true;
    const mine = answer.to === this.me;
    const i = this.underway.findIndex(({ purpose }) => mine && purpose === answer.purpose);
    if (i >= 0) this.underway.splice(i, 1);
    this.arrived(mine && answer.purpose === "now" ? answer.frames[0] : null);
  }

  /**
   * How many requests for a purpose are under way and still hoped for.
   * @param {Protocol.Purpose} wanted
   */
  waiting(wanted) {
    return this.underway.filter((each) => each.purpose === wanted && !this.lost(each)).length;
  }

  /**
   * Whether a request is no longer hoped for.
   * @param {{ since: number }} request
   */
  lost({ since }) {
    return performance.now() - since >= LOST && !this.busy();
  }

  // Whether the kernel is known to be at work, on whatever it is.
  busy() {
    const kernel = this.model.widget_manager?.kernel;
    return (
      kernel?.status === "busy" && !kernel.isDisposed && kernel.connectionStatus === "connected"
    );
  }

  // Whether there is no hope for an answer: the kernel is gone, or does not answer.
  deserted() {
    return this.closed || this.underway.some((each) => this.lost(each));
  }

  /**
   * The states at the slider's stops that are not here: the nearest, first of all where it goes.
   * @param {Protocol.Value[]} state
   * @param {Protocol.Control} slider
   */
  ahead(state, slider) {
    const i = this.controls.findIndex(({ name }) => name === slider.name);
    const here = nearest(slider.stops, Number(state[i]));
    if (slider !== this.slider) this.here = here;
    const forth = Math.sign(here - this.here) || 1;
    this.slider = slider;
    this.here = here;
    /** @param {number} k */
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
  /** @type {Protocol.Frame | null} */
  frame = null;
  /** @type {Protocol.Scene | null} */
  scene = null;
  me = `d2l${Math.random().toString(36).slice(2)}`;

  /** @param {Stage} stage */
  constructor(stage) {
    this.stage = stage;
    this.background = svg("g");
    this.layer = svg("g", { class: "d2l-layer" });
    this.handles = svg("g", { "aria-hidden": "true" });
    const [width, height] = stage.size;
    const words = [svg("title", {}, stage.title), svg("desc", {}, stage.description)];
    const attributes = { viewBox: `0 0 ${width} ${height}`, role: "img", class: "d2l-picture" };
    this.svg = svg("svg", attributes, ...words, this.background, this.layer, this.handles);
    this.problem = html("p", { className: "d2l-problem", role: "alert" });
    this.readings = html("dl");
    this.formula = stage.formula ? new Formula(stage.formula) : null;
    const paper = [this.svg, ...(this.formula ? [this.formula.element] : [])];
    this.paper = html("div", { className: "d2l-paper" }, ...paper);
    // Below the picture; beside it where there is room, as the style sheet says.
    this.side = html("div", { className: "d2l-side" }, this.readings);
    this.element = html("div", { className: "d2l-stage" }, this.paper, this.problem, this.side);
    this.element.style.setProperty("--width", `${width}px`);
    this.element.style.setProperty("--aspect", String(width / height));
  }

  /**
   * @param {Page.Seen} frame
   * @param {Protocol.Scene | undefined} scene
   */
  paint(frame, scene) {
    const failed = frame.problem ?? "";
    this.element.classList.toggle("d2l-failed", failed !== "");
    if (this.problem.textContent !== failed) this.problem.textContent = failed;
    this.element.classList.toggle("d2l-between", frame.between === true);
    if (failed || !scene || frame === this.frame) return;
    const { layer = "", places = [], readings = [], blanks = [] } = frame;
    if (scene !== this.scene) {
      this.background.innerHTML = this.own(scene.background, "background");
      const first = this.handles.childElementCount;
      const missing = scene.handles.slice(first);
      this.handles.append(...missing.map((_, i) => this.handle(first + i)));
    }
    this.layer.innerHTML = this.own(layer, "layer");
    [...this.handles.children].forEach((handle, i) => {
      const place = places[i];
      handle.setAttribute("display", place ? "inline" : "none");
      if (place) handle.setAttribute("transform", `translate(${place})`);
    });
    this.read(readings);
    this.formula?.fill(blanks);
    this.frame = frame;
    this.scene = scene;
  }

  /**
   * Ids hold for the whole page: a part of another picture, possibly a hidden one, would be used.
   * @param {string} elements
   * @param {string} layer
   */
  own(elements, layer) {
    return elements.replaceAll(IDS, `${this.me}-${layer}-`);
  }

  /** @param {[string, string][]} readings */
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

  /**
   * An invisible disc over a point, large enough for a finger.
   * @param {number} i
   */
  handle(i) {
    const disc = svg("circle", { r: 14, class: "d2l-handle" });
    disc.addEventListener("pointerdown", (down) => {
      down.preventDefault();
      disc.setPointerCapture(down.pointerId);
      disc.onpointermove = this.drag(i, down);
    });
    // Or a finger scrolls the page; Chromium ignores touch-action on parts of an SVG.
    disc.addEventListener("touchstart", (touch) => touch.preventDefault(), { passive: false });
    disc.addEventListener("lostpointercapture", () => {
      disc.onpointermove = null;
      this.stage.settle();
    });
    return disc;
  }

  /**
   * What moves the controls that follow a handle.
   * @param {number} i
   * @param {PointerEvent} down
   */
  drag(i, down) {
    const { stage } = this;
    const points = stage.size[0] / this.svg.getBoundingClientRect().width;
    /** @param {Protocol.Control} control */
    const free = (control) => stage.album.answered || stage.album.glides(control);
    /**
     * @param {Protocol.Follow} follow
     * @param {"clientX" | "clientY"} pixel
     */
    const following = ({ name, change, log }, pixel) => {
      const control = stage.control(name);
      const first = Number(stage.model.get(name));
      /** @param {number} pixels */
      const after = (pixels) => {
        const moved = pixels * points * change;
        let value = log ? first * Math.exp(moved) : first + moved;
        // Lessons are about 0: it holds a point that comes near.
        if (!log && Math.abs(value) < HOLD * Math.abs(points * change)) value = 0;
        if (!free(control) || !control.ranges.length)
          return control.stops[nearest(control.stops, value)];
        return within(control.ranges, log ? short(value) : rounded(value, points * change));
      };
      /** @param {PointerEvent} move */
      const follow = (move) => stage.set(name, after(move[pixel] - down[pixel]));
      return { control, after, follow };
    };
    const { x, y, turns } = this.scene?.handles[i] ?? {};
    if (turns) return this.turn(turns, down, points, free(stage.control(turns.name)));
    const ways = [...(x ? [following(x, "clientX")] : []), ...(y ? [following(y, "clientY")] : [])];
    stage.pause();
    // Along one axis, what comes next is known; in the plane, nobody knows.
    const [{ control, after }, other] = ways;
    const stops = stage.album.answered ? reached(after) : control.stops;
    stage.use(other ? null : { ...control, stops });
    /** @param {PointerEvent} move */
    return (move) => {
      for (const { follow } of ways) follow(move);
    };
  }

  /**
   * What turns a control, by as much as the pointer has turned around a point.
   * @param {Protocol.Turn} turn
   * @param {PointerEvent} down
   * @param {number} points
   * @param {boolean} free
   */
  turn({ name, about, flat }, down, points, free) {
    const { stage, svg: picture } = this;
    const place = typeof about === "number" ? this.frame?.places?.[about] : about;
    const [x, y] = place ?? [0, 0];
    const control = stage.control(name);
    /** @param {PointerEvent} at */
    const angle = (at) => {
      const box = picture.getBoundingClientRect();
      const up = (y - (at.clientY - box.top) * points) / flat;
      return (Math.atan2(up, (at.clientX - box.left) * points - x) * 180) / Math.PI;
    };
    const before = Number(stage.model.get(name)) - angle(down);
    stage.pause();
    stage.use(control);
    /** @param {PointerEvent} move */
    return (move) => {
      const value = (before + angle(move) + 720) % 360;
      stage.set(name, free ? Math.round(value) : control.stops[nearest(control.stops, value)]);
    };
  }
}

// Where points are put: by a click, or by keys that move a cross. On a point, it is taken away.
class Plane {
  /** @type {Protocol.Plane | undefined} */
  plane = undefined;
  kind = 0; // the class of the next point
  /** @type {[number, number]} */
  cross = [0.5, 0.5]; // where the cross is, as shares of width and height from the top left

  /** @param {Stage} stage */
  constructor(stage) {
    this.stage = stage;
    this.area = svg("rect", { class: "d2l-plane", tabindex: 0, role: "application" });
    this.mark = svg("path", { class: "d2l-cross", d: "M-9 0H9M0-9V9", "aria-hidden": "true" });
    this.area.addEventListener("click", (event) => {
      const box = this.area.getBoundingClientRect();
      this.move((event.clientX - box.left) / box.width, (event.clientY - box.top) / box.height);
      this.toggle();
    });
  }

  /**
   * Lies over the picture where points can be put; nowhere, if they cannot.
   * @param {Protocol.Plane | undefined} plane
   */
  lay(plane) {
    if (plane === this.plane) return;
    this.plane = plane;
    if (!plane) {
      this.area.remove();
      this.mark.remove();
      return;
    }
    const { picture } = this.stage;
    const [x, y, width, height] = plane.box;
    for (const [name, value] of Object.entries({ x, y, width, height }))
      this.area.setAttribute(name, String(value));
    this.area.setAttribute("aria-label", this.put().hint);
    this.move(...this.cross);
    picture.svg.setAttribute("role", "group"); // what is in an image, nobody is told
    picture.handles.before(this.area, this.mark);
  }

  put() {
    const put = this.stage.control(this.plane?.name).put;
    if (!put) throw new Error(`${this.plane?.name} has no points`);
    return put;
  }

  /**
   * @param {number} right
   * @param {number} down
   */
  move(right, down) {
    /** @param {number} share */
    const inside = (share) => Math.min(Math.max(share, 0), 1);
    this.cross = [inside(right), inside(down)];
    if (!this.plane) return;
    const [left, top, width, height] = this.plane.box;
    const place = [left + this.cross[0] * width, top + this.cross[1] * height];
    this.mark.setAttribute("transform", `translate(${place})`);
  }

  // The cross in the numbers of the axes, with as many decimals as count.
  here() {
    if (!this.plane) return [];
    const { x, y, box } = this.plane;
    const [right, down] = this.cross;
    return [
      rounded(x[0] + right * (x[1] - x[0]), (x[1] - x[0]) / box[2]),
      rounded(y[1] + down * (y[0] - y[1]), (y[1] - y[0]) / box[3]),
    ];
  }

  /**
   * How far a point is from the cross, in points of the page.
   * @param {number[]} point
   */
  distance([a, b]) {
    if (!this.plane) return Number.POSITIVE_INFINITY;
    const { x, y, box } = this.plane;
    const [here, there] = this.here();
    return Math.hypot(
      ((a - here) / (x[1] - x[0])) * box[2],
      ((b - there) / (y[1] - y[0])) * box[3],
    );
  }

  toggle() {
    if (!this.plane) return;
    const { stage, plane } = this;
    const points = /** @type {number[][]} */ (stage.model.get(plane.name));
    const distances = points.map((point) => this.distance(point));
    const nearest = distances.indexOf(Math.min(...distances));
    if (distances[nearest] < ON) stage.set(plane.name, points.toSpliced(nearest, 1));
    else if (points.length < this.put().most)
      stage.set(plane.name, [...points, [...this.here(), this.kind]]);
  }

  /** @param {KeyboardEvent} event */
  press(event) {
    if (!this.plane) return;
    const way = WAYS[event.key];
    const [, , width, height] = this.plane.box;
    const far = event.shiftKey ? 2 : 10;
    if (way) {
      this.move(this.cross[0] + (way[0] * far) / width, this.cross[1] + (way[1] * far) / height);
      this.stage.note.textContent = `(${this.here().map(written).join(", ")})`;
    } else if (event.key === "Enter" || event.key === " ") this.toggle();
    else return;
    event.preventDefault(); // or the page scrolls
  }
}

// A question above a picture. It is answered by a state, or by a number that is typed; then it says
// why. There is room for that from the beginning, so that the picture stays where it is.
class Question {
  /**
   * @param {Protocol.Ask} ask
   * @param {{ [name: string]: string }} words
   */
  constructor({ question, why, number }, words) {
    this.why = why;
    this.said = html("p", { className: "d2l-said", role: "status" });
    const room = html("p", { className: "d2l-room", ariaHidden: "true" }, why);
    const asked = html("p", { className: "d2l-asked" }, question);
    if (number) asked.append(" ", this.field(number, words));
    const answer = html("div", { className: "d2l-why" }, room, this.said);
    this.element = html("div", { className: "d2l-ask" }, asked, answer);
  }

  /**
   * @param {[number, number]} number
   * @param {{ [name: string]: string }} words
   */
  field([right, within], words) {
    const field = html("input", { type: "text", inputMode: "decimal", ariaLabel: words.answer });
    field.autocomplete = "off";
    field.addEventListener("change", () => {
      const text = field.value.trim().replace("−", "-").replace(",", ".");
      const found = text === "" ? Number.NaN : Number(text);
      if (Math.abs(found - right) <= within) this.answer();
      else this.ask(text && (Number.isNaN(found) ? words.no_number : words.not_yet));
    });
    return field;
  }

  ask(said = "") {
    this.element.classList.remove("d2l-reached");
    this.said.textContent = said;
  }

  answer() {
    this.element.classList.add("d2l-reached");
    const said = `✓ ${this.why}`;
    if (this.said.textContent !== said) this.said.textContent = said;
  }
}

// A formula under a picture, set once: what is in its blanks alone changes.
class Formula {
  /** @param {Protocol.Formula} formula */
  constructor({ math, spoken }) {
    this.spoken = spoken;
    this.element = html("div", { className: "d2l-formula", role: "img", innerHTML: math });
    this.blanks = [...this.element.querySelectorAll(".d2l-blank")];
  }

  /** @param {string[]} texts */
  fill(texts) {
    this.blanks.forEach((blank, i) => {
      if (blank.textContent !== texts[i]) blank.textContent = texts[i];
    });
    this.element.ariaLabel = this.spoken.replace(/\{(\d+)\}/g, (_, i) => texts[i]);
  }
}

// What a saved notebook keeps of an explorer: the picture as it was last, and its id. The view is
// left out: for whoever opens the file without its kernel it is an error message in place of the
// picture. While the kernel lives, a page that opens the file puts the view back.
class Keepsake {
  /** @type {{ [format: string]: string } | null} */
  picture = null; // as it is in the output, until it has moved

  /**
   * @param {Page.Model} model
   * @param {Page.Notebook} notebook
   */
  constructor(model, notebook) {
    this.model = model;
    this.notebook = notebook;
    this.id = model.get("_id");
    for (const { name } of model.get("_stage").controls) {
      model.on(`change:${name}`, () => this.change());
    }
    model.on("msg:custom", ({ kept }) => kept && this.take(kept));
    this.putBack();
    notebook[KEEPSAKES] ??= keepsakesIn(notebook);
    notebook[KEEPSAKES].set(this.id, this);
  }

  // The kernel draws what is kept, once it knows the new values.
  change() {
    clearTimeout(this.asking);
    this.asking = setTimeout(() => {
      try {
        this.model.send({ from: this.id, purpose: "keep", states: [], known: [] });
      } catch {
        // Without a kernel, the picture before is kept.
      }
    }, 2 * SETTLED);
  }

  /** @param {{ [format: string]: string }} picture */
  take(picture) {
    this.picture = picture;
    this.notebook.dirty = true; // or nobody saves it
  }

  /** @param {Page.Output} output */
  saved(output) {
    const { [VIEW]: _, ...data } = output.data ?? {};
    const metadata = { ...output.metadata, [SHOWED]: this.id };
    return { ...output, data: this.picture ?? data, metadata };
  }

  putBack() {
    const { dirty, cells } = this.notebook;
    const view = { version_major: 2, version_minor: 0, model_id: this.id };
    for (const { outputs } of cells) {
      for (let i = 0; outputs && i < outputs.length; i++) {
        const output = outputs.get(i).toJSON();
        const { [SHOWED]: id, ...metadata } = output.metadata ?? {};
        if (id === this.id) {
          outputs.set(i, { ...output, data: { ...output.data, [VIEW]: view }, metadata });
        }
      }
    }
    this.notebook.dirty = dirty;
  }
}

/**
 * From now on this notebook is saved with keepsakes; gives where to put them, by id.
 * @param {Page.Notebook} notebook
 * @returns {Map<string, Keepsake>}
 */
function keepsakesIn(notebook) {
  const keepsakes = new Map();
  const toJSON = notebook.toJSON.bind(notebook);
  /** @param {Page.Output} output */
  const saved = (output) => keepsakes.get(output.data?.[VIEW]?.model_id)?.saved(output) ?? output;
  notebook.toJSON = () => {
    const json = toJSON();
    for (const cell of json.cells) cell.outputs &&= cell.outputs.map(saved);
    return json;
  };
  return keepsakes;
}

/**
 * One row of controls for each kind; `update` shows a value.
 * @typedef {{ element: HTMLElement, update: (now: Protocol.Value) => void }} Row
 * @type {{ [kind in Protocol.Control["kind"]]: (stage: Stage, control: Protocol.Control) => Row }}
 */
const ROWS = {
  slider(stage, control) {
    const { name, label } = control;
    const range = html("input", { type: "range", step: "1" });
    const value = html("span", { className: "d2l-value", ariaHidden: "true" });
    const playing = () => stage.playing === control;
    const toggle = button("", () => (playing() ? stage.pause() : stage.play(control)));
    const caption = html("span", { className: "d2l-label" }, label);
    const row = html("div", { className: "d2l-row d2l-slider" });
    row.append(html("label", {}, caption, range), value, toggle);
    row.addEventListener("pointerenter", () => stage.use(control));
    row.addEventListener("focusin", () => stage.use(control));
    // Keys go from stop to stop; only what is held, or plays, is ever between two.
    let held = false;
    const free = () => stage.album.glides(control) && (held || playing());
    /** @param {boolean} now */
    const hold = (now) => {
      held = now;
      if (!held && !stage.playing) stage.settle();
      range.step = free() ? "any" : "1";
    };
    range.addEventListener("pointerdown", ({ button }) => button === 0 && hold(true));
    for (const end of ["pointerup", "pointercancel", "change"])
      range.addEventListener(end, () => hold(false));
    range.addEventListener("input", () => {
      if (stage.playing) stage.pause();
      stage.use(control);
      stage.set(name, at(control.stops, Number(range.value)));
    });
    return {
      element: row,
      update(now) {
        const { stops, texts } = control;
        const i = nearest(stops, Number(now));
        const known = stops[i] === now || stage.album.glides(control);
        const text = known ? texts[i] : written(Number(now));
        range.max = String(stage.last(name));
        range.step = free() ? "any" : "1";
        range.value = String(free() ? place(stops, Number(now)) : i);
        range.ariaValueText = text;
        value.textContent = text;
        row.classList.toggle("d2l-playing", playing());
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
      element: html("div", { className: "d2l-row d2l-choice" }, html("label", {}, caption, select)),
      update(now) {
        select.selectedIndex = stops.indexOf(now);
      },
    };
  },

  points(stage, { label, put }) {
    const { classes = [], most = 0, hint = "", kind = "" } = put ?? {};
    const select = html("select", {}, ...classes.map((text) => html("option", {}, text)));
    select.addEventListener("change", () => {
      stage.plane.kind = select.selectedIndex;
    });
    const counts = html("output"); // which is spoken when it changes
    const row = html("div", { className: "d2l-row d2l-points" });
    const caption = html("span", { className: "d2l-label" }, kind);
    row.append(html("label", {}, caption, select), counts);
    row.append(html("p", { className: "d2l-hint" }, hint));
    return {
      element: row,
      update(now) {
        row.hidden = !stage.album.answered;
        const points = /** @type {number[][]} */ (now);
        /** @param {number} k */
        const count = (k) => points.filter((point) => point[2] === k).length;
        const texts = classes.map((text, k) => `${text}: ${count(k)}`);
        counts.textContent = `${label} (≤ ${most}): ${texts.join(", ")}`;
      },
    };
  },

  switch(stage, { name, label }) {
    const box = html("input", { type: "checkbox" });
    box.addEventListener("change", () => stage.set(name, box.checked));
    return {
      element: html("div", { className: "d2l-row" }, html("label", {}, box, label)),
      update(now) {
        box.checked = Boolean(now);
      },
    };
  },
};

/** @param {Protocol.Value[]} values */
function key(values) {
  return JSON.stringify(values);
}

/**
 * @param {Protocol.Value[]} stops
 * @param {number} value
 */
function nearest(stops, value) {
  let best = 0;
  /** @param {number} i */
  const distance = (i) => Math.abs(Number(stops[i]) - value);
  stops.forEach((_, i) => {
    if (distance(i) < distance(best)) best = i;
  });
  return best;
}

/**
 * The stops between which a number is, each with its share of it. Where they are far apart, what is
 * between is not like either: then it is passed quickly, halfway from one to the other.
 * @param {Protocol.Value[]} stops
 * @param {number} value
 * @returns {[Protocol.Value, number][]}
 */
function around(stops, value) {
  const here = place(stops, value);
  const i = Math.max(0, Math.min(Math.floor(here), stops.length - 2));
  const [low, high, first, last] = [stops[i], stops[i + 1], stops[0], stops.at(-1)].map(Number);
  const far = high - low > NEAR * (last - first);
  const share = far ? Math.min(Math.max(3 * (here - i) - 1, 0), 1) : here - i;
  /** @type {[Protocol.Value, number][]} */
  const ends = [
    [stops[i], 1 - share],
    [stops[i + 1], share],
  ];
  return ends.filter(([_, part]) => part > 0);
}

/**
 * Where a number is among stops: at 0, at 1, or somewhere between.
 * @param {Protocol.Value[]} stops
 * @param {number} value
 */
function place(stops, value) {
  const above = stops.findIndex((stop) => Number(stop) >= value);
  if (above <= 0) return above === 0 ? 0 : stops.length - 1;
  const [low, high] = [Number(stops[above - 1]), Number(stops[above])];
  return above - (high - value) / (high - low);
}

/**
 * The number at a place among stops.
 * @param {Protocol.Value[]} stops
 * @param {number} place
 */
function at(stops, place) {
  const below = Math.floor(place);
  if (place === below) return stops[below];
  return Number(stops[below]) + (place - below) * (Number(stops[below + 1]) - Number(stops[below]));
}

/**
 * Stops with as many numbers between them that they pass smoothly; the first is left out.
 * @param {number[]} stops
 */
function filled([start, ...stops]) {
  const each = Math.ceil(SMOOTH / stops.length);
  return stops.flatMap((stop, i) => {
    const from = i ? stops[i - 1] : start;
    return Array.from({ length: each }, (_, k) => stop - ((stop - from) * (each - 1 - k)) / each);
  });
}

/**
 * What frames have in common, each thing at the mean of its places; what not all have is as in the
 * first. The shares of the frames add up to 1.
 * @param {Protocol.Frame[]} frames
 * @param {number[]} shares
 */
function moved(frames, shares) {
  /** @param {number[]} numbers */
  const mean = (numbers) => {
    if (numbers.every((number) => number === numbers[0])) return numbers[0];
    return Number(numbers.reduce((sum, number, k) => sum + number * shares[k], 0).toFixed(3));
  };
  const layers = frames.map(({ layer = "" }) => layer.split(ARTISTS));
  const layer = layers[0].map((text, i) => {
    const texts = layers.map((artists) => artists[i] ?? "");
    if (texts.every((other) => other === text)) return text;
    const all = texts.map(measured);
    if (all.some(({ form }) => form !== all[0].form)) return text;
    let k = -1;
    return text.replace(PLACES, (where) =>
      where.replace(NUMBERS, () => {
        k += 1;
        return String(mean(all.map(({ numbers }) => numbers[k])));
      }),
    );
  });
  const places = frames[0].places?.map((place, i) => {
    if (!place) return null;
    const all = frames.map((frame) => frame.places?.[i] ?? place);
    /** @type {[number, number]} */
    const middle = [mean(all.map(([x]) => x)), mean(all.map(([_, y]) => y))];
    return middle;
  });
  return { layer: layer.join(""), places, between: true };
}

/**
 * An artist's elements, the numbers that say where they are, and all else but letters.
 * @param {string} text
 */
function measured(text) {
  const numbers = (text.match(PLACES) ?? []).flatMap((where) => where.match(NUMBERS) ?? []);
  const form = text
    .replace(PLACES, (where) => where.replace(NUMBERS, ""))
    .replace(/>[^<]+</g, "><");
  return { form, numbers: numbers.map(Number) };
}

/**
 * The value of a control that takes any number of some ranges, nearest to a number.
 * @param {[number, number][]} ranges
 * @param {number} value
 */
function within(ranges, value) {
  const inside = ranges.map(([low, high]) => Math.min(Math.max(value, low), high));
  return inside[nearest(inside, value)];
}

/**
 * A number with so many decimals that a pixel, which is `fine`, still counts.
 * @param {number} value
 * @param {number} fine
 */
function rounded(value, fine) {
  return Number(value.toFixed(Math.max(0, Math.ceil(-Math.log10(Math.abs(fine)))))) + 0;
}

/**
 * A number with two digits, as the stops of logarithmic sliders have.
 * @param {number} value
 */
function short(value) {
  return Number(value.toPrecision(2));
}

/**
 * The values that a control comes to when a point is dragged by up to so many pixels.
 * @param {(pixels: number) => Protocol.Value} after
 */
function reached(after, most = 600) {
  const values = Array.from({ length: 2 * most + 1 }, (_, i) => Number(after(i - most)));
  return [...new Set(values)].sort((a, b) => a - b);
}

/**
 * A number as readers see it, and as the kernel writes those of the stops.
 * @param {number} value
 */
function written(value) {
  const [mantissa, power] = String(Number(value.toPrecision(7))).split("e");
  const raised = power && [...power].map((sign) => SUPERSCRIPTS[sign] ?? "").join("");
  return (raised ? `${mantissa}×10${raised}` : mantissa).replace("-", "−");
}

/** @type {{ [sign: string]: string }} */
const SUPERSCRIPTS = Object.fromEntries(
  [..."-0123456789"].map((sign, i) => [sign, "⁻⁰¹²³⁴⁵⁶⁷⁸⁹"[i]]),
);

/**
 * @template {keyof HTMLElementTagNameMap} Tag
 * @param {Tag} tag
 * @param {Partial<HTMLElementTagNameMap[Tag]>} properties
 * @param {(Node | string)[]} children
 */
function html(tag, properties = {}, ...children) {
  const element = document.createElement(tag);
  Object.assign(element, properties);
  element.append(...children);
  return element;
}

/**
 * @template {keyof SVGElementTagNameMap} Tag
 * @param {Tag} tag
 * @param {{ [name: string]: string | number }} attributes
 * @param {(Node | string)[]} children
 */
function svg(tag, attributes = {}, ...children) {
  const element = document.createElementNS("http://www.w3.org/2000/svg", tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, String(value));
  element.append(...children);
  return element;
}

/**
 * @param {string} text
 * @param {() => void} onclick
 */
function button(text, onclick) {
  return html("button", { type: "button", onclick }, text);
}
