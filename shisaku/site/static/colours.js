// Light or dark as the reader chose it; runs before the page is drawn, so that nothing flickers.
"use strict";
(() => {
  const page = document.documentElement;
  page.classList.remove("no-script");
  const KEY = "shisaku-colours";
  const stored = () => {
    // Some browsers refuse to remember anything for pages opened from a folder.
    try { return localStorage.getItem(KEY) || ""; } catch { return ""; }
  };
  const apply = (choice) => {
    if (choice) page.dataset.colours = choice;
    else delete page.dataset.colours;
  };
  apply(stored());
  document.addEventListener("DOMContentLoaded", () => {
    const select = document.getElementById("colours");
    select.value = stored();
    select.addEventListener("change", () => {
      apply(select.value);
      try { localStorage.setItem(KEY, select.value); } catch { /* only for this page then */ }
    });
  });
})();
