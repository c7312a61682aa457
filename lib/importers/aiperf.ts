// AIPerf's profile_export_aiperf.json: one object of one run. Latencies in ms, sd of the population (numpy), throughputs
// one number a run; `unit` beside each is believed. schema_version is there since 2026, count and sum since schema 1.1.
// Written by: https://github.com/ai-dynamo/aiperf (docs/reference/json-export-schema.md)
import { hasSummaryOf, readSummaries } from "./aiperf-read";
import type { Importer } from "./importer";

export const aiperf: Importer = {
  id: "aiperf",
  label: "AIPerf (JSON)",
  version: "1",
  recognises: (file) => hasSummaryOf(file, "AIPerf"),
  read: (file) => readSummaries(file, "AIPerf"),
};
