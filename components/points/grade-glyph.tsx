import { evidenceGlyph, glyphSize } from "@/lib/figure/evidence-glyph";
import { evidenceMeaning, type Evidence } from "@/lib/points/evidence";

/** The glyph of an evidence grade, the same on charts, in legends and in tables. Always with its word beside it. */
export function GradeGlyph({ evidence, color = "currentColor" }: { evidence: Evidence; color?: string }) {
  const { width, height } = glyphSize;
  return (
    <svg
      className="gl"
      width={width}
      height={height}
      viewBox={`0 0 ${width} ${height}`}
      aria-hidden="true"
      dangerouslySetInnerHTML={{ __html: evidenceGlyph(evidence, color) }}
    />
  );
}

/** Glyph and word. */
export function Grade({ evidence, color }: { evidence: Evidence; color?: string }) {
  return (
    <span className={`ev ev-${evidence}`}>
      <GradeGlyph evidence={evidence} color={color} />
      <span>{evidenceMeaning[evidence].label}</span>
    </span>
  );
}
