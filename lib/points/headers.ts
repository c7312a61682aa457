import type { CaseField } from "./case";
import { halfWidth } from "./half-width";
import { findMetric, isKnownMetric, type Dimension } from "./metrics";
import type { Statistic } from "./point";
import type { Context } from "./provenance";
import { conversionTo, findUnit, type Unit } from "./units";

/** What a header says its column holds of a metric: a value of one statistic, or the spread or count behind it. */
export type HeldStatistic = Statistic | "sd" | "n";

/** What the header of a column says. `note` tells a reader what was concluded rather than read; empty where nothing was. */
export type HeaderMeaning =
  | { kind: "metric"; metric: string; statistic: HeldStatistic | null; unit: string | null; note: string }
  | { kind: "case"; field: CaseField; note: string }
  /** One number for input and output tokens alike. */
  | { kind: "both lengths" }
  | { kind: "context"; field: keyof Context }
  | { kind: "run" }
  | { kind: "sample" }
  /** A setting that has no case field of its own (`temperature`). */
  | { kind: "setting" }
  | { kind: "unknown"; name: string; unit: string | null };

/** Column names by what they mean, in lower case, words parted by single spaces. */
const caseNames: Record<CaseField, string> = {
  model:
    "model|model name|model id|model path|llm|modell|modellname|modèle|nom du modèle|modelo|модель|模型|模型名称|モデル|モデル名|모델",
  system:
    "system|engine|inference engine|framework|backend|serving engine|serving framework|moteur|motor de inferencia|движок|фреймворк|引擎|推理引擎|框架|推理框架|エンジン|推論エンジン|フレームワーク",
  system_version: "system version|engine version|framework version|backend version",
  hardware:
    "hardware|gpu|gpu type|gpu name|gpu model|gpu typ|accelerator|accelerator type|device|device name|hw|gpu info|grafikkarte|carte graphique|matériel|tarjeta gráfica|видеокарта|显卡|显卡型号|gpu型号|gpu 型号|硬件|ハードウェア|グラフィックカード",
  accelerators:
    "accelerators|gpus|num gpus|num gpu|gpu count|n gpus|n gpu|ngpu|ngpus|nr gpus|number of gpus|num of gpus|num of hardware|num accelerators|accelerator count|number of accelerators|gpu number|world size|anzahl gpus|anzahl gpu|anzahl der gpus|gpu anzahl|nombre de gpu|nombre de gpus|nb gpu|nb gpus|número de gpu|número de gpus|количество gpu|число gpu|кол во gpu|количество видеокарт|gpu数|gpu数量|gpu 数|gpu 数量|卡数|显卡数量",
  tensor_parallel: "tensor parallel|tp|tp size|tensor parallel size|tensor parallelism",
  pipeline_parallel: "pipeline parallel|pp size|pipeline parallel size|pipeline parallelism",
  expert_parallel: "expert parallel|ep|ep size|expert parallel size|expert parallelism",
  data_parallel: "data parallel|dp|dp size|data parallel size|data parallelism",
  nodes: "nodes|num nodes|n nodes|node count|number of nodes|knoten|nœuds|nodos|узлы|节点数|ノード数",
  precision:
    "precision|dtype|data type|torch dtype|datentyp|type de données|tipo de datos|тип данных|数据类型|データ型",
  quantization:
    "quantization|quantisation|quant|quantization scheme|quant method|quantisierung|quantification|cuantización|квантование|квантизация|量化|量化方式|量子化",
  batch:
    "batch|batch size|bs|batchsize|batchgröße|batch größe|taille de lot|taille du lot|taille de batch|tamaño de lote|tamaño del lote|размер батча|размер пакета|批大小|批次大小|batch大小|batch 大小|バッチサイズ",
  concurrency:
    "concurrency|conc|max concurrency|concurrent requests|num concurrent requests|concurrent users|num concurrent users|gleichzeitige anfragen|parallele anfragen|requêtes simultanées|concurrencia|peticiones concurrentes|solicitudes concurrentes|одновременные запросы|параллельные запросы|并发|并发数|并发量|并发请求数|同時実行数|同時リクエスト数",
  request_rate: "request rate|qps|offered rate|offered load|anfragerate|请求速率|リクエストレート",
  input_tokens:
    "input tokens|isl|input len|input length|input size|prompt tokens|prompt len|prompt length|input sequence length|input seq len|max input length|max input len|n prompt|input token count|avg input length|eingabelänge|eingabe tokens|eingabetokens|longueur d'entrée|tokens d'entrée|jetons d'entrée|longitud de entrada|tokens de entrada|входные токены|длина ввода|输入长度|输入token数|输入 token 数|入力長|入力トークン数",
  output_tokens:
    "output tokens|osl|output len|output length|output size|max output len|max output length|n gen|gen tokens|generation length|output sequence length|output seq len|max new tokens|new tokens|generated tokens|avg output length|ausgabelänge|ausgabe tokens|ausgabetokens|longueur de sortie|tokens de sortie|jetons de sortie|longitud de salida|tokens de salida|выходные токены|длина вывода|输出长度|输出token数|输出 token 数|出力長|出力トークン数",
  scenario: "scenario|use case|workload|szenario|scénario|escenario|сценарий|场景|シナリオ",
  dataset_name: "dataset name|dataset|datensatz|jeu de données|conjunto de datos|датасет|数据集|データセット",
};

