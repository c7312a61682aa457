/** A file that a link to a review names. */
export interface LinkedFile {
  role: "baseline" | "candidate";
  url: string;
  /** What the file's bytes must be; null in a link that does not pin them. */
  sha256: string | null;
}

/** The files that `?baseline=…&candidate=…` names, each with its pin: the n-th `baseline_sha256` is of the n-th baseline. */
export function linkedFiles(query: URLSearchParams): LinkedFile[] {
  return (["baseline", "candidate"] as const).flatMap((role) => {
    const pins = query.getAll(`${role}_sha256`);
    return query
      .getAll(role)
      .map((url) => url.trim())
      .filter((url) => url !== "")
      .map((url, i) => ({ role, url, sha256: pinOf(pins[i]) }));
  });
}

function pinOf(text: string | undefined): string | null {
  return text !== undefined && /^[0-9a-f]{64}$/i.test(text) ? text.toLowerCase() : null;
}

/** The query of a link that always shows the same: every file with the sha256 of its bytes. */
export function pinnedQuery(files: readonly LinkedFile[], title: string | null): string {
  const query = new URLSearchParams();
  for (const { role, url } of files) query.append(role, url);
  for (const { role, sha256 } of files) if (sha256 !== null) query.append(`${role}_sha256`, sha256);
  if (title !== null) query.set("title", title);
  return String(query);
}

/** Where the bytes of an address are: a file's page on GitHub is no file, what it shows is. */
export function rawAddress(address: URL): URL {
  const page = /^\/([^/]+)\/([^/]+)\/blob\/(.+)$/.exec(address.pathname);
  if (address.hostname !== "github.com" || page === null) return address;
  return new URL(`https://raw.githubusercontent.com/${page[1]}/${page[2]}/${page[3]}`);
}

/** Up to here a file of a link is fetched: it is held in memory. */
export const linkedLimit = 64 * 1024 * 1024;

/**
 * Fetches a file as the reader, not as the server: without cookies, and only where its host lets other pages read it.
 * @throws Error whose message says what is wrong
 */
export async function fetchLinked({ url }: LinkedFile, here: string, signal: AbortSignal): Promise<File> {
  const address = addressOf(url, here);
  const answer = await fetch(address, {
    credentials: address.origin === new URL(here).origin ? "same-origin" : "omit",
    referrerPolicy: "no-referrer",
    signal,
  }).catch(() => {
    throw new Error(
      `${address.host} does not answer, or does not let other pages read its files (CORS). Download the file and drop it on Reviews instead.`,
    );
  });
  if (!answer.ok) throw new Error(`${address.host} answered ${answer.status} instead of the file.`);
  return new File(await chunksOf(answer), nameOf(address));
}

function addressOf(url: string, here: string): URL {
  let address: URL;
  try {
    address = rawAddress(new URL(url, here));
  } catch {
    throw new Error("This is no address.");
  }
  const isHere = address.origin === new URL(here).origin;
  if (address.protocol !== "https:" && !isHere)
    throw new Error(`Only https addresses are fetched, not ${address.protocol.slice(0, -1)}.`);
  return address;
}

async function chunksOf(answer: Response): Promise<BlobPart[]> {
  const reader = answer.body?.getReader();
  const chunks: BlobPart[] = [];
  let size = 0;
  for (;;) {
    const part = await reader?.read();
    if (!part || part.done) return chunks;
    size += part.value.length;
    if (size > linkedLimit) {
      await reader?.cancel();
      throw new Error(`It is larger than ${linkedLimit / 1024 / 1024} MiB: upload it instead.`);
    }
    chunks.push(part.value as BlobPart);
  }
}

/** The last part of the path, as a file's name. */
export function nameOf({ pathname, host }: URL): string {
  const last = pathname
    .split("/")
    .filter((part) => part !== "")
    .at(-1);
  if (last === undefined) return host;
  try {
    return decodeURIComponent(last);
  } catch {
    return last;
  }
}
