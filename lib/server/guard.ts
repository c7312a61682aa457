import type { IncomingHttpHeaders } from "node:http";

/** Why a request is refused before anything else looks at it. */
export interface Refusal {
  status: 400 | 401 | 403 | 404 | 405 | 421 | 429 | 503;
  title: string;
  detail: string;
  /** Seconds after which the same request may be answered. */
  retryAfter?: number;
}

/** Names under which a machine knows itself; everything else may be a stranger's name for it (DNS rebinding). */
const ownNames = new Set(["localhost", "127.0.0.1", "[::1]"]);

/** Whether an address is one, and a write goes to the interface: pages have no actions, and Next must not look for any. */
export function refuseAddress(method: string, url: string | undefined): Refusal | null {
  const path = url?.split("?")[0] ?? "";
  const decoded = decodedPath(path);
  if (decoded === null || !decoded.startsWith("/")) {
    const detail = "The address must begin with a slash and be UTF-8 in percent encoding.";
    return { status: 400, title: "Bad request", detail };
  }
  // Whoever decides who may read a path must read the path that is served: no part of one goes up, stays, or is empty.
  if (/(?:^|[/\\])\.{1,2}(?:[/\\]|$)|\/\/|\\/.test(decoded)) {
    const detail = "Nothing is here: no part of an address is empty, a dot or two, or holds a backslash.";
    return { status: 404, title: "Not found", detail };
  }
  if (["GET", "HEAD", "OPTIONS"].includes(method) || path.startsWith("/api/")) return null;
  return {
    status: 405,
    title: "Method not allowed",
    detail: "Pages are only read; /api/openapi.json lists what can be written.",
  };
}

function decodedPath(path: string): string | null {
  try {
    return decodeURIComponent(path);
  } catch {
    return null;
  }
}

type Headers = Pick<IncomingHttpHeaders, "host" | "origin"> & { "sec-fetch-site"?: string | undefined };

/** Whether the Host header names this machine, or the host of PUBLIC_URL, with any port. */
export function refuseHost(host: string | undefined, publicUrl: URL | null): Refusal | null {
  const name = hostName(host);
  if (name !== null && (ownNames.has(name) || name === publicUrl?.hostname)) return null;
  return {
    status: 421,
    title: "Misdirected request",
    detail: "This server answers only to localhost, 127.0.0.1, [::1] and the host of PUBLIC_URL.",
  };
}

function hostName(host: string | undefined): string | null {
  const match = /^(\[[0-9a-f:.]+\]|[a-z0-9.-]+)(?::\d{1,5})?$/i.exec(host ?? "");
  return match?.[1]?.toLowerCase() ?? null;
}

/**
 * Whether a write comes from a page of this server, or from a program (which sends neither header). A browser says with
 * Sec-Fetch-Site and Origin where the page stands that sends it, and a page cannot change either.
 */
export function refuseForeignWrite(method: string, headers: Headers, publicUrl: URL | null): Refusal | null {
  if (["GET", "HEAD", "OPTIONS"].includes(method)) return null;
  const { "sec-fetch-site": site, origin } = headers;
  const sameSite = site === undefined || site === "same-origin";
  if (sameSite && (origin === undefined || ownOrigins(headers.host, publicUrl).includes(origin))) return null;
  return {
    status: 403,
    title: "Written from another site",
    detail: "A browser may write here only from a page of this server. Nothing was stored.",
  };
}

function ownOrigins(host: string | undefined, publicUrl: URL | null): string[] {
  return [...(host === undefined ? [] : [`http://${host}`]), ...(publicUrl ? [publicUrl.origin] : [])];
}
