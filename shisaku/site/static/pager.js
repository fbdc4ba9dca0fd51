// A long list, a piece at a time; on paper all of it.
"use strict";
(() => {
  const MOST_PRINTED = 3000;
  // append(rows) adds rows to the list, clear() empties it; the result shows a new list.
  shisaku.pager = (size, clear, append) => {
    const more = document.getElementById("more");
    let rows = [];
    let shown = 0;
    const next = (count) => {
      append(rows.slice(shown, shown + count));
      shown = Math.min(rows.length, shown + count);
      more.hidden = shown >= rows.length;
    };
    more.addEventListener("click", () => next(size));
    window.addEventListener("beforeprint", () => { if (shown < MOST_PRINTED) next(MOST_PRINTED - shown); });
    return (list) => {
      // Texts that arrive later may draw the list again: who is on a link stays on it.
      const held = document.activeElement.closest("#results a[href]");
      rows = list;
      shown = 0;
      clear();
      next(size);
      if (held) [...document.querySelectorAll("#results a[href]")].find((a) => a.href === held.href)?.focus({ preventScroll: true });
    };
  };
})();
