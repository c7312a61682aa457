import { z } from "zod";
import type { Accelerator } from "./accelerators";
import type { Additions } from "./catalogue";
import { shapeOf } from "./model-shapes";
import type { CatalogueModel } from "./models";

/** A place of the file that cannot be taken: what stands there, and what would. */
export interface CatalogueProblem {
  /** JSON Pointer; "" is the whole file. */
  pointer: string;
  found: string;
  expected: string;
}

const text = z.string().trim().min(1).max(200);
const basis = z.string().trim().min(1).max(2000);
const amount = z.number().positive().max(1e15);
const count = z.number().int().positive().max(1e15);

const Device = z.strictObject({
  name: text,
  vendor: text.optional(),
  aliases: z.array(text).max(50).default([]),
  year: z.number().int().min(1990).max(2100).optional(),
  memory_gb: amount.optional(),
  bandwidth_gbs: amount.optional(),
  fp32_tflops: amount.optional(),
  tf32_tflops: amount.optional(),
  fp16_tflops: amount.optional(),
  bf16_tflops: amount.optional(),
  fp8_tflops: amount.optional(),
  fp4_tflops: amount.optional(),
  int8_tops: amount.optional(),
  tdp_w: amount.optional(),
  link_gbs: amount.optional(),
  unified_memory: z.boolean().default(false),
  basis,
  note: z.string().trim().max(2000).optional(),
});

const Model = z
  .strictObject({
    name: text,
    aliases: z.array(text).max(50).default([]),
    parameters: count,
    active_parameters: count.optional(),
    decode_read_parameters: count.optional(),
    weight_bits: z.number().min(1).max(64).default(16),
    layers: count.optional(),
    kv_heads: count.optional(),
    head_dim: count.optional(),
    hidden_size: count.optional(),
    vocab_size: count.optional(),
    windowed: z.boolean().default(false),
    basis,
  })
  .superRefine(({ parameters, active_parameters, decode_read_parameters }, context) => {
    const active = active_parameters ?? parameters;
    if (active > parameters)
      context.addIssue({
        code: "custom",
        path: ["active_parameters"],
        message: `at most the ${parameters} parameters of all`,
      });
    if ((decode_read_parameters ?? active) > active)
      context.addIssue({
        code: "custom",
        path: ["decode_read_parameters"],
        message: `at most the ${active} active parameters`,
      });
  });

const Own = z.strictObject({
  devices: z.array(Device).max(1000).default([]),
  models: z.array(Model).max(1000).default([]),
});

/** Reads a person's own devices and models; what each field means stands in docs/catalogue.md. */
export function parseOwnCatalogue(
  json: string,
): { additions: Additions } | { problems: readonly CatalogueProblem[] } {
  let value: unknown;
  try {
    value = JSON.parse(json.replace(/^\uFEFF/, ""));
  } catch (fault) {
    return { problems: [{ pointer: "", found: messageOf(fault), expected: "JSON" }] };
  }
  const read = Own.safeParse(value);
  if (!read.success) return { problems: read.error.issues.flatMap((issue) => problemsOf(issue, value)) };
  const { devices, models } = read.data;
  return { additions: { devices: devices.map(deviceOf), models: models.map(modelOf) } };
}

function messageOf(fault: unknown): string {
  return fault instanceof Error ? fault.message : String(fault);
}

function problemsOf(issue: z.core.$ZodIssue, value: unknown): CatalogueProblem[] {
  const at = (path: readonly PropertyKey[]) => path.map((part) => `/${escaped(String(part))}`).join("");
  if (issue.code === "unrecognized_keys")
    return issue.keys.map((key) => ({
      pointer: at([...issue.path, key]),
      found: `a field “${key}”`,
      expected: "a field that docs/catalogue.md names",
    }));
  const held = issue.path.reduce<unknown>(
    (inside, part) => (inside as Record<PropertyKey, unknown> | undefined)?.[part],
    value,
  );
  return [{ pointer: at(issue.path), found: shown(held), expected: expectedOf(issue) }];
}

/** RFC 6901. */
function escaped(part: string): string {
  return part.replaceAll("~", "~0").replaceAll("/", "~1");
}

function shown(value: unknown): string {
  if (value === undefined) return "nothing";
  const text = JSON.stringify(value);
  return text.length > 80 ? `${text.slice(0, 80)}…` : text;
}

function expectedOf(issue: z.core.$ZodIssue): string {
  switch (issue.code) {
    case "invalid_type":
      return (
        { string: "a text", number: "a number", array: "a list", object: "an object" }[
          issue.expected as string
        ] ?? issue.expected
      );
    case "too_small":
      return issue.origin === "string"
        ? "a text"
        : `more than ${issue.inclusive ? `or equal to ${issue.minimum}` : issue.minimum}`;
    case "too_big":
      return `at most ${issue.maximum}`;
    default:
      return issue.message;
  }
}

function deviceOf(read: z.infer<typeof Device>): Accelerator {
  const figures = {
    memoryGb: read.memory_gb,
    bandwidthGbs: read.bandwidth_gbs,
    fp32: read.fp32_tflops,
    tf32: read.tf32_tflops,
    fp16: read.fp16_tflops,
    bf16: read.bf16_tflops,
    fp8: read.fp8_tflops,
    fp4: read.fp4_tflops,
    int8: read.int8_tops,
    watts: read.tdp_w,
    linkGbs: read.link_gbs,
  };
  return {
    id: `own-${read.name.toLowerCase().replace(/[^a-z0-9]+/g, "-")}`,
    name: read.name,
    families: [read.name, ...read.aliases],
    vendor: read.vendor ?? "not stated",
    year: read.year ?? null,
    ...(read.unified_memory && { isUnified: true as const }),
    figures: Object.fromEntries(Object.entries(figures).filter(([, figure]) => figure !== undefined)),
    basis: read.basis,
    ...(read.note !== undefined && { note: read.note }),
  };
}

function modelOf(read: z.infer<typeof Model>): CatalogueModel {
  const active = read.active_parameters ?? read.parameters;
  return {
    name: read.name,
    aliases: read.aliases,
    benchmarks: [],
    parameters: read.parameters,
    activeParameters: active,
    readParameters: read.decode_read_parameters ?? active,
    publishedBits: read.weight_bits,
    shape: shapeIn(read),
    basis: read.basis,
  };
}

/** Null unless all that a token's cost depends on is stated. */
function shapeIn({ layers, kv_heads, head_dim, hidden_size, vocab_size, windowed }: z.infer<typeof Model>) {
  if (!layers || !kv_heads || !head_dim || !hidden_size || !vocab_size) return null;
  return shapeOf([layers, kv_heads, head_dim, hidden_size, vocab_size], windowed);
}
