// The page of one measure, found by the id behind # in the address.
"use strict";
(async () => {
  const { h, t } = shisaku;
  const place = document.getElementById("measure");
  if (!shisaku.canLoad) return shisaku.fail(place, "old-browser");
  let catalogue;
  try { catalogue = await shisaku.catalogue(); } catch { return shisaku.fail(place, "not-loaded"); }
  const { names, measures } = catalogue;
  const byId = new Map(measures.map((m, i) => [m.id, i]));

  // The id may be that of an item: it begins with that of its measure.
  const placeOf = (whole) => {
    let id = whole;
    while (id && !byId.has(id)) id = id.slice(0, Math.max(id.lastIndexOf(":"), 0));
    return byId.get(id);
  };
  const asked = () => {
    const whole = shisaku.fragment();
    return { whole, at: placeOf(whole) };
  };

  // Rows with a place in the source get a key; the places by piece of the source.
  const placed = (record) => {
    const keys = new Map();
    const runs = record.source.map(() => []);
    const add = (kind, first) => (row) => {
      if (row.length <= first) return;
      const [piece, start, length] = row.slice(first);
      const key = String(keys.size);
      keys.set(row, key);
      runs[piece].push({ key, kind, start, end: start + length });
    };
    for (const part of record.parts) part.rows.forEach(add("value", 4));
    record.repairs.forEach(add("repair", 5));
    record.issues.forEach(add("issue", 4));
    return { keyOf: (row) => keys.get(row) ?? null, runs };
  };

  const title = (part) => part.kind === "item" ? [t("item"), part.label].filter(Boolean).join(" ") :
    t({ measure: "basics", whole: "whole", schedule: "schedule", indicators: "indicators" }[part.kind]);

  const head = (m, record) => {
    const first = record.source[0];
    const at = first ? [m.isPaged ? t("page-no", { page: first[0] }) : null, t("line-no", { line: first[1] })] : [];
    const cited = [names.city[m.city][1], `『${m.plan}』`, [m.number, m.title].filter(Boolean).join(" "), ...at].filter(Boolean);
    const address = h("code", {}, `measure.html#${m.id}`);
    const link = h("button", { type: "button" }, t("copy"));
    link.addEventListener("click", async () => {
      try { await navigator.clipboard.writeText(`${cited.join("、")}（${address.textContent}）`); link.textContent = t("copied"); }
      catch { getSelection().selectAllChildren(address); }
    });
    return h("header", { class: "measure-head" },
      h("p", { class: "crumbs", lang: "ja" }, names.city[m.city][1], " › ",
        h("a", { href: `document.html#${encodeURIComponent(m.documentId)}` }, m.plan), m.policy ? ` › ${m.policy}` : ""),
      h("h1", { lang: "ja", tabindex: "-1" }, m.number ? h("span", { class: "number" }, m.number) : null, m.title),
      h("p", { class: "cite" }, `${t("address")}: `, address, link));
  };

  const gantt = (m) => {
    if (!m.lanes.length) return null;
    const years = shisaku.yearsOf(m.lanes);
    const table = shisaku.gantt(years, t("timeline-caption"));
    table.append(h("tbody", {}, m.lanes.flatMap((lane) => shisaku.laneRows(lane, years, names, shisaku.laneName(m, lane)))));
    return h("div", { class: "scroll", tabindex: "0", role: "region", "aria-label": t("timeline-caption") }, table);
  };

  const section = (name, ...content) => h("section", {}, h("h2", {}, name), ...content);

  const neighbours = (at) => {
    const link = (i, name) => measures[i] && measures[i].documentId === measures[at].documentId ?
      h("a", { href: shisaku.address(measures[i].id), lang: "ja" }, `${t(name)}: ${measures[i].title}`) : h("span");
    return h("nav", { class: "neighbours", "aria-label": t("measures") }, link(at - 1, "previous"), link(at + 1, "next"));
  };

  // Among shared words stand codes of themes; their names say more.
  const themes = new Map(names.theme);
  const words = (terms) => terms.replace(/[a-z_]+/g, (word) => themes.get(word) || word);

  const similar = (record) => record.similar.length === 0 ? null : section(t("similar"),
    h("ul", { lang: "ja" }, record.similar.map(([label, id, terms, score]) => {
      const found = measures[placeOf(id)];
      const name = found ? `${names.city[found.city][1]} ${found.title}` : id;
      return h("li", {}, label ? `${label} → ` : "", found ? h("a", { href: shisaku.address(id) }, name) : id,
        h("br"), h("small", {}, `${t("shared-terms")}: ${words(terms)}　${t("score")} ${score.toFixed(2)}`));
    })));

  const page = (m, record, at) => {
    const { keyOf, runs } = placed(record);
    const parts = record.parts.map((part) => h("section", { id: part.id ? `i-${part.id}` : null, tabindex: part.id ? "-1" : null },
      h("h3", {}, title(part)),
      part.kind === "schedule" ? gantt(m) : null,
      shisaku.valueTable(part, title(part), keyOf)));
    return [head(m, record),
      h("div", { class: "beside" },
        h("div", {}, section(t("values"), ...parts),
          record.issues.length ? section(t("issues"), shisaku.issueTable(record.issues, t("issues"), keyOf)) : null,
          record.repairs.length || record.markup ? section(t("repairs"),
            record.repairs.length ? shisaku.repairTable(record.repairs, t("repairs"), keyOf) : null,
            record.markup ? h("p", {}, t("markup-removed", { count: record.markup })) : null) : null,
          similar(record)),
        h("div", { class: "printed", tabindex: "0", role: "region", "aria-label": t("printed-text") },
          h("h2", {}, t("printed-text")), record.source.map((piece, i) => shisaku.excerpt(piece, runs[i], m.isPaged)))),
      neighbours(at)];
  };

  const show = async (isFirst) => {
    const { whole, at } = asked();
    if (at === undefined) {
      const said = whole ? t("no-such", { id: whole }) : t("choose");
      place.replaceChildren(h("h1", {}, t("measure")), h("p", { role: "status" }, said, " ", h("a", { href: "measures.html" }, t("search"))));
      return;
    }
    const m = measures[at];
    let records;
    try { records = await shisaku.records(m.shard); } catch { return shisaku.fail(place, "not-loaded"); }
    const record = records.find((one) => one.id === m.id);
    place.replaceChildren(...page(m, record, at));
    document.title = `${m.title} – ${names.city[m.city][1]}`;
    const item = whole === m.id ? null : document.getElementById(`i-${whole}`);
    if (item) { item.scrollIntoView(); item.focus({ preventScroll: true }); }
    else if (!isFirst) { scrollTo(0, 0); place.querySelector("h1").focus({ preventScroll: true }); }
  };

  place.addEventListener("click", (event) => {
    const button = event.target.closest("button.at");
    const mark = event.target.closest("mark");
    if (button) shisaku.light(place, button.dataset.to, true);
    if (mark) {
      const key = mark.dataset.runs.split(" ").at(-1);
      shisaku.light(place, key, false);
      place.querySelector(`tr[data-run="${key}"]`)?.scrollIntoView({ block: "center" });
    }
  });
  for (const kind of ["mouseover", "focusin"]) {
    place.addEventListener(kind, (event) => {
      const row = event.target.closest("tr[data-run]");
      if (row) shisaku.light(place, row.dataset.run, false);
    });
  }
  window.addEventListener("hashchange", () => show(false));
  await show(true);
})();
