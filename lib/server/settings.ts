import { resolve } from "node:path";

/** What the environment decides (interfaces.md), read once per use so that a test can change it. */
export interface Settings {
  /** Where the app's own files stand: scripts, the build, `data/`. */
  root: string;
  /** Database and temporary files. */
  dir: string;
  /** Committed datasets. */
  data: string;
  /** The most bytes one upload may have. */
  maxUpload: number;
  publicUrl: URL | null;
}

const gibibyte = 1024 ** 3;

/** @throws Error in a sentence, where a variable cannot be meant so */
export function settings(env: NodeJS.ProcessEnv = process.env): Settings {
  const root = env["WHISKER_ROOT"] ?? process.cwd();
  return {
    root,
    dir: resolve(root, env["WHISKER_DIR"] || ".whisker"),
    data: resolve(root, env["WHISKER_DATA"] || "data"),
    maxUpload: byteCount(env["WHISKER_MAX_UPLOAD"]),
    publicUrl: webAddress(env["PUBLIC_URL"]),
  };
}

function byteCount(text: string | undefined): number {
  if (!text) return gibibyte;
  if (/^\d{1,15}$/.test(text)) return Number(text);
  throw new Error(`WHISKER_MAX_UPLOAD=${text} is no number of bytes, such as 1073741824.`);
}

function webAddress(text: string | undefined): URL | null {
  if (!text) return null;
  const url = URL.canParse(text) ? new URL(text) : null;
  if (url && /^https?:$/.test(url.protocol)) return url;
  throw new Error(`PUBLIC_URL=${text} is no web address, such as https://whisker.example.org.`);
}
