import { useId } from "react";
import { scaleLinear, scaleLog } from "d3-scale";
import { slotColor } from "@/components/points/swatch";
import { shortText } from "@/lib/points/short-text";
import { tickText } from "@/lib/series/number-text";
import type { Headline, MeasuredBound, MiniRow } from "./headline-rows";
import { MiniMark, whiskerPath, type Place } from "./mini-mark";

/** px. Labels on the left, the plot on the right, the axis below. */
const box = { width: 238, height: 190, left: 98, right: 232, bottom: 170, step: 21, first: 10.5 };

/** Values further apart than this are drawn on a log axis, where the smallest can still be told from 0. */
const logFrom = 30;

/** A few rows of one metric as a small picture; `bars` start at 0, dots may lie on a log axis. */
export function MiniChart({
  headline,
  bars,
  label,
}: {
  headline: Pick<Headline, "rows" | "bound" | "beside">;
  bars: boolean;
  label: string;
}) {
  const { rows, bound, beside } = headline;
  const axis = axisOf([...rows, ...(beside?.rows ?? [])], bars);
  const yAt = (slot: number) => box.first + slot * box.step;
  const below = rows.length;
  const labels = distinctShort(rows.map((row) => row.label));
  const besides = distinctShort((beside?.rows ?? []).map((row) => row.label));
  return (
    <svg className="chart mini" viewBox={`0 0 ${box.width} ${box.height}`} role="img" aria-label={label}>
      {axis.ticks.map((tick) => (
        <g key={tick}>
          <line
            x1={axis.place(tick)}
            x2={axis.place(tick)}
            y1="0"
            y2={box.bottom}
            className={tick === 0 ? "axis" : "grid"}
          />
          <text x={axis.place(tick)} y="185" className="t-ax" textAnchor="middle">
            {tickText(tick)}
          </text>
        </g>
      ))}
      {bound && <Bound bound={bound} place={axis.place} />}
      {rows.map((row, at) => (
        <Row key={at} row={row} label={labels[at] ?? ""} bars={bars} axis={axis} y={yAt(at)} />
      ))}
      {beside && (
        <text x="0" y={yAt(below) + 6} className="t-s t-h">
          {shortText(beside.model, 28)}, claims
        </text>
      )}
      {beside?.rows.map((row, at) => (
        <Row key={at} row={row} label={besides[at] ?? ""} bars={bars} axis={axis} y={yAt(below + 1 + at)} />
      ))}
    </svg>
  );
}

/** The ink line of a bound at the rows that it holds for, and what lies beyond it hatched; nothing beyond the axis. */
function Bound({ bound, place }: { bound: MeasuredBound; place: Place }) {
  const hatch = useId();
  if (bound.value < place.from || bound.value > place.to) return null;
  const x = place(bound.value);
  const bottom = box.first + (bound.rows - 0.5) * box.step;
  return (
    <g className="bounds">
      <pattern id={hatch} patternUnits="userSpaceOnUse" width="7" height="7" patternTransform="rotate(45)">
        <path d="M0 0v7" stroke="var(--ink)" strokeWidth="1" opacity=".17" />
      </pattern>
      <path className="m-beyond" d={`M${x} 0H${box.right}V${bottom}H${x}z`} fill={`url(#${hatch})`} />
      <path className="m-bound" d={`M${x} 0V${bottom}`} fill="none" stroke="var(--ink)" strokeWidth="1.25" />
    </g>
  );
}

/** Characters that have room beside the plot. */
const longest = 15;

/** Labels cut to their room; those that would then read the same keep their ends, where they differ. */
export function distinctShort(labels: readonly string[]): string[] {
  const cut = labels.map((label) => shortText(label, longest));
  return cut.map((text, i) => {
    const label = labels[i] ?? "";
    const clashes = cut.some((other, j) => other === text && labels[j] !== label);
    return clashes
      ? `…${label
          .slice(1 - longest)
          .replace(/^[\uDC00-\uDFFF]/, "")
          .trimStart()}`
      : text;
  });
}

