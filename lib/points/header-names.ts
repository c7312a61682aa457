// The names that columns go by, in the languages that people head their tables in: lower case, words parted by single spaces.
import type { CaseField } from "./case";
import type { HeaderMeaning, HeldStatistic } from "./header-meaning";
import { findMetric, type Dimension } from "./metrics";
import type { Context } from "./provenance";

const caseNames: Record<CaseField, string> = {
  model:
    "model|model name|model id|model path|llm|modell|modellname|modèle|nom du modèle|modelo|модель|模型|模型名称|モデル|モデル名|모델|nome del modello|modello|nome do modelo|모델명",
  system:
    "system|engine|inference engine|framework|backend|serving engine|serving framework|moteur|motor de inferencia|движок|фреймворк|引擎|推理引擎|框架|推理框架|エンジン|推論エンジン|フレームワーク|motore|motor|motor de inferência|엔진|추론 엔진|프레임워크|inferenz engine|inferenzmaschine",
  system_version:
    "system version|engine version|framework version|backend version|vllm version|sglang version|引擎版本|框架版本",
  hardware:
    "hardware|gpu|gpu type|server gpu type|gpu name|gpu model|gpu typ|accelerator|accelerator type|device|device name|hw|gpu info|grafikkarte|carte graphique|matériel|tarjeta gráfica|видеокарта|显卡|显卡型号|gpu型号|gpu 型号|硬件|ハードウェア|グラフィックカード|beschleuniger|accélérateur|scheda grafica|placa de vídeo|placa gráfica|acelerador|ускоритель|加速卡|グラボ|하드웨어|그래픽카드",
  accelerators:
    "accelerators|gpus|num gpus|num gpu|gpu count|server gpu count|n gpus|n gpu|ngpu|ngpus|nr gpus|number of gpus|num of gpus|num of hardware|num accelerators|accelerator count|number of accelerators|gpu number|world size|anzahl gpus|anzahl gpu|anzahl der gpus|gpu anzahl|nombre de gpu|nombre de gpus|nb gpu|nb gpus|número de gpu|número de gpus|количество gpu|число gpu|кол во gpu|количество видеокарт|gpu数|gpu数量|gpu 数|gpu 数量|卡数|显卡数量|gpu枚数|gpu 枚数|gpu 수|gpu 개수|numero di gpu|número de gpus usadas",
  tensor_parallel: "tensor parallel|tp|tp size|tensor parallel size|tensor parallelism",
  pipeline_parallel: "pipeline parallel|pp size|pipeline parallel size|pipeline parallelism",
  expert_parallel: "expert parallel|ep|ep size|expert parallel size|expert parallelism",
  data_parallel: "data parallel|dp|dp size|data parallel size|data parallelism",
  nodes: "nodes|num nodes|n nodes|node count|number of nodes|knoten|nœuds|nodos|узлы|节点数|ノード数",
  precision:
    "precision|dtype|data type|torch dtype|datentyp|type de données|tipo de datos|тип данных|数据类型|データ型|präzision|précision|precisione|datatype|정밀도|精度类型",
  quantization:
    "quantization|quantisation|quant|quantization scheme|quant method|quantisierung|quantification|cuantización|квантование|квантизация|量化|量化方式|量子化|quantizzazione|quantização|양자화",
  batch:
    "batch|batch size|bs|gbs|global batch|global batch size|batchsize|batchgröße|batch größe|taille de lot|taille du lot|taille de batch|tamaño de lote|tamaño del lote|размер батча|размер пакета|批大小|批次大小|batch大小|batch 大小|バッチサイズ|losgröße|stapelgröße|lot|taille lot|dimensione batch|dimensione del batch|tamanho do lote|размер партии|批次|批量|批量大小|バッチ|배치|배치 크기|lote|tamaño lote|tamaño de batch|tamaño del batch|tamanho de lote|tamanho do batch|批处理大小",
  concurrency:
    "concurrency|conc|num concurrency|concurrency level|users|num users|user count|number of users|virtual users|vus|max concurrency|concurrent requests|num concurrent requests|concurrent users|num concurrent users|gleichzeitige anfragen|parallele anfragen|requêtes simultanées|concurrencia|peticiones concurrentes|solicitudes concurrentes|одновременные запросы|параллельные запросы|并发|并发数|并发量|并发请求数|同時実行数|同時リクエスト数|gleichzeitige nutzer|parallele nutzer|anzahl gleichzeitiger anfragen|gleichzeitigkeit|nebenläufigkeit|parallelität|nb requêtes simultanées|nombre de requêtes simultanées|utilisateurs simultanés|usuarios concurrentes|usuarios simultáneos|richieste simultanee|richieste concorrenti|utenti simultanei|requisições simultâneas|solicitações simultâneas|usuários simultâneos|одновременных пользователей|одновременные пользователи|并发用户数|并发连接数|同時接続数|同時接続|同時ユーザー数|並列数|並列度|並列リクエスト数|동시성|동시 요청 수|동시 사용자 수|동시 접속자 수|concurrent clients|concurrent streams|parallel requests|simultaneous requests|并发请求|并发度|同時実行|同時リクエスト|並行数|simultanéité",
  request_rate:
    "request rate|qps|offered rate|offered load|anfragerate|请求速率|リクエストレート|taux de requêtes|tasa de peticiones|tasso di richieste|요청률",
  input_tokens:
    "input tokens|isl|input len|input length|input size|prompt tokens|prompt len|prompt length|input sequence length|input seq len|max input length|max input len|n prompt|input token count|avg input length|eingabelänge|eingabe tokens|eingabetokens|longueur d'entrée|tokens d'entrée|jetons d'entrée|longitud de entrada|tokens de entrada|входные токены|длина ввода|输入长度|输入token数|输入 token 数|入力長|入力トークン数|eingabetokenzahl|token di input|token in ingresso|lunghezza input|tokens de entrada por requisição|длина входа|输入tokens|输入token|入力トークン|입력 토큰|입력 길이|입력 토큰 수|longueur du prompt|promptlänge|输入token长度|输入序列长度|提示词长度|prompt长度|入力シーケンス長|プロンプト長|tokens en entrée|longueur entrée|tokens entrada",
  output_tokens:
    "output tokens|completion tokens|osl|output len|output length|output size|max output len|max output length|n gen|gen tokens|gen len|gen length|generation length|generation len|decode len|n predict|npredict|npred|num predict|output sequence length|output seq len|max new tokens|new tokens|generated tokens|avg output length|ausgabelänge|ausgabe tokens|ausgabetokens|longueur de sortie|tokens de sortie|jetons de sortie|longitud de salida|tokens de salida|выходные токены|длина вывода|输出长度|输出token数|输出 token 数|出力長|出力トークン数|token di output|token in uscita|lunghezza output|tokens de saída|длина выхода|输出tokens|输出token|出力トークン|출력 토큰|출력 길이|출력 토큰 수|输出token长度|输出序列长度|生成长度|生成token数|出力シーケンス長|生成トークン数|tokens en sortie|longueur sortie|tokens salida",
  scenario:
    "scenario|use case|workload|szenario|scénario|escenario|сценарий|场景|シナリオ|scenario di test|cenário|시나리오",
  dataset_name:
    "dataset name|dataset|datensatz|jeu de données|conjunto de datos|датасет|数据集|データセット|dataset di test|conjunto de testes|데이터셋",
};

