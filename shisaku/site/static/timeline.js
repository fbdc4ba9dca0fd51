// The schedules of all measures that fit.
"use strict";
(async () => {
  const { h, t } = shisaku;
  const place = document.getElementById("results");
  const only = document.getElementById("only-schedules");
  if (!shisaku.canLoad) return shisaku.fail(place, "old-browser");
  let catalogue;
  try { catalogue = await shisaku.catalogue(); } catch { return shisaku.fail(place, "not-loaded"); }
  const { names, measures } = catalogue;
  let years = [];
  let table;

  const lanesOf = ({ m, items }) => m.lanes.filter((lane) => lane.of === -1 || items.includes(lane.of));
  const group = (found) => {
    const { m } = found;
    const lanes = lanesOf(found);
    const head = h("tr", {}, h("th", { class: "of", scope: "rowgroup", colspan: years.length + 2, lang: "ja" },
      m.number ? `${m.number} ` : null, h("a", { href: shisaku.address(m.id) }, m.title),
      h("small", {}, names.city[m.city][1]), lanes.length ? null : h("small", {}, t("no-schedule"))));
    const rows = lanes.flatMap((lane) => shisaku.laneRows(lane, years, names, shisaku.laneName(m, lane)));
    return h("tbody", {}, head, rows);
  };
  const clear = () => {
    table = shisaku.gantt(years, t("timeline-caption"));
    place.replaceChildren(table);
    place.scrollTop = 0;
  };
  const show = shisaku.pager(40, clear, (rows) => table.append(...rows.map(group)));

  const apply = shisaku.filters(catalogue, (wish) => {
    const fitting = shisaku.filter(catalogue, wish);
    const found = only.checked ? fitting.filter((one) => lanesOf(one).length) : fitting;
    years = shisaku.yearsOf(found.flatMap(lanesOf));
    shisaku.tellFound(found, measures.length);
    show(found);
  });
  only.addEventListener("change", apply);
})();
