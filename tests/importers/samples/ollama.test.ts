import { describe } from "vitest";
import { areSamplesMissing } from "../text-of";
import { type Figure, itReadsThem, type SampleRow } from "./figures";

// Every table of the Ollama API there is: 40 answers a model, four figures of each. The figures are what another program prints:
//   python3 tests/oracles/tables_of_runs.py ../shared/samples/messy/ollama*.csv

const table: SampleRow[] = [
  ["messy/ollama_1080TI_eval.csv", "ollama", 20, 0],
  ["messy/ollama_1080TI_prompt_eval.csv", "ollama", 20, 0],
  ["messy/ollama_A6000_eval.csv", "ollama", 28, 0],
  ["messy/ollama_A6000_prompt_eval.csv", "ollama", 28, 0],
];

const figures: Figure[] = [
  [
    "messy/ollama_1080TI_eval.csv",
    "output_tokens_per_second",
    { model: "phi3:3.8b-mini-instruct-4k-q4_K_M" },
    74.57782125027013,
  ],
  [
    "messy/ollama_1080TI_eval.csv",
    "output_tokens_per_second",
    { model: "wizardlm2:7b-q4_0", stat: "sd" },
    0.9479967191477826,
  ],
  [
    "messy/ollama_1080TI_eval.csv",
    "input_tokens_per_second",
    { model: "llama3:8b-instruct-q4_0" },
    130.93997924495284,
  ],
  [
    "messy/ollama_1080TI_eval.csv",
    "output_tokens_per_second",
    { model: "llama3:8b-instruct-q4_0", stat: "n" },
    40,
  ],
  [
    "messy/ollama_1080TI_prompt_eval.csv",
    "output_tokens_per_second",
    { model: "gemma:7b-instruct-v1.1-q4_0" },
    43.81114659744749,
  ],
  [
    "messy/ollama_1080TI_prompt_eval.csv",
    "input_tokens_per_second",
    { model: "phi3:3.8b-mini-instruct-4k-q4_K_M" },
    1194.4262592440616,
  ],
  [
    "messy/ollama_1080TI_prompt_eval.csv",
    "output_tokens_per_second",
    { model: "mistral:7b-instruct-v0.2-q4_0", stat: "sd" },
    1.7003910778634483,
  ],
  [
    "messy/ollama_A6000_eval.csv",
    "output_tokens_per_second",
    { model: "llama3:70b-instruct-q4_0" },
    14.69177474515828,
  ],
  [
    "messy/ollama_A6000_eval.csv",
    "input_tokens_per_second",
    { model: "mixtral:8x7b-instruct-v0.1-q4_0" },
    108.08112046652802,
  ],
  [
    "messy/ollama_A6000_eval.csv",
    "output_tokens_per_second",
    { model: "command-r:35b-v0.1-q4_0", stat: "sd" },
    0.18621821612936643,
  ],
  [
    "messy/ollama_A6000_prompt_eval.csv",
    "output_tokens_per_second",
    { model: "mixtral:8x7b-instruct-v0.1-q4_0" },
    49.111642094543036,
  ],
  [
    "messy/ollama_A6000_prompt_eval.csv",
    "input_tokens_per_second",
    { model: "llama3:8b-instruct-q4_0" },
    1658.8404980545552,
  ],
  [
    "messy/ollama_A6000_prompt_eval.csv",
    "output_tokens_per_second",
    { model: "llama3:70b-instruct-q4_0", stat: "n" },
    40,
  ],
];

describe.skipIf(areSamplesMissing)(
  "the published answers of Ollama (skipped without ../shared/samples)",
  () => {
    itReadsThem(table, figures);
  },
);
