import { totalmem } from "node:os";
import { resolve } from "node:path";

/** What the environment decides (interfaces.md), read once per use so that a test can change it. */
export interface Settings {
  /** Where the app's own files stand: scripts, the build, `data/`. */
  root: string;
  /** Database and temporary files. */
  dir: string;
  /** Committed datasets. */
  data: string;
  /** A person's own devices and models; `isAsked` where a variable names the file, which must then be there. */
  catalogue: { path: string; isAsked: boolean };
  /** The most bytes one upload may have. */
  maxUpload: number;
  /** The most points that one file may have: a metric of one setup each, however many rows repeat it. */
  maxPoints: number;
  /** The most memory that reading one file may take, in MB. */
  readMemory: number;
  publicUrl: URL | null;
  /** The address of a PostgreSQL database; null for SQLite in `dir`. It may hold a password: never log it. */
  databaseUrl: string | null;
  /** Null on a server that only this machine reaches: it asks for no token. */
  team: TeamSettings | null;
}

/** Of a server that others reach. */
export interface TeamSettings {
  /** Whether reading needs a token. */
  reads: "public" | "token";
  /** The addresses of proxies, whose word on who asks is taken. */
  proxies: readonly string[];
}

const gibibyte = 1024 ** 3;

/** @throws Error in a sentence, where a variable cannot be meant so */
export function settings(env: NodeJS.ProcessEnv = process.env): Settings {
  const root = env["WHISKER_ROOT"] ?? process.cwd();
  const publicUrl = webAddress(env["PUBLIC_URL"]);
  const dir = resolve(root, env["WHISKER_DIR"] || ".whisker");
  const named = env["WHISKER_CATALOGUE"] || null;
  return {
    root,
    dir,
    data: resolve(root, env["WHISKER_DATA"] || "data"),
    catalogue: {
      path: named ? resolve(root, named) : resolve(dir, "catalogue.json"),
      isAsked: named !== null,
    },
    maxUpload: byteCount(env["WHISKER_MAX_UPLOAD"]),
    maxPoints: pointCount(env["WHISKER_MAX_POINTS"]),
    readMemory: megabytes(env["WHISKER_READ_MEMORY"]),
    publicUrl,
    team: teamSettings(env, publicUrl),
    databaseUrl: postgresAddress(env["DATABASE_URL"]),
  };
}

const loopback = new Set(["127.0.0.1", "::1", "[::1]", "localhost"]);

/** Whether a host name or an address is this machine's own, which no other machine reaches. */
export function isLoopback(host: string): boolean {
  return loopback.has(host);
}

/** Others reach it where it listens beyond loopback, or where it is said to be found elsewhere: behind a proxy. */
function teamSettings(env: NodeJS.ProcessEnv, publicUrl: URL | null): TeamSettings | null {
  const isLocal = isLoopback(env["HOST"] || "127.0.0.1") && (!publicUrl || isLoopback(publicUrl.hostname));
  if (isLocal) return null;
  const proxies = (env["WHISKER_PROXIES"] ?? "127.0.0.1,::1").split(",").map((each) => each.trim());
  return { reads: whoReads(env["WHISKER_READ"]), proxies: proxies.filter((each) => each !== "") };
}

function whoReads(text: string | undefined): TeamSettings["reads"] {
  if (!text || text === "token") return "token";
  if (text === "public") return "public";
  throw new Error(`WHISKER_READ=${text} is no way to read: it is public or token.`);
}

function byteCount(text: string | undefined): number {
  if (!text) return gibibyte;
  if (/^\d{1,15}$/.test(text)) return Number(text);
  throw new Error(`WHISKER_MAX_UPLOAD=${text} is no number of bytes, such as 1073741824.`);
}

/** So many take about 600 MB while they are read (docs/deploy.md). */
const usualPoints = 200_000;

function pointCount(text: string | undefined): number {
  if (!text) return usualPoints;
  if (/^[1-9]\d{0,8}$/.test(text)) return Number(text);
  throw new Error(`WHISKER_MAX_POINTS=${text} is no number of points, such as ${usualPoints}.`);
}

/** Half of what the machine has, and 4 GB at most: two files are read at once. Asking the system takes as long as a request's other settings together. */
const usualMegabytes = Math.min(4096, Math.floor(totalmem() / 2e6));

function megabytes(text: string | undefined): number {
  if (!text) return usualMegabytes;
  if (/^\d{2,6}$/.test(text) && Number(text) >= leastMemory) return Number(text);
  throw new Error(
    `WHISKER_READ_MEMORY=${text} is no number of megabytes from ${leastMemory} on, such as 512.`,
  );
}

/** Below, not even the reader itself fits. */
const leastMemory = 64;

function webAddress(text: string | undefined): URL | null {
  if (!text) return null;
  const url = URL.canParse(text) ? new URL(text) : null;
  if (url && /^https?:$/.test(url.protocol)) return url;
  throw new Error(`PUBLIC_URL=${text} is no web address, such as https://whisker.example.org.`);
}

function postgresAddress(text: string | undefined): string | null {
  if (!text) return null;
  if (/^postgres(ql)?:$/.test(URL.canParse(text) ? new URL(text).protocol : "")) return text;
  throw new Error(
    "DATABASE_URL is no address of a PostgreSQL database, such as postgresql://user@host/whisker.",
  );
}