const contextNames: Record<keyof Context, string> = {
  tool: "tool|benchmark tool",
  tool_version: "tool version",
  command: "command|cmd|command line|cli command",
  git_commit: "git commit|commit|commit sha|git sha|commit id|sha",
  measured_at:
    "measured at|date|timestamp|datetime|time stamp|run date|start time|datum|zeitstempel|fecha|дата|日期|日付|zeitpunkt|startzeit|heure|data e ora|时间戳|测试日期|日時|날짜|일시",
  run_duration: "run duration",
  host: "host|hostname|host name",
  driver: "driver|driver version|nvidia driver|cuda driver",
  image: "image|docker image|container image|container",
  source: "source",
  source_locator: "source locator",
};

const runNames =
  "run|run id|run number|run no|repeat|repetition|rep|trial|replicate|lauf|durchlauf|essai|ejecución|прогон|запуск|轮次|試行|wiederholung|versuch|répétition|repetición|esecuzione|execução|повтор|실행|회차";
const sampleNames =
  "request id|req id|request index|request idx|req idx|request number|request no|query id|sample|sample index|iteration|iter|iteration number|sample number";
const bothLengths =
  "input output length|input output len|sequence length|seq len|seqlen|isl osl|input output|input output tokens|input output lengths|in out|in out len|in out length|in out tokens|io length|io len|prompt output|prompt output tokens|eingabe ausgabelänge|eingabe ausgabe länge|输入 输出长度|输入 输出|入力 出力";

