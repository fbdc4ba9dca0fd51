// Data come as scripts, since a page opened from a folder may load nothing else.
"use strict";
(() => {
  const root = document.body.dataset.root;
  const loaded = new Map();
  const waiting = new Map();

  // Each character holds 15 bits, the first bit first.
  const FIRST = 0x3400;
  const bytesOf = (text, length) => {
    const bytes = new Uint8Array(length);
    let bits = 0;
    let held = 0;
    for (let i = 0, at = 0; i < text.length; i++) {
      bits = (bits << 15) | (text.charCodeAt(i) - FIRST);
      for (held += 15; held >= 8 && at < length; held -= 8) bytes[at++] = (bits >>> (held - 8)) & 255;
      bits &= (1 << held) - 1;
    }
    return bytes;
  };
  const inflated = async (text, length) => {
    const packed = new Blob([bytesOf(text, length)]).stream();
    return new Response(packed.pipeThrough(new DecompressionStream("deflate"))).json();
  };

  // Every data file calls this with its name and its packed content.
  shisaku.take = (name, length, text) => waiting.get(name)(length, text);

  // The content of a data file; each is loaded once. Fails if the file is not there.
  shisaku.load = (name) => {
    if (!loaded.has(name)) {
      loaded.set(name, new Promise((resolve, reject) => {
        waiting.set(name, (length, text) => inflated(text, length).then(resolve, reject));
        const script = document.createElement("script");
        script.addEventListener("error", () => reject(new Error(name)));
        script.src = `${root}data/${encodeURIComponent(name)}.js`;
        document.head.append(script);
      }));
    }
    return loaded.get(name);
  };
  // The records of measures in a data file, as shisaku/site/record.py describes them, with all
  // texts in their places: a value is [label, printed, value, note, piece, start, length].
  const whole = (record, words) => {
    const value = ([label, raw, text, note, ...at]) => {
      const print = raw === 0 ? record.source[at[0]][2].slice(at[1], at[1] + at[2]) : raw;
      return [words[label], print, text === 0 ? print : text, words[note], ...at];
    };
    return { ...record, parts: record.parts.map((part) => ({ ...part, rows: part.rows.map(value) })) };
  };
  shisaku.records = async (name) => {
    const { words, records } = await shisaku.load(name);
    return records.map((record) => whole(record, words));
  };
  shisaku.canLoad = "DecompressionStream" in window;
})();
