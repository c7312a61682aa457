"use client";

import { Fragment, useMemo, useState } from "react";
import { FileLine, type RawLine } from "@/components/datasets/file-line";
import { isMarked, marksAt, rangesIn } from "@/components/datasets/line-marks";
import { SeverityIcon } from "@/components/layout/severity-icon";
import { locatorText } from "@/lib/points/locator";
import type { Problem } from "@/lib/points/problem";
import { counted } from "@/components/datasets/counted";
import { countText } from "@/lib/series/number-text";
import type { Preview } from "./preview";

/** Problems shown before the reader asks for all. */
const firstShown = 10;

/** What could not be read, by line, with the lines themselves below. */
export function LinesCard({ preview }: { preview: Preview }) {
  const [all, setAll] = useState(false);
  const { problems } = preview;
  const shown = all ? problems : problems.slice(0, firstShown);
  return (
    <section className="card clip" aria-label="Lines">
      <div className="ch tight">
        <h2>Lines</h2>
        <span className="mm">
          {preview.lines === null ? "" : `${counted(preview.lines, "line")}, `}
          {counted(preview.points, "point")}
        </span>
        <span className="sp" />
        <Verdict problems={problems.length} />
      </div>
      {shown.map((problem, index) => (
        <ProblemLine key={index} problem={problem} kept={preview.points > 0} />
      ))}
      {shown.length < problems.length && (
        <div className="fi-more">
          <button type="button" className="btn sm ghost" onClick={() => setAll(true)}>
            Show all {countText(problems.length)}
          </button>
        </div>
      )}
      <Excerpt preview={preview} />
    </section>
  );
}

function Verdict({ problems }: { problems: number }) {
  if (problems === 0)
    return (
      <span className="sev sev-pass">
        <SeverityIcon severity="pass" />
        <span>every line was read</span>
      </span>
    );
  return (
    <span className="sev sev-suspicious">
      <SeverityIcon severity="suspicious" />
      <span>{counted(problems, "problem")}</span>
    </span>
  );
}

function ProblemLine({ problem, kept }: { problem: Problem; kept: boolean }) {
  return (
    <div className="er">
      <SeverityIcon severity="suspicious" size={15} />
      <span className="tag mono">{problem.where ? locatorText(problem.where) : "file"}</span>
      <b className="er-found">{problem.found}</b>
      <span className="m er-expected">
        Expected {problem.expected}.{kept && problem.where !== null && " Left out; the rest is kept."}
      </span>
    </div>
  );
}

/** The first line and the lines with problems between their neighbours, as they stand in the file. */
function Excerpt({ preview }: { preview: Preview }) {
  const marks = useMemo(
    () => preview.problems.flatMap(({ where }) => (where ? marksAt(where) : [])),
    [preview],
  );
  const lines = preview.excerpt;
  if (lines.length === 0) return null;
  const isProblem = (line: RawLine) => isMarked(marks, line.line);
  return (
    <div className="up-raw" role="region" aria-label="Lines as they stand in the file" tabIndex={0}>
      {lines.map((line, at) => (
        <Fragment key={line.line}>
          {at > 0 && line.line > (lines[at - 1]?.line ?? 0) + 1 && <Gap />}
          <FileLine
            line={line}
            ranges={rangesIn(line, marks, preview.delimiter)}
            tone={isProblem(line) ? "warn" : line.line === 1 && preview.columns.length > 0 ? "head" : "plain"}
            problem={isProblem(line)}
            href={null}
          />
        </Fragment>
      ))}
      {(lines.at(-1)?.line ?? 0) < (preview.lines ?? 0) && <Gap />}
    </div>
  );
}

function Gap() {
  return (
    <div className="fl gap" aria-hidden="true">
      <span className="gut" />
      <span className="ln">⋯</span>
      <span className="lc" />
    </div>
  );
}
