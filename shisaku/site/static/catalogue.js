// The measures as the lists use them.
"use strict";
(() => {
  const FULL_WIDTH = /[\u3041-\u3096]/g;
  // Widths, cases, hiragana and katakana are all one in a search, and blanks are nothing.
  shisaku.folded = (text) => text.normalize("NFKC").toLowerCase().replace(/\s+/g, "")
    .replace(FULL_WIDTH, (c) => String.fromCharCode(c.charCodeAt(0) + 96));

  const bar = ([phase, label, first, years, ends, doubt]) => ({
    phase, label, first, years, doubt,
    last: first === null ? null : first + years.length - 1,
    startsBefore: Boolean(ends & 1), endsAfter: Boolean(ends & 2),
  });
  const item = ([label, text, department, article, theme, start]) =>
    ({ label, text, department, article, theme, start });

  const measure = (data, row) => {
    const [place, number, rest, title, policy, shard, items, lanes] = row;
    const [documentId, city, plan, isPaged] = data.documents[place];
    return {
      id: `${documentId}:${rest}`, document: place, documentId, city, plan, isPaged: Boolean(isPaged),
      number, title, policy, shard, items: items.map(item),
      lanes: lanes.map(([of, bars]) => ({ of, bars: bars.map(bar) })),
    };
  };

  // What is searched; outlines and other texts are added to it when they have been loaded.
  shisaku.searched = (m, names) => {
    if (m.searched === undefined) {
      const units = m.items.flatMap((i) => i.department.map((d) => names.department[d][1]));
      const texts = [m.number, m.title, m.policy, m.plan, ...m.items.map((i) => i.text), ...units];
      m.searched = shisaku.folded(texts.join("\n"));
    }
    return m.searched;
  };

  shisaku.catalogue = async () => {
    const data = await shisaku.load("catalogue");
    return { measures: data.measures.map((row) => measure(data, row)), names: data.names, pages: data.pages };
  };
  shisaku.address = (id) => `${document.body.dataset.root}measure.html#${encodeURIComponent(id)}`;
  // 官民データ活用推進基本法第10条 is 第10条 where room is short.
  shisaku.shortArticle = (name) => name.replace(/^.*?(?=第\d+条)/, "");
})();