interface Axis {
  place: Place;
  ticks: number[];
  zero: number;
}

interface RowProps {
  row: MiniRow;
  /** Its name, as far as there is room. */
  label: string;
  bars: boolean;
  axis: Axis;
  y: number;
}

function Row({ row, label, bars, axis, y }: RowProps) {
  return (
    <g>
      <text x="0" y={y + 4} className={row.mark.evidence === "claim" ? "t-2" : "t-1"}>
        {label}
        {label !== row.label && <title>{row.label}</title>}
      </text>
      {bars && <MiniBar row={row} from={axis.zero} place={axis.place} y={y} />}
      {!bars && <MiniMark mark={row.mark} slot={row.slot} place={axis.place} y={y} />}
    </g>
  );
}

function axisOf(rows: readonly MiniRow[], bars: boolean): Axis {
  const values = rows.flatMap(({ mark }) => [
    mark.value,
    mark.interval?.high,
    mark.range?.low,
    mark.range?.high,
    ...(bars ? [] : (mark.strip ?? [])),
  ]);
  const known = values.filter((value) => typeof value === "number");
  const [low, high] = [Math.min(...known), Math.max(...known)];
  const range: [number, number] = [box.left, box.right];
  if (!bars && low > 0 && high / low > logFrom) {
    const scale = scaleLog().domain([low, high]).nice().range(range).clamp(true);
    return {
      place: placeOn(scale),
      ticks: thin(scale.ticks().filter((tick) => Math.log10(tick) % 1 === 0)),
      zero: box.left,
    };
  }
  const scale = scaleLinear()
    .domain([Math.min(0, low), Math.max(0, high) || 1])
    .nice(3)
    .range(range)
    .clamp(true);
  return { place: placeOn(scale), ticks: thin(scale.ticks(3)), zero: scale(0) };
}

/** Values beyond the axis stand at its end, also those that a log axis has no place for. */
function placeOn(scale: ((value: number) => number) & { domain: () => number[] }): Place {
  const [from = 0, to = 1] = scale.domain();
  return Object.assign((value: number) => scale(Math.min(to, Math.max(from, value))), { from, to });
}

/** At most four ticks have room. */
function thin(ticks: number[]): number[] {
  const every = Math.ceil(ticks.length / 4);
  return ticks.filter((_, at) => at % every === 0);
}

/** A bar of 11 px: solid where there is a spread, outlined for a single number, hatched for a claim. */
function MiniBar({ row, from, place, y }: { row: MiniRow; from: number; place: Place; y: number }) {
  const hatch = useId();
  const { mark, slot } = row;
  const color = slotColor(slot);
  if (mark.value === null) return <MiniMark mark={mark} slot={slot} place={place} y={y} />;
  const width = Math.max(1, place(mark.value) - from);
  const inner = { x: from + 0.5, y: y - 5, width: Math.max(0.5, width - 1), height: 10, rx: 1.5 };
  if (mark.evidence === "single")
    return <rect {...inner} fill={color} fillOpacity=".1" stroke={color} strokeWidth="1.2" />;
  if (mark.evidence === "claim") {
    return (
      <>
        <pattern
          id={hatch}
          patternUnits="userSpaceOnUse"
          width="4.5"
          height="4.5"
          patternTransform="rotate(45)"
        >
          <rect width="4.5" height="4.5" fill={color} opacity=".07" />
          <line x1="0" y1="0" x2="0" y2="4.5" stroke={color} strokeWidth="1.5" opacity=".6" />
        </pattern>
        <rect {...inner} fill={`url(#${hatch})`} stroke={color} strokeWidth="1" strokeDasharray="3 2" />
      </>
    );
  }
  const whisker = mark.interval;
  return (
    <>
      <rect x={from} y={y - 5.5} width={width} height="11" rx="1.5" fill={color} opacity=".9" />
      {whisker && (
        <path d={whiskerPath(whisker, place, y, 4)} stroke="var(--ink)" strokeWidth="1.4" fill="none" />
      )}
    </>
  );
}