const contextNames: Record<keyof Context, string> = {
  tool: "tool|benchmark tool",
  tool_version: "tool version",
  command: "command|cmd|command line|cli command",
  git_commit: "git commit|commit|commit sha|git sha|commit id|sha",
  measured_at:
    "measured at|date|timestamp|datetime|time stamp|run date|start time|datum|zeitstempel|fecha|дата|日期|日付",
  run_duration: "run duration",
  host: "host|hostname|host name",
  driver: "driver|driver version|nvidia driver|cuda driver",
  image: "image|docker image|container image|container",
  source: "source",
  source_locator: "source locator",
};

const runNames =
  "run|run id|run number|run no|repeat|repetition|rep|trial|replicate|lauf|durchlauf|essai|ejecución|прогон|запуск|轮次|試行";
const sampleNames = "sample|sample index|iteration|iter|iteration number|sample number";
const bothLengths =
  "input output length|input output len|sequence length|seq len|seqlen|isl osl|input output|input output tokens|input output lengths|in out|in out len|in out length|in out tokens|io length|io len|prompt output|prompt output tokens|eingabe ausgabelänge|eingabe ausgabe länge|输入 输出长度|输入 输出|入力 出力";

const settingNames =
  "temperature|top p|top k|seed|random seed|num ctx|context|context length|ctx|ctx size|max model len|max tokens|max num seqs|max num batched tokens|num prompts|num requests|number of requests|threads|n threads|num threads|cpu threads|layers|num layers|n gpu layers|ngl|ubatch|n batch|n ubatch|block size|chunk size|chunked prefill|gpu memory utilization|num speculative tokens|beam width|beams|num beams|steps|num steps|epochs|warmup|warmup runs|repetitions|port|id|index|prompt id|year|level|gpu id|rank|page size|hidden size|heads|num heads|params|parameters|model size|model params|burstiness|weights|weights b|params b|parameters b|active b|active params|active params b|total params|total params b";

interface MetricName {
  metric: string;
  /** Without a unit in header or cells, this one; null where the unit must be said. */
  implied: string | null;
  note: string;
}

/** Names by the dimension of their unit: `throughput` is a token rate in tok/s and a request rate in req/s. */
const metricNames = new Map<Dimension, Map<string, MetricName>>();

function names(metric: string, list: string, implied: string | null = null, note = ""): void {
  const { dimension } = findMetric(metric);
  const known = metricNames.get(dimension) ?? new Map<string, MetricName>();
  metricNames.set(dimension, known);
  for (const name of list.split("|")) known.set(name, { metric, implied, note });
}

/** The note of memory that is not called the peak. */
export const peakAssumed = "peak is not said; read as peak memory";

/** The note of a rate of requests that may be offered or reached. */
export const offeredAssumed = "read as the offered request rate";

