import { createHash } from "node:crypto";
import type { App } from "./app";

/** A table that no other is: a few rows, of a value that counts up. */
export function table(number: number, rows = 20): Buffer {
  const lines = Array.from(
    { length: rows },
    (_, i) => `vLLM,${i + 1},${number}.${String(i).padStart(2, "0")}`,
  );
  return Buffer.from(`system,batch,Tokens/sec\n${lines.join("\n")}\n`);
}

/** One that is too large to stand in the database: a few setups, each with a long note. */
export function largeTable(number: number, rows = 300): Buffer {
  const note = "x".repeat(4_000);
  const lines = Array.from({ length: rows }, (_, i) => `vLLM,${i + 1},${number}.${i},${note}`);
  return Buffer.from(`system,batch,Tokens/sec,note\n${lines.join("\n")}\n`);
}

export const sha256 = (bytes: Uint8Array) => createHash("sha256").update(bytes).digest("hex");

/** What came of an upload: a status, or null where no answer came. */
export interface Sent {
  sha256: string;
  status: number | null;
  /** In ms. */
  took: number;
}

export async function upload(url: string, bytes: Buffer): Promise<Sent> {
  const start = performance.now();
  const sent = (status: number | null) => ({
    sha256: sha256(bytes),
    status,
    took: performance.now() - start,
  });
  try {
    const headers = { "Content-Type": "text/csv" };
    const answer = await fetch(`${url}/api/datasets?name=run.csv`, {
      method: "POST",
      headers,
      body: new Uint8Array(bytes),
    });
    await answer.arrayBuffer();
    return sent(answer.status);
  } catch {
    return sent(null);
  }
}

export const isKept = ({ status }: Sent) => status === 200 || status === 201;

/** Clients that upload tables of their own, one after the other, until told to end; each tenth is a large one. */
export function startClients(
  count: number,
  url: () => string,
  from = 0,
): { end(): Promise<Sent[]>; sent: Sent[] } {
  const sent: Sent[] = [];
  let number = from;
  let isOver = false;
  const client = async () => {
    while (!isOver) {
      const next = (number += 1);
      const result = await upload(url(), next % 10 === 0 ? largeTable(next) : table(next));
      sent.push(result);
      if (result.status === null || result.status === 503) await new Promise((done) => setTimeout(done, 20));
    }
  };
  const clients = Promise.all(Array.from({ length: count }, client));
  return {
    sent,
    end: async () => {
      isOver = true;
      await clients;
      return sent;
    },
  };
}

/** Of those that were acknowledged, how many the server does not give back byte for byte. */
export async function countLost({ url }: Pick<App, "url">, acknowledged: Iterable<string>): Promise<number> {
  let lost = 0;
  for (const id of acknowledged) {
    const answer = await fetch(`${url}/api/datasets/${id}/file`);
    const bytes = Buffer.from(await answer.arrayBuffer());
    if (answer.status !== 200 || sha256(bytes) !== id) lost += 1;
  }
  return lost;
}
