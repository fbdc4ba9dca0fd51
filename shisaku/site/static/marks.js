// The printed text with the runs marked that values came from.
"use strict";
(() => {
  const { h, t } = shisaku;

  // Runs may lie within one another: the text is cut at every end, and a piece knows its runs.
  const pieces = (text, runs) => {
    const cuts = [...new Set([0, text.length, ...runs.flatMap((r) => [r.start, r.end])])].sort((a, b) => a - b);
    return cuts.slice(1).map((end, i) => {
      const start = cuts[i];
      const of = runs.filter((r) => r.start <= start && end <= r.end);
      const part = text.slice(start, end);
      if (!of.length) return part;
      const classes = [...new Set(of.map((r) => r.kind))].filter((kind) => kind !== "value");
      return h("mark", { class: classes.join(" ") || null, "data-runs": of.map((r) => r.key).join(" ") }, part);
    });
  };

  // One piece of a page; runs are {key, kind, start, end}.
  shisaku.excerpt = ([page, line, text, before, after], runs, isPaged) => {
    const place = [isPaged ? t("page-no", { page }) : null, t("line-no", { line })].filter(Boolean).join("　");
    return h("figure", { class: "excerpt" },
      h("figcaption", {}, place),
      h("pre", { lang: "ja" },
        before ? h("span", { class: "cut" }, `${t("text-cut")}\n`) : null,
        pieces(text, runs),
        after ? h("span", { class: "cut" }, `\n${t("text-cut-end")}`) : null));
  };

  // Lights up the marks of a row and the row; without a key nothing is lit.
  shisaku.light = (place, key, isToShow) => {
    const marks = [...place.querySelectorAll("mark")];
    for (const mark of marks) mark.classList.toggle("on", key !== null && mark.dataset.runs.split(" ").includes(key));
    for (const row of place.querySelectorAll("tr[data-run]")) row.classList.toggle("on", row.dataset.run === key);
    const first = marks.find((mark) => mark.classList.contains("on"));
    if (first && isToShow) first.scrollIntoView({ block: "center" });
  };
})();
