import { FileText } from "lucide-react";
import { FileLine, type RawLine } from "@/components/datasets/file-line";
import { isMarked, marksOfPoint, mergeMarks, rangesIn } from "@/components/datasets/line-marks";
import { locatorText } from "@/lib/points/locator";
import type { Conversion } from "@/lib/points/provenance";
import { CopyButton } from "./copy-button";
import type { PointDetail } from "./point-detail";
import { RunList } from "./run-list";
import { ScrollToMark } from "./scroll-to-mark";
import { fileHref, lineOf, placeText } from "./source-place";

/** Where the value stands: the raw line in its file, the file's hash, the importer, the column, and what was converted. */
export function DrawerSource({ detail }: { detail: PointDetail }) {
  const { point, dataset } = detail;
  return (
    <section className="sec">
      <h3>
        Source <span className="mm">{placeText(detail)}</span>
      </h3>
      {point.evidence === "claim" && <Cited detail={detail} />}
      <Excerpt detail={detail} />
      <dl className="kv">
        <dt>sha256</dt>
        <dd>
          <code title={dataset.fileSha256}>{shortHash(dataset.fileSha256)}</code>{" "}
          <CopyButton text={dataset.fileSha256} what="sha256" />
        </dd>
        <dt>Importer</dt>
        <dd>
          {dataset.importer.label} <span className="mm">{dataset.importer.version}</span>
          {dataset.recipe && (
            <span className="mm">
              , by recipe{" "}
              <a href={`/api/recipes/${dataset.recipe.id}`}>
                <code title={dataset.recipe.id}>{dataset.recipe.id.slice(0, 8)}</code>
              </a>
            </span>
          )}
        </dd>
        <dt>{columnTitle(detail)}</dt>
        <dd>
          <ColumnText detail={detail} />
        </dd>
        <dt>As written</dt>
        <dd>
          <code>{point.provenance.raw || "(empty)"}</code> <Conversions all={point.provenance.conversions} />
        </dd>
        <dt>{dataset.origin.kind === "committed" ? "Committed" : "Uploaded"}</dt>
        <dd>
          <OriginText detail={detail} />
        </dd>
      </dl>
      <RunList detail={detail} />
    </section>
  );
}

/** A claim's own source: the document it is printed in, and its words where the file has them. */
function Cited({ detail: { point } }: { detail: PointDetail }) {
  const { source, source_locator: place } = point.context;
  const words = point.case.extra["as_printed"] ?? (point.provenance.raw || point.missing);
  return (
    <div className="quote" style={{ marginBottom: 10 }}>
      <div>
        Printed as <b>{words}</b> in
      </div>
      {source === null ? (
        <div className="m">the file itself; no other document is cited</div>
      ) : (
        <div>
          <b>{source}</b>
          {place !== null && <span className="m">, {place}</span>}
        </div>
      )}
    </div>
  );
}

function Excerpt({ detail }: { detail: PointDetail }) {
  const { dataset, lines, point, statistic } = detail;
  const line = lineOf(detail);
  const marks = yellow(detail);
  return (
    <div className="file" style={{ marginBottom: 10 }}>
      <a className="fh" href={fileHref(dataset.sha256, line, point.id, statistic)}>
        <FileText className="ic" size={14} strokeWidth={1.75} />
        <span>{dataset.name}</span>
        <span className="sp" />
        <span className="mm">{line === null ? "" : `L${line}`}</span>
      </a>
      {lines.length > 0 ? (
        <ScrollToMark label={`Lines of ${dataset.name}`}>
          {lines.map((each, at) => (
            <div key={each.line}>
              {at > 0 && each.line > (lines[at - 1]?.line ?? 0) + 1 && <Gap />}
              <FileLine
                line={each}
                ranges={rangesIn(each, marks, dataset.delimiter)}
                tone={toneOf(each, isMarked(marks, each.line), dataset.delimiter)}
                problem={false}
                href={fileHref(dataset.sha256, each.line, point.id, statistic)}
              />
            </div>
          ))}
        </ScrollToMark>
      ) : (
        <div className="excerpt">
          <div className="fl hl">
            <span className="lc" style={{ padding: "0 10px" }}>
              {locatorText(point.provenance.locator)} <mark>{point.provenance.raw}</mark>
            </span>
          </div>
        </div>
      )}
    </div>
  );
}

/** The value's own cell; in a file of one row a sample, each of them. */
function yellow({ marks, point }: PointDetail) {
  return mergeMarks([...marks, ...("pointer" in point.provenance.locator ? [] : marksOfPoint(point))]);
}

function toneOf(line: RawLine, marked: boolean, delimiter: string | null) {
  if (marked) return "selected";
  return line.line === 1 && delimiter !== null ? "head" : "plain";
}

function Gap() {
  return (
    <div className="fl gap" aria-hidden="true">
      <span className="ln">⋯</span>
    </div>
  );
}

function shortHash(sha256: string): string {
  return `${sha256.slice(0, 4)} ${sha256.slice(4, 8)} … ${sha256.slice(-4)}`;
}

function columnTitle({ point }: PointDetail): string {
  return "pointer" in point.provenance.locator ? "Pointer" : "Column";
}

function ColumnText({ detail: { point, dataset } }: { detail: PointDetail }) {
  const { locator } = point.provenance;
  if ("pointer" in locator) return <code>{locator.pointer || "/"}</code>;
  const column = dataset.columns.find((each) => each.column === locator.column);
  if (!column)
    return <span className="mm">{locator.column === undefined ? "the whole line" : locator.column}</span>;
  return (
    <>
      <code>{column.header || `column ${column.column}`}</code>{" "}
      <span className="mm">
        → {column.readAs}
        {column.note !== "" && `, ${column.note}`}
      </span>
    </>
  );
}

function Conversions({ all }: { all: readonly Conversion[] }) {
  if (all.length === 0) return <span className="mm">no conversion</span>;
  return all.map(({ from, to, by }) => (
    <span className="mm" key={`${from} ${to} ${by}`}>
      {from} → {to} ({by}){" "}
    </span>
  ));
}

function OriginText({ detail: { dataset } }: { detail: PointDetail }) {
  const { origin, storedAt } = dataset;
  if (origin.kind === "uploaded") {
    return (
      <>
        {origin.uploader ?? "here"} <span className="mm">{dateText(storedAt)}</span>
      </>
    );
  }
  return (
    <>
      <code>{origin.path}</code>{" "}
      <span className="mm">
        {origin.gitCommit === null ? "not in git" : `@ ${origin.gitCommit.slice(0, 7)}`}
        {origin.gitDate !== null && `, ${dateText(origin.gitDate)}`}
      </span>
    </>
  );
}

/** `14 Nov 2026, 09:41 UTC`. */
function dateText(iso: string): string {
  const at = new Date(iso);
  if (Number.isNaN(at.getTime())) return iso;
  const day = at.toLocaleDateString("en-GB", {
    day: "numeric",
    month: "short",
    year: "numeric",
    timeZone: "UTC",
  });
  return `${day}, ${at.toISOString().slice(11, 16)} UTC`;
}
