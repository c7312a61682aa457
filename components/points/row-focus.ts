import type { KeyboardEvent } from "react";

/** The row where Tab stops, of a table that is one tab stop: the selected one, else the first. */
export function tabStop(rows: readonly { pointId: string }[], selected: string | null): string | null {
  return rows.some((row) => row.pointId === selected) ? selected : (rows[0]?.pointId ?? null);
}

/** Up and down move between rows, right and left between a row's name and its source. */
export function moveFocus(event: KeyboardEvent<HTMLElement>): void {
  const link = event.target instanceof Element ? event.target.closest("a[data-row-link]") : null;
  const row = link?.closest("tr");
  if (!link || !row) return;
  const name = link.getAttribute("data-row-link");
  const to =
    event.key === "ArrowDown"
      ? linkIn(nextRow(row, "nextElementSibling"), name)
      : event.key === "ArrowUp"
        ? linkIn(nextRow(row, "previousElementSibling"), name)
        : event.key === "ArrowRight"
          ? linkIn(row, "source")
          : event.key === "ArrowLeft"
            ? linkIn(row, "point")
            : null;
  if (!to) return;
  event.preventDefault();
  to.focus();
}

function linkIn(row: Element | null, name: string | null): HTMLElement | null {
  return row?.querySelector<HTMLElement>(`a[data-row-link="${name}"]`) ?? null;
}

function nextRow(row: Element, way: "nextElementSibling" | "previousElementSibling"): Element | null {
  let next = row[way];
  while (next && !next.querySelector("a[data-row-link]")) next = next[way];
  return next;
}
