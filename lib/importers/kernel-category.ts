// What a GPU kernel does, by its name: names are all that a trace says. The first that fits decides: a fused kernel goes
// by its most particular part (`fmha_cutlassF` is attention, `ncclDevKernel_ReduceScatter` is communication).

const categories: readonly [string, RegExp][] = [
  [
    "communication",
    /nccl|rccl|nvshmem|all_?reduce|all_?gather|reduce_?scatter|all_?to_?all|cross_device_reduce|deep_?ep/i,
  ],
  ["attention", /flash|fmha|attention|attn|paged_|_mla_|(?:^|_)mla(?:_|$)|merge_state/i],
  ["softmax", /softmax/i],
  ["normalisation", /norm(?!al(?:_|<|\b))/i],
  ["convolution", /conv(?!ert)|cudnn|winograd|dgrad|wgrad|im2col/i],
  [
    "matrix multiplication",
    /gemm|gemv|cutlass|cublas|nvjet|xmma|hmma|wmma|matmul|splitk|^Cijk_|_mm(?:_|$)|grouped_mm|triton_tem_|moe_kernel/i,
  ],
  ["sorting and sampling", /sort|top_?[kp](?![a-z])|argmax|(?<!up|down)sampl|multinomial|cumsum|scan/i],
  ["reduction", /reduc|triton_(?:red|per)_/i],
  [
    "copy and indexing",
    /copy|index|gather|scatter|embedding|transpose|permute|(?:^|[^a-z])cat(?:[^a-z]|$)|CatArray|fill|reshape|slice/i,
  ],
  [
    "element-wise",
    /elementwise|triton_poi_|pointwise|silu|gelu|relu|act_and_mul|rotary|rope|quant|cast|vectorized/i,
  ],
];

/** The category of a kernel by its name; `other` where nothing in it says what it does. */
export function kernelCategory(name: string): string {
  return categories.find(([, pattern]) => pattern.test(name))?.[0] ?? "other";
}
