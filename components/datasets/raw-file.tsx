"use client";

import { isSite, siteFilePath } from "@/lib/view/site";
import { useEffect, useMemo, useRef, useState, useSyncExternalStore } from "react";
import { useVirtualizer } from "@tanstack/react-virtual";
import { Download, WrapText } from "lucide-react";
import { counted } from "./counted";
import { FileLine, type RawLine } from "./file-line";
import { characterIn, isMarked, rangesIn, type LineMark } from "./line-marks";
import { LinePages } from "./line-pages";

export interface RawFileProps {
  sha256: string;
  name: string;
  /** Lines of the whole file. */
  total: number;
  delimiter: string | null;
  hasHeader: boolean;
  /** Lines that the server put into the page, ascending: the first ones and those around a line that the URL names. */
  first: readonly RawLine[];
  /** What is selected, in yellow. */
  marks: readonly LineMark[];
  /** Lines with a problem. */
  problems: ReadonlySet<number>;
  /** What is highlighted, in a sentence; null where nothing is. */
  caption: string | null;
}

/** px, as in design.md: mono 11.5/20. */
const lineHeight = 20;
/** Browsers end an element's height near 16 million px; longer files are shown in parts. */
const partLines = 500_000;

/** A stored file with line numbers: only the lines in sight are in the page, fetched as they come into sight. */
export function RawFile(props: RawFileProps) {
  const [wrap, setWrap] = useState(false);
  const hydrated = useHydrated();
  return (
    <section className="file raw" aria-label="File" style={digitsOf(props.total)}>
      <div className="fh">
        <h2>File</h2>
        <span className="mm">{counted(props.total, "line")}, as stored</span>
        <span className="sp" />
        <button type="button" className="btn sm script" aria-pressed={wrap} onClick={() => setWrap(!wrap)}>
          <WrapText size={14} aria-hidden />
          Wrap
        </button>
        <a
          className="btn sm"
          href={isSite ? siteFilePath(props.sha256) : `/api/datasets/${props.sha256}/file`}
          download={props.name}
        >
          <Download size={14} aria-hidden />
          Raw
        </a>
      </div>
      {hydrated ? <LiveLines {...props} wrap={wrap} /> : <StaticLines {...props} />}
      <p className="note raw-foot">{props.caption ?? "Select a point or a problem to see its lines."}</p>
    </section>
  );
}

/** Line numbers are as wide as the last one. */
function digitsOf(total: number): React.CSSProperties {
  return { "--digits": Math.max(2, String(total).length) } as React.CSSProperties;
}

function useHydrated(): boolean {
  return useSyncExternalStore(
    () => () => {},
    () => true,
    () => false,
  );
}

