// What is wider than its place can be reached by keys, which then move it; formulas come when one
// is near, so each is looked at as soon as it is there, and again when the window changes.

(() => {
  const WIDE = 'article :is(mjx-container[display="true"], table, .output)';

  const sizes = new ResizeObserver((entries) => {
    for (const { target } of entries) {
      if (target.scrollWidth > target.clientWidth) target.setAttribute("tabindex", "0");
      else target.removeAttribute("tabindex");
    }
  });

  /** @param {Element} part */
  function watch(part) {
    if (part.matches(WIDE)) sizes.observe(part);
    for (const inside of part.querySelectorAll(WIDE)) sizes.observe(inside);
  }

  new MutationObserver((records) => {
    for (const { addedNodes } of records) {
      for (const node of addedNodes) if (node instanceof Element) watch(node);
    }
  }).observe(document.body, { childList: true, subtree: true });
  watch(document.body);
})();
