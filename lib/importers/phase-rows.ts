import type { Importer } from "./importer";
import { phasesNote, withPhases } from "./phase-cells";
import { cellsOf, readTurned } from "./table-cells";
import { tableHead } from "./table-text";

const mostBytes = 16 * 1024 * 1024;

// A table whose rows are the rates of one phase each: `prefill,8123` above `decode,41` below `phase,tok/s`.
export const phaseRows: Importer = {
  id: "phase-rows",
  label: "Table with a phase in each row",
  version: "1",
  recognises(file) {
    const head = tableHead(file);
    if (head === null || file.size > mostBytes || head.header !== null || head.units !== null) return false;
    return withPhases(cellsOf(head.headers, head.rows, () => 0)) !== null;
  },
  read(file) {
    const reading = readTurned(file, (table) => withPhases(table) ?? table);
    return { ...reading, notes: [...new Set([phasesNote, ...reading.notes])] };
  },
};
