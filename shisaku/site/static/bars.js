// Schedules as tables: a bar is a cell below its years, so that it can be read, found and printed.
"use strict";
(() => {
  const { h, t, isDoubtful } = shisaku;

  // Years of bars from the first to the last; none if no bar has any.
  shisaku.yearsOf = (lanes) => {
    const known = lanes.flatMap((lane) => lane.bars).filter((bar) => bar.first !== null);
    if (!known.length) return [];
    const first = known.reduce((least, b) => Math.min(least, b.first), Infinity);
    const last = known.reduce((most, b) => Math.max(most, b.last), -Infinity);
    return Array.from({ length: last - first + 1 }, (_, i) => first + i);
  };

  // Runs of years of one kind: [kind, how many].
  const runs = (years) => {
    const found = [];
    for (const kind of years) {
      if (found.length && found.at(-1)[0] === kind) found.at(-1)[1] += 1;
      else found.push([kind, 1]);
    }
    return found;
  };

  const spoken = (bar, label) => {
    let year = bar.first;
    const parts = runs(bar.years).map(([kind, count]) => {
      const said = count === 1 ? `${year}` : `${year}–${year + count - 1}`;
      year += count;
      return `${said} ${t(kind === "o" ? "observed" : "inferred")}`;
    });
    const more = [bar.startsBefore && t("open-start"), bar.endsAfter && t("open-end"), isDoubtful(bar) && t("doubtful")];
    return [label, ...parts, ...more.filter(Boolean)].join("、");
  };

  const drawn = (bar, names) => {
    const code = bar.phase === -1 ? "" : names.phase[bar.phase][0];
    const label = bar.label || (bar.phase === -1 ? "" : names.phase[bar.phase][1]);
    const classes = ["bar", bar.startsBefore && "open-start", bar.endsAfter && "open-end", isDoubtful(bar) && "doubtful"];
    const said = spoken(bar, label);
    const element = h("div", { class: classes.filter(Boolean).join(" "), "data-phase": code, title: said });
    for (const [kind, count] of runs(bar.years)) {
      const part = h("span", { class: kind === "o" ? "part" : "part inferred" });
      part.style.flexGrow = count;
      element.append(part);
    }
    element.append(h("span", { class: bar.years.includes("i") ? "label over" : "label", "aria-hidden": "true" }, label));
    element.append(h("span", { class: "unseen" }, said));
    return element;
  };

  // Bars that overlap stand below one another.
  const stacked = (bars) => {
    const rows = [];
    for (const bar of bars.filter((b) => b.first !== null).sort((a, b) => a.first - b.first || a.last - b.last)) {
      const free = rows.find((row) => row.at(-1).last < bar.first);
      if (free) free.push(bar);
      else rows.push([bar]);
    }
    return rows.length ? rows : [[]];
  };

  const cells = (bars, years, names) => {
    const made = [];
    for (let at = 0; at < years.length;) {
      const bar = bars.find((b) => b.first === years[at]);
      const width = bar ? bar.last - bar.first + 1 : 1;
      made.push(h("td", { class: "year", colspan: width > 1 ? width : null }, bar ? drawn(bar, names) : ""));
      at += width;
    }
    return made;
  };

  // The table rows of one lane; name is the first cell's content.
  shisaku.laneRows = (lane, years, names, name) => {
    const rows = stacked(lane.bars);
    const unknown = lane.bars.filter((b) => b.first === null);
    const chips = unknown.flatMap((b) => [h("span", { class: "chip" }, b.label), " "]);
    return rows.map((bars, i) => h("tr", {},
      i === 0 ? h("th", { scope: "row", class: "lane", rowspan: rows.length > 1 ? rows.length : null }, name) : null,
      cells(bars, years, names),
      i === 0 ? h("td", { class: "rest", rowspan: rows.length > 1 ? rows.length : null }, chips) : null));
  };

  shisaku.gantt = (years, caption) => {
    const head = h("tr", {},
      h("th", { scope: "col" }, t("item")),
      years.map((y) => h("th", { scope: "col", class: "year" }, String(y))),
      h("th", { scope: "col" }, t("no-year")));
    const columns = h("colgroup", {}, h("col", { class: "name" }), years.map(() => h("col")), h("col", { class: "rest" }));
    return h("table", { class: "gantt" }, h("caption", { class: "unseen" }, caption), columns, h("thead", {}, head));
  };

  shisaku.laneName = (m, lane) => {
    if (lane.of === -1) return [t("whole-measure")];
    const item = m.items[lane.of];
    return [h("span", { class: "text", lang: "ja", title: item.text }, [item.label, item.text].filter(Boolean).join(" "))];
  };
})();