const settingNames =
  "mbs|micro batch|micro batch size|total requests|ctx len|context len|bits|n bits|num bits|quant bits|attention heads|num attention heads|kv heads|num kv heads|num key value heads|head dim|temperature|top p|top k|seed|random seed|num ctx|context|context length|ctx|ctx size|max model len|max tokens|max num seqs|max num batched tokens|num prompts|num requests|number of requests|threads|n threads|num threads|cpu threads|layers|num layers|n gpu layers|ngl|ubatch|n batch|n ubatch|block size|chunk size|chunked prefill|gpu memory utilization|num speculative tokens|beam width|beams|num beams|steps|num steps|epochs|warmup|warmup runs|repetitions|port|id|index|prompt id|year|level|gpu id|rank|page size|hidden size|heads|num heads|params|parameters|model size|model params|burstiness|weights|weights b|params b|parameters b|active b|active params|active params b|total params|total params b|step|status|http status|context window|context size|max context|max context length|memory capacity|gpu memory capacity|vram capacity";

interface MetricName {
  metric: string;
  /** Without a unit in header or cells, this one; null where the unit must be said. */
  implied: string | null;
  note: string;
}

/** Names by the dimension of their unit: `throughput` is a token rate in tok/s and a request rate in req/s. */
export const metricNames = new Map<Dimension, Map<string, MetricName>>();

function names(metric: string, list: string, implied: string | null = null, note = ""): void {
  const { dimension } = findMetric(metric);
  const known = metricNames.get(dimension) ?? new Map<string, MetricName>();
  metricNames.set(dimension, known);
  for (const name of list.split("|")) known.set(name, { metric, implied, note });
}

/** The note of memory that is not called the peak. */
export const peakAssumed = "peak is not said; read as peak memory";

/** The note of memory that may be the machine's own and no accelerator's. */
export const ramAssumed = "may be the host's; read as peak memory";

/** The note of arithmetic that may be counted rather than timed: `TFLOPs` is written of one pass as well as of a second. */
export const flopAssumed = "a second is not said; read as TFLOPS";

/** The note of a rate of requests that may be offered or reached. */
export const offeredAssumed = "read as the offered request rate";

/** The note of a token rate that does not say of which tokens. */
export const outputAssumed = "output or total is not said; read as output tokens";
names(
  "output_tokens_per_second",
  "|throughput|durchsatz|tput|thrpt|thruput|thpt|speed|token throughput|inference speed|tokens|token|tps|geschwindigkeit|débit|vitesse|rendimiento|velocidad|пропускная способность|скорость|吞吐|吞吐量|吞吐率|速度|スループット|velocità|velocidade|vazão|taxa de transferência|처리량|속도",
  null,
  outputAssumed,
);
names(
  "output_tokens_per_second",
  "output throughput|output token throughput|output tokens throughput|generation token throughput",
  "tok/s",
);
names(
  "output_tokens_per_second",
  "output|out|output speed|output tput|out tput|output tokens|output token|generation|text generation|token generation|text generation speed|token generation speed|generation throughput|generation speed|gen|decode|decode throughput|decode speed|eval|eval rate|tg|generierung|vitesse de génération|velocidad de generación|скорость генерации|生成速度|生成吞吐|生成吞吐量|输出吞吐|输出吞吐量|解码速度",
);
names(
  "input_tokens_per_second",
  "input token throughput|input tokens throughput|prompt token throughput",
  "tok/s",
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
  "per user|per user throughput|per user output throughput|output token throughput per user|interactivity|throughput per user|output throughput per user",
);
names(
  "tokens_per_second_per_gpu",
  "per gpu|per gpu throughput|per gpu output throughput|throughput per gpu|output throughput per gpu|tput per gpu",
);
names(
  "training_tokens_per_second",
  "train|training|training throughput|train throughput|training tokens|train tokens",
);
names(
  "requests_per_second",
  "achieved qps|qps achieved|actual qps|achieved rps|achieved request rate|actual request rate|request throughput|req throughput|request tput|req tput",
  "req/s",
);
names(
  "requests_per_second",
  "|achieved|actual|throughput|tput|requests|request|req|completed|queries|durchsatz|débit|rendimiento|пропускная способность|吞吐|吞吐量|吞吐率|スループット",
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
  "tpot|time per output token|time per token|time token|latency token|latency per token|tpot latency|time per output token tpot|zeit pro token|zeit je token|temps par token|temps par jeton|tiempo por token|время на токен|每token延迟|每 token 延迟|每token时延|トークンあたりの時間",
);
names("itl", "itl|inter token latency|intertoken latency|itl latency|inter token latency itl");
names(
  "e2e_latency",
  "e2e latency|e2el|req latency|response time|request time|e2e|end to end latency|end to end|request latency|end to end request latency|e2e request latency|end to end latency e2el|ende zu ende latenz|latence de bout en bout|latencia de extremo a extremo|сквозная задержка|端到端延迟|端到端时延",
);
names("batch_latency", "batch latency|latency per batch");
names(
  "execution_time",
  "execution time|exec time|elapsed time|elapsed|runtime|run time|wall time|wall clock time",
);
names("step_time", "step time|time per step|iteration time");
names(
  "peak_memory",
  "peak|peak memory|peak mem|max memory|memory peak|peak gpu memory|peak vram|peak memory usage|max mem|max vram|spitzenspeicher|mémoire maximale|pic mémoire|pic de mémoire|memoria máxima|memoria pico|пиковая память|峰值显存|峰值内存|最大显存|ピークメモリ",
);
names("peak_memory", "peak ram|ram used|ram usage|ram", null, ramAssumed);
names(
  "peak_memory",
  "gpu memory|gpu mem|memory|mem|vram|memory usage|memory used|mem used|mem usage|vram usage|vram used|gpu memory usage|gpu memory used|memory utilization|memory utilisation|speicher|mémoire|memoria|память|видеопамять|显存|显存占用|内存|内存占用|メモリ|メモリ使用量",
  null,
  peakAssumed,
);
names(
  "power",
  "|power|power draw|avg power|average power|gpu power|power usage|power consumption|mean power|power mean|leistung|leistungsaufnahme|puissance|potencia|мощность|энергопотребление|功耗|功率|平均功耗|消費電力",
);
names("energy_per_token", "|energy per token|energy|energy per output token|per token|energy token");
names("tokens_per_second_per_watt", "|tokens per second per watt|tokens per watt|tokens per joule");
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

