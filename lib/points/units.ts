import type { Dimension, Metric } from "./metrics";
import type { Conversion } from "./provenance";
import { decimalText, timesDecimal } from "./decimal";

/** A unit by its usual spelling. One of it is `factor` × 10^`power` of its dimension's base; `per` divides (req/min). */
export interface Unit {
  symbol: string;
  dimension: Dimension;
  factor: number;
  power: number;
  per: number;
}

interface Spelled extends Unit {
  spellings: readonly string[];
}

function unit(
  symbol: string,
  dimension: Dimension,
  power: number,
  spellings: string,
  factor = 1,
  per = 1,
): Spelled {
  return {
    symbol,
    dimension,
    factor,
    power,
    per,
    spellings: [symbol, ...spellings.split("|").filter(Boolean)],
  };
}

/** Every unit known, by dimension; the base is written first. To add one, add its line. */
const units: readonly Spelled[] = [
  unit(
    "s",
    "time",
    0,
    "sec|secs|second|seconds|sek|sekunde|sekunden|seconde|secondes|segundo|segundos|с|сек|секунд|秒|secondi|secondo|초",
  ),
  unit(
    "ms",
    "time",
    -3,
    "msec|msecs|millisecond|milliseconds|millisekunden|millisecondes|milisegundos|мс|миллисекунд|毫秒|ミリ秒|millisecondi|milissegundos|миллисекунды|밀리초",
  ),
  unit("µs", "time", -6, "us|μs|usec|microsecond|microseconds"),
  unit("ns", "time", -9, "nsec|nanosecond|nanoseconds"),
  unit("ms/tok", "time", -3, "ms/token|ms per token|ms/output token|ms per output token"),
  unit("s/tok", "time", 0, "s/token|sec/token|s per token|seconds/token|seconds per token|s/output token"),
  unit("min", "time", 0, "mins|minute|minutes|minuten|мин|分钟|minuto|minutos|minuti|분|分", 60),
  unit(
    "h",
    "time",
    0,
    "hr|hrs|hour|hours|stunde|stunden|heure|heures|hora|horas|ore|час|часов|小时|時間|시간",
    3600,
  ),

  unit(
    "tok/s",
    "token-rate",
    0,
    "t/s|tok s|tps|toks/s|token/s|tokens/s|tok/sec|toks/sec|token/sec|tokens/sec|tokens/second|token/second|tok/second|tok per s|tok per sec|tok per second|token per s|token per sec|tokens per s|tokens per sec|tokens per second|token per second|tok·s⁻¹|tokens/sekunde|token/sekunde|tokens pro sekunde|token pro sekunde|jetons/s|tokens par seconde|jetons par seconde|tokens/segundo|tokens por segundo|токенов/с|токен/с|ток/с|токенов в секунду|токенов/сек|tokens/秒|token/秒|tok/秒|トークン/秒|tokens per sekunde|tok/sek|tokens/sek|token/sek|jetons/seconde|tokens/seconde|token al secondo|token/secondo|每秒token数|每秒token|每秒tokens|每秒生成token数|token数/秒|词元/秒|トークン毎秒|トークン数/秒|토큰/초|토큰/s|초당 토큰|초당 토큰 수",
  ),
  unit(
    "tok/s/user",
    "token-rate",
    0,
    "t/s/u|tps/user|tps/u|tps per user|tok/s/u|tok/s per user|tokens/s per user|tok/sec/user|tokens/s/user|tokens/sec/user|tokens/second/user",
  ),
  unit(
    "tok/s/gpu",
    "token-rate",
    0,
    "tps/gpu|tps per gpu|t/s/gpu|tok/s per gpu|tokens/s per gpu|tok/sec/gpu|tokens/s/gpu|tokens/sec/gpu|tokens/second/gpu|tok/s/chip|tok/s/card|tok/s/device|tokens/s/device|tok/sec per gpu|tokens/sec per gpu|tokens per second per gpu|tokens per sec per gpu|tok per sec per gpu|tok/s per device|tok/s per card|tok/s per chip",
  ),
  unit("ktok/s", "token-rate", 3, "ktokens/s|kt/s|k tok/s|k tokens/s|k t/s|ktok/sec|k tokens/sec"),
  unit("tok/min", "token-rate", 0, "tokens/min|tokens/minute|tpm", 1, 60),

  unit(
    "req/s",
    "request-rate",
    0,
    "reqs/s|req s|req per s|req per sec|reqs per s|reqs per sec|request per s|request per sec|requests per s|requests per sec|request/s|requests/s|req/sec|reqs/sec|requests/sec|requests/second|requests per second|rps|qps|queries/s|queries/sec|queries/second|queries per second|anfragen/s|anfragen pro sekunde|requêtes/s|requêtes par seconde|solicitudes/s|peticiones/s|запросов/с|запросов в секунду|请求/秒|リクエスト/秒|requêtes/seconde|richieste/s|richieste al secondo|requisições/s|每秒请求数|个/秒|요청/초|초당 요청 수",
  ),
  unit("req/min", "request-rate", 0, "requests/min|requests/minute|rpm", 1, 60),

  unit("samples/s", "sample-rate", 0, "sample/s|samples/sec|samples/second|samples per second"),
  unit(
    "images/s",
    "image-rate",
    0,
    "image/s|img/s|imgs/s|img/sec|images/sec|images/second|images per second",
  ),

  unit("B", "memory", 0, "byte|bytes"),
  unit("KB", "memory", 3, "kB|kilobytes"),
  unit("MB", "memory", 6, "megabyte|megabytes|Mo|МБ"),
  unit("GB", "memory", 9, "gigabyte|gigabytes|Go|ГБ"),
  unit("TB", "memory", 12, "terabyte|terabytes"),
  unit("KiB", "memory", 0, "kibibytes", 1024),
  unit("MiB", "memory", 0, "mebibytes", 1024 ** 2),
  unit("GiB", "memory", 0, "gibibytes", 1024 ** 3),
  unit("TiB", "memory", 0, "tebibytes", 1024 ** 4),

  unit("W", "power", 0, "watt|watts|Вт|瓦|ワット|와트"),
  unit("mW", "power", -3, "milliwatt|milliwatts"),
  unit("kW", "power", 3, "kilowatt|kilowatts"),

  unit("J/tok", "energy-per-token", 0, "J/token|J/tokens|joules/token|joules per token|joule per token"),
  unit("mJ/tok", "energy-per-token", -3, "mJ/token|millijoules/token"),
  unit("kJ/tok", "energy-per-token", 3, "kJ/token"),
  unit("Wh/tok", "energy-per-token", 0, "Wh/token", 3600),

  unit(
    "tok/s/W",
    "tokens-per-energy",
    0,
    "tok/W|tokens/W|tok/watt|tokens/watt|tokens/s/W|tok/sec/W|tokens/sec/W|tok/s/watt|tokens/s/watt|tok/J|tokens/J|token/J|tokens per joule|tokens/joule|token pro joule|tokens pro joule",
  ),

  unit("TFLOPS", "compute", 12, "TFLOP/s|TFLOPs/s|TFLOPs|Tflop/s|teraflops"),
  unit("GFLOPS", "compute", 9, "GFLOP/s|GFLOPs/s|GFLOPs|gigaflops"),
  unit("PFLOPS", "compute", 15, "PFLOP/s|PFLOPs/s|PFLOPs|petaflops"),
  unit("TFLOPS/W", "compute-per-power", 12, "TFLOP/s/W|TFLOPs/W|TFLOPS/watt|TFLOPs/watt|TFLOPS per watt"),
  unit("GFLOPS/W", "compute-per-power", 9, "GFLOP/s/W|GFLOPs/W|GFLOPS/watt|GFLOPS per watt"),

  unit("x", "ratio", 0, "×|times|fold"),
  unit("%", "percent", 0, "percent|pct"),
  unit("fraction", "percent", 2, "ratio"),
  unit(
    "USD",
    "money",
    0,
    "$|US$|dollar|dollars|USD/Mtok|$/Mtok|$/M tok|$/M tokens|$/1M tokens|USD/M tokens|USD/1M tokens|USD per million tokens",
  ),
  unit(
    "EUR",
    "other-money",
    0,
    "€|euro|euros|EUR/Mtok|€/Mtok|€/M tokens|€/1M tokens|EUR/1M tokens|EUR per million tokens",
  ),
  unit("GBP", "other-money", 0, "£|£/Mtok|£/M tokens|£/1M tokens|GBP/1M tokens"),
  unit("USD/ktok", "money", 3, "$/ktok|$/1K tokens|$/K tokens|USD/1K tokens|USD per thousand tokens"),
];