/** The note of a token rate that does not say of which tokens. */
export const outputAssumed = "output or total is not said; read as output tokens";
names(
  "output_tokens_per_second",
  "|throughput|durchsatz|tput|speed|token throughput|inference speed|tokens|token|tps|geschwindigkeit|débit|vitesse|rendimiento|velocidad|пропускная способность|скорость|吞吐|吞吐量|吞吐率|速度|スループット",
  null,
  outputAssumed,
);
names("output_tokens_per_second", "output throughput|output token throughput", "tok/s");
names(
  "output_tokens_per_second",
  "output|out|output tput|out tput|output tokens|output token|generation|generation throughput|generation speed|gen|decode|decode throughput|decode speed|eval|eval rate|tg|generierung|vitesse de génération|velocidad de generación|скорость генерации|生成速度|生成吞吐|生成吞吐量|输出吞吐|输出吞吐量|解码速度",
);
names("total_tokens_per_second", "total token throughput|total tokens throughput", "tok/s");
names(
  "total_tokens_per_second",
  "total|total throughput|total tput|tot tput|total tokens|overall throughput|ges|gesamt|总吞吐|总吞吐量",
);
names(
  "input_tokens_per_second",
  "input|input throughput|input tokens|input token throughput|prompt|prompt throughput|prompt eval|prompt eval rate|prompt processing|prefill|prefill throughput|prefill speed|prompt eval speed|prompt speed|pp|预填充速度",
);
names(
  "tokens_per_second_per_user",
  "per user|output token throughput per user|interactivity|throughput per user|output throughput per user",
);
names("tokens_per_second_per_gpu", "per gpu|throughput per gpu|output throughput per gpu|tput per gpu");
names(
  "training_tokens_per_second",
  "train|training|training throughput|train throughput|training tokens|train tokens",
);
names("requests_per_second", "request throughput|req throughput|request tput|req tput", "req/s");
names(
  "requests_per_second",
  "|throughput|tput|requests|request|req|completed|queries|durchsatz|débit|rendimiento|пропускная способность|吞吐|吞吐量|吞吐率|スループット",
);
names("samples_per_second", "|throughput|samples|sample");
names(
  "training_samples_per_second",
  "train|training|training throughput|train throughput|training samples|train samples",
);
names(
  "ttft",
  "ttft|time to first token|first token latency|first token time|ttft latency|ftl|time to first token ttft|zeit bis zum ersten token|temps jusqu'au premier token|temps jusqu'au premier jeton|tiempo hasta el primer token|время до первого токена|首token延迟|首 token 延迟|首token时延|首 token 时延|首字延迟|最初のトークンまでの時間",
);
names(
  "tpot",
  "tpot|time per output token|time per token|tpot latency|time per output token tpot|zeit pro token|zeit je token|temps par token|temps par jeton|tiempo por token|время на токен|每token延迟|每 token 延迟|每token时延|トークンあたりの時間",
);
names("itl", "itl|inter token latency|intertoken latency|itl latency|inter token latency itl");
names(
  "e2e_latency",
  "e2e latency|e2el|e2e|end to end latency|end to end|request latency|end to end request latency|e2e request latency|end to end latency e2el|ende zu ende latenz|latence de bout en bout|latencia de extremo a extremo|сквозная задержка|端到端延迟|端到端时延",
);
names("batch_latency", "batch latency|latency per batch");
names(
  "execution_time",
  "execution time|exec time|elapsed time|elapsed|runtime|run time|wall time|wall clock time",
);
names("step_time", "step time|time per step|iteration time");
names(
  "peak_memory",
  "peak memory|peak mem|max memory|memory peak|peak gpu memory|peak vram|peak memory usage|max mem|max vram|peak ram|spitzenspeicher|mémoire maximale|pic mémoire|pic de mémoire|memoria máxima|memoria pico|пиковая память|峰值显存|峰值内存|最大显存|ピークメモリ",
);
names(
  "peak_memory",
  "gpu memory|gpu mem|memory|mem|vram|memory usage|memory used|mem used|mem usage|vram usage|gpu memory usage|gpu memory used|memory utilization|memory utilisation|ram used|ram usage|speicher|ram|mémoire|memoria|память|видеопамять|显存|显存占用|内存|内存占用|メモリ|メモリ使用量",
  null,
  peakAssumed,
);
names(
  "power",
  "power|power draw|avg power|average power|gpu power|power usage|power consumption|mean power|power mean|leistung|leistungsaufnahme|puissance|potencia|мощность|энергопотребление|功耗|功率|平均功耗|消費電力",
);
names("energy_per_token", "|energy per token|energy|energy per output token|per token");
names(
  "tflops_per_watt",
  "|efficiency|energy efficiency|power efficiency|performance per watt|compute efficiency",
);
names("tflops_per_watt", "tflops per watt|tflops per w", "TFLOPS/W");
names("tflops", "|compute|performance|achieved|throughput|compute throughput");
names("speedup", "speedup|speed up", "x");
names("scaling_efficiency", "scaling efficiency|scaling eff|parallel efficiency");
names("cost_change", "cost change");
names(
  "cost_per_million_tokens",
  "cost per million tokens|cost per 1m tokens|cost per m tokens|cost per mtok|price per million tokens|cost per million|cost per million output tokens",
);
names("accuracy", "accuracy|acc", "");
names("perplexity", "perplexity|ppl", "");

