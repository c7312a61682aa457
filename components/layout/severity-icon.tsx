export type Severity = "impossible" | "suspicious" | "note" | "pass";

/** Octagon with a cross, triangle, ring with i, check: a colour never says it alone. */
export function SeverityIcon({ severity, size = 14 }: { severity: Severity; size?: number }) {
  return (
    <svg className={`ic sev-${severity}`} width={size} height={size} viewBox="0 0 16 16" aria-hidden="true">
      {shapes[severity]}
    </svg>
  );
}

const shapes = {
  impossible: (
    <>
      <path d="M5 1h6l4 4v6l-4 4H5l-4-4V5z" fill="currentColor" />
      <path
        d="M5.4 5.4l5.2 5.2M10.6 5.4l-5.2 5.2"
        stroke="var(--surface)"
        strokeWidth="1.7"
        strokeLinecap="round"
      />
    </>
  ),
  suspicious: (
    <>
      <path
        d="M8 1.2L15.4 14.4H.6z"
        fill="currentColor"
        stroke="currentColor"
        strokeWidth="1"
        strokeLinejoin="round"
      />
      <path d="M8 6v4M8 12.1v.2" stroke="var(--surface)" strokeWidth="1.7" strokeLinecap="round" />
    </>
  ),
  note: (
    <>
      <circle cx="8" cy="8" r="6.6" fill="none" stroke="currentColor" strokeWidth="1.5" />
      <path d="M8 7.4v3.6M8 4.9v.2" stroke="currentColor" strokeWidth="1.7" strokeLinecap="round" />
    </>
  ),
  pass: (
    <path
      d="M3.2 8.4l3.2 3.2l6.4-7"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.9"
      strokeLinecap="round"
      strokeLinejoin="round"
    />
  ),
};