const bySpelling = new Map<string, Unit>();
const byLowerCase = new Map<string, Unit | null>();
for (const each of units) {
  for (const spelling of each.spellings) {
    bySpelling.set(spelling, each);
    const lower = spelling.toLowerCase();
    // mW and MW, or mb and Mb, are not one unit: what differs in case alone is only taken as spelled.
    byLowerCase.set(lower, byLowerCase.has(lower) && byLowerCase.get(lower) !== each ? null : each);
  }
}
for (const spelling of ["mw", "mj/tok", "mj/token", "mb/s", "gb/s", "go", "mo"])
  byLowerCase.set(spelling, null);

/** `tok/s / GPU`, `Tokens/Sek.` */
const otherSigns = / \/|\/ |\p{L}\.$/u;

/** The unit that is spelled so, case aside where that is safe; null for any other text. */
export function findUnit(spelling: string): Unit | null {
  const text = spelling.trim();
  const found = bySpelling.get(text) ?? byLowerCase.get(text.toLowerCase()) ?? null;
  if (found !== null || !otherSigns.test(text)) return found;
  return findUnit(text.replaceAll(" /", "/").replaceAll("/ ", "/").replace(/\.$/, ""));
}

/** How one unit becomes another of its dimension; null where one is not known, or they measure different things. */
export function stepBetween(from: string, to: string): ConversionStep | null {
  const [found, wanted] = [findUnit(from), findUnit(to)];
  return found !== null && wanted !== null && found.dimension === wanted.dimension
    ? stepOf(found, wanted)
    : null;
}

