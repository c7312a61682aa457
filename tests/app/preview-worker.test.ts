import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { withOwnCatalogue } from "@/app/worker-with-catalogue";
import type { Preview, PreviewAnswer } from "@/components/upload/preview";
import { addToCatalogue } from "@/lib/catalogue/current";
import { parseOwnCatalogue } from "@/lib/catalogue/own-catalogue";

/** What the worker holds for its page, which a browser gives it. */
const scope = {
  onmessage: null as ((event: { data: unknown }) => void) | null,
  answers: [] as PreviewAnswer[],
  postMessage(answer: PreviewAnswer) {
    this.answers.push(answer);
  },
  location: { origin: "http://localhost" },
};

const bytesOf = (text: string) => new TextEncoder().encode(text);

/** A file of the page, whose pieces the stand-in for FileReaderSync gives at once. */
function fileOf(text: string) {
  const bytes = bytesOf(text);
  const slice = (from: number, to: number) => ({ bytes: bytes.slice(from, to) });
  return { name: "own.csv", size: bytes.length, slice };
}

beforeAll(async () => {
  vi.stubGlobal("self", scope);
  vi.stubGlobal(
    "FileReaderSync",
    class {
      readAsArrayBuffer({ bytes }: { bytes: Uint8Array }): ArrayBuffer {
        return bytes.slice().buffer;
      }
    },
  );
  await import("@/app/upload/preview.worker");
});

afterAll(() => {
  vi.unstubAllGlobals();
  addToCatalogue({ devices: [], models: [] });
});

const rows = `Model,Hardware,Accelerators,Precision,Batch,Output tokens/s
Llama-2-7B,Example NPU 48GB,1,fp16,1,111
`;

async function previewOf(text: string): Promise<Preview> {
  scope.answers = [];
  const request = {
    ask: "read",
    sha256: null,
    file: fileOf(text),
    slots: {},
    unpackLimit: 1e6,
    recipe: "none",
  };
  scope.onmessage!({ data: request });
  return vi.waitFor(() => {
    const read = scope.answers.find((answer) => answer.tell === "read");
    if (read?.tell !== "read") throw new Error(JSON.stringify(scope.answers));
    return read.preview;
  });
}

const own = {
  devices: [{ name: "Example NPU 48GB", memory_gb: 48, bandwidth_gbs: 900, basis: "data sheet" }],
};

describe("the reader of an upload", () => {
  // 900 GB/s × 1.05 ÷ (6.607e9 parameters × 2 B = 13.21 GB) = 71.5 tok/s.
  it("audits with the devices that the server hands over: 111 tok/s of 7B on a device of 900 GB/s", async () => {
    const before = await previewOf(rows);
    expect(JSON.stringify(before.audited)).toContain("The catalogue does not know “Example NPU 48GB”");
    const read = parseOwnCatalogue(JSON.stringify(own));
    if ("problems" in read) throw new Error(JSON.stringify(read.problems));
    const worker = { postMessage: (data: unknown) => scope.onmessage!({ data: structuredClone(data) }) };
    withOwnCatalogue(worker as unknown as Worker, read.additions);
    const after = await previewOf(rows);
    expect(after.audited).toMatchObject({ kind: "found", counts: { impossible: 1 } });
    expect(JSON.stringify(after.audited)).toContain("155 % of the bandwidth bound");
  });

  it("hears nothing where the server has no devices of its own", () => {
    const worker = { postMessage: vi.fn() };
    withOwnCatalogue(worker as unknown as Worker, { devices: [], models: [] });
    expect(worker.postMessage).not.toHaveBeenCalled();
  });
});
