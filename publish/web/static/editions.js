// From one edition of the book to another: to the same section, and next time to the one chosen.

(() => {
  const KEY = "d2l-calc-edition";
  const here = document.documentElement.lang;
  /** @type {NodeListOf<HTMLAnchorElement>} */
  const ways = document.querySelectorAll(".lecture a[hreflang]");

  // Anchors of the authors, which are the same in every edition; a heading has its own language.
  /** @returns {string} */
  function section() {
    const passed = [...document.querySelectorAll("article a[id]")].filter(
      (anchor) => anchor.getBoundingClientRect().top < window.innerHeight / 3,
    );
    return passed.length && window.scrollY > 0 ? `#${passed[passed.length - 1].id}` : "";
  }

  function chosen() {
    try {
      return localStorage.getItem(KEY);
    } catch {
      return null; // a browser may keep nothing
    }
  }

  for (const way of ways) {
    way.addEventListener("click", () => {
      way.hash = section();
      try {
        localStorage.setItem(KEY, way.hreflang);
      } catch {
        // Then the choice holds for this page.
      }
    });
  }

  // Whoever comes to the front door gets the edition that was chosen last.
  if (document.querySelector("article a.start") && chosen() !== here) {
    for (const way of ways) if (way.hreflang === chosen()) location.replace(way.href);
  }
})();
