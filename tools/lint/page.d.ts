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
    widget_manager?: { kernel?: { status: string }; context?: { model: Notebook } };
  }

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

  // An explorer as a website keeps it: layers are the numbers of their parts, for many are alike.
  interface Packed {
    _stage: Protocol.Stage;
    _pictures: {
      parts: string[];
      frames: { layer?: number[] }[];
    };
  }
}

// Scripts of a page find each other by these names.
declare var d2lStage: { render(view: { model: Page.Model; el: HTMLElement }): () => void };
declare var d2lFrames: (name: string, packed: string) => Promise<void>;

// First MathJax's settings, then MathJax itself.
declare var MathJax: any;

type Shown = { currentSlide: HTMLElement };
declare const Reveal: {
  initialize(settings: object): void;
  getCurrentSlide(): HTMLElement | undefined;
  on(event: "ready" | "slidechanged", listener: (shown: Shown) => void): void;
};
declare const RevealNotes: object;
