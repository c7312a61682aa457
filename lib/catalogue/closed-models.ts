import { spellingOf } from "./model-text";

/** A model whose size its maker does not state and whose weights it does not give out. */
export interface ClosedModel {
  name: string;
  /** Where it says so, or says nothing. */
  basis: string;
  /** A published model that figures for this one have been taken from, by its name in the catalogue. */
  takenFor?: string;
}

const openAi = "OpenAI serves it and publishes neither its size nor its weights";

const closedModels: readonly (ClosedModel & { spellings: readonly string[] })[] = [
  {
    name: "GPT-4",
    spellings: ["GPT-4", "GPT4", "OpenAI GPT-4", "GPT-4 Turbo"],
    basis:
      'OpenAI\'s GPT-4 report (arXiv:2303.08774, section 2) gives "no further details about the architecture (including model size)"',
    takenFor: "GPT-3 175B (davinci)",
  },
  { name: "GPT-4o", spellings: ["GPT-4o", "GPT-4o mini"], basis: openAi },
  { name: "GPT-3.5", spellings: ["GPT-3.5", "GPT-3.5 Turbo", "ChatGPT"], basis: openAi },
  {
    name: "Claude",
    spellings: ["Claude", "Claude 2", "Claude 3", "Claude 3 Opus", "Claude 3.5 Sonnet"],
    basis: "Anthropic serves it and publishes neither its size nor its weights",
  },
  {
    name: "Gemini",
    spellings: ["Gemini", "Gemini Pro", "Gemini Ultra", "Gemini 1.5 Pro"],
    basis: "Google serves it and publishes neither its size nor its weights",
  },
];

const bySpelling = new Map(
  closedModels.flatMap((model) => model.spellings.map((spelling) => [spellingOf(spelling), model] as const)),
);

/** A closed model with a size beside its name (`GPT-4 175B`). Null for any other text: `gpt4all-13b` is another model. */
export function closedModelWithSize(text: string): { model: ClosedModel; parameters: number } | null {
  const found = /^(.*?)[\s(_-]*(\d+(?:\.\d+)?)\s*([BT])(?:illion|rillion)?\)?$/i.exec(text.trim());
  const model = found && bySpelling.get(spellingOf(found[1] ?? ""));
  if (!found || !model) return null;
  return { model, parameters: Number(found[2]) * (found[3]?.toUpperCase() === "T" ? 1e12 : 1e9) };
}
