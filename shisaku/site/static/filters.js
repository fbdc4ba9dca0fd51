// The form above a list: what is chosen stands in the address, so that a list can be cited.
"use strict";
(() => {
  const { h, t } = shisaku;
  // Nobody reads a longer list; the rest can be searched for, or named in the address.
  const MOST_OPTIONS = 300;
  const FACETS = ["city", "document", "theme", "department", "article", "phase"];
  const YEARS = ["year", "start"];
  const FIELDS = ["q", ...FACETS, ...YEARS];

  const has = (m, i, facet, wanted) =>
    facet === "city" || facet === "document" ? m[facet] === wanted : m.items[i][facet].includes(wanted);

  const scheduled = (m, i, phase, year) => m.lanes.some((lane) =>
    (lane.of === -1 || lane.of === i) && lane.bars.some((bar) =>
      (phase === null || bar.phase === phase) &&
      (year === null || (bar.first !== null && bar.first <= year && year <= bar.last))));

  // The items of a measure that fit, as places in it; none if the measure does not.
  const fitting = (m, wish, names) => {
    if (wish.words.length) {
      const text = shisaku.searched(m, names);
      if (!wish.words.every((word) => text.includes(word))) return [];
    }
    return [...m.items.keys()].filter((i) =>
      wish.facets.every(([facet, wanted]) => has(m, i, facet, wanted)) &&
      (wish.start === null || m.items[i].start === wish.start) &&
      (!wish.isScheduled || scheduled(m, i, wish.phase, wish.year)));
  };

  shisaku.filter = (catalogue, wish) => catalogue.measures
    .map((m) => ({ m, items: fitting(m, wish, catalogue.names) }))
    .filter((found) => found.items.length);

  const counts = ({ measures }, facet) => {
    const found = new Map();
    const add = (value) => found.set(value, (found.get(value) || 0) + 1);
    for (const m of measures) {
      if (facet === "city" || facet === "document") add(m[facet]);
      else if (facet === "phase") new Set(m.lanes.flatMap((l) => l.bars.map((b) => b.phase))).forEach(add);
      else new Set(m.items.flatMap((i) => i[facet])).forEach(add);
    }
    found.delete(-1);
    return found;
  };
  const years = ({ measures }) => {
    const found = new Set();
    for (const m of measures) for (const lane of m.lanes) for (const bar of lane.bars) {
      for (let y = bar.first; y !== null && y <= bar.last; y++) found.add(y);
    }
    return [...found].sort();
  };

  const fill = (form, catalogue) => {
    for (const facet of FACETS) {
      const found = [...counts(catalogue, facet)].sort((a, b) => b[1] - a[1] || a[0] - b[0]);
      const options = found.slice(0, MOST_OPTIONS).map(([value, count]) => {
        const [key, name] = catalogue.names[facet][value];
        return h("option", { value: key }, `${name}（${count}）`);
      });
      if (found.length > MOST_OPTIONS) {
        options.push(h("option", { disabled: true }, t("more-names", { count: shisaku.number(found.length - MOST_OPTIONS) })));
      }
      form.elements[facet].append(...options);
      form.elements[facet].closest(".field").hidden = options.length < (facet === "document" ? 2 : 1);
    }
    const starts = catalogue.measures.flatMap((m) => m.items.map((i) => i.start)).filter((y) => y !== null);
    for (const [name, known] of [["year", years(catalogue)], ["start", [...new Set(starts)].sort()]]) {
      form.elements[name].append(...known.map((y) => h("option", { value: y }, String(y))));
      form.elements[name].closest(".field").hidden = known.length === 0;
    }
  };

  const wishOf = (form, catalogue) => {
    const value = (name) => form.elements[name].value;
    const number = (facet) => catalogue.names[facet].findIndex(([key]) => key === value(facet));
    const phase = value("phase") ? number("phase") : null;
    const [year, start] = YEARS.map((name) => value(name) ? Number(value(name)) : null);
    return {
      words: value("q").split(/\s+/).map(shisaku.folded).filter(Boolean),
      facets: FACETS.filter((f) => f !== "phase" && value(f)).map((f) => [f, number(f)]),
      phase, year, start, isScheduled: phase !== null || year !== null,
    };
  };

  const toAddress = (form) => {
    const chosen = new URLSearchParams();
    for (const name of FIELDS) if (form.elements[name].value) chosen.set(name, form.elements[name].value);
    history.replaceState(null, "", `#${chosen}`);
  };
  const fromAddress = (form, names) => {
    const chosen = new URLSearchParams(location.hash.slice(1));
    for (const name of FIELDS) {
      const field = form.elements[name];
      const value = chosen.get(name) || "";
      field.value = value;
      const known = value && field.selectedIndex === -1 && (names[name] || []).find(([key]) => key === value);
      if (known) field.append(h("option", { value, selected: true }, known[1]));
    }
    // A value that is not there (another edition of the site) chooses nothing.
    for (const name of FIELDS) if (form.elements[name].selectedIndex === -1) form.elements[name].value = "";
  };

  // Calls show(wish) at once and whenever something else is chosen.
  shisaku.filters = (catalogue, show) => {
    const form = document.getElementById("filters");
    fill(form, catalogue);
    fromAddress(form, catalogue.names);
    const apply = () => show(wishOf(form, catalogue));
    const changed = () => { toAddress(form); apply(); };
    form.addEventListener("submit", (event) => event.preventDefault());
    form.addEventListener("input", changed);
    form.addEventListener("reset", () => setTimeout(changed));
    window.addEventListener("hashchange", () => { fromAddress(form, catalogue.names); apply(); });
    document.addEventListener("keydown", (event) => {
      if (event.key !== "/" || /^(INPUT|SELECT|TEXTAREA)$/.test(event.target.tagName)) return;
      event.preventDefault();
      form.elements.q.focus();
    });
    apply();
    return apply;
  };

  // Says how many were found; more is told behind it.
  shisaku.tellFound = (found, total) => {
    const place = document.getElementById("found");
    const items = found.reduce((sum, one) => sum + one.items.length, 0);
    const said = t("found", { measures: shisaku.number(found.length), items: shisaku.number(items) });
    const of = found.length < total ? h("small", {}, t("found-of", { total: shisaku.number(total) })) : null;
    place.replaceChildren(...[found.length ? said : t("nothing"), of].filter(Boolean));
  };
})();
