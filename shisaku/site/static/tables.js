// The tables of a measure's page: values beside their print, repairs, issues.
"use strict";
(() => {
  const { h, t } = shisaku;

  const seen = (key) => key === null ? null :
    h("button", { type: "button", class: "at", "data-to": key, "aria-label": t("to-print") }, t("print-short"));

  const valueRow = ([label, raw, text, note], key) => {
    const isSame = raw !== null && raw === text;
    const value = text === null ? t("not-understood") : isSame ? t("same") : text;
    return h("tr", { "data-run": key },
      h("th", { scope: "row" }, label, " ", seen(key)),
      h("td", { "data-name": t("raw"), lang: "ja", class: raw === null ? "same" : null }, raw === null ? t("not-printed") : raw),
      h("td", { "data-name": t("normalized"), lang: "ja" },
        h("span", { class: isSame || text === null ? "same" : null }, value),
        note ? h("small", { class: "note" }, note) : null));
  };

  const framed = (caption, columns, rows, classes) => h("div", { class: "scroll" },
    h("table", { class: `dense ${classes}` }, h("caption", { class: "unseen" }, caption),
      h("colgroup", {}, columns.map(([, name]) => h("col", { class: name || null }))),
      h("thead", {}, h("tr", {}, columns.map(([text]) => h("th", { scope: "col" }, t(text))))),
      h("tbody", {}, rows)));

  const VALUES = [["field", "label"], ["raw"], ["normalized"]];
  shisaku.valueTable = (part, caption, keyOf) =>
    framed(caption, VALUES, part.rows.map((row) => valueRow(row, keyOf(row))), "values");

  const REPAIRS = [["field"], ["raw"], ["repaired"], ["reason"], ["confidence"]];
  shisaku.repairTable = (repairs, caption, keyOf) => framed(caption, REPAIRS, repairs.map((row) => {
    const [label, raw, repaired, reason, confidence] = row;
    const key = keyOf(row);
    return h("tr", { "data-run": key },
      h("th", { scope: "row" }, label, " ", seen(key)), h("td", { lang: "ja", class: "raw" }, raw),
      h("td", { lang: "ja" }, repaired), h("td", { lang: "ja" }, reason), h("td", { class: "n" }, confidence.toFixed(2)));
  }), "repairs");

  const ISSUES = [["severity"], ["message"], ["print-raw"]];
  shisaku.issueTable = (issues, caption, keyOf) => framed(caption, ISSUES, issues.map((row) => {
    const [severity, code, message, raw] = row;
    const key = keyOf(row);
    return h("tr", { "data-run": key },
      h("td", {}, h("span", { class: `severity ${severity}` }, t(severity)), " ", seen(key)),
      h("td", { lang: "ja" }, message, h("br"), h("small", { class: "code" }, code)),
      h("td", { lang: "ja", class: "raw" }, raw));
  }), "issues");
})();
