import type { ReactNode, Ref } from "react";
import { SeverityIcon } from "@/components/layout/severity-icon";
import { countText } from "@/lib/series/number-text";

/** A line of a file as fetched: of a long one a part, with the number of characters left out after it, and before it. */
export interface RawLine {
  line: number;
  text: string;
  cut: number;
  before?: number;
}

/**
 * One line of a file with its number. `tone` paints it: yellow is the selected thing, `warn` a line with a problem
 * where nothing is selected. `ranges` are the characters marked in it.
 */
export function FileLine(props: {
  line: RawLine;
  ranges: readonly [number, number][];
  tone: "plain" | "head" | "selected" | "warn";
  problem: boolean;
  /** A link to this line; none in a preview, whose file has no address yet. */
  href: string | null;
  index?: number;
  ref?: Ref<HTMLDivElement>;
  style?: React.CSSProperties;
}) {
  const { line, tone } = props;
  return (
    <div
      ref={props.ref}
      data-index={props.index}
      className={`fl ${toneClass[tone]}`}
      style={props.style}
      aria-current={tone === "selected" ? "true" : undefined}
    >
      <span className="gut">
        {props.problem && (
          <>
            <SeverityIcon severity="suspicious" size={12} />
            <span className="sr">Problem in this line: </span>
          </>
        )}
      </span>
      <LineNumber line={line.line} href={props.href} />
      <span className="lc">
        {line.before !== undefined && (
          <span className="fl-cut">{countText(line.before)} characters before … </span>
        )}
        {marked(line.text, props.ranges)}
        {line.cut > 0 && <span className="fl-cut"> … {countText(line.cut)} more characters</span>}
      </span>
    </div>
  );
}

const toneClass = { plain: "", head: "hd", selected: "hl", warn: "warn" };

function LineNumber({ line, href }: { line: number; href: string | null }) {
  if (href === null) return <span className="ln">{line}</span>;
  return (
    <a className="ln" id={`L${line}`} href={href} tabIndex={-1} aria-label={`Line ${line}`}>
      {line}
    </a>
  );
}

function marked(text: string, ranges: readonly [number, number][]): ReactNode[] {
  const parts: ReactNode[] = [];
  let at = 0;
  for (const [from, to] of ranges) {
    if (from >= text.length) break;
    parts.push(text.slice(at, from), <mark key={from}>{text.slice(from, to)}</mark>);
    at = Math.min(to, text.length);
  }
  parts.push(text.slice(at));
  return parts;
}
