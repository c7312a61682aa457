/** Servers by the name that a benchmark client has for its back end. */
const systems = new Map([
  ["vllm", "vLLM"],
  ["sglang", "SGLang"],
  ["tgi", "TGI"],
  ["tensorrt-llm", "TensorRT-LLM"],
  ["trtllm", "TensorRT-LLM"],
  ["trt", "TensorRT-LLM"],
  ["lmdeploy", "LMDeploy"],
  ["deepspeed-mii", "DeepSpeed-MII"],
  ["llama.cpp", "llama.cpp"],
]);

/** The protocol that some clients add to the server's name: `sglang-oai-chat`. */
const protocol = /(?:-(?:chat|oai|native|completions|embeddings?|pooling))+$/;

/** The server that a back end's name names; null for `openai` and its like, which only name a protocol. */
export function systemOfBackend(name: string): string | null {
  const lower = name.toLowerCase();
  return systems.get(lower) ?? systems.get(lower.replace(protocol, "")) ?? null;
}
