// The years of a measure in a list: no more than what is known of the items shown.
"use strict";
(() => {
  const { h, t } = shisaku;
  const { min, max } = Math;

  // Marks of a row that packs several phases are where they are printed: nothing about them is doubtful.
  shisaku.isDoubtful = (bar) => bar.doubt !== "" && bar.doubt !== "packed";

  // Bars of the measure as a whole and of the items at these places.
  const barsOf = (m, items) =>
    m.lanes.filter((lane) => lane.of === -1 || items.includes(lane.of)).flatMap((lane) => lane.bars);

  // A text with what it does not say, or null if no year is known.
  shisaku.period = ({ m, items }) => {
    const bars = barsOf(m, items);
    const dated = bars.filter((bar) => bar.first !== null);
    if (!dated.length) return null;
    const sure = dated.filter((bar) => !shisaku.isDoubtful(bar));
    const told = sure.length ? sure : dated;
    const first = min(...told.map((bar) => bar.first));
    const last = max(...told.map((bar) => bar.last));
    // A phase without any year may end last as well as one without an end.
    const isOpen = bars.some((bar) => bar.endsAfter || bar.first === null);
    const isLate = told.some((bar) => bar.startsBefore);
    const isPrinted = (year) => told.some((bar) => bar.first <= year && bar.years[year - bar.first] === "o");
    const isInferred = (!isLate && !isPrinted(first)) || (!isOpen && !isPrinted(last));
    const ends = [isLate ? "" : first, isOpen ? "" : last];
    if (isLate && isOpen) return null;
    const years = first === last && !isLate && !isOpen ? String(first) : ends.join("–");
    const text = isInferred ? t("period-inferred", { years }) : years;
    const isMarked = bars.some(shisaku.isDoubtful);
    const more = [isOpen && t("period-open"), isMarked && t("period-doubtful")].filter(Boolean).join(" ");
    return h("span", { title: more || null }, isMarked ? `${text}※` : text);
  };
})();