// The same in other languages.
names(
  "output_tokens_per_second",
  "ausgabe|ausgabedurchsatz|ausgabe durchsatz|ausgaberate|generierungsdurchsatz|generierungsgeschwindigkeit|sortie|débit de sortie|débit en sortie|débit de génération|salida|rendimiento de salida|uscita|throughput di output|velocità di generazione|saída|vazão de saída|velocidade de geração|вывод|скорость вывода|выход|输出|输出速度|输出速率|生成速率|出力|出力スループット|出力速度|生成スループット|출력|출력 처리량|생성 속도",
);
names(
  "input_tokens_per_second",
  "eingabe|eingabedurchsatz|entrée|débit d'entrée|entrada|ingresso|ввод|输入|输入吞吐|输入吞吐量|预填充|预填充吞吐|入力|入力スループット|입력|입력 처리량",
);
names(
  "total_tokens_per_second",
  "gesamtdurchsatz|débit total|rendimiento total|throughput totale|vazão total|общая пропускная способность|总吞吐率|合計スループット|総スループット|전체 처리량|총 처리량",
);
names(
  "requests_per_second",
  "anfragedurchsatz|débit de requêtes|请求吞吐|请求吞吐量|リクエストスループット|요청 처리량",
);
names(
  "ttft",
  "zeit bis erstes token|latenz bis erstes token|zeit bis zum 1 token|latenz bis zum ersten token|temps jusqu'au premier token généré|temps au premier token|temps au premier jeton|temps avant premier jeton|temps avant le premier jeton|latence du premier jeton|latence du premier token|temps avant premier token|temps avant le premier token|délai du premier token|latence 1er token|latence 1er jeton|latence du 1er token|latence du 1er jeton|temps 1er token|temps 1er jeton|tiempo al primer token|tempo al primo token|tempo fino al primo token|tempo até o primeiro token|tempo para o primeiro token|задержка первого токена|время первого токена|首token耗时|首 token 耗时|首包延迟|首包时延|首字时延|首字耗时|最初のトークンまで|初回トークン時間|初回トークン遅延|初回トークンまでの時間|첫 토큰 지연|첫 토큰 지연 시간|첫 토큰 시간|첫 토큰까지의 시간",
);
names(
  "tpot",
  "zeit je ausgabetoken|zeit pro ausgabetoken|temps par token généré|tempo per token|tempo por token|время генерации токена|每个token延迟|每token耗时|每 token 耗时|每个输出token延迟|单token延迟|トークン間時間|1トークンあたりの時間|토큰당 시간|토큰당 지연|토큰당 지연 시간",
);
names(
  "itl",
  "token间延迟|token间时延|token 间延迟|トークン間遅延|トークン間レイテンシ|토큰 간 지연|межтокенная задержка",
);
names(
  "e2e_latency",
  "gesamtlatenz|ende zu ende|latence totale|latenza end to end|latência de ponta a ponta|latência total|端到端耗时|总延迟|全程延迟|エンドツーエンド遅延|エンドツーエンドレイテンシ|전체 지연|전체 지연 시간|종단 간 지연",
);
names(
  "peak_memory",
  "maximaler speicher|max speicher|mémoire crête|mémoire de crête|mémoire pic|spitzenspeicherverbrauch|memoria massima|memoria di picco|picco di memoria|memória máxima|pico de memória|最大显存占用|峰值显存占用|最大メモリ|ピークメモリ使用量|最大メモリ使用量|최대 메모리|최대 메모리 사용량|피크 메모리",
);
names(
  "peak_memory",
  "speicherverbrauch|speicherbedarf|speichernutzung|gpu speicher|grafikspeicher|arbeitsspeicher|mémoire gpu|mémoire vidéo|mémoire utilisée|memoria gpu|memoria utilizada|memoria usata|memória|memória gpu|memória usada|память gpu|видеопамяти|显存使用|显存使用量|显存用量|gpu显存|gpu 显存|gpuメモリ|gpu メモリ|gpuメモリ使用量|메모리|메모리 사용량|gpu 메모리",
  null,
  peakAssumed,
);
names(
  "power",
  "stromverbrauch|mittlere leistung|consommation|consommation électrique|consumo|consumo eléctrico|consumo energetico|potenza|potência|потребляемая мощность|整机功耗|gpu功耗|电力|平均消費電力|電力|전력|소비 전력|평균 전력",
);
names(
  "speedup",
  "beschleunigung|accélération|aceleración|accelerazione|aceleração|ускорение|加速比|高速化率|속도 향상",
  "x",
);
names("accuracy", "genauigkeit|exactitude|exactitud|accuratezza|acurácia|准确率|正解率|정확도", "");
names(
  "perplexity",
  "perplexität|perplexité|perplejidad|perplessità|perplexidade|перплексия|困惑度|パープレキシティ",
  "",
);

