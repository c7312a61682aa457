"use client";

import { Grade } from "@/components/points/grade-glyph";
import { FindingCell, None, Who } from "@/components/points/row-cells";
import { moveFocus } from "@/components/points/row-focus";
import { slotColor } from "@/components/points/swatch";
import { gravest } from "@/lib/points/point-audit";
import {
  countText,
  intervalText,
  percentText,
  ratioSpread,
  ratioText,
  unitText,
} from "@/lib/series/number-text";
import type { ScalingLine, ScalingPoint, ScalingSeries } from "@/lib/series/series";
import type { View } from "@/lib/view/view";
import { hrefFrom, type Place } from "./place";
import { ViewLink } from "./view-link";

interface Props {
  series: ScalingSeries;
  place: Place;
  view: View;
  selected: string | null;
  select: (point: string | null) => void;
}

/** One row a system: its value at each count, speed-up and efficiency at its largest, and the serial share that fits: of all counts,
 * and of the largest alone. */
export function ScalingTable({ series, place, view, selected, select }: Props) {
  const { lines, acceleratorCounts: counts, unit, y } = series;
  const selectedLine = lines.find((line) => line.points.some((point) => point.mark.pointId === selected));
  const stop = selectedLine ?? lines[0];
  return (
    <div className="scroll-x">
      <table
        className="twin scaling-twin"
        role="grid"
        aria-label="Systems, in the order of the chart"
        onKeyDown={moveFocus}
      >
        <thead>
          <tr>
            <th scope="col">System</th>
            <th scope="col">Evidence</th>
            <th scope="col" className="r">
              n
            </th>
            {counts.map((count) => (
              <th scope="col" className="r" key={count}>
                {count} {count === 1 ? "GPU" : "GPUs"}
                <span className="sr">, {unitText(unit)}</span>
              </th>
            ))}
            <th scope="col" className="r">
              Speed-up
            </th>
            <th scope="col" className="r">
              Efficiency
            </th>
            <th scope="col" className="r">
              Serial share
            </th>
            <th scope="col">Audit</th>
          </tr>
        </thead>
        <tbody>
          {lines.map((line) => (
            <tr
              key={line.key}
              className={line === selectedLine ? "sel-row" : undefined}
              aria-selected={line === selectedLine}
            >
              <th scope="row">
                <span className="who">
                  <Who {...line} />
                </span>
              </th>
              <td className="m">
                <Grade evidence={line.evidence} color={slotColor(line.slot)} />
              </td>
              <td className="r m">{runsText(line)}</td>
              {counts.map((count, at) => {
                const point = line.points.find((each) => each.accelerators === count);
                return (
                  <td className="r" key={count}>
                    {point ? (
                      <ViewLink
                        href={hrefFrom(place, { ...view, point: point.mark.pointId })}
                        onFollow={() => select(point.mark.pointId)}
                        tabIndex={line === stop && isFirst(line, point) ? 0 : -1}
                        data-row-link={at === 0 ? "point" : `at ${count}`}
                        data-point={point.mark.pointId}
                        className={point.mark.pointId === selected ? "cell-on" : undefined}
                      >
                        <Written of={point} />
                        {y === "speedup" && <Times of={point} base={line.base} />}
                      </ViewLink>
                    ) : (
                      <None />
                    )}
                  </td>
                );
              })}
              <AtLargest line={line} />
              <SerialShare line={line} />
              <FindingCell audit={gravest(line.points.map(({ mark }) => mark.audit))} />
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function isFirst(line: ScalingLine, point: ScalingPoint): boolean {
  return line.points[0] === point;
}

function Written({ of: { mark } }: { of: ScalingPoint }) {
  if (mark.evidence === "claim") return mark.text;
  return (
    <>
      <b>{mark.text}</b> <span className="mm">{mark.spread}</span>
    </>
  );
}

/** What the chart draws of a point where it draws speed-ups. */
function Times({ of: { accelerators, speedup, speedupInterval }, base }: { of: ScalingPoint; base: number }) {
  return (
    <span className="times mm">
      {accelerators === base ? "base" : ratioText(speedup, speedupInterval)} {ratioSpread(speedupInterval)}
    </span>
  );
}

function AtLargest({ line }: { line: ScalingLine }) {
  const last = line.points.at(-1);
  if (!last || line.points.length < 2) {
    return (
      <>
        <td className="r mm">–</td>
        <td className="r mm">–</td>
      </>
    );
  }
  const half = last.efficiencyInterval && (last.efficiencyInterval.high - last.efficiencyInterval.low) / 2;
  return (
    <>
      <td className="r">
        <b className={line.evidence === "claim" ? "val claim" : undefined}>
          {ratioText(last.speedup, last.speedupInterval)}
        </b>{" "}
        <span className="mm">
          {ratioSpread(last.speedupInterval)} at {last.accelerators}
        </span>
      </td>
      <td className="r">
        <b className={line.evidence === "claim" ? "val claim" : undefined}>
          {percentText(last.efficiency, "table")}
        </b>{" "}
        <span className="mm">{half === null ? "" : `±${half.toFixed(1)}`}</span>
      </td>
    </>
  );
}

/** The share that fits all counts; beside it what the largest count alone would need, with its interval. */
function SerialShare({ line: { serialShare, points } }: { line: ScalingLine }) {
  const last = points.at(-1);
  const fraction = last?.serialFraction ?? null;
  const interval = last?.serialFractionInterval ?? null;
  return (
    <td className="r m">
      {serialShare !== null && <>{percentText(serialShare * 100, "table")} </>}
      {serialShare === null && fraction === null && <None />}
      {last && fraction !== null && (interval !== null || serialShare === null) && (
        <span className="mm">
          {percentText(fraction * 100, "table")}
          {interval && ` (${intervalText({ low: interval.low * 100, high: interval.high * 100 })})`} at{" "}
          {last.accelerators}
        </span>
      )}
    </td>
  );
}

/** The runs behind each of the line's points: `8`, or `3–8`; – where they are not stated. */
function runsText({ points }: ScalingLine): string {
  const stated = points.map((point) => point.mark.n).filter((n) => n !== null);
  if (stated.length < points.length || stated.length === 0) return "–";
  const [least, most] = [Math.min(...stated), Math.max(...stated)];
  return least === most ? countText(least) : `${countText(least)}–${countText(most)}`;
}
