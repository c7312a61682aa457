import { caseFields, isCaseField, isNumberField } from "../points/case";
import { evidences } from "../points/evidence";
import { isKnownMetric } from "../points/metrics";
import { statistics } from "../points/point";
import { auditChoices } from "../points/point-audit";
import { paretoX } from "./pareto-axes";
import { isTrendAxis } from "./trend-axes";
import {
  defaultView,
  otherTabs,
  tabs,
  type LevelPercent,
  type Mark,
  type Scale,
  type Sort,
  type Theme,
  type View,
} from "./view";

/** More than this of a link is dropped, so that no link can ask for unbounded work. */
const most = { fields: 40, values: 100, text: 200 };

const extraPrefix = "extra.";
const marks: readonly Mark[] = ["dots", "bars"];
const ys: readonly View["y"][] = ["speedup", "value", "output_tokens_per_second"];
const scales: readonly Scale[] = ["linear", "log"];
const levels: readonly LevelPercent[] = [90, 95, 99];
const sorts: readonly Sort[] = ["best", "worst", "name"];
const themes: readonly Theme[] = ["light", "dark"];

/**
 * Reads a view from the query of a URL. Never throws: what is unknown or invalid is dropped, and its default taken.
 * Values of a filter come back sorted and without repeats, so that two links to one screen are one view.
 */
export function parseView(query: URLSearchParams | string): View {
  const from = typeof query === "string" ? new URLSearchParams(query) : query;
  const metric = readMetric(from.get("metric"));
  return {
    metric,
    statistic: oneOf(statistics, from.get("statistic")),
    x: readX(from.get("x"), metric),
    y: oneOf(ys, from.get("y")) ?? defaultView.y,
    series: readSeries(from.get("series")),
    filters: readFilters(from),
    evidence: readEvidence(from.getAll("evidence")),
    audit: readAudit(from.getAll("audit")),
    dataset: readDatasets(from.getAll("dataset")),
    compare: readCompare(from.getAll("compare")),
    mark: oneOf(marks, from.get("mark")) ?? defaultView.mark,
    scale: oneOf(scales, from.get("scale")),
    level: levels.find((level) => String(level) === from.get("level")) ?? defaultView.level,
    sort: oneOf(sorts, from.get("sort")) ?? defaultView.sort,
    point: readPoint(from.get("point")),
    theme: oneOf(themes, from.get("theme")),
  };
}

/** The canonical query of a view, without `?`: defaults left out, one order, so that equal views have equal links. */
export function viewQuery(view: View): string {
  const query = new URLSearchParams();
  const setUnlessDefault = (
    name: Exclude<keyof View, "filters" | "evidence" | "audit" | "dataset" | "compare">,
  ) => {
    const value = view[name];
    if (value !== null && value !== defaultView[name]) query.set(name, String(value));
  };
  for (const name of ["metric", "statistic", "x", "y", "series"] as const) setUnlessDefault(name);
  for (const field of filterFields(view.filters)) {
    for (const value of sortedUnique(view.filters[field] ?? [])) query.append(field, value);
  }
  for (const evidence of evidences) if (view.evidence.includes(evidence)) query.append("evidence", evidence);
  for (const level of auditChoices) if (view.audit.includes(level)) query.append("audit", level);
  for (const sha of sortedUnique(view.dataset)) query.append("dataset", sha);
  for (const value of view.compare ?? []) query.append("compare", value);
  for (const name of ["mark", "scale", "level", "sort", "point", "theme"] as const) setUnlessDefault(name);
  return readable(query.toString());
}

/** Whether a view can be filtered by a field of that name. */
export function isFilterField(name: string): boolean {
  return isCaseField(name) || isExtraField(name);
}

function isExtraField(name: string): boolean {
  return name.startsWith(extraPrefix) && name.length > extraPrefix.length && name.length <= most.text;
}

function oneOf<T extends string>(allowed: readonly T[], found: string | null): T | null {
  return allowed.find((each) => each === found) ?? null;
}

function readMetric(found: string | null): string {
  if (found === null || found.length > most.text) return defaultView.metric;
  const known = isKnownMetric(found) || [...tabs, ...otherTabs].some((tab) => tab.id === found);
  const custom = found.startsWith("custom:") && found.length > "custom:".length;
  return known || custom ? found : defaultView.metric;
}

function readX(found: string | null, metric: string): string | null {
  if (metric === "pareto") return oneOf(paretoX, found);
  if (found === null) return null;
  return isNumberField(found) || (isTrendAxis(found) && metric !== "scaling") ? found : null;
}

function readSeries(found: string | null): string {
  return found !== null && isFilterField(found) ? found : defaultView.series;
}

function readFilters(from: URLSearchParams): View["filters"] {
  const names = Array.from(new Set(from.keys())).filter(isFilterField).slice(0, most.fields);
  const filters: Record<string, string[]> = {};
  for (const name of names) {
    const values = sortedUnique(from.getAll(name).flatMap((value) => readFilterValue(name, value)));
    if (values.length > 0) filters[name] = values.slice(0, most.values);
  }
  return filters;
}

/** A number field's values are written as one number is: `8.0` and `8` are one filter. */
function readFilterValue(field: string, value: string): string[] {
  if (value.length > most.text) return [];
  if (value === "" || !isNumberField(field)) return [value];
  const number = Number(value);
  return Number.isFinite(number) ? [String(number)] : [];
}

function readEvidence(found: string[]): View["evidence"] {
  return evidences.filter((evidence) => found.includes(evidence));
}

function readAudit(found: string[]): View["audit"] {
  return auditChoices.filter((level) => found.includes(level));
}

function readDatasets(found: string[]): string[] {
  const hashes = found.map((each) => each.toLowerCase()).filter((each) => /^[0-9a-f]{6,64}$/.test(each));
  return sortedUnique(hashes.map((each) => each.slice(0, 12))).slice(0, most.values);
}

/** The baseline first. Something is never held against itself. */
function readCompare([baseline, candidate, ...more]: string[]): View["compare"] {
  if (baseline === undefined || candidate === undefined || more.length > 0) return null;
  const isLong = [baseline, candidate].some((value) => value.length > most.text);
  return isLong || baseline === candidate ? null : [baseline, candidate];
}

function readPoint(found: string | null): string | null {
  return found !== null && /^[0-9a-f]{8,64}$/.test(found) ? found : null;
}

function filterFields(filters: View["filters"]): string[] {
  const stated = Object.keys(filters).filter(isFilterField);
  const extras = stated.filter((name) => !isCaseField(name)).sort();
  return [...caseFields.filter((field) => stated.includes(field)), ...extras];
}

function sortedUnique(values: readonly string[]): string[] {
  return Array.from(new Set(values)).sort();
}

/** Characters that a query may hold as they are, and that links are easier to read with. */
function readable(query: string): string {
  return query.replace(/%3A/g, ":").replace(/%2F/g, "/").replace(/%2C/g, ",").replace(/%40/g, "@");
}