/** What the server renders, and all there is with scripts off: the lines that came with the page, gaps shown. */
function StaticLines(props: RawFileProps) {
  return (
    <div className="raw-lines" role="region" aria-label={`Lines of ${props.name}`} tabIndex={0}>
      {props.first.map((line, at) => (
        <div key={line.line}>
          {at > 0 && line.line > (props.first[at - 1]?.line ?? 0) + 1 && <Gap />}
          <Line {...props} line={line} />
        </div>
      ))}
      {(props.first.at(-1)?.line ?? 0) < props.total && <Gap />}
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

function Line(
  props: RawFileProps & {
    line: RawLine;
    index?: number;
    ref?: React.Ref<HTMLDivElement>;
    style?: React.CSSProperties;
  },
) {
  const { line, marks } = props;
  const tone = isMarked(marks, line.line)
    ? "selected"
    : props.hasHeader && line.line === 1
      ? "head"
      : "plain";
  return (
    <FileLine
      ref={props.ref}
      index={props.index}
      style={props.style}
      line={line}
      ranges={rangesIn(line, marks, props.delimiter)}
      tone={tone}
      problem={props.problems.has(line.line)}
      href={`?line=${line.line}#L${line.line}`}
    />
  );
}

function LiveLines(props: RawFileProps & { wrap: boolean }) {
  const { sha256, total, marks } = props;
  const focus = marks[0]?.from ?? null;
  const [part, setPart] = useState(() => partOf(focus ?? 1));
  const pages = useMemo(() => new LinePages(sha256, props.first), [sha256, props.first]);
  useSyncExternalStore(pages.subscribe, pages.snapshot, pages.snapshot);
  const scroller = useRef<HTMLDivElement>(null);
  const start = part * partLines;
  const count = Math.min(partLines, total - start);
  const lines = useVirtualizer({
    count,
    getScrollElement: () => scroller.current,
    estimateSize: () => lineHeight,
    overscan: 20,
  });
  const shown = lines.getVirtualItems();
  const [from, to] = [start + (shown[0]?.index ?? 0) + 1, start + (shown.at(-1)?.index ?? 0) + 1];
  useEffect(() => pages.want(from, Math.min(to, total)), [pages, from, to, total]);
  useEffect(() => {
    if (focus !== null) setPart(partOf(focus));
  }, [focus, marks]);
  useEffect(() => {
    if (focus === null || partOf(focus) !== part) return;
    lines.scrollToIndex(focus - start - 1, { align: "center" });
    const seen = characterIn(marks);
    let frame = requestAnimationFrame(() => showCell(scroller.current));
    if (seen)
      void pages.see(seen.line, seen.character).then(() => {
        frame = requestAnimationFrame(() => showCell(scroller.current));
      });
    return () => cancelAnimationFrame(frame);
  }, [lines, pages, focus, marks, part, start]);
  useEffect(() => lines.measure(), [lines, props.wrap]);
  return (
    <>
      <div
        ref={scroller}
        className={`raw-lines ${props.wrap ? "wrapped" : ""}`}
        role="region"
        aria-label={`Lines of ${props.name}`}
        tabIndex={0}
      >
        {/* As wide as the longest line, so that the yellow of a marked line reaches as far as one can scroll. */}
        <div
          className="raw-all"
          style={{
            height: lines.getTotalSize(),
            minWidth: props.wrap ? undefined : `calc(${pages.longest}ch + 96px)`,
          }}
        >
          {shown.map((item) => (
            <VirtualLine
              key={item.index}
              {...props}
              pages={pages}
              number={start + item.index + 1}
              index={item.index}
              ref={props.wrap ? lines.measureElement : undefined}
              style={{ transform: `translateY(${item.start}px)` }}
            />
          ))}
        </div>
      </div>
      {total > partLines && <Parts part={part} total={total} onChange={setPart} />}
    </>
  );
}

/** Scrolls sideways until the first marked cell is in sight. */
function showCell(scroller: HTMLElement | null): void {
  const cell = scroller?.querySelector("mark");
  if (!scroller || !cell) return;
  const [outer, inner] = [scroller.getBoundingClientRect(), cell.getBoundingClientRect()];
  if (inner.left >= outer.left + 60 && inner.right <= outer.right - 20) return;
  scroller.scrollLeft += inner.left - outer.left - outer.width / 2;
}

function partOf(line: number): number {
  return Math.floor((line - 1) / partLines);
}

function VirtualLine(
  props: RawFileProps & {
    pages: LinePages;
    number: number;
    index: number;
    ref?: React.Ref<HTMLDivElement>;
    style: React.CSSProperties;
  },
) {
  const line = props.pages.line(props.number);
  if (line) return <Line {...props} line={line} />;
  return (
    <div ref={props.ref} data-index={props.index} className="fl" style={props.style}>
      <span className="gut" />
      <span className="ln">{props.number}</span>
      <span className="lc mm">
        {props.pages.failed(props.number) && (
          <>
            not loaded{" "}
            <button type="button" className="lk" onClick={() => props.pages.retry(props.number)}>
              Try again
            </button>
          </>
        )}
      </span>
    </div>
  );
}

function Parts({ part, total, onChange }: { part: number; total: number; onChange: (part: number) => void }) {
  const last = partOf(total);
  return (
    <div className="raw-parts">
      <button type="button" className="btn sm" disabled={part === 0} onClick={() => onChange(part - 1)}>
        Earlier lines
      </button>
      <span className="mm tn">
        part {part + 1} of {last + 1}
      </span>
      <button type="button" className="btn sm" disabled={part === last} onClick={() => onChange(part + 1)}>
        Later lines
      </button>
    </div>
  );
}
