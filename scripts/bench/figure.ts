/** One line of `npm run bench`: a figure beside the budget that it is held to. */
export interface Figure {
  what: string;
  figure: number;
  budget: number;
  unit: string;
}

export function figureLine({ what, figure, budget, unit }: Figure): string {
  const verdict = figure <= budget ? "ok  " : "OVER";
  return `${verdict}  ${what.padEnd(66)} ${shown(figure).padStart(9)} ${unit.padEnd(6)} budget ${shown(budget)}`;
}

function shown(value: number): string {
  return value >= 100 ? value.toFixed(0) : value.toPrecision(3);
}

/** The middle one of several measurements of the same thing. */
export function median(values: number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}

/** How long it takes in ms, garbage of before not counted. */
export function timedMs(run: () => unknown): number {
  globalThis.gc?.();
  const start = performance.now();
  run();
  return performance.now() - start;
}
