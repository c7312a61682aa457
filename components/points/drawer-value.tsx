import { methodHref } from "@/components/methods/method-ids";
import { alikeText, methodLabel, noWidth, variesLabel, type Interval } from "@/lib/points/interval";
import type { Statistic } from "@/lib/points/point";
import type { TableRow } from "@/lib/series/explore-model";
import { countText, intervalText, singleText, unitText } from "@/lib/series/number-text";
import { tailNote } from "@/lib/series/tail-note";
import { Grade } from "./grade-glyph";
import { whyNoInterval } from "./no-interval";
import { slotColor } from "./swatch";

/** The value with its interval: level, method, n, and what varies; or why there is none. */
export function DrawerValue({ row, statistic }: { row: TableRow; statistic: Statistic }) {
  const { point, interval } = row;
  return (
    <>
      <div className="dr-value">
        <b>{row.missing === null ? row.text : row.missing || "–"}</b>
        {row.missing === null && <span className="m unit">{unitText(point.unit)}</span>}
        <span className="sp" />
        <span className="tag">
          <Grade evidence={row.evidence} color={slotColor(row.slot)} />
        </span>
      </div>
      {interval ? (
        <WithInterval row={row} interval={interval} />
      ) : (
        <p className="m">
          {whyNoInterval({ ...point, n: row.n, statistic })}{" "}
          <a className="lk" href={methodHref("evidence")}>
            What each grade may show
          </a>
        </p>
      )}
      <Statistics row={row} statistic={statistic} />
    </>
  );
}

function WithInterval({ row, interval }: { row: TableRow; interval: Interval }) {
  const level = Math.round(interval.level * 1000) / 10;
  const sd = row.point.stats.sd;
  const facts = [
    interval.n === null ? "n not stated" : `n = ${countText(interval.n)}`,
    variesLabel[interval.varies],
    ...[noWidth(interval), alikeText(interval)].filter((fact) => fact !== ""),
    ...(sd === null || row.point.statistic !== "mean" ? [] : [`sd ${singleText(sd)}`]),
  ];
  return (
    <>
      <p className="tn">
        <b>{intervalText(interval)}</b>{" "}
        <span className="m">
          {level} % CI{relative(row.value, interval)}
        </span>
      </p>
      <p className="note">
        <a className="lk" href={methodHref(interval.method)}>
          {methodLabel[interval.method]}
        </a>
        , {facts.join(", ")}.
      </p>
    </>
  );
}

/** `, ±7.2 %`: the half width against the value. */
function relative(value: number | null, { low, high }: Interval): string {
  if (value === null || value === 0) return "";
  const percent = ((high - low) / 2 / Math.abs(value)) * 100;
  return Number.isFinite(percent) ? `, ±${Number(percent.toPrecision(2))} %` : "";
}

const shown = ["mean", "median", "p90", "p95", "p99", "min", "max"] as const;

/** The other statistics that the point holds. */
function Statistics({ row, statistic }: { row: TableRow; statistic: Statistic }) {
  const { stats } = row.point;
  const held = shown.flatMap((name) => {
    const value = stats[name];
    return name === statistic || value === null ? [] : [{ name, value }];
  });
  const tail = tailNote(row.point, shown);
  // Beside a mean of runs stand statistics of what happened within them (lib/runs), which are no spread of the runs.
  const ofRuns = row.point.runStats !== null;
  const parts = ofRuns
    ? [
        { says: "Means of the runs’ own: ", held: held.filter(({ name }) => !isExtreme(name)) },
        { says: "Extremes within all runs: ", held: held.filter(({ name }) => isExtreme(name)) },
      ]
    : [{ says: "", held }];
  return (
    <>
      {parts.map(
        (part) =>
          part.held.length > 0 && (
            <p className="note tn" key={part.says}>
              {part.says}
              {part.held.map(({ name, value }, at) => (
                <span key={name}>
                  {at > 0 && ", "}
                  {name} <span className="m">{singleText(value)}</span>
                </span>
              ))}
              .
            </p>
          ),
      )}
      {tail !== "" && <p className="note">{tail}</p>}
    </>
  );
}

function isExtreme(name: Statistic): boolean {
  return name === "min" || name === "max";
}
