// What the columns of a table with one metric a row are called: the one of names, the one of units, the one of values.
import { readHeader } from "../points/headers";

const metricHeaders = new Set(
  "statistic|metric|metrics|metric name|kpi|kpis|kpi name|metrik|kennzahl|messgröße|métrique|indicateur|métrica|indicador|metrica|метрика|показатель|指标|指标名称|指標|メトリクス|項目|지표|항목|variable|measure|measurement|name|test|bench|benchmark|parameter|setting|property|item|field|key|attribute|eigenschaft|kenngröße|größe|paramètre|parámetro|parâmetro|parametro|параметр|参数|项目|パラメータ".split(
    "|",
  ),
);

/** Names that a column of something else may have as well: one row at least must name a metric that is known. */
const vagueHeaders = new Set(
  "statistic|variable|measure|measurement|name|test|bench|benchmark|parameter|setting|property|item|field|key|attribute|eigenschaft|kenngröße|größe|paramètre|parámetro|parâmetro|parametro|параметр|参数|项目|パラメータ|項目|항목".split(
    "|",
  ),
);

const unitHeaders = new Set("unit|units|einheit|unité|unidad|единица|единицы|单位|単位".split("|"));
/** `value_unit`, `unit of measure`. */
const unitOfValue =
  /^(?:(?:value|metric|result|score|measurement)s?[ _-]units?|units?[ _-]of[ _-]measure(?:ment)?|uom)$/i;

const valueHeaders = new Set(
  "value|values|metric value|result|results|measured|measurement value|wert|werte|ergebnis|messwert|valeur|résultat|valor|resultado|valore|risultato|значение|результат|值|数值|结果|値|結果|값|결과".split(
    "|",
  ),
);

function plain(header: string): string {
  return header.trim().toLowerCase().replaceAll("_", " ");
}

function isMetricHeader(header: string): boolean {
  return metricHeaders.has(plain(header));
}

export function isVagueHeader(header: string): boolean {
  return header.trim() === "" || vagueHeaders.has(plain(header));
}

/** Whether a column names the unit of each row's value. */
export function isUnitHeader(header: string): boolean {
  return unitHeaders.has(header.toLowerCase()) || unitOfValue.test(header.trim());
}

export function isValueHeader(header: string): boolean {
  return valueHeaders.has(plain(header));
}

/** Whether a row's name is one of a setup's parts. */
export function isSetupName(name: string): boolean {
  const { kind } = readHeader(name.trim());
  return kind === "case" || kind === "both lengths" || kind === "context" || kind === "setting";
}

/** Whether column `at` may hold names of metrics: a blank corner does beside `Value`, or above names of a setup's parts. */
export function mayHeadMetrics(
  headers: readonly string[],
  at: number,
  rows: readonly (readonly string[])[],
): boolean {
  if (isMetricHeader(headers[at]!)) return true;
  const isCorner = at === 0 && headers[0]!.trim() === "" && headers.length > 1;
  return isCorner && (headers.some(isValueHeader) || rows.some(([name = ""]) => isSetupName(name)));
}

/**
 * Whether a record heads names of metrics, whatever the rows right below it say of the setup: `Metric,Value` above
 * `Model,llama-8b`.
 */
export function isHeaderOfMetrics(record: readonly string[], rows: readonly (readonly string[])[]): boolean {
  const [first = "", ...others] = record.map((cell) => cell.trim());
  if (others.length === 0 || others.includes("") || new Set(others).size < others.length) return false;
  const isCertain = first === "" || !isVagueHeader(first) || others.some(isValueHeader);
  return isCertain && mayHeadMetrics(record, 0, rows);
}
