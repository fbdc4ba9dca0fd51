// A number of a matrix is a link: to the list of measures, or to the rows behind it on this page.
"use strict";
(() => {
  const { h } = shisaku;
  const matrices = document.getElementById("matrices");
  const behind = document.getElementById("behind");
  if (!matrices) return;
  const source = matrices.dataset.rows;

  const linked = (table) => {
    const keys = [...table.tHead.rows[0].cells].map((cell) => cell.dataset.key);
    for (const row of table.tBodies[0].rows) {
      for (const cell of row.querySelectorAll("td[class]")) {
        const column = keys[cell.cellIndex];
        if (!column) continue;
        const parts = [row.dataset.key, column, table.dataset.key].filter(Boolean);
        const href = source ? `#${parts.map(encodeURIComponent).join("/")}` : `measures.html#${parts.join("&")}`;
        cell.replaceChildren(h("a", { href }, cell.textContent));
      }
    }
  };

  const show = async () => {
    const place = shisaku.fragment();
    if (!source || !place.includes("/")) return;
    const rows = (await shisaku.load(source))[place];
    if (!rows) return;
    const chosen = [...matrices.querySelectorAll("a")].find((a) => a.getAttribute("href") === location.hash);
    const cell = chosen.closest("td");
    const column = cell.closest("table").tHead.rows[0].cells[cell.cellIndex].textContent;
    const name = `${cell.parentElement.cells[0].textContent}　${column}`;
    behind.replaceChildren(h("h2", {}, name), h("ul", {}, rows.map(([text, at]) => h("li", {}, text, " ", h("small", {}, at)))));
    behind.focus();
    behind.scrollIntoView({ block: "nearest" });
  };

  matrices.querySelectorAll("table").forEach(linked);
  window.addEventListener("hashchange", show);
  show();
})();
