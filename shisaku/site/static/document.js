// The page of one document, found by the id behind # in the address.
"use strict";
(async () => {
  const { h, t } = shisaku;
  const place = document.getElementById("document");
  if (!shisaku.canLoad) return shisaku.fail(place, "old-browser");

  const table = (columns, rows) => h("div", { class: "scroll" }, h("table", { class: "dense", lang: "ja" },
    h("thead", {}, h("tr", {}, columns.map((c) => h("th", { scope: "col" }, t(c))))), h("tbody", {}, rows)));
  const section = (name, ...content) => h("section", {}, h("h2", {}, t(name)), ...content);

  const facts = (told) => h("dl", { class: "facts", lang: "ja" }, told.facts.map(([name, value]) =>
    h("div", {}, h("dt", {}, name), h("dd", {}, value))));

  const measures = (found, names) => found.length === 0 ? h("p", {}, t("no-measures")) :
    table(["number", "title", "policy", "department"], found.map((m) => h("tr", {},
      h("td", { class: "nowrap" }, m.number),
      h("th", { scope: "row" }, h("a", { href: shisaku.address(m.id) }, m.title)),
      h("td", {}, m.policy),
      h("td", {}, [...new Set(m.items.flatMap((i) => i.department))].map((d) => names.department[d][1]).join("、")))));

  const issues = (rows) => rows.length === 0 ? h("p", {}, t("no-issues")) :
    table(["severity", "message", "print-raw", "place"], rows.map(([severity, code, message, raw, at]) => h("tr", {},
      h("td", {}, h("span", { class: `severity ${severity}` }, t(severity))),
      h("td", {}, message, h("br"), h("small", { class: "code" }, code)),
      h("td", { class: "raw" }, raw), h("td", { class: "nowrap" }, at))));

  const show = async () => {
    const id = shisaku.fragment();
    try {
      const { measures: all, names, pages } = await shisaku.catalogue();
      const name = pages[id];
      if (!name) {
        place.replaceChildren(h("h1", {}, t("plan")), h("p", { role: "status" }, h("a", { href: "index.html" }, t("overview"))));
        return;
      }
      const told = await shisaku.load(name);
      place.replaceChildren(
        h("p", { class: "crumbs", lang: "ja" }, h("a", { href: "index.html" }, t("overview")), " › ", told.city),
        h("h1", { lang: "ja", tabindex: "-1" }, told.plan),
        told.note ? h("p", { class: "notice" }, told.note) : "",
        section("reading", facts(told)),
        section("measures", measures(all.filter((m) => m.documentId === id), names)),
        section("issues", issues(told.issues)));
      document.title = `${told.plan} – ${told.city}`;
    } catch { shisaku.fail(place, "not-loaded"); }
  };
  window.addEventListener("hashchange", show);
  await show();
})();
