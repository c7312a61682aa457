import { cell, heading, item, row, says, type Wording } from "./cited-place";

/** How a document says that a field has a value: any one of the ways is enough. */
type Words = Record<string, Record<string, Wording[]>>;

/** What the documents say, read by hand: of each table of claims its document, what it prints, and the words of each field. */
export interface Reading {
  document: string;
  /** The text that stands on the line for a row, to the letter. */
  printed: (row: Record<string, string>) => string;
  words: Words;
  /** First and last line of each table of results: no cell there but a row's label is passed over. */
  tables: [number, number][];
}

/** Document 000 spells Φ in UTF-8 that was encoded twice. */
const phi = "\u00ce\u00a6(a)-Optimized";
const printedUnits: Record<string, string> = {
  "tok/s": "tok/sec",
  ms: "ms",
  GB: "GB",
  "TFLOPS/W": "TFLOPS/W",
};
/** The two first columns of each table print the unit, the others the bare figure. */
const columnsWithUnit = ["Φ(a)-Optimized", "OpenAI GPT-4"];
const withUnit = (column: string) => Object.values(printedUnits).map((unit) => cell(column, `# ${unit}`));

const comparisons: Reading = {
  document: "000_095823f5e90047b9.txt",
  tables: [
    [18, 20],
    [28, 30],
    [38, 40],
    [48, 51],
    [59, 61],
  ],
  printed: ({ value = "", unit = "", system = "" }) =>
    columnsWithUnit.includes(system) ? `${value} ${printedUnits[unit]}` : value,
  words: {
    metric: {
      output_tokens_per_second: [
        heading("### **1. Inference Speed (Tokens per Second)**"),
        heading("### **4. Multi-GPU and Distributed Execution Performance**"),
      ],
      ttft: [heading("### **2. Latency Comparison (Time to First Token - ms)**")],
      peak_memory: [heading("### **3. Memory Utilization (GB RAM Used)**")],
      tflops_per_watt: [heading("### **5. Energy Efficiency (TFLOPS per Watt)**")],
    },
    unit: {
      "tok/s": [says("tok/sec")],
      ms: [says("ms")],
      GB: [says("GB")],
      "TFLOPS/W": [says("TFLOPS/W")],
    },
    model: {
      "LLaMA-2 7B": [row("LLaMA-2 7B")],
      "LLaMA-2 13B": [row("LLaMA-2 13B")],
      "GPT-4 175B": [row("GPT-4 175B")],
    },
    system: {
      "Φ(a)-Optimized": withUnit(phi),
      "OpenAI GPT-4": withUnit("OpenAI GPT-4"),
      Grok: [cell("Grok", "#")],
      DeepSeek: [cell("DeepSeek", "#")],
      Ollama: [cell("Ollama", "#")],
    },
    accelerators: {
      "1": [row("Single GPU")],
      "2": [row("Dual-GPU")],
      "4": [row("4-GPU Cluster")],
      "8": [row("8-GPU Cluster")],
    },
    scenario: {
      "Multi-GPU scaling": [heading("### **4. Multi-GPU and Distributed Execution Performance**")],
    },
  },
};

const glm = [
  heading("### 1. GLM-4.7-Flash-Flash (4.7B parameters)"),
  says("GLM-4.7-Flash-Flash accuracy benchmark: #s execution time"),
];
const qwen4 = [heading("### 2. Qwen3-4B-Instruct-2507 (4B parameters)")];
const qwen30 = [heading("### 3. Qwen3-Coder-30B (30B parameters)")];
const qwen2 = [
  heading("### 4. Qwen3-VL-2B (2B parameters - Vision-Language Model)"),
  says("Qwen3-VL-2B accuracy benchmark: #s execution time"),
];

const executionTimes: Reading = {
  document: "002_86b4099359218c62.txt",
  tables: [],
  printed: ({ value = "" }) => `${value}s execution time`,
  words: {
    metric: { execution_time: [says("#s execution time")] },
    unit: { s: [says("#s")] },
    model: {
      "GLM-4.7-Flash-Flash": glm,
      "Qwen3-4B-Instruct-2507": qwen4,
      "Qwen3-Coder-30B": qwen30,
      "Qwen3-VL-2B": qwen2,
    },
    // The model's size stands in its heading alone; lines 61 and 62 name the model.
    parameters: { "4.7B": glm, "4B": qwen4, "30B": qwen30, "2B": qwen2 },
    scenario: {
      "benchmark_accuracy.py": [item("benchmark_accuracy.py"), says("accuracy benchmark: #s execution time")],
      "benchmark_inference_speed.py": [item("benchmark_inference_speed.py")],
      "benchmark_memory_usage.py": [item("benchmark_memory_usage.py")],
      "benchmark_optimization_impact.py": [item("benchmark_optimization_impact.py")],
      "benchmark_power_efficiency.py": [item("benchmark_power_efficiency.py")],
      "benchmark_throughput.py": [item("benchmark_throughput.py")],
    },
  },
};

