// Builds a part of the page when the reader comes near it, so that the page opens before all of its charts are drawn. Until then a part
// shows what it shows without scripts.
(() => {
  "use strict";

  // A screen above and below the view: a part is built before it is seen.
  const AHEAD = "100% 0px";

  const waiting = new Map();
  const completions = [];

  const build = element => {
    const make = waiting.get(element);
    if (make) {
      waiting.delete(element);
      observer.unobserve(element);
      const complete = make(element);
      if (complete) {
        completions.push(complete);
      }
    }
  };

  const observer = new IntersectionObserver(
    entries => entries.filter(entry => entry.isIntersecting).forEach(entry => build(entry.target)), { rootMargin: AHEAD });

  // The keyboard may reach a part before the view does.
  document.addEventListener("focusin", event => {
    for (let part = event.target; part; part = part.parentElement) {
      build(part);
    }
  });

  // Paper shows every part.
  window.addEventListener("beforeprint", () => {
    [...waiting.keys()].forEach(build);
    completions.forEach(complete => complete());
  });

  // `make` gets the element. It may return a function that finishes at once, for paper, what it would otherwise do bit by bit.
  globalThis.RnnWhenNear = (element, make) => {
    if (element) {
      waiting.set(element, make);
      observer.observe(element);
    }
  };
})();
