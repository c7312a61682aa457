import { figureSvg } from "../../figure/figure-svg";
import { isDoubtful } from "../../points/point-audit";
import { evidenceMeaning } from "../../points/evidence";
import type { ExploreModel, TableRow } from "../../series/explore-model";
import { countText, intervalText, unitText } from "../../series/number-text";
import type { Theme } from "../../view/view";
import { auditText } from "../audit-text";
import type { Caption } from "../caption";
import { footTexts } from "../view-sheet";
import { offlineFile, type OfflineRow, type OfflineSource } from "./offline-file";
import type { Details } from "./packed-details";

/** px for which the figure is drawn. */
const figureWidth = 1080;

/** What stands behind a row: what is known of its setup and source, and where in the sources its lines are. */
export interface BehindRow {
  details: Details;
  lines: OfflineRow["lines"];
}

/** A view as one offline file. */
export function viewOffline(
  { series, rows }: ExploreModel,
  caption: Caption,
  of: {
    csv: string;
    sources: readonly OfflineSource[];
    behind: (row: TableRow) => BehindRow;
    selected: string | null;
    theme: Theme | "auto";
    /** What became of its datasets since it was pinned, a sentence each. */
    news: readonly string[];
  },
  face: string,
): string {
  const { title, subtitle, evidence, notes, link, renderer } = caption;
  const unit = unitText(series.unit);
  const figure = figureSvg(series, { width: figureWidth, selected: of.selected, idPrefix: "offline" });
  const columns = [
    { label: "Point", isNumber: false },
    { label: "Evidence", isNumber: false },
    { label: unit === "" ? "Value" : unit, isNumber: true },
    { label: `${series.level} % CI`, isNumber: true },
    { label: "n", isNumber: true },
    { label: "Audit", isNumber: false },
    { label: "Source", isNumber: false },
  ];
  return offlineFile(
    {
      ...{ title, subtitle, evidence, figure, notes, columns, link, renderer, news: of.news },
      rows: rows.map((row) => ({ ...rowOf(row), ...of.behind(row) })),
      sources: of.sources,
      csv: of.csv,
      foot: [`${caption.counts}.`, ...footTexts(caption)],
      theme: of.theme,
    },
    face,
  );
}

function rowOf(row: TableRow): Pick<OfflineRow, "cells" | "evidence"> {
  const name = [row.label, row.detail, row.group].filter((part) => part !== "").join(" · ");
  return {
    evidence: row.evidence,
    cells: [
      { text: name },
      { text: evidenceMeaning[row.evidence].label },
      { text: row.missing === null ? row.text : row.missing || "not stated", sort: row.value },
      {
        text: row.interval === null ? "none" : intervalText(row.interval),
        sort: row.interval === null ? null : row.interval.high - row.interval.low,
      },
      { text: row.n === null ? "–" : countText(row.n), sort: row.n },
      { text: isDoubtful(row.audit) ? auditText(row.audit) : (row.audit?.level ?? "–") },
      { text: `${row.file} ${row.place}` },
    ],
  };
}