names(
  "output_tokens_per_second",
  "inferenzgeschwindigkeit|tokendurchsatz|token durchsatz|tokenrate|vitesse d'inférence|débit de tokens|velocidad de inferencia|推理速度|推論速度",
  null,
  outputAssumed,
);
names(
  "output_tokens_per_second",
  "generierungsrate|ausgabegeschwindigkeit|vitesse de sortie|velocidad de salida|输出token吞吐|输出token吞吐量|出力トークンスループット",
);
names(
  "ttft",
  "zeit zum ersten token|latenz erstes token|délai premier token|délai premier jeton|latence premier token|latence premier jeton|temps premier token|temps premier jeton|latencia primer token|latencia del primer token|tiempo primer token|tiempo hasta primer token|latenza primo token|latenza del primo token|latência do primeiro token|tempo do primeiro token|首token时间|首 token 时间|首个token延迟|首个token时延|首个token时间|首字时间|首字响应时间|首token响应时间|最初のトークン遅延|最初のトークンレイテンシ|最初のトークンのレイテンシ|初回トークンレイテンシ",
);
names(
  "tpot",
  "latenz pro token|latenz je token|latence par token|latence par jeton|latencia por token|latência por token|tiempo por token de salida|每token时间|每个token时延|每个token时间|单token时延|单 token 时延|单token耗时|トークンあたりのレイテンシ|トークンあたりの遅延|トークンあたり時間",
);
names(
  "e2e_latency",
  "ende zu ende zeit|latence bout en bout|latencia total|latencia extremo a extremo|总时延|请求时延|请求延迟|リクエストレイテンシ|総レイテンシ",
);
names(
  "peak_memory",
  "显存峰值|内存峰值|峰值显存使用|峰值显存使用量|显存最大占用|ピークvram|最大vram|最大vram使用量|vram max|vram máxima|vram pico|vram maximale",
);
names(
  "peak_memory",
  "vram verbrauch|vram bedarf|vram belegung|speicherbelegung|vram utilisée|utilisation mémoire|vram usada|uso de memoria|uso de vram|memoria vram|显存占用量|显存消耗|gpu显存占用|内存使用|内存使用量|vram使用量|使用vram|メモリ消費量",
  null,
  peakAssumed,
);

