import { Check } from "lucide-react";
import { countProblems } from "@/lib/points/problem";
import { countText } from "@/lib/series/number-text";
import { usedColumns } from "./columns-card";
import { openCount } from "./mapping";
import { isPublished, type UploadItem } from "./upload-state";

interface Step {
  name: string;
  note: string;
  state: "done" | "now" | "later";
}

/** How far the shown file has come; it says nothing that the cards below do not say. */
export function Steps({ item }: { item: UploadItem | null }) {
  return (
    <ol className="plain up-steps">
      {stepsOf(item).map(({ name, note, state }, index) => (
        <li key={name} className={`row ${state}`} aria-current={state === "now" ? "step" : undefined}>
          <span className="up-step">
            {state === "done" ? <Check size={12} strokeWidth={3} aria-label="done" /> : index + 1}
          </span>
          <span>{name}</span>
          {note !== "" && <span className="mm small">{note}</span>}
        </li>
      ))}
    </ol>
  );
}

function stepsOf(item: UploadItem | null): Step[] {
  const reading = item?.reading.state === "read" ? item.reading : null;
  const published = item !== null && isPublished(item);
  const open = item && reading ? openCount(reading.base, item.mapping) : 0;
  const problems = countProblems(reading?.preview.problems ?? []);
  const isAsking = reading !== null && open > 0 && !published;
  const isEmpty = reading !== null && reading.preview.points === 0;
  const after = reading === null || isAsking ? "later" : isEmpty ? "now" : "done";
  return [
    { name: "File", note: reading ? "read" : item ? fileNote(item) : "", state: reading ? "done" : "now" },
    {
      name: "Columns",
      note: item && reading ? columnsNote(item, reading.preview.columns.length, isAsking ? open : 0) : "",
      state: isAsking ? "now" : isEmpty ? "later" : after,
    },
    {
      name: "Lines",
      note: reading ? (problems > 0 ? `${countText(problems)} to look at` : "no problems") : "",
      state: after,
    },
    {
      name: "Publish",
      note: published ? "published" : "",
      state: published ? "done" : reading && !isAsking && !isEmpty ? "now" : "later",
    },
  ];
}

function columnsNote(item: UploadItem, columns: number, open: number): string {
  if (open > 0) return `${countText(open)} to confirm`;
  return columns > 0 ? `${countText(usedColumns(item))} used` : "none";
}

function fileNote({ reading }: UploadItem): string {
  return reading.state === "failed" ? "not read" : "reading";
}
