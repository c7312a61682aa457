import { slotColor } from "@/components/points/swatch";
import type { Mark, Slot } from "@/lib/series/series";

/** Places a value on the small chart, in px; `from` and `to` are the ends of its axis, as values. */
export interface Place {
  (value: number): number;
  from: number;
  to: number;
}

/** A mark of a small chart at height `y`: samples, whisker and marker by evidence (design.md, section 4, one size down). */
export function MiniMark({ mark, slot, place, y }: { mark: Mark; slot: Slot; place: Place; y: number }) {
  const color = slotColor(slot);
  return (
    <>
      {mark.strip && <Strip values={mark.strip} color={color} place={place} y={y} />}
      {mark.interval && <Whisker {...mark.interval} color={color} place={place} y={y} />}
      {mark.range && <Range {...mark.range} color={color} place={place} y={y} />}
      {mark.value !== null && (
        <Marker mark={mark} color={color} x={place(mark.value)} y={y} half={halfOf(mark, place)} />
      )}
    </>
  );
}

interface Drawn {
  color: string;
  place: Place;
  y: number;
}

/** Sample dots as one path, jittered by their order so that the same file always draws the same. */
function Strip({ values, color, place, y }: Drawn & { values: readonly number[] }) {
  const dots = values.slice(0, 120).map((value, i) => `M${px(place(value))} ${px(y + jitter(i))}h0`);
  return (
    <path
      d={dots.join("")}
      stroke={color}
      strokeWidth="2.2"
      strokeLinecap="round"
      fill="none"
      className="mini-strip"
    />
  );
}

/** From -4.5 to 4.5 px, evenly spread (multiples of the golden ratio). */
function jitter(index: number): number {
  return (((index * 0.618034) % 1) - 0.5) * 9;
}

function Whisker({ low, high, color, place, y }: Drawn & { low: number; high: number }) {
  return <path d={whiskerPath({ low, high }, place, y, 4.5)} stroke={color} strokeWidth="1.6" fill="none" />;
}

/** A line with a cap at each end, or an arrowhead where it leaves the axis. */
export function whiskerPath(
  { low, high }: { low: number; high: number },
  place: Place,
  y: number,
  cap: number,
): string {
  const [from, to] = [px(place(low)), px(place(high))];
  const start = low < place.from ? `M${from + 4} ${y - 3}l-4 3l4 3` : `M${from} ${y - cap}v${2 * cap}`;
  const end = high > place.to ? `M${to - 4} ${y - 3}l4 3l-4 3` : `M${to} ${y - cap}v${2 * cap}`;
  return `M${from} ${y}H${to}${start}${end}`;
}

/** A stated range: a plain line from low to high, an arrowhead where a side is open. Never a whisker. */
function Range({ low, high, color, place, y }: Drawn & { low: number | null; high: number | null }) {
  const from = low === null ? place(high ?? 0) - 26 : place(low);
  const to = high === null ? place(low ?? 0) + 26 : place(high);
  const heads = [
    low === null ? `M${px(from + 4)} ${y - 3}L${px(from)} ${y}l4 3` : "",
    high === null ? `M${px(to - 4)} ${y - 3}L${px(to)} ${y}l-4 3` : "",
  ];
  return (
    <path
      d={`M${px(from)} ${y}H${px(to)}${heads.join("")}`}
      stroke={color}
      strokeWidth="1.5"
      strokeDasharray="2.2 1.9"
      fill="none"
    />
  );
}

/** Half the whisker's length in px; null without one. */
function halfOf({ interval }: Mark, place: Place): number | null {
  return interval && Math.abs(place(interval.high) - place(interval.low)) / 2;
}

function Marker({
  mark,
  color,
  x,
  y,
  half,
}: {
  mark: Mark;
  color: string;
  x: number;
  y: number;
  half: number | null;
}) {
  const gap = { stroke: "var(--surface)", strokeWidth: 1.4 };
  if (mark.evidence === "single")
    return <circle cx={px(x)} cy={y} r="3.5" fill="var(--surface)" stroke={color} strokeWidth="1.8" />;
  if (mark.evidence === "claim") {
    return (
      <circle
        cx={px(x)}
        cy={y}
        r="3.9"
        fill="var(--surface)"
        stroke={color}
        strokeWidth="1.5"
        strokeDasharray="2.2 1.9"
      />
    );
  }
  if (half !== null && half < 3.2)
    return <rect x={px(x - 1.8)} y={y - 5.5} width="3.6" height="11" rx="1" fill={color} />;
  const r = Math.min(3.6, half === null ? 3.6 : half - 2.7);
  if (r < 1) return null;
  if (mark.evidence === "samples") return <circle cx={px(x)} cy={y} r={px(r)} fill={color} {...gap} />;
  const d = px(r * 1.28);
  return <path d={`M${px(x)} ${y - d}l${d} ${d}l${-d} ${d}l${-d} ${-d}z`} fill={color} {...gap} />;
}

function px(value: number): number {
  return Math.round(value * 100) / 100;
}
