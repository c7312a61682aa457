import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from "prom-client";
import { openStore } from "./open-store";
import { perProcess } from "./per-process";

/** What one process counts for Prometheus. No label holds what a stranger can choose freely. */
function makeMetrics() {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const requests = new Histogram({
    name: "whisker_http_request_seconds",
    help: "Seconds from a request's first line to the end of its answer",
    labelNames: ["method", "area", "status"],
    buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10, 60],
    registers: [registry],
  });
  const refused = new Counter({
    name: "whisker_http_refused_total",
    help: "Requests refused before a route saw them, by status",
    labelNames: ["status"],
    registers: [registry],
  });
  new Gauge({
    name: "whisker_store_up",
    help: "Whether the database answers (1) or not (0)",
    registers: [registry],
    async collect() {
      const isUp = await openStore()
        .then((store) => store.revision())
        .then(
          () => true,
          () => false,
        );
      this.set(isUp ? 1 : 0);
    },
  });
  return { registry, requests, refused };
}

export function metrics() {
  return perProcess("metrics", makeMetrics);
}

const methods = new Set(["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"]);

const areas = new Set(
  "admin api catalogue datasets embed explore methods metrics reviews sign-in upload v _next".split(" "),
);

/** The first part of a path, where it is one of ours: `/api/datasets/00…` is api, `/explore.csv` is explore. */
export function areaOf(path: string): string {
  const [, first = ""] = /^\/([\w-]*)/.exec(path) ?? [];
  if (first === "") return "overview";
  return areas.has(first) ? first : "other";
}

/** Counts an answer. */
export function observeAnswer(method: string | undefined, path: string, status: number, ms: number): void {
  const labels = {
    method: methods.has(method ?? "") ? method! : "other",
    area: areaOf(path),
    status: String(status),
  };
  metrics().requests.observe(labels, ms / 1000);
}

/** What Prometheus reads. */
export async function metricsAnswer(): Promise<Response> {
  const { registry } = metrics();
  const headers = { "Content-Type": registry.contentType, "Cache-Control": "no-store" };
  return new Response(await registry.metrics(), { headers });
}
