// What the page itself does: copies commands, opens entries, and lets paper have everything open. Without it, all is still there to read.
(() => {
  "use strict";

  const announcements = document.getElementById("announcements");

  const say = text => {
    announcements.textContent = "";
    // A reader of the screen hears only what changes.
    window.setTimeout(() => { announcements.textContent = text; }, 50);
  };

  // Without a clipboard of its own, as some browsers open a page from the disk, the page selects the command: the browser may still copy
  // the selection, and the reader always can.
  const copy = async (text, shown) => {
    try {
      await navigator.clipboard.writeText(text);
      return true;
    } catch {
      getSelection().selectAllChildren(shown);
      return document.execCommand("copy");
    }
  };

  const openAll = (root, isOpen) => {
    for (const entry of root.querySelectorAll("details.entry, details.group")) {
      entry.open = isOpen;
    }
  };

  // A link leads to an entry that may be inside closed ones.
  const reveal = () => {
    const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (!target) {
      return;
    }

    for (let part = target; part; part = part.parentElement) {
      if (part instanceof HTMLDetailsElement) {
        part.open = true;
      }
    }

    target.scrollIntoView();
    if (target instanceof HTMLDetailsElement) {
      target.querySelector("summary").focus({ preventScroll: true });
    }
  };

  document.addEventListener("click", async event => {
    const button = event.target.closest("button");
    if (!button) {
      return;
    }

    if (button.dataset.copy) {
      const copied = await copy(button.dataset.copy, button.parentElement.querySelector("code"));
      say(copied ? "Copied." : "The browser does not let the page copy. The command is selected: copy it with Ctrl+C or ⌘C.");
      const label = button.firstChild;
      label.data = copied ? "Copied" : "Selected, press Ctrl+C or ⌘C";
      window.setTimeout(() => { label.data = "Copy"; }, copied ? 1500 : 6000);
    } else if (button.dataset.open) {
      openAll(document.getElementById(button.dataset.open), true);
      say("All entries are open.");
    } else if (button.dataset.close) {
      openAll(document.getElementById(button.dataset.close), false);
      say("All entries are closed.");
    }
  });

  window.addEventListener("hashchange", reveal);
  reveal();

  // Paper has no entries to open. Long lists of runs and of plotted values stay closed: they are files beside the page.
  let closed = [];
  window.addEventListener("beforeprint", () => {
    closed = [...document.querySelectorAll("details.entry:not([open]), details.group:not([open])")];
    closed.forEach(entry => { entry.open = true; });
  });
  window.addEventListener("afterprint", () => {
    closed.forEach(entry => { entry.open = false; });
    closed = [];
  });
})();
