/** A device as the page of the catalogue lists it. */
export interface DeviceRow {
  name: string;
  vendor: string;
  year: number | null;
  /** Of a person's own file. */
  isOwn: boolean;
  /** By the columns of the table; null where it is not known, or the device has no such unit. */
  figures: readonly (number | null)[];
  basis: string;
  note: string | null;
}

/** A model as the page of the catalogue lists it. */
export interface ModelRow {
  name: string;
  aliases: readonly string[];
  isOwn: boolean;
  parameters: number;
  activeParameters: number;
  readParameters: number;
  publishedBits: number;
  /** Bytes that one token keeps at 16 bits; null where the layer sizes are not known. */
  keptBytes: number | null;
  basis: string;
}

/** What stands above the figures of a device, in their order. */
export const figureColumns = [
  ["Memory", "GB"],
  ["Bandwidth", "GB/s"],
  ["FP32", "TFLOPS"],
  ["TF32", "TFLOPS"],
  ["FP16", "TFLOPS"],
  ["BF16", "TFLOPS"],
  ["FP8", "TFLOPS"],
  ["FP4", "TFLOPS"],
  ["INT8", "TOPS"],
  ["Power", "W"],
  ["Links", "GB/s"],
] as const;
