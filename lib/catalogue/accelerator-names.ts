/** A device that is sold under one name, and how drivers, frameworks, clouds and people spell it. */
export interface NamedAccelerator {
  id: string;
  /** How a reader is shown it. */
  name: string;
  /** What it is called without its maker, form and memory; the first is how a reader is shown the family. */
  families: readonly string[];
  /** What tells it from others of its family; absent where nothing can be said. */
  form?: string;
  /** In GB, as makers and drivers round it; absent where buyers choose how much there is. */
  memories?: readonly number[];
  /** Of its memory. */
  kind?: string;
  /** GPU cores. */
  cores?: number;
  /** What must be said before a text means this very device: others of the family, which no line names, differ in it. */
  otherBy?: "memory" | "form" | "cores" | "edition";
}

type Row = readonly [
  id: string,
  name: string,
  families: string,
  told?: Omit<NamedAccelerator, "id" | "name" | "families">,
];

/** To add a device, add its line here (id, name, families between bars, what tells it apart) and in accelerators.ts. */
const rows: readonly Row[] = [
  ["v100-sxm2-16", "V100 SXM2 16GB", "V100", { form: "SXM2", memories: [16] }],
  ["v100-sxm2-32", "V100 SXM2 32GB", "V100", { form: "SXM2", memories: [32] }],
  ["v100-pcie-16", "V100 PCIe 16GB", "V100", { form: "PCIe", memories: [16] }],
  ["v100-pcie-32", "V100 PCIe 32GB", "V100", { form: "PCIe", memories: [32] }],
  ["v100s-pcie-32", "V100S PCIe 32GB", "V100S", { memories: [32] }],
  ["t4", "T4", "T4", { memories: [15, 16] }],
  ["a10", "A10", "A10", { memories: [24] }],
  ["a10g", "A10G (AWS)", "A10G", { memories: [24] }],
  ["a30", "A30", "A30", { memories: [24] }],
  ["a40", "A40", "A40", { memories: [48] }],
  ["a100-40-pcie", "A100 40GB PCIe", "A100", { form: "PCIe", memories: [40] }],
  ["a100-40-sxm", "A100 40GB SXM4", "A100", { form: "SXM4", memories: [40] }],
  ["a100-80-pcie", "A100 80GB PCIe", "A100", { form: "PCIe", memories: [80] }],
  ["a100-80-sxm", "A100 80GB SXM4", "A100", { form: "SXM4", memories: [80] }],
  ["l4", "L4", "L4", { memories: [24] }],
  ["l40", "L40", "L40", { memories: [48] }],
  ["l40s", "L40S", "L40S", { memories: [48] }],
  ["h100-pcie", "H100 PCIe 80GB", "H100", { form: "PCIe", memories: [80], kind: "HBM2e" }],
  ["h100-sxm", "H100 SXM5 80GB", "H100", { form: "SXM5", memories: [80], kind: "HBM3" }],
  ["h100-nvl", "H100 NVL 94GB", "H100", { form: "NVL", memories: [94], kind: "HBM3" }],
  ["gh200-96", "GH200 96GB", "GH200", { memories: [96, 480], kind: "HBM3" }],
  ["gh200-144", "GH200 144GB (141 usable)", "GH200", { memories: [141, 144], kind: "HBM3e" }],
  ["h200-sxm", "H200 SXM5", "H200", { form: "SXM5", memories: [141] }],
  ["h200-nvl", "H200 NVL", "H200", { form: "NVL", memories: [141] }],
  ["h20", "H20 96GB", "H20", { memories: [96], otherBy: "memory" }],
  ["b200-sxm", "B200 SXM", "B200", { form: "SXM", memories: [180, 183, 192] }],
  ["b300-sxm", "B300 SXM (Blackwell Ultra)", "B300", { form: "SXM", memories: [270, 275, 288] }],
  ["gb200", "GB200 (per GPU)", "GB200", { memories: [186, 192] }],
  ["gb300", "GB300 (per GPU)", "GB300", { memories: [279, 288] }],
  ["rubin", "Rubin (Vera Rubin NVL72, per GPU)", "Rubin|VR200", { memories: [288] }],
  ["rtx-3090", "GeForce RTX 3090", "GeForce RTX 3090|3090", { memories: [24] }],
  ["rtx-4090", "GeForce RTX 4090", "GeForce RTX 4090|4090", { memories: [24] }],
  ["rtx-5090", "GeForce RTX 5090", "GeForce RTX 5090|5090", { memories: [32] }],
  ["rtx-a6000", "RTX A6000", "RTX A6000|A6000", { memories: [48] }],
  ["rtx-6000-ada", "RTX 6000 Ada", "RTX 6000 Ada", { memories: [48] }],
  [
    "rtx-pro-6000-bw",
    "RTX PRO 6000 Blackwell (WS/Server)",
    "RTX PRO 6000 Blackwell",
    { memories: [96], otherBy: "edition" },
  ],
  ["jetson-agx-orin-64", "Jetson AGX Orin 64GB", "Jetson AGX Orin", { memories: [64], otherBy: "memory" }],
  ["jetson-orin-nano-super", "Jetson Orin Nano 8GB Super", "Jetson Orin Nano Super", { memories: [8] }],
  ["jetson-thor-t5000", "Jetson Thor T5000", "Jetson Thor T5000|Jetson AGX Thor", { memories: [128] }],
  ["dgx-spark-gb10", "DGX Spark (GB10)", "DGX Spark|GB10", { memories: [128] }],
  ["mi210", "Instinct MI210", "MI210", { memories: [64] }],
  ["mi250", "Instinct MI250", "MI250", { memories: [128] }],
  ["mi250x", "Instinct MI250X", "MI250X", { memories: [128] }],
  ["mi300a", "Instinct MI300A", "MI300A", { memories: [128] }],
  ["mi300x", "Instinct MI300X", "MI300X", { memories: [192] }],
  ["mi325x", "Instinct MI325X", "MI325X", { memories: [256] }],
  ["mi350x", "Instinct MI350X", "MI350X", { memories: [288] }],
  ["mi355x", "Instinct MI355X", "MI355X", { memories: [288] }],
  ["mi455x", "Instinct MI455X", "MI455X", { memories: [432] }],
  ["rx-7900-xtx", "Radeon RX 7900 XTX", "Radeon RX 7900 XTX", { memories: [24] }],
  ["rx-9070-xt", "Radeon RX 9070 XT", "Radeon RX 9070 XT", { memories: [16] }],
  [
    "strix-halo-395",
    "Ryzen AI Max+ 395 (Radeon 8060S)",
    "Ryzen AI Max+ 395|Ryzen AI Max+ 395 w/ Radeon 8060S",
  ],
  ["gaudi2", "Gaudi 2", "Gaudi 2", { memories: [96] }],
  ["gaudi3", "Gaudi 3 (OAM)", "Gaudi 3", { form: "OAM", otherBy: "form" }],
  ["max-1550", "Data Center GPU Max 1550", "Data Center GPU Max 1550|Max 1550", { memories: [128] }],
  ["arc-b580", "Arc B580", "Arc B580", { memories: [12] }],
  ["tpu-v4", "TPU v4 (chip)", "TPU v4"],
  ["tpu-v5e", "TPU v5e (chip)", "TPU v5e|TPU v5 lite"],
  ["tpu-v5p", "TPU v5p (chip)", "TPU v5p"],
  ["tpu-v6e", "TPU v6e Trillium (chip)", "TPU v6e|TPU v6 lite|Trillium"],
  ["tpu7x", "TPU7x Ironwood (chip)", "TPU7x|TPU v7|Ironwood"],
  ["trn1", "Trainium1 (chip)", "Trainium1"],
  ["inf2", "Inferentia2 (chip)", "Inferentia2"],
  ["trn2", "Trainium2 (chip)", "Trainium2"],
  ["m1-max", "M1 Max (32c GPU)", "M1 Max", { cores: 32, otherBy: "cores" }],
  ["m1-ultra", "M1 Ultra (64c)", "M1 Ultra", { cores: 64, otherBy: "cores" }],
  ["m2-max", "M2 Max (38c)", "M2 Max", { cores: 38, otherBy: "cores" }],
  ["m2-ultra", "M2 Ultra (76c)", "M2 Ultra", { cores: 76, otherBy: "cores" }],
  ["m3-max", "M3 Max (40c)", "M3 Max", { cores: 40, otherBy: "cores" }],
  ["m3-ultra", "M3 Ultra (80c)", "M3 Ultra", { cores: 80, otherBy: "cores" }],
  ["m4-pro", "M4 Pro (20c)", "M4 Pro", { cores: 20, otherBy: "cores" }],
  ["m4-max", "M4 Max (40c)", "M4 Max", { cores: 40, otherBy: "cores" }],
  ["groq-lpu1", "LPU v1 (GroqChip)", "LPU v1|GroqChip|Groq LPU v1"],
  ["cerebras-wse3", "WSE-3 (CS-3)", "WSE-3|CS-3"],
];

export const namedAccelerators: readonly NamedAccelerator[] = rows.map(([id, name, families, told]) => ({
  id,
  name,
  families: families.split("|"),
  ...told,
}));
