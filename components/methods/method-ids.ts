/** The sections of /methods, in its order: what `#student-t` after its address may be. Promised to links: only ever added to. */
export const methodIds = [
  "evidence",
  "between-within",
  "moments",
  "pooled-runs",
  "sample-sd",
  "quantiles",
  "student-t",
  "stated",
  "order-statistic",
  "prediction",
  "bootstrap",
  "autocorrelation",
  "log-ratio",
  "fieller",
  "welch",
  "adjusted-p",
  "effect-size",
  "mann-whitney",
  "density",
  "geometric-mean",
  "detectable-change",
  "speed-up",
  "serial-share",
  "karp-flatt",
  "pareto",
  "derived",
  "bounds",
  "utilisation",
  "early-stopping",
  "matching",
  "verdicts",
  "rules",
] as const;
export type MethodId = (typeof methodIds)[number];

/** Where a method is explained. */
export function methodHref(id: MethodId): string {
  return `/methods#${id}`;
}
