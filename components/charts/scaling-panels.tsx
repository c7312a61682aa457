import type { ReactNode } from "react";
import type { ScalingSeries } from "@/lib/series/series";

interface Props {
  series: ScalingSeries;
  fan: ReactNode;
  efficiency: ReactNode;
}

/** Speed-up, and beside it the same data as efficiency where any system has two counts. */
export function ScalingPanels({ series, fan, efficiency }: Props) {
  return (
    <div className="scaling-pair">
      <div>
        <h2 className="chart-title">
          {series.y === "speedup" ? `Speed-up over ${baseText(series)}` : "Tokens/s by GPU count"}
        </h2>
        {fan}
      </div>
      {series.lines.length > 0 && (
        <div>
          <h2 className="chart-title">Efficiency by GPU count</h2>
          {efficiency}
        </div>
      )}
    </div>
  );
}

function baseText({ lines }: ScalingSeries): string {
  const bases = new Set(lines.map((line) => line.base));
  const [base] = bases;
  if (bases.size !== 1 || base === undefined) return "each system’s smallest count";
  return base === 1 ? "1 GPU" : `${base} GPUs`;
}
