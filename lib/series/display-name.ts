import { currentCatalogue } from "../catalogue/current";
import { hardwareName, modelName } from "../catalogue/names";
import type { Case } from "../points/case";
import type { View } from "../view/view";

/** The fields whose texts are shown under the catalogue's names. */
export type NamedField = "model" | "hardware";

/** The texts of a file that are shown under another name; a field is absent where it is shown as written. */
export type Written = Partial<Record<NamedField, string>>;

/** A case under the catalogue's names, and what the file wrote in their place; null where it is shown as written. */
export function displayCase(of: Case): { case: Case; written: Written | null } {
  const model = of.model === null ? null : displayModel(of.model);
  const hardware = of.hardware === null ? null : displayHardware(of.hardware, of.accelerators);
  const written: Written = {};
  if (of.model !== null && model !== of.model) written.model = of.model;
  if (of.hardware !== null && hardware !== of.hardware) written.hardware = of.hardware;
  const isAsWritten = written.model === undefined && written.hardware === undefined;
  return isAsWritten ? { case: of, written: null } : { case: { ...of, model, hardware }, written };
}

/** The case of a shown point as its file wrote it: what programs and exports get. */
export function writtenCase({ case: of, written }: { case: Case; written: Written | null }): Case {
  return written === null ? of : { ...of, ...written };
}

/**
 * The names that a filter's text may stand for where no point shows the text itself: the catalogue's name of it, with the
 * count that the text holds first. The text alone for any other field.
 */
export function namesMeant(field: string, text: string): readonly string[] {
  if (field === "model") return [displayModel(text)];
  if (field !== "hardware") return [text];
  const known = knownHardware(text);
  if (known === null) return [text];
  const { name, count } = known;
  return count === null ? [name] : [`${count} × ${name}`, name, `${name} (${count}x)`];
}

/** Those of all texts in a view's filters, by `field text`; null where they say only what they say. */
export function namesMeantBy({ filters }: Pick<View, "filters">): Record<string, readonly string[]> | null {
  const found = (["model", "hardware"] as const).flatMap((field) =>
    (filters[field] ?? []).flatMap((text) => {
      const names = namesMeant(field, text).filter((name) => name !== text);
      return names.length === 0 ? [] : [[`${field} ${text}`, names] as const];
    }),
  );
  return found.length === 0 ? null : Object.fromEntries(found);
}

/**
 * The same for a page that has no server to ask with its query: of every text that a file of these points has in a name's
 * place, and of every further spelling that the catalogue has of a model among them.
 */
export function namesMeantIn(
  points: readonly { case: Case; written: Written | null }[],
): Record<string, readonly string[]> | null {
  const shown = new Set(points.map((point) => point.case.model));
  const models = currentCatalogue().models.filter(({ name }) => shown.has(name));
  const written = (field: NamedField) => points.flatMap((point) => point.written?.[field] ?? []);
  const texts = {
    model: Array.from(new Set([...written("model"), ...models.flatMap(({ aliases }) => aliases)])),
    hardware: Array.from(new Set(written("hardware"))),
  };
  return namesMeantBy({ filters: texts });
}

function displayModel(text: string): string {
  return knownModel(text)?.name ?? text;
}

/** A count in the text is said once: by the field of its own, where that agrees. */
function displayHardware(text: string, accelerators: number | null): string {
  const known = knownHardware(text);
  if (known === null) return text;
  const { name, count } = known;
  if (count === null || count === accelerators) return name;
  return accelerators === null ? `${count} × ${name}` : `${name} (${count}x)`;
}

const knownModel = remembered(modelName);
const knownHardware = remembered(hardwareName);

/** Many points share few texts: each is looked up once, until there are too many to keep. */
function remembered<T>(find: (text: string) => T): (text: string) => T {
  const most = 5000;
  const found = new Map<string, T>();
  return (text) => {
    const known = found.get(text);
    if (known !== undefined) return known;
    if (found.size >= most) found.clear();
    const value = find(text);
    found.set(text, value);
    return value;
  };
}
