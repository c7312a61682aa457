import { namedAccelerators, type NamedAccelerator } from "./accelerator-names";

/** An accelerator as a text names it. */
export interface ReadHardware {
  name: string;
  /** Of the catalogue; null where the text fits several devices, or one that the catalogue has not. */
  id: string | null;
  /** Every device of the catalogue that the text may mean; none where it may mean one that the catalogue has not. */
  ids: readonly string[];
  count: number | null;
  /** How many devices the rack holds that the text names them by: 72 of `GB200 NVL72`. Null where it names none. */
  rack: number | null;
}

/** A longer text is no name. */
const longest = 400;

/** Reads `8 x NVIDIA A100-SXM4-80GB`, `['Tesla T4', 'Tesla T4']`, `H100 PCIe 80GB * 4`. Null where it is no one known device. */
export function readHardware(text: string, known: DeviceNames = shippedNames): ReadHardware | null {
  if (text.length > longest) return null;
  const read = readDevices(text, known);
  return read && { ...read, rack: /\bnvl72\b/i.test(text) ? 72 : null };
}

function readDevices(text: string, known: DeviceNames): Omit<ReadHardware, "rack"> | null {
  const exact = exactly(text, known);
  if (exact) return { ...exact, count: null };
  const isList = /^\s*\[.*\]\s*$/.test(text);
  const parts = text.replace(/[[\]'"]/g, " ").split(/[,;|]| \+ /);
  const devices = parts.map((part) => part.trim()).filter((part) => part !== "");
  const read = devices.map((device) => readCounted(device, known));
  const [first] = read;
  if (!first || read.some((each) => each?.name !== first.name)) return null;
  if (read.length === 1 && first.count === null) return { ...first, count: isList ? 1 : null };
  return { ...first, count: read.reduce((sum, each) => sum + (each?.count ?? 1), 0) };
}

/** `8x …`, `8 × …`; `… * 4`, `…x8`, `… (x2)`. */
const before = /^\(?(\d{1,3})\s*[x×*]\)?\s*/i;
const after = /(?:\s*[*×]\s*|(?<=\s|\()x\s*|(?<=[a-z0-9])x(?=\d{1,3}$))(\d{1,4})\)?$/i;

function readCounted(text: string, known: DeviceNames): Omit<ReadHardware, "rack"> | null {
  const found = before.exec(text) ?? after.exec(text);
  const device = readDevice(text, known);
  // A name may end as a count does: TPU v6 x8, but MI300X.
  if (device !== null || found === null) return device && { ...device, count: null };
  const rest = readDevice(text.replace(found[0], "").replace(/[(\s]+$/, ""), known);
  const count = Number(found[1]);
  return rest && count > 0 ? { ...rest, count } : null;
}

/** What a text says of one device besides its family. */
interface Said {
  family: string;
  form: string | null;
  memory: number | null;
  kind: string | null;
  cores: number | null;
  edition: string | null;
}

function readDevice(text: string, known: DeviceNames): Omit<ReadHardware, "count" | "rack"> | null {
  const exact = exactly(text, known);
  if (exact) return exact;
  const said = readSaid(text);
  const family = known.families.get(said.family);
  if (!family) return readBareMemory(text, said, known);
  const fitting = family.devices.filter((device) => fits(device, said));
  const [only, ...others] = fitting;
  if (only === undefined) return null;
  const isSure = others.length === 0 && saysEnough(only, said);
  const memory = said.memory === null ? null : `${said.memory}GB`;
  if (isSure) {
    // Where buyers choose how much memory there is, how much belongs to the name.
    const chosen = only.memories === undefined ? memory : null;
    const name = [only.name, chosen].filter(Boolean).join(" ");
    return { name, id: chosen === null ? only.id : null, ids: [only.id] };
  }
  const form = said.form === null ? null : only.form;
  const cores = said.cores === null ? null : `(${said.cores}c)`;
  const name = [family.label, cores, memory, form, said.edition].filter(Boolean).join(" ");
  const ids = fitting.every((device) => saysEnough(device, said)) ? fitting.map(({ id }) => id) : [];
  return { name, id: null, ids };
}

/** `H100-SXM5-80`: a number at the end is the memory, where a device of that name has as much. */
function readBareMemory(
  text: string,
  said: Said,
  known: DeviceNames,
): Omit<ReadHardware, "count" | "rack"> | null {
  const found = /[\s-](\d{2,3})$/.exec(text);
  if (found === null || said.memory !== null) return null;
  const without = text.slice(0, found.index);
  const devices = known.families.get(readSaid(without).family)?.devices ?? [];
  const isMemory = devices.some(({ memories }) => memories?.includes(Number(found[1])));
  return isMemory ? readDevice(`${without} ${found[1]}GB`, known) : null;
}

function fits(device: NamedAccelerator, said: Said): boolean {
  return (
    (said.form === null || device.form === undefined || sameForm(device.form, said.form)) &&
    (said.memory === null || device.memories === undefined || device.memories.includes(said.memory)) &&
    (said.kind === null || device.kind === undefined || device.kind.toLowerCase() === said.kind) &&
    (said.cores === null ||
      device.cores === undefined ||
      device.cores === said.cores ||
      device.otherBy === "cores") &&
    (said.edition === null || device.otherBy === "edition")
  );
}

/** SXM goes without its generation. */
function sameForm(form: string, said: string): boolean {
  const own = form.toLowerCase();
  return own === said || own.replace(/\d$/, "") === said || own === said.replace(/\d$/, "");
}

function saysEnough(device: NamedAccelerator, said: Said): boolean {
  if (device.otherBy === undefined) return true;
  if (device.otherBy === "edition") return false;
  return device.otherBy === "cores" ? said.cores === device.cores : said[device.otherBy] !== null;
}

function readSaid(text: string): Said {
  const said: Said = { family: "", form: null, memory: null, kind: null, cores: null, edition: null };
  const words = text
    .replace(/\((?:r|tm|c)\)|[®™]/gi, " ")
    .replace(/(\d+)[-‑ ]?(?:cores?|c)(?:[-‑ ]gpu)?\b/i, (_, cores: string) => {
      said.cores = Number(cores);
      return " ";
    })
    .toLowerCase()
    .split(/[^a-z0-9.]+/)
    .filter((word) => word !== "");
  const family = words.filter((word) => !isTold(word, said) && !saysNothing.has(word));
  said.family = family.join("");
  return said;
}

/** Takes a word that says what kind of the family the device is. */
function isTold(word: string, said: Said): boolean {
  const memory = /^(\d{1,3})(?:gb|gib|g)$/.exec(word)?.[1];
  if (memory !== undefined) said.memory = Number(memory);
  else if (/^(?:sxm\d?|pcie|nvl|oam)$/.test(word)) said.form = word;
  else if (/^(?:hbm|gddr|lpddr)\d+[ex]?$/.test(word)) said.kind = word;
  else if (editions.has(word)) said.edition = editions.get(word) ?? null;
  else return false;
  return true;
}

const editions = new Map([
  ["server", "Server Edition"],
  ["workstation", "Workstation Edition"],
  ["maxq", "Max-Q"],
]);

/** Makers, brands and kinds of thing: a family is known without them. */
const saysNothing = new Set(
  (
    "nvidia amd intel google apple aws amazon habana groq cerebras corporation geforce tesla instinct radeon rtx rx " +
    "gpu gpus graphics card accelerator accelerators tensor core chip edition generation vram memory nvl72"
  ).split(" "),
);

interface Family {
  label: string;
  devices: NamedAccelerator[];
}

/** Devices by what texts call them. */
export interface DeviceNames {
  families: ReadonlyMap<string, Family>;
  byName: ReadonlyMap<string, NamedAccelerator>;
}

/** The names of these devices; a later device stands in front of an earlier one of its name. */
export function deviceNames(devices: readonly NamedAccelerator[]): DeviceNames {
  const families = new Map<string, Family>();
  for (const device of devices) {
    const [label = device.name] = device.families;
    const family = families.get(readSaid(label).family) ?? { label, devices: [] };
    family.devices.push(device);
    for (const name of device.families) families.set(readSaid(name).family, family);
  }
  return { families, byName: new Map(devices.map((device) => [device.name.toLowerCase(), device])) };
}

const shippedNames = deviceNames(namedAccelerators);

/** A name of the catalogue may hold what elsewhere separates devices or tells them apart. */
function exactly(text: string, { byName }: DeviceNames): Omit<ReadHardware, "count" | "rack"> | null {
  const device = byName.get(text.trim().toLowerCase());
  return device ? { name: device.name, id: device.id, ids: [device.id] } : null;
}
