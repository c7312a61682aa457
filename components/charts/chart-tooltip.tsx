"use client";

import type { CSSProperties } from "react";
import { AuditCell } from "@/components/audit/audit-cell";
import { GradeGlyph } from "@/components/points/grade-glyph";
import { slotColor, Swatch } from "@/components/points/swatch";
import { isDoubtful } from "@/lib/points/point-audit";
import { methodLabel, noWidth } from "@/lib/points/interval";
import type { Hit } from "@/lib/figure/hit";
import { countText, intervalText, withUnit } from "@/lib/series/number-text";
import type { Mark } from "@/lib/series/series";

/** px. It stands 8 from the marker, beside it where there is room, else under or over it; never over marker or whisker. */
const box = { width: 236, height: 150, gap: 8 };

interface Props {
  hit: Hit;
  unit: string;
  /** The chart's size in px. */
  width: number;
  height: number;
}

/** A point in five parts: whose, its value and interval, what the view derives from it, its evidence and n, its source. */
export function ChartTooltip({ hit, unit, width, height }: Props) {
  const { mark, label, detail, group, slot, derived } = hit;
  const name = [label, group].filter((part) => part !== "").join(", ");
  return (
    <div className="tip chart-tip" style={placeTip(hit, width, height)} aria-hidden="true">
      <div className="tip-name">
        <Swatch slot={slot} evidence={mark.evidence} />
        <b>{name}</b>
      </div>
      {detail !== "" && <div className="mm tip-detail">{detail}</div>}
      <TipValue hit={hit} unit={unit} />
      {derived !== "" && (
        <div className="m">{[derived, hit.shown && ownValue(mark, unit)].filter(Boolean).join(", ")}</div>
      )}
      <hr />
      <div className="tip-grade">
        <GradeGlyph evidence={mark.evidence} color={slotColor(slot)} />
        {evidenceText(mark)}
      </div>
      <div className="mono mm tip-source">{mark.source}</div>
      {mark.audit && isDoubtful(mark.audit) && <AuditCell audit={mark.audit} />}
    </div>
  );
}

function TipValue({ hit: { mark, shown }, unit }: { hit: Hit; unit: string }) {
  if (mark.missing !== null) return <div className="m">{mark.missing || "nothing"} in the source</div>;
  const interval = shown ? shown.interval : mark.interval ? intervalText(mark.interval) : "";
  const printed = mark.evidence === "claim" && !shown ? "as printed" : "";
  return (
    <>
      <div className="tip-value tn">
        <span className="big">{shown ? shown.text : withUnit(mark.text, unit)}</span>
        <span className="m">{interval || printed}</span>
      </div>
      {interval !== "" && mark.interval && <div className="m">{methodText(mark, shown !== null)}</div>}
    </>
  );
}

/** `95 % CI, Student t`. */
function methodText({ interval }: Mark, isRatio: boolean): string {
  if (interval === null) return "";
  const level = `${Math.round(interval.level * 1000) / 10} % CI`;
  const method = isRatio ? methodLabel["log-ratio"] : methodLabel[interval.method];
  return [level, method, isRatio ? "" : noWidth(interval)].filter(Boolean).join(", ");
}

function ownValue(mark: Mark, unit: string): string {
  const spread = mark.spread.startsWith("±") ? ` ${mark.spread}` : "";
  return withUnit(`${mark.text}${spread}`, unit);
}

function evidenceText({ evidence, n }: Mark): string {
  if (evidence === "claim") return "Claim, no measurement";
  const label = { samples: "Samples", summary: "Summary", single: "Single" }[evidence];
  return n === null ? `${label}, n not stated` : `${label}, n = ${countText(n)}`;
}

function placeTip({ from, to, x, y }: Hit, width: number, height: number): CSSProperties {
  const top = Math.max(0, Math.min(y - 24, height - box.height));
  if (to + box.gap + box.width <= width) return { left: to + box.gap, top };
  if (from - box.gap - box.width >= 0) return { left: from - box.gap - box.width, top };
  const left = Math.max(0, Math.min(x - box.width / 2, width - box.width));
  if (y + 16 + box.height <= height + 60) return { left, top: y + 8 + box.gap };
  return { left, bottom: height - y + 8 + box.gap };
}
