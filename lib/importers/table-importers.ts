import type { Importer } from "./importer";
import { describedTable } from "./described-table";
import { lmdeploy } from "./lmdeploy";
import { wideTable } from "./wide-table";
import { whiskerCsv } from "./whisker-csv";

/** The importers that read tables of cells, the most particular first. */
export const tableImporters: readonly Importer[] = [whiskerCsv, lmdeploy, describedTable, wideTable];
