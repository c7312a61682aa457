import { audit } from "../../lib/audit/audit";
import { readFile } from "../../lib/importers/index";
import { fileFromBytes } from "../../lib/importers/source-file";
import { median, timedMs, type Figure } from "./figure";

const setups = 1250;

/** Every rule over 10,000 points of 1,250 setups, each with the statistics and rates of one run: 100 ms. */
export function auditPoints(): Figure[] {
  const file = fileFromBytes("serve.csv", new TextEncoder().encode(resultRows()));
  const { points } = readFile(file);
  const runs = Array.from({ length: 9 }, () => timedMs(() => audit(points)));
  const what = `${points.length.toLocaleString("en-US")} points, every rule of the audit`;
  return [{ what, figure: median(runs), budget: 100, unit: "ms" }];
}

/** Rows in Whisker's own format, in which every rule finds what it looks at and none has anything to say. */
export function resultRows(): string {
  const header =
    "metric,unit,value,n,sd,median,p90,p99,max,model,hardware,accelerators,precision,concurrency,input_tokens,output_tokens,tool";
  const rows = Array.from({ length: setups }, (_, i) => rowsOf(i));
  return `${[header, ...rows.flat()].join("\n")}\n`;
}

function rowsOf(i: number): string[] {
  const concurrency = i + 1;
  const setup = `Llama-3.1-8B,NVIDIA H100 SXM5 80GB,1,fp8,${concurrency},512,256,vllm bench serve`;
  const tpot = 20 + i / 137;
  const first = 60 + i / 13;
  const whole = first + 255 * tpot;
  const requests = (0.9 * concurrency * 1000) / whole / 40;
  const time = (metric: string, mean: number) => {
    const [sd, median, p90, p99, max] = [0.1, 0.98, 1.12, 1.3, 1.4].map((times) => (mean * times).toFixed(3));
    return `${metric},ms,${mean.toFixed(3)},200,${sd},${median},${p90},${p99},${max},${setup}`;
  };
  const rate = (metric: string, unit: string, value: number) =>
    `${metric},${unit},${value.toFixed(4)},1,,,,,,${setup}`;
  return [
    time("ttft", first),
    time("tpot", tpot),
    time("itl", tpot),
    time("e2e_latency", whole),
    rate("requests_per_second", "req/s", requests),
    rate("output_tokens_per_second", "tok/s", requests * 256),
    rate("input_tokens_per_second", "tok/s", requests * 512),
    rate("total_tokens_per_second", "tok/s", requests * 768),
  ];
}
