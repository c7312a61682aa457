import { pointsJsonText, type Inspected } from "@/lib/export/points-json";
import { readFile } from "@/lib/importers/index";
import type { SourceFile } from "@/lib/importers/source-file";
import { fileOnDisk } from "./file-on-disk";
import { inspectionText } from "./inspection-text";

export interface InspectOptions {
  json?: boolean;
  samples?: boolean;
}

/** Where the answer is written: standard output, or a list in a test. */
export interface Output {
  write(text: string): unknown;
}

/** Shows what is read of a file. Gives back the exit code: 0, or 2 where nothing was readable. */
export async function inspect(path: string, options: InspectOptions, output: Output): Promise<0 | 2> {
  const file = openFile(path);
  if (typeof file === "string") return refuse(file, options, output);
  const read = readFile(file);
  const inspected: Inspected = { ...read, importer: read.importer?.id ?? null };
  const readable = read.points.length > 0;
  if (!options.json) {
    output.write(
      inspectionText(inspected, read.importer?.label ?? null, { samples: options.samples ?? false }),
    );
  } else {
    const error = readable ? null : errorOf(inspected);
    for (const piece of pointsJsonText(inspected, {
      samples: options.samples ?? false,
      error,
    })) {
      output.write(piece);
    }
  }
  return readable ? 0 : 2;
}

function openFile(path: string): SourceFile | string {
  try {
    return fileOnDisk(path);
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    return "code" in error && error.code === "ENOENT" ? `there is no file ${path}` : error.message;
  }
}

function refuse(message: string, { json }: InspectOptions, output: Output): 2 {
  const error = { found: message, expected: "a file that can be read", where: null };
  output.write(json ? `${JSON.stringify({ error })}\n` : `${message}\n`);
  return 2;
}

function errorOf({ problems }: Inspected): Inspected["problems"][number] {
  return problems[0] ?? { where: null, found: "nothing", expected: "benchmark results" };
}
