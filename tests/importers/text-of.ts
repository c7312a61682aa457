import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { readFile, type Imported } from "@/lib/importers/index";
import { fileFromBytes } from "@/lib/importers/source-file";

export function bytesOf(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}

/** A text read as a file. */
export function readText(text: string, name = "results.csv"): Imported {
  return readFile(fileFromBytes(name, bytesOf(text)));
}

/** A folder of inputs beside the repository, which a checkout alone has not. */
export const hostile = fileURLToPath(new URL("../../../shared/hostile/", import.meta.url));
export const samples = fileURLToPath(new URL("../../../shared/samples/", import.meta.url));
export const isHostileMissing = !existsSync(hostile);
export const areSamplesMissing = !existsSync(samples);
