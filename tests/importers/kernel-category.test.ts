import { describe, expect, it } from "vitest";
import { kernelCategory } from "@/lib/importers/kernel-category";

describe("kernelCategory", () => {
  // Names as the libraries give them to their kernels, shortened: cuBLAS, CUTLASS, cuDNN, NCCL, PyTorch, Triton, vLLM, rocBLAS.
  it.each([
    ["ampere_bf16_s16816gemm_bf16_128x64_ldg8_f2f_stages_64x4_tn", "matrix multiplication"],
    ["nvjet_tst_192x192_64x4_1x2_h_bz_coopB_TNT", "matrix multiplication"],
    ["void cublasLt::splitKreduce_kernel<32, 16, int>", "matrix multiplication"],
    ["Cijk_Alik_Bljk_BBS_BH_MT128x128x32", "matrix multiplication"],
    ["void flash_fwd_splitkv_kernel<Flash_fwd_kernel_traits<128>>", "attention"],
    ["fmha_cutlassF_bf16_aligned_64x128_rf_sm80", "attention"],
    ["void vllm::paged_attention_v2_kernel<c10::BFloat16>", "attention"],
    ["ncclDevKernel_AllReduce_Sum_bf16_RING_LL(ncclDevComm*)", "communication"],
    ["ncclDevKernel_ReduceScatter_Sum_f32_RING_LL", "communication"],
    ["void vllm::cross_device_reduce_1stage<c10::BFloat16, 2>", "communication"],
    ["void (anonymous namespace)::softmax_warp_forward<float>", "softmax"],
    ["void vllm::fused_add_rms_norm_kernel<c10::BFloat16, 8>", "normalisation"],
    ["void cudnn::ops::nchwToNhwcKernel", "convolution"],
    ["void at_cuda_detail::cub::DeviceRadixSortOnesweepKernel", "sorting and sampling"],
    ["void at::native::reduce_kernel<512, 1, MeanOps<float>>", "reduction"],
    ["triton_red_fused_mean_pow_0", "reduction"],
    ["void at::native::(anonymous namespace)::CatArrayBatchedCopy<float>", "copy and indexing"],
    ["void at::native::(anonymous namespace)::indexSelectLargeIndex<c10::Half>", "copy and indexing"],
    ["void at::native::vectorized_elementwise_kernel<4, at::native::CUDAFunctor_add<float>>", "element-wise"],
    ["triton_poi_fused_silu_0", "element-wise"],
    ["void vllm::act_and_mul_kernel<c10::BFloat16>", "element-wise"],
    ["convert_fp8_kernel", "other"],
    ["my_own_thing", "other"],
    ["", "other"],
  ])("of %j is %s", (name, category) => {
    expect(kernelCategory(name)).toBe(category);
  });
});
