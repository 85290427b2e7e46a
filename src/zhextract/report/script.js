"use strict";
(() => {
  const $ = (id) => document.getElementById(id);
  const make = (tag, text, className) => {
    const node = document.createElement(tag);
    if (text !== undefined) node.textContent = text; // never innerHTML: texts are texts
    if (className) node.className = className;
    return node;
  };
  const articles = [...document.querySelectorAll("article")].map((node) => ({
    node,
    items: JSON.parse(node.querySelector("script.data").textContent),
    marks: [...node.querySelectorAll(".m[data-i]")],
    rows: [...node.querySelectorAll("tr[data-i]")],
  }));
  const all = articles.flatMap((a) => a.items);
  const form = $("filters"), panel = $("panel"), rule = $("rule"), which = $("which"), only = $("only");
  const ORDER = ["quantity", "time", "program", "right", "wrong", "false", "missing", "unjudged", "optional", "found"];

  // --- filters
  const count = (key) => {
    const counts = new Map();
    for (const item of all) counts.set(item[key] || "", (counts.get(item[key] || "") || 0) + 1);
    return counts;
  };
  const boxes = (id, key) => {
    const counts = count(key);
    const names = [...counts.keys()].sort((a, b) => ORDER.indexOf(a) - ORDER.indexOf(b));
    for (const name of names) {
      const label = make("label", undefined, key === "type" ? name : ""), box = make("input");
      box.type = "checkbox";
      box.checked = box.defaultChecked = true;
      box.name = key;
      box.value = name;
      label.append(box, ` ${name} (${counts.get(name)})`);
      $(id).append(label);
    }
    $(id).hidden = names.length < 2;
    return names;
  };
  boxes("types", "type");
  const outcomes = boxes("outcomes", "outcome");
  for (const entry of document.querySelectorAll(".legend")) entry.hidden = !outcomes.includes(entry.dataset.outcome);
  for (const [name, n] of [...count("rule")].sort((a, b) => a[0].localeCompare(b[0]))) {
    const option = make("option", `${name || "no rule"} (${n})`);
    option.value = name || "-";
    rule.append(option);
  }
  articles.forEach((a, i) => {
    const option = make("option", a.node.querySelector("h2").textContent);
    option.value = String(i);
    which.append(option);
  });
  which.closest("fieldset").hidden = articles.length < 2;
  form.hidden = all.length === 0;

  const apply = () => {
    const checked = (key) => new Set([...form.querySelectorAll(`input[name=${key}]:checked`)].map((b) => b.value));
    const types = checked("type"), states = checked("outcome");
    let shown = 0;
    articles.forEach((a, index) => {
      const seen = a.items.map(
        (item) =>
          types.has(item.type) && states.has(item.outcome) && (!rule.value || (item.rule || "-") === rule.value));
      for (const node of [...a.marks, ...a.rows]) node.classList.toggle("off", !seen[node.dataset.i]);
      const visible = seen.filter(Boolean).length;
      a.node.hidden = (which.value !== "" && which.value !== String(index)) || (only.checked && visible === 0);
      if (!a.node.hidden) shown += visible;
    });
    $("shown").textContent = `${shown} of ${all.length} records`;
  };
  form.addEventListener("change", apply);
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("reset", () => setTimeout(apply));
  apply();

  // --- the record that was clicked
  let chosen = [];
  const close = () => {
    panel.hidden = true;
    for (const mark of chosen) mark.classList.remove("chosen");
    chosen = [];
  };
  const show = (article, index) => {
    close();
    const item = article.items[index];
    chosen = article.marks.filter((mark) => mark.dataset.i === String(index));
    for (const mark of chosen) mark.classList.add("chosen");
    const button = make("button", "×", "close");
    button.type = "button";
    button.setAttribute("aria-label", "Close");
    button.addEventListener("click", close);
    const gold = item.fields.some((field) => field[1] !== null);
    const table = make("table"), head = make("tr");
    for (const title of gold ? ["", "gold", "found", ""] : ["", "found"]) head.append(make("th", title));
    table.append(head);
    for (const [name, wanted, found, right] of item.fields) {
      const row = make("tr", undefined, right === false ? "differs" : "");
      row.append(make("td", name));
      if (gold) row.append(make("td", wanted === null ? "" : wanted));
      row.append(make("td", found === null ? "" : found));
      if (gold) row.append(make("td", right === false ? "≠" : right ? "✓" : ""));
      table.append(row);
    }
    panel.replaceChildren(
      button,
      make("h3", item.text),
      make("p", `${item.type} · ${item.outcome} · ${item.at[0]}–${item.at[1]}`),
      make("p", `rule: ${item.rule || "–"}`),
      table);
    if (item.note) panel.append(make("p", item.note));
    panel.hidden = false;
  };
  for (const article of articles) {
    const open = (event) => {
      let node = event.target.closest("[data-i]");
      while (node && node.classList.contains("off")) node = node.parentElement.closest("[data-i]");
      if (!node || !article.node.contains(node)) return;
      event.preventDefault();
      show(article, Number(node.dataset.i));
    };
    article.node.addEventListener("click", open);
    article.node.addEventListener("keydown", (event) => {
      if (event.key === "Enter" || event.key === " ") open(event);
    });
  }
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") close();
  });
})();
