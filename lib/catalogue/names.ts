import { currentCatalogue } from "./current";
import type { CatalogueModel } from "./models";
import type { ModelReading } from "./model-text";

/** What a reader is shown for a text of a file. Equal names have equal ids. */
export interface KnownName {
  name: string;
  id: string;
}

/**
 * The accelerator that a text names: its id in the catalogue, or `like:…` where the text does not decide between several.
 * `count` is how many of it the text says there are; null where it does not.
 */
export interface KnownHardware extends KnownName {
  count: number | null;
}

/** Weights that anyone stores alike: who published them does not matter. */
const wholeFormats = new Set(["F16", "FP16", "BF16", "F32", "FP32"]);

/**
 * The name of the model that a text stands for: one name for all spellings of the same weights. A tuned or quantised model
 * keeps what makes it one in its name (`Llama-3.1-8B-Instruct-FP8`), and the quantised one who made it. Null for what the
 * catalogue does not know: it is shown as it is.
 */
export function modelName(raw: string): KnownName | null {
  const found = currentCatalogue().readModel(raw);
  if (found === null) return null;
  const { model, reading, organisation } = found;
  const isQuantised = reading.formats.some((format) => !wholeFormats.has(format));
  const maker = isQuantised && organisation !== null ? `${organisation}/` : "";
  const name = maker + [tunedName(model, reading), ...reading.formats].join("-");
  return { name, id: slug(name) };
}

/** What tunes a model stands before the date or version that its name ends with: `Mistral-7B-Instruct-v0.3`. */
function tunedName({ name }: CatalogueModel, { tunings }: ModelReading): string {
  if (tunings.length === 0) return name;
  const end = /-(?:v\d[\d.]*|\d{4})$/.exec(name)?.[0] ?? "";
  return [name.slice(0, name.length - end.length), ...tunings].join("-") + end;
}

/**
 * The name of the accelerator that a text stands for, whatever number of it there is. Where the text leaves open which of
 * several it is (`H100`: SXM or PCIe), the name says no more than the text. Null for what the catalogue does not know, and
 * for several kinds together.
 */
export function hardwareName(raw: string): KnownHardware | null {
  const found = currentCatalogue().readHardware(raw);
  if (found === null) return null;
  const { name, count } = found;
  return { name, id: found.id ?? `like:${slug(name)}`, count };
}

function slug(name: string): string {
  return name
    .toLowerCase()
    .replace(/[^a-z0-9./]+/g, "-")
    .replace(/-$/, "");
}
