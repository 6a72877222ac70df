// Sorts and filters the table of all changes. Without it the page says the same: nothing is written here.
(function () {
  "use strict";

  // Until start() says which rows to show, the style hides all, so that no browser lays out 50,000 of them in vain.
  const root = document.documentElement;
  root.classList.add("starting");
  document.addEventListener("DOMContentLoaded", () => {
    try {
      start();
    } finally {
      root.classList.remove("starting");
    }
  });
})();

function start() {
  "use strict";

  const section = document.getElementById("changes");
  const table = section && section.querySelector("table.changes");
  const form = section && section.querySelector("form.filter");
  if (!table || !form) return;

  // A browser lays out only so many rows at first; whoever wants more asks for them, as many as take a second or two.
  const step = 500;
  const further = 5000;
  const search = form.querySelector("input[type=search]");
  const verdict = form.querySelector("select");
  const output = form.querySelector("output");
  const more = form.parentElement.querySelector("button.more");
  const bodies = Array.from(table.tBodies);
  const rows = [];
  for (const body of bodies) {
    let promotion = null;
    for (const row of body.rows) {
      if (row.classList.contains("promotion")) promotion = row;
      else rows.push({ row, promotion, body, text: null, place: rows.length });
    }
  }
  const promotions = Array.from(table.querySelectorAll("tr.promotion"));
  const heads = Array.from(table.tHead.rows[0].cells);
  let order = rows;
  let sorted = { column: 0, direction: 1 };
  let limit = step;

  function cell(item, column) {
    return item.row.cells[column].textContent.trim();
  }

  function matches(item, words, wanted) {
    if (wanted && item.row.dataset.verdict !== wanted) return false;
    if (words.length === 0) return true;
    if (item.text === null) item.text = item.row.textContent.toLowerCase();
    return words.every((word) => item.text.includes(word));
  }

  function apply() {
    const words = search.value.toLowerCase().split(/\s+/).filter(Boolean);
    const shown = new Set();
    let found = 0;
    for (const item of order) {
      const isFound = matches(item, words, verdict.value);
      if (isFound) found += 1;
      const isShown = isFound && found <= limit;
      if (isShown && item.promotion) shown.add(item.promotion);
      if (item.row.hidden === isShown) item.row.hidden = !isShown;
    }
    const inOrder = sorted.column === 0 && sorted.direction === 1;
    for (const row of promotions) row.hidden = !inOrder || !shown.has(row);
    const visible = Math.min(found, limit);
    const number = (value) => value.toLocaleString("en");
    output.textContent =
      found === rows.length && visible === found
        ? "All " + number(found) + " shown"
        : number(visible) + " shown of " + number(found) + " found, of " + number(rows.length) + " in all";
    more.hidden = visible === found;
    const rest = found - visible;
    more.textContent = rest > further ? "Show " + number(further) + " more" : "Show all " + number(found);
  }

  function sort(column) {
    const direction = sorted.column === column ? -sorted.direction : 1;
    sorted = { column, direction };
    const compare = new Intl.Collator("en", { numeric: true }).compare;
    const keys = new Map(rows.map((item) => [item, column === 0 ? item.place : cell(item, column)]));
    order = rows.slice().sort((a, b) => {
      const first = keys.get(a);
      const second = keys.get(b);
      const difference = column === 0 ? first - second : compare(first, second);
      return difference * direction || a.place - b.place;
    });
    heads.forEach((head, index) => {
      if (index === column) head.setAttribute("aria-sort", direction === 1 ? "ascending" : "descending");
      else head.removeAttribute("aria-sort");
    });
    if (column === 0 && direction === 1) {
      for (const item of rows) item.body.append(item.row);
    } else {
      bodies[0].append(...order.map((item) => item.row));
    }
    apply();
  }

  heads.forEach((head, index) => {
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = head.textContent;
    button.addEventListener("click", () => sort(index));
    head.replaceChildren(button);
  });
  heads[0].setAttribute("aria-sort", "ascending");

  let waiting = 0;
  search.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(apply, rows.length > 5000 ? 200 : 0);
  });
  search.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    search.value = "";
    apply();
  });
  verdict.addEventListener("change", apply);
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    apply();
  });
  form.addEventListener("reset", () => setTimeout(apply, 0));
  more.addEventListener("click", () => {
    const before = new Set(order.filter((item) => !item.row.hidden));
    limit += further;
    apply();
    // Whoever came by keyboard goes on reading at the first row that is new, above the button.
    const next = order.find((item) => !item.row.hidden && !before.has(item));
    if (!next) return;
    next.row.tabIndex = -1;
    next.row.focus();
  });

  // Paper shows the whole population, whatever was filtered on the screen; of more than a browser can print, what the
  // screen shows, and says so.
  const printed = section.querySelector("p.printed");
  window.addEventListener("beforeprint", () => {
    if (printed) {
      printed.hidden = false;
      printed.querySelector("span").textContent = output.textContent;
      return;
    }
    for (const item of rows) item.row.hidden = false;
    for (const row of promotions) row.hidden = sorted.column !== 0 || sorted.direction !== 1;
  });
  window.addEventListener("afterprint", () => {
    if (printed) printed.hidden = true;
    else apply();
  });

  form.hidden = false;
  apply();
}