type NamedColumn = Exclude<HeaderMeaning, { kind: "metric" } | { kind: "unknown" }>;

const columnNames = new Map<string, NamedColumn>();
for (const [field, list] of Object.entries(caseNames) as [CaseField, string][]) {
  const note = (name: string) => (name === "qps" ? offeredAssumed : "");
  for (const name of list.split("|")) columnNames.set(name, { kind: "case", field, note: note(name) });
}
for (const [field, list] of Object.entries(contextNames) as [keyof Context, string][]) {
  for (const name of list.split("|")) columnNames.set(name, { kind: "context", field });
}
for (const name of runNames.split("|")) columnNames.set(name, { kind: "run" });
for (const name of sampleNames.split("|")) columnNames.set(name, { kind: "sample" });
for (const name of settingNames.split("|")) columnNames.set(name, { kind: "setting" });
for (const name of bothLengths.split("|")) columnNames.set(name, { kind: "both lengths" });

const statisticWords: readonly [RegExp, HeldStatistic][] = [
  [/标准差|標準偏差|\b(?:standardabweichung|desviación estándar)\b|écart type|стандартное отклонение/, "sd"],
  [/\b(?:standard deviation|std dev|stddev|stdev|std|sd)\b/, "sd"],
  [/\b(?:p ?90|90 ?th(?: percentile)?|90 ?%|90 percentile)(?![\d.])/, "p90"],
  [/\b(?:p ?95|95 ?th(?: percentile)?|95 ?%|95 percentile)(?![\d.])/, "p95"],
  [/\b(?:p ?99|99 ?th(?: percentile)?|99 ?%|99 percentile)(?![\d.])/, "p99"],
  [/\b(?:median\b|med\b|p ?50|50 ?th(?: percentile)?|50 ?%|50 percentile)(?![\d.])/, "median"],
  [/\b(?:mean|average|avg|ave|mittel)\b/, "mean"],
  [/中位数|中央値|médiane|\bmediana\b|медиана/, "median"],
  [/平均值?|\b(?:mittelwert|durchschnitt(?:lich\w*)?|moyenn?e?|promedio|media)\b|средн(?:ее|яя|ий)/, "mean"],
  [/\b(?:minimum|min)\b/, "min"],
  [/\b(?:maximum|max|peak)\b/, "max"],
  [/\b(?:count|n)\b/, "n"],
];

/**
 * What a column's header says: a metric with its statistic and unit ("P99 TTFT [ms]", "output_throughput", "tok/s"), a
 * case field ("GPUs", "dtype"), context, or a name that is not known. A metric whose unit is nowhere said comes with unit
 * null; a name that could be two metrics ("Throughput", "Latency") is unknown.
 */
export function readHeader(header: string): HeaderMeaning {
  const text = plainHeader(header);
  const named = columnNames.get(wordsOf(text));
  if (named) return named;
  const { name, unit } = splitUnit(text);
  const found = metricOf(withoutUnit(name, unit), unit) ?? slashed(text);
  return found ?? { kind: "unknown", ...unknownName(text) };
}

