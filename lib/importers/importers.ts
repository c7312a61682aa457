import type { Importer } from "./importer";
import { llamaBench } from "./llama-bench";
import { markdownTable } from "./markdown-table";
import { vllmServe } from "./vllm-serve";
import { wideTable } from "./wide-table";
import { whiskerCsv } from "./whisker-csv";
import { whiskerJson } from "./whisker-json";

/** Every importer, the most particular first: the first that recognises a file's content reads it. */
export const importers: readonly Importer[] = [
  whiskerCsv,
  vllmServe,
  llamaBench,
  whiskerJson,
  markdownTable,
  wideTable,
];
