import { evidenceMeaning, type Evidence } from "@/lib/points/evidence";

/** The glyph of an evidence grade, the same on charts, in legends and in tables. Always with its word beside it. */
export function GradeGlyph({ evidence, color = "currentColor" }: { evidence: Evidence; color?: string }) {
  return (
    <svg className="gl" width="26" height="14" viewBox="0 0 26 14" aria-hidden="true">
      {glyphs[evidence](color)}
    </svg>
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

const gap = "var(--gbg, var(--surface))";

const whisker = (color: string) => (
  <path d="M2 7H24M2 3.5v7M24 3.5v7" stroke={color} strokeWidth="1.4" fill="none" />
);

const glyphs: Record<Evidence, (color: string) => React.ReactNode> = {
  samples: (color) => (
    <>
      {whisker(color)}
      <circle cx="13" cy="7" r="4" fill={color} stroke={gap} strokeWidth="1.2" />
    </>
  ),
  summary: (color) => (
    <>
      {whisker(color)}
      <path d="M13 1.8l5.2 5.2l-5.2 5.2l-5.2-5.2z" fill={color} stroke={gap} strokeWidth="1.2" />
    </>
  ),
  single: (color) => <circle cx="13" cy="7" r="3.9" fill="none" stroke={color} strokeWidth="1.6" />,
  claim: (color) => (
    <circle
      cx="13"
      cy="7"
      r="4.4"
      fill="none"
      stroke={color}
      strokeWidth="1.5"
      strokeDasharray="2.1 1.85"
      transform="rotate(-12 13 7)"
    />
  ),
};
