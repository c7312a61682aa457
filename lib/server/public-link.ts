import { settings } from "./settings";

/** The whole address of a path of this server, where PUBLIC_URL says how it is reached; else null. Never from a request. */
export function publicLink(path: string): string | null {
  const { publicUrl } = settings();
  return publicUrl && new URL(path, publicUrl).href;
}
