// What an audit of accessibility counts on a page; evaluates to functions that give the faults.
(() => {
  const canvas = document.createElement("canvas").getContext("2d", { willReadFrequently: true });
  const rgba = (colour) => {
    canvas.clearRect(0, 0, 1, 1);
    canvas.fillStyle = colour;
    canvas.fillRect(0, 0, 1, 1);
    const [r, g, b, a] = canvas.getImageData(0, 0, 1, 1).data;
    return [r, g, b, a / 255];
  };
  const over = (top, below) => below.map((v, i) => top[i] * top[3] + v * (1 - top[3]));
  const ground = (element) => {
    const layers = [];
    for (let e = element; e; e = e.parentElement) {
      layers.push(rgba(getComputedStyle(e).backgroundColor));
    }
    return layers.reverse().reduce((below, layer) => over(layer, below), [255, 255, 255]);
  };
  // Relative luminance and contrast as WCAG 2 defines them.
  const light = (rgb) => {
    const linear = rgb.map((v) => v / 255)
      .map((v) => (v <= 0.03928 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4));
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2];
  };
  const ratio = (one, other) => {
    const [most, least] = [light(one), light(other)].sort((x, y) => y - x);
    return (most + 0.05) / (least + 0.05);
  };

  // Bars are painted by their parts; their colours are looked at by themselves.
  const APART = ".bar, svg, .unseen, .skip, noscript, option";
  const contrast = () => {
    const faults = [];
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
      const text = walker.currentNode.textContent.trim();
      const element = walker.currentNode.parentElement;
      if (!text || !element.checkVisibility() || element.closest(APART)) continue;
      const style = getComputedStyle(element);
      const below = ground(element);
      const found = ratio(over(rgba(style.color), below), below);
      const size = parseFloat(style.fontSize);
      const isLarge = size >= 24 || (size >= 18.66 && style.fontWeight >= 700);
      if (found < (isLarge ? 3 : 4.5)) faults.push(`${found.toFixed(2)} ${text.slice(0, 20)}`);
    }
    return faults;
  };

  const bars = () => {
    const value = (name) =>
      rgba(getComputedStyle(document.documentElement).getPropertyValue(name)).slice(0, 3);
    const between = (one, other) => ratio(value(one), value(other));
    const fills = ["--study", "--introduce", "--operate", "--review", "--other"];
    return {
      text: Math.min(...[...fills, "--hatch"].map((fill) => between("--bar-text", fill))),
      edge: Math.min(...fills.map((fill) => between(`${fill}-edge`, "--hatch"))),
    };
  };

  const every = (selector) => [...document.querySelectorAll(selector)];
  const visible = (selector) => every(selector).filter((e) => e.checkVisibility());

  const levels = () => visible("h1, h2, h3, h4").map((h) => Number(h.tagName[1]));

  const names = () => {
    const labelled = (e) => document.getElementById(e.getAttribute("aria-labelledby"));
    const named = (e) => e.getAttribute("aria-label") || e.textContent.trim() || labelled(e);
    const ids = every("[id]").map((e) => e.id);
    const pointed = every("[aria-labelledby], label[for]")
      .map((e) => e.getAttribute("aria-labelledby") || e.getAttribute("for"));
    return [
      ...every("input, select").filter((e) => !e.labels.length).map((e) => e.outerHTML),
      ...every("a, button, th, nav, [role=region], svg[role=img]").filter((e) => !named(e))
        .map((e) => e.outerHTML),
      ...ids.filter((id, i) => ids.indexOf(id) !== i),
      ...pointed.filter((id) => !ids.includes(id)),
    ];
  };

  // 24 pixels, or a link within a line of text (WCAG 2.2, 2.5.8).
  const small = () => visible("button, select, input, nav a, td a, summary")
    .filter((e) => getComputedStyle(e).display !== "inline")
    .filter((e) => e.getBoundingClientRect().height < 23.9)
    .map((e) => e.outerHTML);

  return { contrast, bars, levels, names, small };
})()
