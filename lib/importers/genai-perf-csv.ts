// GenAI-Perf's profile_export_genai_perf.csv: order avg,min,max,p99…p1, no standard deviation, `"27,432.55"` with commas.
// Written by: https://github.com/triton-inference-server/perf_analyzer (genai_perf/export_data/csv_exporter.py)
import { csvToolOf, readAiperfCsv } from "./aiperf-csv-read";
import type { Importer } from "./importer";

export const genaiPerfCsv: Importer = {
  id: "genai-perf-csv",
  label: "GenAI-Perf (CSV)",
  version: "1",
  recognises: (file) => csvToolOf(file) === "GenAI-Perf",
  read: (file) => readAiperfCsv(file, "GenAI-Perf"),
};
