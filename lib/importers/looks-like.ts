// Names that a text shows by itself to be of an engine, a device, a model, a number format or a scenario.

const engines =
  /^(?:vllm|sglang|tensorrt[- ]?llm|trt[- ]?llm|tgi|lmdeploy|llama\.cpp|ollama|deepspeed(?:[- ]mii)?|exllama(?:v2)?|mlc(?:[- ]llm)?|hf|transformers|pytorch|onnx ?runtime|mlx|ktransformers)\b/i;
/** The name of an engine, and its version at most. */
export function isExactEngine(text: string): boolean {
  const rest = text.trim().replace(engines, "");
  return rest !== text.trim() && /^(?:\s+v?\d[\w.]*)?$/.test(rest);
}

const devices =
  /(?:\b|(?<=\d\s?[x×]\s?))(?:[ABHL]\d{2,3}[sS]?|GH200|GB200|B[23]00|RTX ?\w+|MI\d{3}X?|V100|T4|TPU ?v\d\w*|Trn\d\w*|Inf2|Trainium ?\d?|Gaudi ?\d?|M[1-5] (?:Pro|Max|Ultra))\b/;

const formats = /^(?:fp?(?:4|8|16|32)|bf16|int[48]|w\d+a\d+|nvfp4|mxfp4|awq|gptq|i?q\d(?:_\w+)?)$/i;

const scenarios = /^(?:offline|server|interactive|single ?stream|multi ?stream)$/i;

const models =
  /^(?:meta[- ]?)?(?:code)?(?:llama|qwen|mistral|mixtral|gemma|deepseek|falcon|bloom|gpt-)[-\w. ]*$|(?:^|[\s_-])\d+(?:\.\d+)?B(?:$|[\s_-])/i;

/** What a text is a name of, by itself: an engine, a device, a model, a number format. */
export function looksLike(text: string): "system" | "scenario" | "hardware" | "precision" | "model" | null {
  if (engines.test(text)) return "system";
  if (scenarios.test(text)) return "scenario";
  if (formats.test(text.trim())) return "precision";
  if (models.test(text.trim())) return "model";
  return devices.test(text) ? "hardware" : null;
}

/** The same of a text that is the name of one thing alone: `vLLM`, and not `vLLM on H100`. */
export function looksOnlyLike(text: string): ReturnType<typeof looksLike> {
  const shown = [engines, formats, models, devices].filter((pattern) => pattern.test(text.trim()));
  return shown.length === 1 ? looksLike(text) : null;
}
