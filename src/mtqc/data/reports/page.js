"use strict";
(() => {
  const $ = (id) => document.getElementById(id);
  const all = (selector, root = document) => [...root.querySelectorAll(selector)];
  const SEVERITIES = ["critical", "major", "minor", "neutral"];
  const FACETS = ["severity", "baseline", "category", "rule"];

  const cards = all(".card");
  const marks = all("mark");
  const rows = all(".row");
  const tip = $("tip");
  const cardOf = new Map(cards.map((card) => [card.id.slice(1), card]));
  const numbersOf = new Map(marks.map((mark) => [mark, mark.dataset.f.split(" ")]));
  const marksOf = new Map(cards.map((card) => [card.id.slice(1), []]));
  for (const mark of marks) for (const number of numbersOf.get(mark)) marksOf.get(number).push(mark);
  const text = new Map([...cards, ...rows].map((part) => [part, part.textContent.toLowerCase()]));
  const shown = new Set(cardOf.keys());
  let chosen = null;
  document.documentElement.classList.add("script");
  if (innerWidth < 1200) for (const facet of all("details.facet")) facet.open = false;

  // Which findings and rows are shown.

  function filter() {
    const wanted = {};
    for (const facet of FACETS) wanted[facet] = new Set(all(`input[name="${facet}"]:checked`).map((box) => box.value));
    const query = $("search").value.trim().toLowerCase();
    const onlyFlagged = $("flagged").checked;
    const matching = new Set(rows.filter((row) => text.get(row).includes(query)));
    shown.clear();
    for (const [number, card] of cardOf) {
      const row = marksOf.get(number)[0].closest(".row");
      const fits = FACETS.every((facet) => !wanted[facet].size || wanted[facet].has(card.dataset[facet]));
      const visible = fits && (text.get(card).includes(query) || matching.has(row));
      card.hidden = !visible;
      if (visible) shown.add(number);
    }
    const flagged = new Set();
    for (const mark of marks) {
      const visible = numbersOf.get(mark).filter((number) => shown.has(number)).map((number) => cardOf.get(number));
      const worst = SEVERITIES.find((severity) => visible.some((card) => card.dataset.severity === severity));
      mark.classList.remove(...SEVERITIES);
      mark.classList.add(worst || "off");
      mark.classList.toggle("off", !worst);
      mark.classList.toggle("known", visible.every((card) => card.dataset.baseline === "known"));
      mark.tabIndex = worst ? 0 : -1;
      if (worst) flagged.add(mark.closest(".row"));
    }
    for (const row of rows) row.hidden = !flagged.has(row) && (onlyFlagged || (query !== "" && !matching.has(row)));
    const narrowed = onlyFlagged || query !== "";
    for (const gap of all(".skipped")) gap.hidden = narrowed;
    for (const part of all(".document")) part.hidden = narrowed && !part.querySelector(".row:not([hidden])");
    $("none").hidden = shown.size > 0;
    $("status").textContent = `Showing ${shown.size} of ${cards.length}`;
    if (chosen && !shown.has(chosen)) choose(null);
  }

  // The finding that is looked at.

  function choose(number) {
    for (const part of all(".chosen")) part.classList.remove("chosen");
    chosen = number;
    if (number === null) return;
    const card = cardOf.get(number);
    card.classList.add("chosen");
    for (const mark of marksOf.get(number)) mark.classList.add("chosen");
    const list = card.parentElement;
    if (list.scrollHeight > list.clientHeight) {
      const offset = card.getBoundingClientRect().top - list.getBoundingClientRect().top;
      if (offset < 0 || offset > list.clientHeight - card.offsetHeight) {
        list.scrollTop += offset - (list.clientHeight - card.offsetHeight) / 2;
      }
    }
  }

  function visit(number) {
    const mark = marksOf.get(number).find((each) => each.closest(".target")) || marksOf.get(number)[0];
    mark.scrollIntoView({ block: "center" });
    mark.focus({ preventScroll: true });
    choose(number);
    showTip(mark);
  }

  function step(by) {
    const numbers = [...shown];
    if (!numbers.length) return;
    const place = numbers.indexOf(chosen);
    visit(numbers[place < 0 ? (by > 0 ? 0 : numbers.length - 1) : (place + by + numbers.length) % numbers.length]);
  }

  // What is wrong with a marked text, beside it.

  function showTip(mark) {
    clearTimeout(closing);
    const numbers = numbersOf.get(mark).filter((number) => shown.has(number));
    if (!numbers.length) return;
    tip.replaceChildren(...numbers.map((number) => {
      const part = document.createElement("div");
      part.className = cardOf.get(number).dataset.severity;
      part.append(...[...cardOf.get(number).children].map((child) => child.cloneNode(true)));
      return part;
    }));
    tip.hidden = false;
    const place = mark.getClientRects()[0] || mark.getBoundingClientRect();
    const room = document.documentElement.clientWidth - tip.offsetWidth - 8;
    const below = place.bottom + 6 + tip.offsetHeight < innerHeight;
    tip.style.left = `${scrollX + Math.max(8, Math.min(place.left, room))}px`;
    tip.style.top = `${scrollY + (below ? place.bottom + 6 : Math.max(4, place.top - 6 - tip.offsetHeight))}px`;
    for (const other of all("mark[aria-describedby]")) other.removeAttribute("aria-describedby");
    mark.setAttribute("aria-describedby", "tip");
  }

  let closing;
  const hideTip = () => { tip.hidden = true; };
  const hideTipSoon = () => { clearTimeout(closing); closing = setTimeout(hideTip, 200); };

  for (const mark of marks) {
    mark.addEventListener("mouseenter", () => showTip(mark));
    mark.addEventListener("mouseleave", hideTipSoon);
    mark.addEventListener("focus", () => {
      const numbers = numbersOf.get(mark).filter((number) => shown.has(number));
      if (numbers.length && !numbers.includes(chosen)) choose(numbers[0]);
      showTip(mark);
    });
    mark.addEventListener("blur", hideTipSoon);
  }
  tip.addEventListener("mouseenter", () => clearTimeout(closing));
  tip.addEventListener("mouseleave", hideTipSoon);
  for (const [number, card] of cardOf) {
    card.addEventListener("click", (event) => {
      if (String(getSelection())) return;
      event.preventDefault();
      visit(number);
      hideTip();
    });
  }

  // Segments by their estimated quality, or in reading order.

  for (const button of all(".sort")) {
    const texts = button.closest(".document").querySelector(".texts");
    const inOrder = all(".row, .skipped", texts);
    const estimate = (row) => Number(row.dataset.estimate ?? Infinity);
    button.addEventListener("click", () => {
      const sorted = button.getAttribute("aria-pressed") !== "true";
      button.setAttribute("aria-pressed", String(sorted));
      const lowest = all(".row", texts).sort((one, other) => estimate(one) - estimate(other) || 0);
      texts.append(...(sorted ? [...lowest, ...all(".skipped", texts)] : inOrder));
    });
  }

  // The page as a whole.

  function toggleTheme() {
    const root = document.documentElement;
    const dark = root.dataset.theme ? root.dataset.theme === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
    root.dataset.theme = dark ? "light" : "dark";
  }

  function toggleKeys() {
    $("key-list").hidden = !$("key-list").hidden;
    $("keys").setAttribute("aria-expanded", String(!$("key-list").hidden));
  }

  $("theme").addEventListener("click", toggleTheme);
  $("keys").addEventListener("click", toggleKeys);
  if ($("filters")) {
    let waiting;
    $("filters").addEventListener("input", (event) => {
      clearTimeout(waiting);
      waiting = setTimeout(filter, event.target.type === "search" ? 150 : 0);
    });
    $("filters").addEventListener("reset", () => setTimeout(filter));
    $("filters").addEventListener("submit", (event) => event.preventDefault());
    filter();
  }

  const KEYS = {
    j: () => step(1),
    k: () => step(-1),
    t: toggleTheme,
    "?": toggleKeys,
    "/": () => $("search")?.focus(),
    f: () => { if ($("flagged")) { $("flagged").checked = !$("flagged").checked; filter(); } },
  };
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const typing = event.target.matches?.('input[type="search"]');
    if (event.key === "Escape") {
      if (!tip.hidden) hideTip();
      else if (typing) event.target.blur();
      else choose(null);
      return;
    }
    if (!typing && Object.hasOwn(KEYS, event.key)) {
      event.preventDefault();
      KEYS[event.key]();
    }
  });
})();