/** The spellings of the units that a metric may be measured in, its own first. */
export function unitsOf(metric: Measured): string[] {
  const known = units
    .filter(({ symbol }) => conversionTo(symbol, metric) !== null)
    .map(({ symbol }) => symbol);
  return metric.dimension === "number"
    ? []
    : [metric.unit, ...known.filter((symbol) => symbol !== metric.unit)];
}

type Measured = Pick<Metric, "id" | "unit" | "dimension">;

export interface Converted {
  value: number;
  /** Null where the value was in the canonical unit already. */
  conversion: Conversion | null;
}

/**
 * A value in the unit as spelled, in the metric's canonical unit; null where the unit is unknown or measures something
 * else. The decimal digits of the value are scaled exactly and rounded once, so that 0.045 s are 45 ms.
 *
 * A metric without a dimension of its own (custom, accuracy) keeps whatever unit its file gives.
 */
export function convert(value: number, from: string, metric: Measured): Converted | null {
  const step = conversionTo(from, metric);
  return step && { value: step.apply(value), conversion: step.record(value) };
}

/** How values of one column are brought into the canonical unit: found once, applied to every cell. */
export interface ConversionStep {
  /** Whether values stay as they are. */
  same: boolean;
  apply(value: number): number;
  record(value: number): Conversion | null;
}

/** Null where the unit is unknown, or measures something else than the metric. */
export function conversionTo(from: string, metric: Measured): ConversionStep | null {
  if (from.trim() === metric.unit || metric.dimension === "number") return unchanged;
  const found = findUnit(from);
  const canonical = findUnit(metric.unit);
  if (found === null || canonical === null || found.dimension !== metric.dimension) return null;
  const only = onlyOf.get(found.symbol);
  if (only !== undefined && only !== metric.id) return null;
  return stepOf(found, canonical);
}

/** Units that name whose rate they are: a rate per user is no rate of the system. */
const onlyOf = new Map([
  ["tok/s/user", "tokens_per_second_per_user"],
  ["tok/s/gpu", "tokens_per_second_per_gpu"],
  ["ms/tok", "tpot"],
  ["s/tok", "tpot"],
]);

const unchanged: ConversionStep = { same: true, apply: (value) => value, record: () => null };

function stepOf(found: Unit, canonical: Unit): ConversionStep {
  const power = found.power - canonical.power;
  if (found.factor === canonical.factor && power === 0 && found.per === canonical.per) return unchanged;
  const apply = (value: number) => timesDecimal(value, found.factor, power) / found.per;
  const by = found.per === 1 ? `× ${decimalText(timesDecimal(1, found.factor, power))}` : `÷ ${found.per}`;
  const record = (value: number) => ({
    from: `${decimalText(value)} ${found.symbol}`,
    to: `${decimalText(apply(value))} ${canonical.symbol}`,
    by,
  });
  return { same: false, apply, record };
}
