/** Digits of a document that are no claim's figure, and why. */
export interface LeftOut {
  why: string;
  /** What is left out on each of the lines; without it, the whole of each line, which then no row may cite. */
  text?: string;
  /** Lines, or first and last of several. */
  lines: (number | [number, number])[];
}

const number = "a number in a list or of a section";

/** Read by hand: all that prints a digit, `N/A` or a cell of a table of results, and is no row. */
export const leftOut: Record<string, LeftOut[]> = {
  "000_095823f5e90047b9.txt": [
    { why: number, lines: [14, 24, 34, 44, 55, 67] },
    { why: "the heads of a table, among them a name with a digit", lines: [16, 26, 36, 46, 57] },
    { why: "the row's model", text: "LLaMA-2 7B", lines: [18, 28, 38, 59] },
    { why: "the row's model", text: "LLaMA-2 13B", lines: [19, 29, 39, 60] },
    { why: "the row's model", text: "GPT-4 175B", lines: [20, 30, 40, 61] },
    { why: "the row's number of accelerators", text: "4-GPU Cluster", lines: [50] },
    { why: "the row's number of accelerators", text: "8-GPU Cluster", lines: [51] },
  ],
  "001_376b3001c0b18478.txt": [
    { why: number, lines: [31, 55, 81, 96, 116, 131, 147, 164, 182] },
    { why: "the name of a number format", lines: [11, 58] },
    { why: "the name of a standard", lines: [19] },
    { why: "hardware that is asked for", lines: [[35, 39]] },
    { why: "a command or code", lines: [43, 44, 61, 67, 74, 175, 194] },
  ],
  "002_86b4099359218c62.txt": [
    { why: number, lines: [43, 44, 48] },
    { why: "how many models, scripts and runs there were", lines: [1, 5, 46, 47, [52, 54]] },
    { why: "a model's name and size", lines: [9, 17, 25, 33, 45, 82] },
    { why: "the row's model", text: "GLM-4.7-Flash-Flash", lines: [61] },
    { why: "the row's model", text: "Qwen3-VL-2B", lines: [62] },
    { why: "a range over all models whose ends are rows", lines: [56] },
  ],
  "003_092d6284524bc6f6.txt": [
    { why: number, lines: [[7, 10]] },
    {
      why: "what is to be tested",
      lines: [
        [26, 29],
        [104, 107],
        [110, 113],
      ],
    },
    { why: "years", lines: [33, 74] },
    { why: "the name of a baseline that has no figure", lines: [46, 62] },
    { why: "the row's system", text: "Flash Attention 3", lines: [36] },
    { why: "the row's baseline", text: "FA2", lines: [36] },
    { why: "the row's system and baseline", text: "Flash Attention 3 vs FA2", lines: [121] },
    { why: "the row's baseline", text: "Flash Attention v2", lines: [124] },
    { why: "a command or code", lines: [[70, 71], [76, 77], 80, [82, 83], 92, 95, 98, [137, 138], 142] },
    { why: "how results are to be measured", lines: [148, 154] },
    { why: "a threshold of acceptance", lines: [[166, 168], 172] },
  ],
  "004_9bb4031ea44b1e18.txt": [
    { why: number, lines: [23, 39, 55, 71, 140, 144, 148, [155, 157], [160, 162], [165, 167]] },
    { why: "a duration or date of the project", lines: [4, 89, 94, 99, 154, 159, 164] },
    { why: "how much of the project is done", lines: [5, 149, 150] },
    { why: "a document's length or path", lines: [141, 142, 146] },
    { why: "how long it takes to build, a plan", text: "1-2 weeks", lines: [17] },
    { why: "how long it takes to build, a plan", text: "2-4 weeks", lines: [18] },
    { why: "how long it takes to build, a plan", text: "2-3 months", lines: [19] },
    { why: "how long it takes to build, a plan", text: "1-3 weeks", lines: [20] },
    { why: "how long it takes to build, a plan", text: "3-6 months", lines: [21] },
    { why: "a cell without a figure", text: "Variable", lines: [19] },
    { why: "the row's system", text: "INT8", lines: [26] },
    { why: "the row's system", text: "INT4", lines: [27] },
    { why: "the size of models", lines: [43] },
    { why: "the row's scenario", text: "1000+ GPU clusters", lines: [45] },
    { why: "the name of a product", lines: [81] },
  ],
};
