import { findingLevels } from "@/lib/points/finding";
import type { TableRow } from "@/lib/series/explore-model";

type Audited = Pick<TableRow, "pointId" | "audit">;

interface Props {
  rows: readonly Audited[];
  selected: string | null;
  onOpen: (point: string) => void;
}

/** Opens the points that the audit says something of, one after another; not there where it says nothing of any. */
export function NextFinding({ rows, selected, onOpen }: Props) {
  const next = nextFound(rows, selected);
  if (next === null) return null;
  return (
    <button
      type="button"
      className="btn sm script wide-only"
      aria-keyshortcuts="a"
      onClick={() => onOpen(next)}
    >
      Next finding
    </button>
  );
}

/** The point to open: gravest first, else in the order of the table, and after the last the first. Null where none has a finding. */
export function nextFound(rows: readonly Audited[], selected: string | null): string | null {
  const found = findingLevels.flatMap((level) => rows.filter(({ audit }) => audit?.level === level));
  const at = found.findIndex(({ pointId }) => pointId === selected);
  return found[(at + 1) % found.length]?.pointId ?? null;
}