const asPrinted = ({ as_printed = "" }: Record<string, string>) => as_printed;

const highlights: Reading = {
  document: "003_092d6284524bc6f6.txt",
  tables: [],
  printed: asPrinted,
  words: {
    metric: {
      speedup: [says("#x speedup")],
      "custom:memory_improvement": [
        says("#x memory optimization improvement"),
        cell("Focus Area", "Latest memory optimization (#x FA2 improvement)"),
      ],
      "custom:sequence_length": [
        says("Constant memory for # token sequences"),
        cell("Focus Area", "Extreme long sequences (# tokens)"),
      ],
      "custom:memory_reduction": [says("#% memory reduction")],
    },
    unit: { x: [says("#x")], "%": [says("#%")], tokens: [says("# token"), says("# tokens")] },
    system: {
      "Mamba State Space": [item("Mamba State Space vs Attention")],
      "Flash Attention 3": [item("Flash Attention 3 vs FA2"), row("Flash Attention 3")],
      "Ring Attention": [item("Ring Attention"), row("Ring Attention")],
      FlashLight: [item("FlashLight vs Flash Attention v2")],
      "Compiler Integration": [item("Compiler Integration vs PyTorch Native")],
    },
    baseline: {
      Attention: [item("Mamba State Space vs Attention")],
      FA2: [
        item("Flash Attention 3 vs FA2"),
        cell("Focus Area", "Latest memory optimization (#x FA2 improvement)"),
      ],
      "Flash Attention v2": [item("FlashLight vs Flash Attention v2")],
      "PyTorch Native": [item("Compiler Integration vs PyTorch Native")],
    },
    scenario: { "end-to-end": [says("#x speedup end-to-end")] },
  },
};

