// Elements made of texts: nothing that comes from a document is ever read as markup.
"use strict";
window.shisaku = window.shisaku || {};
(() => {
  // h("td", {class: "n"}, "text", element): attributes and children; null children are left out.
  shisaku.h = (name, attributes, ...children) => {
    const element = document.createElement(name);
    for (const [key, value] of Object.entries(attributes || {})) {
      if (value === null || value === undefined || value === false) continue;
      element.setAttribute(key, value === true ? "" : value);
    }
    element.append(...children.flat().filter((child) => child !== null && child !== undefined));
    return element;
  };
  // A text of the interface by its name, with {…} filled in.
  shisaku.t = (name, values) => {
    const text = shisaku.texts[name];
    if (text === undefined) throw new Error(`no text ${name}`);
    return text.replace(/\{(\w+)\}/g, (_, key) => values[key]);
  };
  // What stands behind # in the address; as it is if it was never encoded.
  shisaku.fragment = () => {
    const text = location.hash.slice(1);
    try { return decodeURIComponent(text); } catch { return text; }
  };
  shisaku.number = (value) => value.toLocaleString("en-US");
  shisaku.fail = (place, name) => {
    place.replaceChildren(shisaku.h("p", { class: "notice", role: "alert" }, shisaku.t(name)));
  };
})();
