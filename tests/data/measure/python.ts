import { execFileSync } from "node:child_process";
import Papa from "papaparse";

/** A Python of version 3.8 or newer that has these modules, or null. */
export function findPython(modules: readonly string[]): string | null {
  const code = `import sys, ${modules.join(", ")}; assert sys.version_info >= (3, 8)`;
  for (const python of ["/usr/bin/python3", "python3"]) {
    try {
      execFileSync(python, ["-c", code], { stdio: "ignore", timeout: 120_000 });
      return python;
    } catch {
      continue;
    }
  }
  return null;
}

/** Nothing is left beside the files that Python reads. */
export function pythonEnvironment(): NodeJS.ProcessEnv {
  return { ...process.env, PYTHONDONTWRITEBYTECODE: "1" };
}

export interface TableRows {
  header: string[];
  rows: Record<string, string>[];
}

export function parseTable(text: string): TableRows {
  const { data, errors } = Papa.parse<string[]>(text.trimEnd(), { delimiter: "," });
  if (errors.length > 0) throw new Error(errors[0]?.message);
  const [header = [], ...lines] = data;
  return {
    header,
    rows: lines.map((fields) => Object.fromEntries(header.map((name, i) => [name, fields[i] ?? ""]))),
  };
}
