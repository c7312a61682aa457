"use client";

import { useCallback, useState } from "react";
import { SeverityIcon } from "@/components/layout/severity-icon";
import { counted } from "@/components/datasets/counted";
import { countText } from "@/lib/series/number-text";
import { ColumnRow } from "./column-row";
import { FileQuestions } from "./file-questions";
import {
  haveOneHeader,
  isMappable,
  isStated,
  noMapping,
  openQuestions,
  roleNow,
  withColumn,
  withoutColumns,
  type Base,
  type Mapping,
} from "./mapping";
import { ReadingBar } from "./reading-bar";
import type { Role } from "./role";
import type { UnitlessMetric } from "./role-options";
import { isPublished, isSending, type UploadItem } from "./upload-state";
import type { Uploads } from "./use-uploads";

/** Columns listed at a time; a file may have a thousand, and each has its lists. */
const step = 40;

/** How each column is read: what stands in it, what it becomes, what is done to its numbers; and what is to be confirmed. */
export function ColumnsCard({ item, uploads }: { item: UploadItem; uploads: Uploads }) {
  const [most, setMost] = useState(step);
  const { reading, mapping, id } = item;
  const { map } = uploads;
  const say = useCallback((next: Mapping) => map([id], next), [map, id]);
  const sayColumn = useCallback(
    (column: number, role: Role | UnitlessMetric | null) =>
      say(role === null ? withoutColumns(mapping, [column]) : withColumn(mapping, column, role)),
    [say, mapping],
  );
  if (reading.state !== "read") return null;
  const { preview, base, update } = reading;
  const isOpen = isMappable(base);
  const asked = new Set(
    openQuestions(base, mapping).flatMap((question) => (question.kind === "pivot" ? question.columns : [])),
  );
  const columns = isOpen ? base.columns : preview.columns;
  return (
    <section className="card clip" aria-label="Columns">
      <div className="ch tight">
        <h2>Columns</h2>
        <span className="mm">
          {countText(columns.length)} found, {countText(usedColumns(item))} used
        </span>
        <span className="sp" />
        <span className="mm small">{savedText(item)}</span>
      </div>
      {base.recipe && <Saved base={base} onOwn={() => say({ ...noMapping, otherwise: "none" })} />}
      {mapping.otherwise === "none" && (
        <p className="row up-said-by">
          <span>Read by Whisker itself. A recipe is saved for files with this header.</span>
          <button type="button" className="btn sm" onClick={() => say(noMapping)}>
            Use the recipe
          </button>
        </p>
      )}
      {update?.state === "reading" && (
        <ReadingBar {...update} again onCancel={() => uploads.cancelUpdate(item)} />
      )}
      {update?.state === "failed" && (
        <div className="fnd up-said-by" role="alert">
          <SeverityIcon severity="impossible" />
          <div>
            <b>It could not be read so.</b>{" "}
            <span className="m">{update.says} The preview is the last one.</span>
          </div>
        </div>
      )}
      {isOpen && <FileQuestions base={base} mapping={mapping} disabled={isSending(item)} onSay={say} />}
      <div className="up-map" role="table" aria-label="Columns of the file">
        <div role="rowgroup">
          <div className="up-mp head" role="row">
            {["In the file", "First values", "Read as", "Unit", "Conversion", "State"].map((name) => (
              <span key={name} role="columnheader" className={name === "State" ? "sr" : ""}>
                {name}
              </span>
            ))}
          </div>
        </div>
        <div role="rowgroup">
          {columns.slice(0, most).map((column) => (
            <ColumnRow
              key={column.column}
              column={column}
              said={mapping.said[column.column] ?? null}
              by={base.recipe ? "recipe" : "reader"}
              asked={asked.has(column.column)}
              disabled={isSending(item)}
              onSay={isOpen ? sayColumn : null}
            />
          ))}
        </div>
      </div>
      {columns.length > most && (
        <div className="fi-more">
          <button type="button" className="btn sm ghost" onClick={() => setMost(most + step)}>
            Show {countText(Math.min(step, columns.length - most))} more of {countText(columns.length)}
          </button>
        </div>
      )}
      <Alike item={item} uploads={uploads} />
      {preview.notes.length > 0 && (
        <ul className="plain cf up-notes">
          {preview.notes.map((note, index) => (
            <li key={index}>{note}</li>
          ))}
        </ul>
      )}
    </section>
  );
}

/** Columns that are read, by what is said of them now. */
export function usedColumns({ reading, mapping }: UploadItem): number {
  if (reading.state !== "read") return 0;
  const { base, preview } = reading;
  if (!isMappable(base)) return preview.columns.filter(({ readAs }) => readAs !== "ignored").length;
  return base.columns.filter((column) => roleNow(column, mapping).as !== "ignored").length;
}

function savedText(item: UploadItem): string {
  if (!isStated(item.mapping)) return "";
  return isPublished(item)
    ? "Saved as a recipe for files with this header"
    : "Will be saved as a recipe for files with this header";
}

function Saved({ base, onOwn }: { base: Base; onOwn: () => void }) {
  return (
    <p className="row up-said-by">
      <span>
        Read by the recipe saved for files with this header,{" "}
        <a href={`/api/recipes/${base.recipe?.id}`}>
          <code>{base.recipe?.id.slice(0, 8)}</code>
        </a>
        .
      </span>
      <button type="button" className="btn sm" onClick={onOwn}>
        Use Whisker’s own reading
      </button>
    </p>
  );
}

/** The files on the page that have this header too, and of which nobody has said the same. */
function Alike({ item, uploads }: { item: UploadItem; uploads: Uploads }) {
  const { reading, mapping } = item;
  if (reading.state !== "read" || !isStated(mapping)) return null;
  const alike = uploads.items.filter(
    (other) =>
      other.id !== item.id &&
      other.reading.state === "read" &&
      other.mapping !== mapping &&
      !isPublished(other) &&
      haveOneHeader(other.reading.base, reading.base),
  );
  if (alike.length === 0) return null;
  return (
    <p className="row up-said-by">
      <span>{counted(alike.length, "other file")} on this page with this header.</span>
      <button
        type="button"
        className="btn sm"
        onClick={() =>
          uploads.map(
            alike.map(({ id }) => id),
            mapping,
          )
        }
      >
        Read {alike.length === 1 ? "it" : "them"} the same way
      </button>
    </p>
  );
}
