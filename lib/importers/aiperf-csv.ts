// AIPerf's profile_export_aiperf.csv: order avg,min,max,sum,p1…p99,std; numbers with 2 decimals; counters without unit.
// Written by: https://github.com/ai-dynamo/aiperf (src/aiperf/exporters/metrics_csv_exporter.py)
import { csvToolOf, readAiperfCsv } from "./aiperf-csv-read";
import type { Importer } from "./importer";

export const aiperfCsv: Importer = {
  id: "aiperf-csv",
  label: "AIPerf (CSV)",
  version: "1",
  recognises: (file) => csvToolOf(file) === "AIPerf",
  read: (file) => readAiperfCsv(file, "AIPerf"),
};
