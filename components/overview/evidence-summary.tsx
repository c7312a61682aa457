import type { CSSProperties } from "react";
import { barParts, barSizes, EvidenceBar } from "@/components/datasets/evidence-bar";
import { GradeGlyph } from "@/components/points/grade-glyph";
import { evidenceMeaning, evidences, type Evidence } from "@/lib/points/evidence";
import { textWidth } from "@/lib/figure/svg-text";
import { countText } from "@/lib/series/number-text";
import { labelStarts } from "./label-starts";

/** The four grades as one bar and their counts below it, each a link to its points and under its own part. */
export function EvidenceSummary({ counts }: { counts: Record<Evidence, number> }) {
  const labels = labelsOf(counts);
  return (
    <div className="ov-evidence">
      <EvidenceBar counts={counts} size="large" />
      <ul className="plain ov-grades">
        {evidences.map((grade) => (
          <li key={grade} style={startOf(labels.find((label) => label.grade === grade))}>
            <a href={`/explore?evidence=${grade}`} title={evidenceMeaning[grade].means}>
              <span className="row ov-grade">
                <GradeGlyph evidence={grade} />
                <b>{evidenceMeaning[grade].label}</b>
              </span>
              <span className="mm tn">
                {countText(counts[grade])}
                {grade === "samples" && labels.some((label) => label.grade === grade && label.says) && said}
              </span>
            </a>
          </li>
        ))}
      </ul>
    </div>
  );
}

/** px: the glyph and its gap, the size of the text, and what two labels leave between them. */
const label = { glyph: 31, size: 12.5, gap: 12 };
const said = ", interval from raw samples";

interface GradeLabel {
  grade: Evidence;
  /** px along the bar. */
  start: number;
  /** Whether its part has room for more than the count. */
  says: boolean;
}

function labelsOf(counts: Record<Evidence, number>): GradeLabel[] {
  const { width: room } = barSizes.large;
  const labels = barParts(counts, room).map(({ grade, from, to }) => {
    const more = textWidth(countText(counts[grade]) + said, label.size);
    const says = grade === "samples" && more <= to - from;
    const name = label.glyph + textWidth(evidenceMeaning[grade].label, label.size);
    return { grade, from, says, width: says ? Math.max(name, more) : name };
  });
  const starts = labelStarts(labels, room, label.gap);
  return labels.map(({ grade, says }, i) => ({ grade, says, start: starts[i] ?? 0 }));
}

/** As a share of the bar, which stretches; a grade that is not there has no part to stand under. */
function startOf(found: GradeLabel | undefined): CSSProperties {
  const at = found === undefined ? undefined : `${((100 * found.start) / barSizes.large.width).toFixed(2)}%`;
  return { "--at": at, "--shown": found === undefined ? "none" : "block" } as CSSProperties;
}

const drawnAs: Record<Evidence, string> = {
  samples: "filled dot, whisker, samples shown",
  summary: "diamond, whisker from n, mean, sd",
  single: "hollow, one run, no whisker",
  claim: "dashed or hatched, printed in a document",
};

/** How each grade is drawn. */
export function GradeKey() {
  return (
    <div className="legend ov-key">
      {evidences.map((grade) => (
        <span key={grade} className="ev">
          <GradeGlyph evidence={grade} color="var(--ink-2)" />
          <b>{evidenceMeaning[grade].label}</b>
          <span className="mm">{drawnAs[grade]}</span>
        </span>
      ))}
    </div>
  );
}
