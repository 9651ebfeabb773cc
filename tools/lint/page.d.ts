// What the scripts of the book's pages take for granted.

declare namespace Page {
  // The kernel's copy of an explorer, as the stage sees it; a website has a stand-in for it.
  interface Model {
    get(name: "_stage"): Protocol.Stage;
    get(name: "_pictures"): Protocol.Pictures;
    get(name: "_id"): string;
    get(name: string): Protocol.Value;
    set(name: string, value: Protocol.Value): void;
    save_changes(): void;
    send(request: Protocol.Request): void;
    on(event: string, listener: (answer: Protocol.Answer) => void): void;
    // Where a kernel can be asked how it is, and the notebook is.
    widget_manager?: { kernel?: Kernel; context?: { model: Notebook } };
  }

  interface Kernel {
    status: string;
    connectionStatus: string;
    isDisposed: boolean;
  }

  // What is seen: a frame, or what a page makes of several where there is no kernel.
  type Seen = Protocol.Frame & { between?: boolean };

  // What JupyterLab knows of a notebook that is open in it.
  interface Notebook {
    dirty: boolean;
    cells: Iterable<{ outputs?: Outputs }>;
    toJSON(): { cells: { outputs?: Output[] }[] };
    [keepsakes: symbol]: Map<string, { saved(output: Output): Output }>;
  }

  interface Outputs {
    length: number;
    get(i: number): { toJSON(): Output };
    set(i: number, output: Output): void;
  }

  interface Output {
    data?: { [format: string]: any };
    metadata?: { [name: string]: any };
  }

  // What a reader has done, by the numbers of the exercises.
  type Progress = { [exercise: string]: "solved" | "tried" };

  // An explorer as a website keeps it: layers are the numbers of their parts, for many are alike.
  interface Packed {
    _stage: Protocol.Stage;
    _pictures: {
      parts: string[];
      frames: { layer?: number[] }[];
    };
  }
}

// Exercises that answer on a page: publish/answers.py writes this out, publish/web/answers reads it.
declare namespace Answers {
  // What a reader gives: a text, a number, or a list of them.
  type Answer = string | number | Answer[];
  type Nested = number | Nested[];
  type Blanks = { [name: string]: string | number };
  // A formula: what is done, and with what. `any`, for it may be a number, a name, a formula.
  type Tree = [kind: string, ...parts: any[]];
  // The names that may occur, and of those that are vectors how many components they have.
  type Names = Map<string, number | null>;
  type Point = Nested[];

  interface Language {
    messages: { [name: string]: string };
    cards: { [status: string]: string };
    words: { [name: string]: string };
    notation: {
      alike: { [sign: string]: string };
      above: { [sign: string]: string };
      below: { [sign: string]: string };
      fractions: { [sign: string]: string };
      kept: string;
    };
    constants: { [name: string]: number };
    functions: { [name: string]: number[] };
    labels: { [name: string]: string };
    choice: { yes: string[]; no: string[]; denied: string };
  }

  interface Meaning {
    kind: string;
    text: string;
    index?: number;
  }

  interface Piece extends Meaning {
    from: number;
    to: number;
  }

  interface Token extends Meaning {
    start: number;
    end: number;
    glued: boolean;
    part: number;
    problem?: Error;
  }

  // A row of numbers for each sample point, and the shape of what they are.
  interface Block {
    rows: number[][];
    shape: number[];
  }

  interface Given extends Block {
    at?: (point: Point) => number[];
    constant?: boolean;
    unit?: string;
  }

  interface Labelled {
    point: Block;
    label: string | null;
  }

  interface Verdict {
    status: "correct" | "incorrect" | "not_attempted" | "invalid";
    note: string;
    message: string;
  }

  // What the general patterns know of the key.
  interface About {
    typed: boolean;
    slope: boolean;
    columns: number[][];
    slips: [name: string, column: number[]][];
    terms: number[][];
  }

  interface Mistake<Form> {
    tag: string;
    text: string;
    form: Form;
  }

  interface Known<Form> {
    right: Form[];
    mistakes: Mistake<Form>[];
    praise: string;
  }

  interface NumbersData extends Known<Block> {
    kind: "numbers" | "functions";
    tolerance: [rtol: number, atol: number];
    up_to: string | null;
    unordered: boolean;
    units: { [unit: string]: number } | null;
    jacobian: boolean;
  }

  interface FunctionsData extends NumbersData {
    names: [name: string, count: number | null][];
    points: Point[];
    slope: boolean;
    slips: Pick<About, "slips" | "terms">[];
    steepness: number[] | null;
    simple: [point: Point, right: number[]][];
    trials: { points: Point[]; values: Block; note: string }[];
  }

  interface PointsData extends Known<Labelled[]> {
    kind: "points";
    tolerance: [rtol: number, atol: number];
    labelled: boolean;
    labels: string[];
  }

  interface ChoiceData extends Known<string[]> {
    kind: "choice";
    several: boolean;
    truth: boolean;
    choices: string[];
    letters: boolean;
  }

  // A problem of a drill, and the HTML of its field.
  interface Problem {
    number: string;
    question: string;
    field: string;
    hints: string[];
    solution: string;
  }

  type Data = NumbersData | FunctionsData | PointsData | ChoiceData;
}

// Scripts of a page find each other by these names.
declare var d2lStage: { render(view: { model: Page.Model; el: HTMLElement }): () => void };
declare var d2lFrames: (name: string, packed: string) => Promise<void>;
declare var d2lAnswers: {
  learn(more: Partial<Answers.Language>): void;
  take(chapter: { [number: string]: Answers.Data | null }): void;
  check(number: string, answer: Answers.Answer): Answers.Verdict | null;
  unpack(packed: string): void;
  unpacked(): Promise<void>;
  drills(topic: string, level: string): Answers.Problem[];
  pose(place: HTMLElement, problem: Answers.Problem, said: { [name: string]: string }): void;
};
declare var d2l: {
  ready(number: string): Promise<void>;
  check(number: string, answer: Answers.Answer): Promise<Answers.Verdict | null>;
};

// First MathJax's settings, then MathJax itself.
declare var MathJax: any;

type Shown = { currentSlide: HTMLElement };
declare const Reveal: {
  initialize(settings: object): void;
  getCurrentSlide(): HTMLElement | undefined;
  on(event: "ready" | "slidechanged", listener: (shown: Shown) => void): void;
};
declare const RevealNotes: object;
