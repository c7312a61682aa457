import { slotColor } from "@/components/points/swatch";
import type { ScalingLine } from "@/lib/series/series";

/** px, inside the small chart. */
const box = { width: 112, height: 76, left: 4, right: 4, top: 6, bottom: 4 };

/** One small chart per system: its tokens per second against the ideal line through its own smallest count. */
export function ScalingMinis({ lines }: { lines: readonly ScalingLine[] }) {
  const detailed = new Set(lines.map((line) => line.label)).size < lines.length;
  const firstClaim = lines.findIndex((line) => line.evidence === "claim");
  return (
    <div className="minis">
      {lines.map((line, at) => {
        const last = line.points.at(-1);
        const classes = [line.evidence === "claim" && "claim", at === firstClaim && at > 0 && "first-claim"];
        return (
          <div key={line.key} className={classes.filter(Boolean).join(" ") || undefined}>
            <h3 title={line.label}>{line.label}</h3>
            {detailed && (
              <p className="mm mini-detail" title={line.detail}>
                {line.detail}
              </p>
            )}
            <div className="tn">
              <b>{last?.mark.text}</b> <span className="mm">{last?.mark.spread}</span>
            </div>
            <Mini line={line} />
          </div>
        );
      })}
    </div>
  );
}

function Mini({ line }: { line: ScalingLine }) {
  const counts = line.points.map((point) => point.accelerators);
  const most = Math.max(...counts);
  const ideal = most / line.base;
  const x = (count: number) =>
    box.left + ((count - line.base) / Math.max(1, most - line.base)) * (box.width - box.left - box.right);
  const top = Math.max(ideal, ...line.points.map((point) => point.speedup));
  const y = (speedup: number) =>
    box.height - box.bottom - (speedup / top) * (box.height - box.top - box.bottom);
  const at = line.points.map((point) => `${x(point.accelerators).toFixed(1)} ${y(point.speedup).toFixed(1)}`);
  const measured = `M${at.join("L")}`;
  const claim = line.evidence === "claim";
  const color = slotColor(line.slot);
  const floor = box.height - box.bottom;
  return (
    <svg
      className="chart"
      width="100%"
      viewBox={`0 0 ${box.width} ${box.height + 14}`}
      role="img"
      aria-label={`${line.label}: ${line.points.map((point) => `${point.mark.text} at ${point.accelerators}`).join(", ")}`}
    >
      <path d={`M${box.left} ${floor}H${box.width - box.right}`} className="axis" />
      <path d={`${measured}L${x(most)} ${y(ideal)}L${x(line.base)} ${y(1)}Z`} fill={color} opacity=".14" />
      <path
        d={`M${x(line.base)} ${y(1)}L${x(most)} ${y(ideal)}`}
        stroke="var(--ink)"
        strokeWidth="1.1"
        fill="none"
      />
      <path
        d={measured}
        stroke={color}
        strokeWidth={claim ? 1.2 : 1.7}
        strokeDasharray={claim ? "2.5 3" : undefined}
        fill="none"
      />
      {line.points.map((point) => (
        <circle
          key={`${point.accelerators} ${point.mark.pointId}`}
          cx={x(point.accelerators)}
          cy={y(point.speedup)}
          r="2.2"
          fill={claim || point.mark.evidence === "single" ? "var(--surface)" : color}
          stroke={claim || point.mark.evidence === "single" ? color : "var(--surface)"}
          strokeWidth="1.2"
          strokeDasharray={claim ? "1.5 1.2" : undefined}
        />
      ))}
      {shownCounts(counts).map((count) => (
        <text
          key={count}
          className="t-ax"
          x={x(count)}
          y={box.height + 11}
          textAnchor={count === most ? "end" : count === line.base ? "start" : "middle"}
          style={{ fontSize: 10.5 }}
        >
          {count}
        </text>
      ))}
    </svg>
  );
}

/** The smallest and largest count, and between them those that leave each other room. */
function shownCounts(counts: readonly number[]): number[] {
  const sorted = Array.from(new Set(counts)).sort((a, b) => a - b);
  const [least, most] = [sorted[0] ?? 0, sorted.at(-1) ?? 0];
  const room = (most - least) / 6;
  return sorted.reduce<number[]>((kept, count) => {
    const before = kept.at(-1);
    const fits = before === undefined || count - before >= room;
    return fits && (count === most || most - count >= room) ? [...kept, count] : kept;
  }, []);
}
