// The list of measures that fit.
"use strict";
(async () => {
  const { h, t } = shisaku;
  const place = document.getElementById("results");
  if (!shisaku.canLoad) return shisaku.fail(place, "old-browser");
  let catalogue;
  try { catalogue = await shisaku.catalogue(); } catch { return shisaku.fail(place, "not-loaded"); }
  const { names, measures } = catalogue;
  const total = measures.length;
  let isNarrowed = false;

  const tags = (facet, numbers, shown = (name) => name) => numbers.length === 0 ? null :
    h("ul", { class: "tags" }, numbers.map((n) => {
      const name = names[facet][n][1];
      return h("li", { class: "tag", title: shown(name) === name ? null : name }, shown(name));
    }));
  const union = (found, facet) => [...new Set(found.items.flatMap((i) => found.m.items[i][facet]))];
  const items = (found) => !isNarrowed || found.m.items.length < 2 ? null :
    h("ul", { class: "items" }, found.items.map((i) => {
      const item = found.m.items[i];
      return h("li", {}, h("span", {}, item.label), h("span", {}, item.text));
    }));
  const row = (found) => {
    const { m } = found;
    return h("tr", {},
      h("td", { class: "nowrap" }, m.number),
      h("th", { scope: "row" }, h("a", { class: "title", href: shisaku.address(m.id) }, m.title), items(found)),
      h("td", {}, names.city[m.city][1], h("br"), h("small", {}, m.plan)),
      h("td", { class: "units" }, union(found, "department").map((n) => names.department[n][1]).join("、")),
      h("td", {}, tags("article", union(found, "article"), shisaku.shortArticle)),
      h("td", {}, tags("theme", union(found, "theme"))),
      h("td", { class: "nowrap" }, shisaku.period(found)));
  };

  const columns = ["number", "title", "city", "department", "article", "theme", "years"];
  const body = h("tbody");
  const head = h("thead", {}, h("tr", {}, columns.map((c) => h("th", { scope: "col" }, t(c)))));
  place.replaceChildren(h("table", { class: "dense results" }, head, body));
  const show = shisaku.pager(100, () => body.replaceChildren(), (rows) => body.append(...rows.map(row)));

  const apply = shisaku.filters(catalogue, (wish) => {
    isNarrowed = Boolean(wish.words.length || wish.isScheduled || wish.start !== null || wish.facets.some(([f]) => f !== "city" && f !== "document"));
    const found = shisaku.filter(catalogue, wish);
    shisaku.tellFound(found, total);
    show(found);
    if (wish.words.length) shisaku.readTexts(catalogue, () => apply());
  });
})();
