// GenAI-Perf's profile_export_genai_perf.json, which AIPerf took over: no versions, no counts; sd of the population (numpy),
// in the oldest files latencies in ns. Its arguments are the input_config, flat or in sections.
// Written by: https://github.com/triton-inference-server/perf_analyzer (genai-perf/genai_perf/export_data)
import { hasSummaryOf, readSummaries } from "./aiperf-read";
import type { Importer } from "./importer";

export const genaiPerf: Importer = {
  id: "genai-perf",
  label: "GenAI-Perf (JSON)",
  version: "1",
  recognises: (file) => hasSummaryOf(file, "GenAI-Perf"),
  read: (file) => readSummaries(file, "GenAI-Perf"),
};
