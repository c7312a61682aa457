/**
 * Why PostgreSQL did not do what was asked, where asking again may help.
 *
 * `lost`: the connection went, or there is none to be had; whatever was under way was rolled back, but a commit may have
 * happened. `conflict`: rolled back in favour of another transaction. `busy`: a lock or a connection was not to be had in time.
 */
export type Trouble = "lost" | "conflict" | "busy";

/** Codes: https://www.postgresql.org/docs/current/errcodes-appendix.html; null where asking again is of no use. */
export function troubleOf(cause: unknown): Trouble | null {
  if (!(cause instanceof Error)) return null;
  const code = "code" in cause && typeof cause.code === "string" ? cause.code : "";
  if (code === "40001" || code === "40P01") return "conflict";
  if (code === "55P03" || code === "53300" || poolIsEmpty.test(cause.message)) return "busy";
  if (isLost(code) || connectionWent.test(cause.message)) return "lost";
  return null;
}

/** 57P01 to 57P03: shut down, crashed, starting. 25006: what was the primary is a replica now. */
function isLost(code: string): boolean {
  return code.startsWith("08") || ["57P01", "57P02", "57P03", "25006"].includes(code) || network.has(code);
}

const network = new Set([
  "ECONNREFUSED",
  "ECONNRESET",
  "EPIPE",
  "ETIMEDOUT",
  "EHOSTUNREACH",
  "ENETUNREACH",
  "ENOTFOUND",
  "EAI_AGAIN",
  // A socket file that is not there while the server is down.
  "ENOENT",
]);

// pg gives no codes for these.
const connectionWent = /^Connection terminated|^Query read timeout|not queryable|^Connection ended/;
const poolIsEmpty = /^timeout exceeded when trying to connect/;
