// The lecture: keys and notes are reveal.js's; here each slide is made to fit the screen.

const [WIDTH, HEIGHT, FOOT] = [1280, 720, 24]; // the foot is for arrows and numbers

globalThis.MathJax = {
  tex: {
    inlineMath: [
      ["$", "$"],
      ["\\(", "\\)"],
    ],
    tags: "none",
  },
  loader: { paths: { fonts: "[mathjax]/..", "mathjax-newcm": "[mathjax]/../mathjax-newcm" } },
  output: { font: "mathjax-newcm" },
  options: {
    enableSpeech: false,
    enableBraille: false,
    enableExplorer: false,
    enableMenu: false,
    menuOptions: { settings: { enrich: false, speech: false, assistiveMml: true } },
  },
  startup: {
    pageReady: () =>
      globalThis.MathJax.startup.defaultPageReady().then(() => fit(Reveal.getCurrentSlide())),
  },
};

/**
 * The largest of these sizes with which everything on a slide is on the screen.
 * @param {HTMLElement | undefined} slide
 */
function fit(slide) {
  if (!slide) return;
  for (let size = 1; size > 0.3; size -= 0.04) {
    slide.style.zoom = String(size);
    if (slide.scrollHeight * size <= HEIGHT - FOOT && slide.scrollWidth * size <= WIDTH + 1) return;
  }
}

Reveal.initialize({
  width: WIDTH,
  height: HEIGHT,
  margin: 0.03,
  center: false,
  hash: true,
  slideNumber: "c/t",
  transition: "none",
  plugins: [RevealNotes],
});
Reveal.on("ready", ({ currentSlide }) => fit(currentSlide));
Reveal.on("slidechanged", ({ currentSlide }) => fit(currentSlide));
// An explorer that comes alive is taller than its picture, when it has drawn itself.
new MutationObserver(() => requestAnimationFrame(() => fit(Reveal.getCurrentSlide()))).observe(
  document.querySelector(".slides") ?? document,
  { subtree: true, attributeFilter: ["class"], attributes: true },
);
