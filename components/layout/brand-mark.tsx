/** The whisker of the name: two caps, a line, a point on it. */
export function BrandMark() {
  return (
    <svg className="mark" width="23.6" height="20" viewBox="0 0 26 22" aria-hidden="true">
      <path
        d="M2.5 5.5v11M23.5 5.5v11M2.5 11h21"
        stroke="currentColor"
        strokeWidth="2"
        strokeLinecap="round"
        fill="none"
      />
      <circle cx="15" cy="11" r="5.2" fill="currentColor" stroke="var(--surface)" strokeWidth="1.6" />
    </svg>
  );
}