const research: Reading = {
  document: "004_9bb4031ea44b1e18.txt",
  tables: [[17, 21]],
  printed: asPrinted,
  words: {
    metric: {
      speedup: [
        says("achieves **#x performance acceleration**"),
        cell("Performance Gain", "#x speedup"),
        cell("Performance Gain", "#x overall acceleration"),
        says("Quantization**: #x speedup"),
        says("#x acceleration on NVIDIA GPUs"),
        says("Up to #x total acceleration"),
        says("#x immediate speedup"),
        says("#x inference acceleration"),
      ],
      cost_change: [
        says("reducing infrastructure costs by **#%**"),
        cell("Cost Reduction", "#%"),
        cell("Cost Reduction", "#% total savings"),
        says("#% cost reduction"),
        says("#% immediate cost savings"),
        says("Auto-Scaling Intelligence**: #% reduction through demand matching"),
        says("#% additional savings through arbitrage"),
        says("Implement cost monitoring and right-sizing for #% savings"),
        says("#% infrastructure cost reduction achieved"),
      ],
      "custom:linear_scaling_limit": [
        cell("Performance Gain", "Linear scaling to # GPUs"),
        says("Linear scalability demonstrated up to # GPUs"),
      ],
      e2e_latency: [
        cell("Performance Gain", "#ms inference"),
        says("Mobile Optimization**: #ms inference"),
        says("#ms real-time inference"),
        says("Real-time inference (#ms)"),
      ],
      "custom:accuracy_loss": [says("#% accuracy loss"), says("#% accuracy degradation")],
      "custom:memory_reduction": [says("#% memory reduction")],
      scaling_efficiency: [says("#% efficiency up to 8 GPUs"), says("#% efficiency up to 1024 GPUs")],
      "custom:gpu_utilization": [says("#% GPU utilization")],
      "custom:recovery_time": [says("# seconds recovery time")],
      "custom:model_size": [says("#MB model sizes")],
      power: [says("Power Efficiency**: #W operation")],
      "custom:deployment_complexity_reduction": [says("#% reduction in deployment complexity")],
      "custom:throughput_improvement": [says("#% improvement in AI workload throughput")],
      "custom:annual_savings": [says("# million annual savings")],
      "custom:deployment_cycle_improvement": [says("#% faster AI model deployment cycles")],
      "custom:manual_effort_reduction": [says("#% reduction in manual optimization efforts")],
      "custom:workload_size": [says("#x larger AI workloads")],
    },
    unit: {
      x: [says("#x")],
      "%": [says("#%")],
      ms: [says("#ms")],
      s: [says("# seconds")],
      MB: [says("#MB")],
      W: [says("#W")],
      GPUs: [says("# GPUs")],
      "million USD": [says("# million annual savings")],
    },
    system: {
      "AI optimization framework": [
        says("AI optimization framework that achieves **#x performance acceleration**"),
        says("reducing infrastructure costs by **#%**"),
        // These two sections name no part of the framework.
        heading("## Validated Production Results"),
        heading("## Business Impact and ROI"),
      ],
      "Model Quantization Pipeline": [row("Model Quantization Pipeline")],
      "Distributed Training Architecture": [row("Distributed Training Architecture")],
      "Cost Optimization Framework": [
        row("Cost Optimization Framework"),
        says(
          "Created intelligent cost optimization that automatically adapts to workload patterns, achieving sustained #% cost reduction",
        ),
      ],
      "Edge Deployment Solutions": [row("Edge Deployment Solutions")],
      "Combined Framework": [row("Combined Framework")],
      "INT8 Quantization": [item("INT8 Quantization")],
      "INT4 Quantization": [item("INT4 Quantization")],
      "TensorRT Optimization": [item("TensorRT Optimization")],
      "Combined Pipeline": [item("Combined Pipeline")],
      "Multi-GPU Training": [item("Multi-GPU Training")],
      "NVIDIA Triton": [says("#% GPU utilization with NVIDIA Triton")],
      "Fault Tolerance": [item("Fault Tolerance")],
      "Spot Instance Strategy": [item("Spot Instance Strategy")],
      "Right-Sizing Automation": [item("Right-Sizing Automation")],
      "Auto-Scaling Intelligence": [item("Auto-Scaling Intelligence")],
      "Multi-Cloud Optimization": [item("Multi-Cloud Optimization")],
      "Mobile Optimization": [item("Mobile Optimization")],
      "Embedded Performance": [item("Embedded Performance")],
      "Power Efficiency": [item("Power Efficiency")],
      "Deployment Automation": [item("Deployment Automation")],
      "Model quantization": [says("Deploy model quantization for #x immediate speedup")],
      "Cost monitoring and right-sizing": [says("Implement cost monitoring and right-sizing for #% savings")],
    },
    hardware: { "NVIDIA GPUs": [says("#x acceleration on NVIDIA GPUs")] },
    accelerators: {
      "8": [says("#% efficiency up to 8 GPUs")],
      "1024": [says("#% efficiency up to 1024 GPUs")],
    },
    precision: { int8: [item("INT8 Quantization")], int4: [item("INT4 Quantization")] },
    scenario: {
      "infrastructure cost": [
        says("reducing infrastructure costs by **#%**"),
        says("#% infrastructure cost reduction achieved"),
      ],
      LLMs: [says("<2% accuracy loss for LLMs")],
      "Distributed Serving": [item("Distributed Serving")],
      "1000+ GPU clusters": [says("# seconds recovery time for 1000+ GPU clusters")],
      "fault-tolerant workloads": [says("#% cost reduction for fault-tolerant workloads")],
      "resource-constrained devices": [says("#ms real-time inference on resource-constrained devices")],
      "edge workloads": [says("#W operation for production edge workloads")],
      "Phase 1": [heading("### **Phase 1: Immediate Impact (Month 1)**")],
      inference: [says("#x inference acceleration consistently achieved")],
      "all optimizations": [says("#% accuracy degradation maintained across all optimizations")],
      "edge devices": [says("(#ms) validated on edge devices")],
      "typical enterprise deployments": [says("# million annual savings for typical enterprise deployments")],
    },
  },
};

/** Every table of claims, by its file's name. */
export const readings: Record<string, Reading> = {
  "AI_Execution_Benchmark_Comparisons.csv": comparisons,
  "model-execution-times.csv": executionTimes,
  "optimization-highlights.csv": highlights,
  "optimization-research.csv": research,
};
