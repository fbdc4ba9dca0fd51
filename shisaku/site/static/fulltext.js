// Outlines and other long texts are searched too, once they have been loaded.
"use strict";
(() => {
  const { t } = shisaku;
  const TEXTS = new Set(["measure", "item"]);
  let begun = false;

  const add = (m, record) => {
    // Of an item only the first rows are texts; names of themes and laws behind them are not.
    const rows = record.parts.filter((part) => TEXTS.has(part.kind)).flatMap((part) => part.rows.slice(0, part.texts));
    m.searched += shisaku.folded(rows.map((row) => row[2] || row[1] || "").join("\n"));
  };

  // Loads the texts of all measures one file after the other, and calls again() on the way.
  shisaku.readTexts = async (catalogue, again) => {
    if (begun) return;
    begun = true;
    const byId = new Map(catalogue.measures.map((m) => [m.id, m]));
    const shards = [...new Set(catalogue.measures.map((m) => m.shard))];
    const told = document.createElement("small");
    for (const m of catalogue.measures) shisaku.searched(m, catalogue.names);
    for (const [done, shard] of shards.entries()) {
      for (const record of await shisaku.records(shard)) add(byId.get(record.id), record);
      const isLast = done + 1 === shards.length;
      if (isLast || done % 10 === 9) again();
      told.textContent = isLast ? "" : t("reading-texts", { done: done + 1, all: shards.length });
      document.getElementById("found").append(told);
    }
  };
})();
