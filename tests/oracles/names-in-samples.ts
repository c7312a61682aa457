import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";

const jsonKeys = {
  model: ["model", "model_id", "model_name", "model_path", "model_filename", "model_type", "MlperfModel"],
  hardware: ["gpu_info", "accelerator_model_name", "gpu_name", "device_name", "gpu", "hw", "cpu_info"],
};
const columns = {
  model: /^(?:model|model_name|mlperfmodel|model_type|model_filename)$/i,
  hardware: /^(?:hardware|gpus|gpu name|gpu_info|accelerator_model_name|hw|environment\.gpus)$/i,
};

/**
 * Every text for a model or an accelerator in a folder of result files, found by plain search (JSON members and columns of
 * delimited text by their names), without Whisker's importers.
 */
export function namesInSamples(folder: string): Record<"model" | "hardware", string[]> {
  const found = { model: new Set<string>(), hardware: new Set<string>() };
  for (const path of filesIn(folder)) {
    const text = readFileSync(path, "utf8");
    for (const kind of ["model", "hardware"] as const) {
      const member = new RegExp(`"(?:${jsonKeys[kind].join("|")})"\\s*:\\s*"((?:[^"\\\\]|\\\\.)*)"`, "g");
      for (const [, value = ""] of text.matchAll(member)) found[kind].add(JSON.parse(`"${value}"`) as string);
      if (/\.(?:csv|tsv)$/.test(path))
        for (const value of cellsOf(text, columns[kind])) found[kind].add(value);
    }
  }
  return { model: sorted(found.model), hardware: sorted(found.hardware) };
}

function filesIn(folder: string): string[] {
  return readdirSync(folder).flatMap((name) => {
    const path = join(folder, name);
    return statSync(path).isDirectory() ? filesIn(path) : name === "INDEX.tsv" ? [] : [path];
  });
}

function cellsOf(text: string, header: RegExp): string[] {
  const [first = "", ...lines] = text.replace(/^\ufeff/, "").split(/\r?\n/);
  const delimiter = ["\t", ";", ","].find((each) => first.includes(each)) ?? ",";
  const at = fields(first, delimiter).flatMap((name, i) => (header.test(name.trim()) ? [i] : []));
  return lines.flatMap((line) => {
    const cells = fields(line, delimiter);
    return at.flatMap((i) => cells[i] ?? []);
  });
}

function fields(line: string, delimiter: string): string[] {
  const pattern = new RegExp(`("(?:[^"]|"")*"|[^${delimiter}]*)(?:${delimiter}|$)`, "g");
  return Array.from(line.matchAll(pattern), ([, cell = ""]) =>
    cell.replace(/^"|"$/g, "").replaceAll('""', '"'),
  );
}

function sorted(texts: Set<string>): string[] {
  return Array.from(texts)
    .filter((text) => text !== "" && !/^[\d.]+$/.test(text))
    .sort();
}
