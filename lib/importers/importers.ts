import { aiperf } from "./aiperf";
import { aiperfCsv } from "./aiperf-csv";
import { aiperfRequests } from "./aiperf-requests";
import { aiperfSweep } from "./aiperf-sweep";
import { aiperfSweepCsv } from "./aiperf-sweep-csv";
import { alignedTable } from "./aligned-table";
import { argonne } from "./argonne";
import { benchmarkDotNet } from "./benchmark-dotnet";
import { benchstat } from "./benchstat";
import { catch2 } from "./catch2";
import { chromeTrace } from "./chrome-trace";
import { criterion } from "./criterion";
import { criterionCsv } from "./criterion-csv";
import { criterionJson } from "./criterion-json";
import { genaiPerf } from "./genai-perf";
import { genaiPerfCsv } from "./genai-perf-csv";
import { genaiPerfRequests } from "./genai-perf-requests";
import { githubActionBenchmark } from "./github-action-benchmark";
import { goBench } from "./go-bench";
import { describedTable } from "./described-table";
import { googleBenchmark } from "./google-benchmark";
import { googleBenchmarkConsole } from "./google-benchmark-console";
import { googleBenchmarkCsv } from "./google-benchmark-csv";
import { guidellm } from "./guidellm";
import { guidellmCsv } from "./guidellm-csv";
import { guidellmParsed } from "./guidellm-parsed";
import { hyperfine } from "./hyperfine";
import { hyperfineMarkdown } from "./hyperfine-markdown";
import { inferencePerf } from "./inference-perf";
import { inferencex } from "./inferencex";
import { inferencexCsv } from "./inferencex-csv";
import { inferencexTable } from "./inferencex-table";
import type { Importer } from "./importer";
import { juliaBenchmark } from "./julia-benchmark";
import { k6 } from "./k6";
import { labelValues } from "./label-values";
import { llamaBatchedBench } from "./llama-batched-bench";
import { llamaBench } from "./llama-bench";
import { llamaBenchTests } from "./llama-bench-tests";
import { llamaBenchy } from "./llama-benchy";
import { llamaBenchyJson } from "./llama-benchy-json";
import { llmperf } from "./llmperf";
import { lmEval } from "./lm-eval";
import { lmdeploy } from "./lmdeploy";
import { locust } from "./locust";
import { markdownTable } from "./markdown-table";
import { mlperfDescribed } from "./mlperf-described";
import { mlperfDetail } from "./mlperf-detail";
import { mlperfPower } from "./mlperf-power";
import { mlperfResults } from "./mlperf-results";
import { mlperfResultsPivot } from "./mlperf-results-pivot";
import { mlperfSummary } from "./mlperf-summary";
import { nvidiaDmon } from "./nvidia-dmon";
import { nvidiaSmi } from "./nvidia-smi";
import { ollama } from "./ollama";
import { llamaTimings } from "./llama-timings";
import { ollamaVerbose } from "./ollama-verbose";
import { optimum } from "./optimum";
import { optimumCsv } from "./optimum-csv";
import { optimumMarkdown } from "./optimum-markdown";
import { pairedColumns } from "./paired-columns";
import { pandasSeries } from "./pandas-series";
import { perfAnalyzer } from "./perf-analyzer";
import { perfStat } from "./perf-stat";
import { phaseRows } from "./phase-rows";
import { printedAnswers } from "./printed-answers";
import { pytestBenchmark } from "./pytest-benchmark";
import { pytestBenchmarkTable } from "./pytest-benchmark-table";
import { pytorchBenchmark } from "./pytorch-benchmark";
import { runLines } from "./run-lines";
import { sectionedTable } from "./sectioned-table";
import { servingConsole } from "./serving-console";
import { servingCsv } from "./serving-csv";
import { sglangLog } from "./sglang-log";
import { sglangOffline } from "./sglang-offline";
import { sglangOneBatch } from "./sglang-one-batch";
import { sglangOneBatchConsole } from "./sglang-one-batch-console";
import { sglangServing } from "./sglang-serving";
import { tensorrtLlm } from "./tensorrt-llm";
import { tensorrtLlmCsv } from "./tensorrt-llm-csv";
import { tensorrtLlmLog } from "./tensorrt-llm-log";
import { tensorrtLlmManager } from "./tensorrt-llm-manager";
import { trainingLog } from "./training-log";
import { vegeta } from "./vegeta";
import { vllmConsole } from "./vllm-console";
import { vllmLog } from "./vllm-log";
import { vllmLatency } from "./vllm-latency";
import { vllmNightly } from "./vllm-nightly";
import { vllmServe } from "./vllm-serve";
import { vllmThroughput } from "./vllm-throughput";
import { stackedTables } from "./stacked-tables";
import { turnedTable } from "./turned-table";
import { wideTable } from "./wide-table";
import { wrk } from "./wrk";
import { whiskerHtml } from "./whisker-html";
import { whiskerCsv } from "./whisker-csv";
import { whiskerJson } from "./whisker-json";
import { whiskerReviewCsv } from "./whisker-review-csv";

/**
 * Every importer, the most particular first: the first that recognises a file's content reads it. A Markdown table is a
 * table parted by pipes to the readers of tables, and a document may begin with a bracket, so that it stands before both.
 */
export const importers: readonly Importer[] = [
  whiskerHtml,
  whiskerReviewCsv,
  aiperfSweep,
  aiperfRequests,
  aiperf,
  genaiPerf,
  genaiPerfRequests,
  guidellm,
  guidellmParsed,
  inferencex,
  vllmServe,
  vllmLatency,
  vllmThroughput,
  vllmNightly,
  pytorchBenchmark,
  sglangServing,
  sglangOneBatch,
  sglangOffline,
  llamaBench,
  llamaBenchyJson,
  inferencePerf,
  lmEval,
  googleBenchmark,
  pytestBenchmark,
  hyperfine,
  k6,
  vegeta,
  criterionJson,
  criterionCsv,
  benchmarkDotNet,
  juliaBenchmark,
  mlperfDetail,
  mlperfSummary,
  mlperfResults,
  mlperfResultsPivot,
  mlperfPower,
  mlperfDescribed,
  githubActionBenchmark,
  chromeTrace,
  aiperfSweepCsv,
  aiperfCsv,
  genaiPerfCsv,
  guidellmCsv,
  servingCsv,
  perfAnalyzer,
  locust,
  inferencexCsv,
  inferencexTable,
  nvidiaSmi,
  tensorrtLlm,
  llmperf,
  optimum,
  ollama,
  tensorrtLlmManager,
  tensorrtLlmLog,
  servingConsole,
  vllmConsole,
  sglangOneBatchConsole,
  llamaBatchedBench,
  optimumMarkdown,
  hyperfineMarkdown,
  markdownTable,
  optimumCsv,
  llamaBenchy,
  llamaBenchTests,
  lmdeploy,
  argonne,
  tensorrtLlmCsv,
  pytestBenchmarkTable,
  googleBenchmarkCsv,
  ollamaVerbose,
  llamaTimings,
  printedAnswers,
  wrk,
  perfStat,
  vllmLog,
  sglangLog,
  trainingLog,
  runLines,
  nvidiaDmon,
  googleBenchmarkConsole,
  criterion,
  catch2,
  goBench,
  benchstat,
  whiskerCsv,
  whiskerJson,
  pandasSeries,
  describedTable,
  labelValues,
  stackedTables,
  sectionedTable,
  pairedColumns,
  phaseRows,
  turnedTable,
  wideTable,
  alignedTable,
];
