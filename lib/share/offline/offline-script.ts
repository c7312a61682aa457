/**
 * The script of an offline file: filters and sorts the table, opens what stands behind a row, gives the CSV back. It makes
 * elements and sets their text, so that no text of a file is ever read as markup. A page's policy names its hash.
 */
export const offlineScript = `"use strict";
(() => {
  const $ = (id) => document.getElementById(id);
  const body = $("table").tBodies[0];
  const rows = Array.from(body.rows);
  const { texts, rows: packed } = JSON.parse($("details").textContent);
  const details = new Map(rows.map((row, i) => [row, packed[i]]));
  const opened = new Map();
  const bar = document.querySelector(".bar");
  bar.hidden = false;

  const make = (tag, text, name) => {
    const made = document.createElement(tag);
    if (text !== undefined) made.textContent = text;
    if (name) made.className = name;
    return made;
  };

  const close = (row) => {
    opened.get(row).remove();
    opened.delete(row);
    row.querySelector("th button").setAttribute("aria-expanded", "false");
  };

  const open = (row) => {
    const list = make("dl");
    const pairs = details.get(row);
    for (let i = 0; i < pairs.length; i += 2)
      list.append(make("dt", texts[pairs[i]]), make("dd", texts[pairs[i + 1]]));
    const cell = make("td");
    cell.colSpan = row.cells.length;
    cell.append(list);
    const ids = (row.dataset.lines || "").split(" ").filter((id) => id !== "");
    if (ids.length > 0) {
      const several = new Set(ids.map((id) => id.split("-")[0])).size > 1;
      let last = "";
      const lines = make("ol", undefined, "behind");
      for (const id of ids) {
        const line = $(id);
        if (!line) continue;
        const copy = line.cloneNode(true);
        copy.value = Number(id.split("-")[1]);
        const file = line.closest("section").querySelector("h3").textContent;
        if (several && file !== last) copy.prepend(make("b", file));
        last = file;
        lines.append(copy);
      }
      lines.querySelectorAll("[id]").forEach((each) => each.removeAttribute("id"));
      cell.append(lines);
    }
    const more = make("tr", undefined, "more");
    more.append(cell);
    row.after(more);
    opened.set(row, more);
    row.querySelector("th button").setAttribute("aria-expanded", "true");
  };

  for (const row of rows) {
    const name = row.cells[0];
    const button = make("button", name.textContent);
    button.type = "button";
    button.setAttribute("aria-expanded", "false");
    name.replaceChildren(button);
    row.addEventListener("click", (event) => {
      if (event.target.closest("a")) return;
      if (opened.has(row)) close(row);
      else open(row);
    });
  }

  const haystack = new Map(rows.map((row) => [row, row.textContent.toLowerCase()]));
  const boxes = Array.from(bar.querySelectorAll("input[type=checkbox]"));
  const filter = () => {
    const words = $("find").value.toLowerCase().split(/\\s+/).filter((word) => word !== "");
    const grades = new Set(boxes.filter((box) => box.checked).map((box) => box.value));
    let shown = 0;
    for (const row of rows) {
      const found =
        words.every((word) => haystack.get(row).includes(word)) &&
        (row.dataset.evidence === undefined || grades.has(row.dataset.evidence));
      row.hidden = !found;
      if (!found && opened.has(row)) close(row);
      if (found) shown += 1;
    }
    $("count").textContent = shown + " of " + rows.length + " rows";
  };
  $("find").addEventListener("input", filter);
  for (const box of boxes) box.addEventListener("change", filter);
  filter();

  const heads = Array.from($("table").tHead.rows[0].cells);
  const valueOf = (row, at) => {
    const cell = row.cells[at];
    const said = cell.dataset.sort ?? cell.textContent;
    if (said === "") return null;
    return Number.isNaN(Number(said)) ? said : Number(said);
  };
  const compare = (a, b) => {
    if (typeof a === "number" && typeof b === "number") return a - b;
    return String(a).localeCompare(String(b), "en", { numeric: true });
  };
  heads.forEach((head, at) =>
    head.querySelector("button").addEventListener("click", () => {
      const falls = head.getAttribute("aria-sort") === "ascending";
      for (const each of heads) each.setAttribute("aria-sort", "none");
      head.setAttribute("aria-sort", falls ? "descending" : "ascending");
      const sorted = rows
        .map((row) => [row, valueOf(row, at)])
        .sort(([, a], [, b]) => (a === null || b === null ? (a === null) - (b === null) : falls ? compare(b, a) : compare(a, b)));
      for (const [row] of sorted) body.append(row, ...(opened.has(row) ? [opened.get(row)] : []));
    }),
  );

  $("save").addEventListener("click", () => {
    const csv = $("whisker-points").textContent.slice(1).replace(/<\\\\(\\\\*[/!])/g, "<$1");
    const link = make("a");
    link.href = URL.createObjectURL(new Blob([csv], { type: "text/csv" }));
    link.download = "whisker-points.csv";
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 1000);
  });
})();
`;
