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

export function settings(env: NodeJS.ProcessEnv = process.env): Settings {
  const root = env["WHISKER_ROOT"] ?? process.cwd();
  return {
    root,
    dir: resolve(root, env["WHISKER_DIR"] || ".whisker"),
    data: resolve(root, env["WHISKER_DATA"] || "data"),
    maxUpload: byteCount(env["WHISKER_MAX_UPLOAD"]) ?? gibibyte,
    publicUrl: env["PUBLIC_URL"] ? new URL(env["PUBLIC_URL"]) : null,
  };
}

function byteCount(text: string | undefined): number | null {
  return text !== undefined && /^\d{1,15}$/.test(text) ? Number(text) : null;
}