type NamedColumn = Exclude<HeaderMeaning, { kind: "metric" } | { kind: "unknown" }>;

export const columnNames = new Map<string, NamedColumn>();
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

/** First what is more than a single word: `95% CI` is no 95th percentile. */
const limit = String.raw`(?:lower|upper|low|high|lo|hi|min|max|unten|oben|inf|sup)`;
/** An interval's limit or half width, and its level where that is said. */
export const intervalWords = new RegExp(
  String.raw`(?:\b(?<first>${limit}) )?(?:(?<before>\d{2}) ?% ?)?(?<![a-z])(?:ci|confidence interval|konfidenzintervall|intervalle de confiance|置信区间|信頼区間)(?![a-z])(?: ?(?<after>\d{2})(?: ?%)?(?!\d))?(?: (?<last>${limit})(?: (?:bound|limit))?\b| (?<level>level)\b| (?:half width|half|±))?`,
);

const percentile = String.raw`(?:percentiles?|perzentile?|quantil|centile|percentil|percentile|процентиль|百分位数?|分位数?|パーセンタイル|백분위수?)`;
const quantile = (p: string) =>
  new RegExp(
    String.raw`\b(?:p ?${p}|${p} ?th(?: percentile)?|${p} ?(?:e |er |ème |º |° |й )?${percentile}|${percentile} ?${p}|${p} ?%)(?![\d.])`,
  );

export const statisticWords: readonly [RegExp, HeldStatistic][] = [
  [
    /\b(?:sem|standard error(?: of the mean)?|std err(?:or)?|stderr)\b|standardfehler|标准误差?|標準誤差/,
    "sem",
  ],
  [
    /\b(?:cv|coefficient of variation|rsd|rel(?:ative)? std(?: dev)?|stdev|std) ?%|\b(?:cv|coefficient of variation|rsd|variationskoeffizient)\b|变异系数|変動係数/,
    "cv",
  ],
  [
    /标准差|標準偏差|\b(?:standardabweichung|desviación (?:estándar|típica)|deviazione standard|desvio padrão)\b|desvio padrão|écart type|стандартное отклонение|표준 ?편차/,
    "sd",
  ],
  [/\b(?:standard deviation|std dev|stddev|stdev|std|sd)\b/, "sd"],
  [quantile("90"), "p90"],
  [quantile("95"), "p95"],
  [quantile("99"), "p99"],
  [/\b(?:median\b|med\b|p ?50|50 ?th(?: percentile)?|50 ?%|50 percentile)(?![\d.])/, "median"],
  [quantile("50"), "median"],
  [/\b(?:mean|average|avg|ave|mittel)\b/, "mean"],
  [/中位数|中值|中央値|중앙값|médiane|\bmediana\b|медиана/, "median"],
  [
    /平均值?|均值|평균|\b(?:mittelwert|durchschnitt(?:lich\w*)?|moyenn?e?|promedio|media)\b|média|средн(?:ее|яя|ий)/,
    "mean",
  ],
  [/\b(?:minimum|min|mínimo|minimo)\b|最小值?|최소/, "min"],
  [/\b(?:maximum|max|peak|máximo|massimo)\b|最大值|최대값/, "max"],
  [/\b(?:count|n)\b/, "n"],
];

/** Names that say what is measured only together with a unit. */
export const vagueNames = new Set(
  "peak|speed|tokens|token|total|output|out|input|prompt|generation|gen|decode|prefill|eval|train|training|requests|request|req|completed|queries|samples|sample|energy|per token|prompt eval|prompt processing|durchsatz|efficiency|energy efficiency|power efficiency|compute|performance|achieved|per user|per gpu|elapsed|ges|gesamt|ram|tps|output tokens|input tokens|total tokens|training tokens|train tokens|geschwindigkeit|vitesse|velocidad|скорость|速度|tg|pp|generierung|prompt speed|prompt eval speed|ausgabe|sortie|salida|uscita|saída|вывод|выход|输出|出力|출력|eingabe|entrée|entrada|ingresso|ввод|输入|入力|입력|预填充|velocità|velocidade|consumo|consommation|arbeitsspeicher".split(
    "|",
  ),
);
