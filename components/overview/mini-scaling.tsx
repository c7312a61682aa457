import { scaleLinear } from "d3-scale";
import { slotColor } from "@/components/points/swatch";
import type { ScalingLine, ScalingSeries } from "@/lib/series/series";

/** px. */
const box = { width: 238, height: 190, left: 24, right: 230, top: 8, bottom: 170 };
/** Lines that have room: measured ones first, but never without a claim where there is one. */
const mostMeasured = 6;
const mostClaims = 5;

/** Speed-up against each system's own smallest count, with the ideal line; claims dashed, measurements solid. */
export function MiniScaling({ series, label }: { series: ScalingSeries; label: string }) {
  const lines = linesWithRoom(series);
  const times = Math.max(2, ...lines.map((line) => largest(line)));
  const x = scaleLinear().domain([1, times]).range([box.left, box.right]);
  const y = scaleLinear()
    .domain([0, Math.max(times, ...lines.flatMap(({ points }) => points.map(({ speedup }) => speedup)))])
    .range([box.bottom, box.top]);
  const counts = doublings(times);
  return (
    <svg className="chart mini" viewBox={`0 0 ${box.width} ${box.height}`} role="img" aria-label={label}>
      {y.ticks(4).map((tick) => (
        <g key={tick}>
          <line
            x1={box.left}
            x2={box.right}
            y1={y(tick)}
            y2={y(tick)}
            className={tick === 0 ? "axis" : "grid"}
          />
          <text x={box.left - 6} y={y(tick) + 4} className="t-ax" textAnchor="end">
            {tick === 0 ? "0" : `${tick}×`}
          </text>
        </g>
      ))}
      {counts.map((count) => (
        <text key={count} x={x(count)} y="185" className="t-ax" textAnchor="middle">
          {count === 1 ? "1" : `${count}×`}
        </text>
      ))}
      <path
        d={`M${x(1)} ${y(1)}L${x(times)} ${y(times)}`}
        stroke="var(--ink)"
        strokeWidth="1.3"
        fill="none"
      />
      <text x={x(1 + (times - 1) * 0.32) - 6} y={y(1 + (times - 1) * 0.42)} className="t-s" textAnchor="end">
        ideal
      </text>
      {[...lines].reverse().map((line) => (
        <Line key={line.key} line={line} x={x} y={y} />
      ))}
    </svg>
  );
}

function linesWithRoom({ lines }: ScalingSeries): ScalingLine[] {
  const drawn = lines.filter(({ points }) => points.length > 1);
  const measured = drawn.filter(({ evidence }) => evidence !== "claim");
  const claims = drawn.filter(({ evidence }) => evidence === "claim");
  return [...measured.slice(0, mostMeasured), ...claims.slice(0, mostClaims)];
}

/** The largest count of a line as a multiple of its smallest. */
function largest({ points, base }: ScalingLine): number {
  return Math.max(...points.map(({ accelerators }) => accelerators / base));
}

function doublings(times: number): number[] {
  const counts = [1];
  for (let count = 2; count <= times; count *= 2) counts.push(count);
  // Small ones stand too close to each other to be read.
  return counts.filter((count) => count === 1 || count >= times / 8);
}

type Scale = (value: number) => number;

function Line({ line, x, y }: { line: ScalingLine; x: Scale; y: Scale }) {
  const color = slotColor(line.slot);
  const claim = line.evidence === "claim";
  const at = line.points.map(({ accelerators, speedup }) => ({
    x: px(x(accelerators / line.base)),
    y: px(y(speedup)),
  }));
  const path = `M${at.map((point) => `${point.x} ${point.y}`).join("L")}`;
  if (claim)
    return (
      <path d={path} stroke={color} strokeWidth="1.2" strokeDasharray="2 2.5" fill="none" opacity=".85" />
    );
  const whiskers = line.points.flatMap(({ speedupInterval }, i) => {
    const point = at[i];
    if (!speedupInterval || !point) return [];
    const [low, high] = [px(y(speedupInterval.low)), px(y(speedupInterval.high))];
    return [`M${point.x} ${low}V${high}M${point.x - 3.2} ${low}h6.4M${point.x - 3.2} ${high}h6.4`];
  });
  const hollow = line.evidence === "single";
  return (
    <>
      <path d={path} stroke={color} strokeWidth={hollow ? 1.3 : 1.8} fill="none" />
      <path d={whiskers.join("")} stroke={color} strokeWidth="1.4" fill="none" />
      {at.map((point, i) => (
        <circle
          key={i}
          cx={point.x}
          cy={point.y}
          r="3"
          fill={hollow ? "var(--surface)" : color}
          stroke={hollow ? color : "var(--surface)"}
          strokeWidth="1.4"
        />
      ))}
    </>
  );
}

function px(value: number): number {
  return Math.round(value * 100) / 100;
}
