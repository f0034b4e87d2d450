"use strict";
(() => {
  const marks = new Map();
  const values = new Map();
  const remember = (map, key, node) => map.set(key, [...(map.get(key) || []), node]);
  const names = (node, name) => (node.dataset[name] || "").split(" ").filter(Boolean);

  for (const node of document.querySelectorAll(".m[data-m]")) {
    for (const key of names(node, "m")) remember(marks, key, node);
  }
  for (const node of document.querySelectorAll("[data-v]")) {
    for (const key of names(node, "v")) remember(values, key, node);
  }

  let lit = [];
  const light = (node, name) => {
    node.classList.add(name);
    lit.push([node, name]);
  };
  const clear = () => {
    for (const [node, name] of lit) node.classList.remove(name);
    lit = [];
  };

  // Bring a mark into view inside its own text, never by moving the page.
  const reveal = (node) => {
    const story = node.closest(".story");
    if (!story || story.scrollHeight <= story.clientHeight) return;
    const frame = story.getBoundingClientRect();
    const box = node.getBoundingClientRect();
    if (box.top < frame.top || box.bottom > frame.bottom) {
      story.scrollTop += box.top - frame.top - frame.height / 3;
    }
  };

  const lightMarks = (keys, name) => {
    const found = keys.flatMap((key) => marks.get(key) || []);
    for (const node of found) light(node, name);
    if (found.length) light(found[0].closest(".story"), "dim");
    return found;
  };

  const showValue = (node) => {
    const card = node.closest("[data-all]");
    if (card) lightMarks(names(card, "all"), "near");
    const found = lightMarks(names(node, "v"), "lit");
    light(node, "lit");
    if (found.length) reveal(found[0]);
  };

  const showMark = (node) => {
    for (const key of names(node, "m")) {
      for (const value of values.get(key) || []) {
        if (value.closest("details:not([open])")) continue;
        light(value, "lit");
        const card = value.closest(".event");
        if (card) light(card, "lit");
      }
    }
    lightMarks(names(node, "m"), "lit");
  };

  const show = (event) => {
    const target = event.target instanceof Element ? event.target : null;
    if (!target) return;
    const value = target.closest("[data-v]");
    const mark = target.closest(".m[data-m]");
    const card = target.closest("[data-all]");
    clear();
    if (value) showValue(value);
    else if (mark) showMark(mark);
    else if (card) lightMarks(names(card, "all"), "near");
  };
  document.addEventListener("pointerover", show);
  document.addEventListener("focusin", show);
  document.addEventListener("focusout", clear);
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") clear();
  });

  // On a wide page text and events stand side by side: a click need not move the page.
  document.addEventListener("click", (event) => {
    const value = event.target instanceof Element && event.target.closest("a[data-v]");
    if (!value || !matchMedia("(min-width: 60rem)").matches) return;
    event.preventDefault();
    clear();
    showValue(value);
  });

  const links = new Map();
  for (const link of document.querySelectorAll(".contents a")) links.set(link.hash.slice(1), link);
  if (links.size && "IntersectionObserver" in window) {
    const watch = new IntersectionObserver((entries) => {
      for (const entry of entries) {
        const link = links.get(entry.target.id);
        if (link) link.classList.toggle("here", entry.isIntersecting);
      }
    }, { rootMargin: "-30% 0px -60% 0px" });
    for (const section of document.querySelectorAll(".report")) watch.observe(section);
  }

  addEventListener("beforeprint", () => {
    for (const node of document.querySelectorAll("details")) node.open = true;
  });
})();
