import { Check } from "lucide-react";
import { countText } from "@/lib/series/number-text";
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
  const preview = item?.reading.state === "read" ? item.reading.preview : null;
  const published = item !== null && isPublished(item);
  const used = preview?.columns.filter(({ readAs }) => readAs !== "ignored").length ?? 0;
  const problems = preview?.problems.length ?? 0;
  const after = preview ? "done" : "later";
  return [
    { name: "File", note: preview ? "read" : item ? fileNote(item) : "", state: preview ? "done" : "now" },
    {
      name: "Columns",
      note: preview ? (preview.columns.length > 0 ? `${countText(used)} used` : "none") : "",
      state: after,
    },
    {
      name: "Lines",
      note: preview ? (problems > 0 ? `${countText(problems)} to look at` : "no problems") : "",
      state: after,
    },
    {
      name: "Publish",
      note: published ? "published" : "",
      state: published ? "done" : preview ? "now" : "later",
    },
  ];
}

function fileNote({ reading }: UploadItem): string {
  return reading.state === "failed" ? "not read" : "reading";
}