const arrows = /[\u2190-\u2193\u2b06\u2b07\u25b2\u25bc]\ufe0f?/g;
const footnotes = /(?<=[\p{L}\])])(?:\s?[*†‡§]+|[¹²³⁰⁴-⁹]+)(?=$|\s*[([])/gu;

/** One line of half-width text without what points at something else: `Throughput* ↑`, `（ms）`. */
function plainHeader(header: string): string {
  const text = halfWidth(header.normalize("NFC")).replace(/\s+/g, " ").replace(arrows, " ");
  const plain = text.replace(footnotes, "").replace(/\s+/g, " ").trim();
  return plain === "" ? header.trim() : plain;
}

/** `TTFT/ms` is a quantity over its unit, where it is one of that unit: `images/s` is a rate. */
function slashed(text: string): HeaderMeaning | null {
  const [, name, spelled] = /^(.+?)\s*\/\s*([^/\s]+)$/.exec(text) ?? [];
  const unit = spelled === undefined ? null : findUnit(spelled);
  return name === undefined || unit === null ? null : metricOf(name, unit);
}

/** The statistic that a header names alone: `avg`, `p99`, `std`; null for anything else. */
export function readStatistic(header: string): HeldStatistic | null {
  const found = splitStatistic(wordsOf(header));
  return found?.rest === "" ? found.statistic : null;
}

/** Words in lower case, parted by single spaces: `maxConcurrency`, `max_concurrency` and `Max. concurrency` are one. */
function wordsOf(text: string): string {
  return text
    .replace(/([a-z\d])([A-Z][a-z])/g, "$1 $2")
    .toLowerCase()
    .replace(/#/g, " num ")
    .replace(/[\s_\-./:,;()[\]{}|]+/g, " ")
    .trim();
}

function metricOf(name: string, unit: Unit | null): HeaderMeaning | null {
  const words = wordsOf(name);
  const whole = lookUp(words, unit, null);
  if (whole) return whole;
  const found = splitStatistic(words);
  return found && lookUp(found.rest, unit, found.statistic);
}

function lookUp(words: string, unit: Unit | null, statistic: HeldStatistic | null): HeaderMeaning | null {
  if (unit !== null) return ofDimension(words, unit, statistic);
  const idea = words.replaceAll(" ", "_");
  if (isKnownMetric(idea) && isRate(idea)) {
    return { kind: "metric", metric: idea, statistic, unit: findMetric(idea).unit, note: "" };
  }
  for (const names of metricNames.values()) {
    const found = words === "" ? undefined : names.get(words);
    if (found && isAlone(words)) {
      return { kind: "metric", metric: found.metric, statistic, unit: found.implied, note: found.note };
    }
  }
  return null;
}

function isRate(metric: string): boolean {
  const { dimension } = findMetric(metric);
  return dimension.endsWith("rate") || dimension === "compute" || dimension === "compute-per-power";
}

/** Whether a name belongs to one dimension only, so that it names a metric without a unit too. */
function isAlone(words: string): boolean {
  return (
    Array.from(metricNames.values()).filter((names) => names.has(words)).length === 1 && !vague.has(words)
  );
}

/** Names that say what is measured only together with a unit. */
const vague = new Set(
  "speed|tokens|token|total|output|out|input|prompt|generation|gen|decode|prefill|eval|train|training|requests|request|req|completed|queries|samples|sample|energy|per token|prompt eval|prompt processing|durchsatz|efficiency|energy efficiency|power efficiency|compute|performance|achieved|per user|per gpu|elapsed|ges|gesamt|ram|tps|output tokens|input tokens|total tokens|training tokens|train tokens|geschwindigkeit|vitesse|velocidad|скорость|速度|tg|pp|generierung|prompt speed|prompt eval speed".split(
    "|",
  ),
);

function ofDimension(words: string, unit: Unit, statistic: HeldStatistic | null): HeaderMeaning | null {
  const found = metricNames.get(unit.dimension)?.get(words);
  if (unit.symbol === "tok/s/user" || unit.symbol === "tok/s/gpu") return perPart(words, unit, statistic);
  if (unit.symbol.endsWith("s/tok")) return perToken(words, unit, statistic);
  if (!found || conversionTo(unit.symbol, findMetric(found.metric)) === null) return null;
  return { kind: "metric", metric: found.metric, statistic, unit: unit.symbol, note: found.note };
}

function perPart(words: string, unit: Unit, statistic: HeldStatistic | null): HeaderMeaning | null {
  const metric = unit.symbol === "tok/s/user" ? "tokens_per_second_per_user" : "tokens_per_second_per_gpu";
  const says = metricNames.get("token-rate")?.get(words);
  return says ? { kind: "metric", metric, statistic, unit: unit.symbol, note: "" } : null;
}

const timesOfTokens = new Set(["", "latency", "time", "decode", "decode latency", "generation", "latenz"]);

function perToken(words: string, unit: Unit, statistic: HeldStatistic | null): HeaderMeaning | null {
  const isTpot = timesOfTokens.has(words) || metricNames.get("time")?.get(words)?.metric === "tpot";
  return isTpot ? { kind: "metric", metric: "tpot", statistic, unit: unit.symbol, note: "" } : null;
}

function splitStatistic(words: string): { rest: string; statistic: HeldStatistic } | null {
  for (const [pattern, statistic] of statisticWords) {
    if (pattern.test(words))
      return { rest: words.replace(pattern, " ").replace(/\s+/g, " ").trim(), statistic };
  }
  return null;
}

/** `Requests per second (req/s)` says its unit twice. */
function withoutUnit(name: string, unit: Unit | null): string {
  const again = unit === null ? null : splitUnit(name);
  return again !== null && again.unit === unit ? again.name : name;
}

/** The unit in brackets at the end, or the last words that spell one: `TTFT (ms)`, `ttft_ms`, `peak memory GiB`, `tok/s`. */
function splitUnit(text: string): { name: string; unit: Unit | null } {
  const bracketed = bracketUnit(text);
  if (bracketed) return bracketed;
  const words = text.replaceAll("_", " ").split(/[\s,]+/);
  for (let from = 0; from < words.length; from++) {
    const unit = findUnit(words.slice(from).join(" "));
    if (unit)
      return {
        name: words
          .slice(0, from)
          .join(" ")
          .replace(/\s+in$/, ""),
        unit,
      };
  }
  return { name: text, unit: null };
}

function bracketUnit(text: string): { name: string; unit: Unit } | null {
  const found = /^(.*?)[\s_]*[([]([^()[\]]+)[)\]]((?:\s*[([][^()[\]]+[)\]])?)$/.exec(text);
  if (!found) return null;
  const [, before, inner, after] = found as unknown as [string, string, string, string];
  const last = /^\s*[([](.+)[)\]]$/.exec(after)?.[1];
  const unitOfLast = last === undefined ? null : findUnit(last);
  if (unitOfLast) return { name: `${before} ${inner}`, unit: unitOfLast };
  const unit = findUnit(inner);
  if (unit) return { name: `${before} ${last ?? ""}`, unit };
  const mixed = last === undefined ? unitAmong(inner) : null;
  return mixed && { name: `${mixed.rest} ${before}`, unit: mixed.unit };
}

/** `p99, ms`, `output tok/s`: a unit among other words. Of one letter it is a unit only beside a statistic. */
function unitAmong(inner: string): { rest: string; unit: Unit } | null {
  const words = inner.split(/[\s,;]+/).filter((word) => word !== "");
  for (let i = 1; i < words.length; i++) {
    const ways = [
      [words.slice(i), words.slice(0, i)],
      [words.slice(0, i), words.slice(i)],
    ] as const;
    for (const [spelled, others] of ways) {
      const unit = findUnit(spelled.join(" "));
      const rest = others.join(" ");
      if (unit && (unit.symbol.length > 1 || readStatistic(rest) !== null)) return { rest, unit };
    }
  }
  return null;
}

/** An unknown column's own name, without the unit that it has in brackets. */
function unknownName(text: string): { name: string; unit: string | null } {
  const found = /^(.+?)\s*[([]([^()[\]]+)[)\]]$/.exec(text);
  if (found && findUnit(found[2]!)) return { name: found[1]!, unit: findUnit(found[2]!)!.symbol };
  const { name, unit } = splitUnit(text);
  const sure = unit !== null && name !== "" && (unit.symbol.length > 1 || unit.symbol === "s");
  return { name: text, unit: sure ? unit.symbol : null };
}
