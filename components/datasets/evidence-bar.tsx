import { useId } from "react";
import { evidenceMeaning, evidences, type Evidence } from "@/lib/points/evidence";
import { countText } from "@/lib/series/number-text";

/** Sizes in px: a table's, the identity strip's, the overview's. The last two stretch to the width they are given. */
export const barSizes = {
  small: { width: 92, height: 9, radius: 2 },
  medium: { width: 240, height: 12, radius: 3 },
  large: { width: 620, height: 26, radius: 4 },
} as const;
const gap = 2;
const leastWidth = 3;

/** The mix of evidence as one bar: a part for each grade, as wide as its share. Its label says the same in words. */
export function EvidenceBar({
  counts,
  size = "small",
}: {
  counts: Record<Evidence, number>;
  size?: keyof typeof barSizes;
}) {
  const hatch = useId();
  const { width, height, radius } = barSizes[size];
  return (
    <svg
      className={`evbar evbar-${size}`}
      viewBox={`0 0 ${width} ${height}`}
      role="img"
      aria-label={evidenceSentence(counts)}
    >
      <defs>
        <pattern
          id={hatch}
          patternUnits="userSpaceOnUse"
          width="4.5"
          height="4.5"
          patternTransform="rotate(45)"
        >
          <line x1="0" y1="0" x2="0" y2="4.5" className="evbar-line" />
        </pattern>
      </defs>
      {barParts(counts, width).map(({ grade, from, to }) => (
        <rect
          key={grade}
          className={`evbar-${grade}`}
          x={from + inset(grade)}
          y={inset(grade)}
          width={Math.max(to - from - 2 * inset(grade), 0.5)}
          height={height - 2 * inset(grade)}
          rx={radius}
          fill={grade === "claim" ? `url(#${hatch})` : undefined}
        />
      ))}
    </svg>
  );
}

/** Half the outline of the hollow grades, so that it stays inside the part. */
function inset(grade: Evidence): number {
  return grade === "single" || grade === "claim" ? 0.7 : 0;
}

/** Each grade that is there, from and to in px; a small share keeps a width that can be seen. */
export function barParts(
  counts: Record<Evidence, number>,
  width: number,
): { grade: Evidence; from: number; to: number }[] {
  const shown = evidences.filter((grade) => counts[grade] > 0);
  const total = shown.reduce((sum, grade) => sum + counts[grade], 0);
  const free = width - gap * (shown.length - 1) - leastWidth * shown.length;
  let from = 0;
  return shown.map((grade) => {
    const to = from + leastWidth + (free * counts[grade]) / total;
    const part = { grade, from: round(from), to: round(to) };
    from = to + gap;
    return part;
  });
}

function round(px: number): number {
  return Math.round(px * 100) / 100;
}

/** `12 samples, 3 claims`: the counts of the grades that are there. */
export function evidenceSentence(counts: Record<Evidence, number>): string {
  const said = evidences
    .filter((grade) => counts[grade] > 0)
    .map((grade) => `${countText(counts[grade])} ${evidenceMeaning[grade].label.toLowerCase()}`);
  return said.length === 0 ? "no points" : said.join(", ");
}
