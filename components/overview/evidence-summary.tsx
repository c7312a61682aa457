import { EvidenceBar } from "@/components/datasets/evidence-bar";
import { GradeGlyph } from "@/components/points/grade-glyph";
import { evidenceMeaning, evidences, type Evidence } from "@/lib/points/evidence";
import { countText } from "@/lib/series/number-text";

/** The four grades as one bar and their counts below it, each a link to its points. */
export function EvidenceSummary({ counts }: { counts: Record<Evidence, number> }) {
  return (
    <div className="ov-evidence">
      <EvidenceBar counts={counts} size="large" />
      <ul className="plain ov-grades">
        {evidences.map((grade) => (
          <li key={grade}>
            <a href={`/explore?evidence=${grade}`}>
              <span className="row ov-grade">
                <GradeGlyph evidence={grade} />
                <b>{evidenceMeaning[grade].label}</b>
              </span>
              <span className="mm tn">
                {countText(counts[grade])}
                {grade === "samples" && ", interval from raw samples"}
              </span>
            </a>
          </li>
        ))}
      </ul>
    </div>
  );
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
