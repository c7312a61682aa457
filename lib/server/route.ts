import { isStoreUnavailable } from "@/lib/store/unavailable";
import { refuseForeignWrite } from "./guard";
import { HttpProblem, isHttpProblem, problemBody, problemType, type ProblemDetails } from "./http-problem";
import { log } from "./log";
import { requestIdOf } from "./request-id";
import { settings } from "./settings";
import { noteWrite } from "./write-log";

type Handler<Context> = (request: Request, context: Context) => Promise<Response>;

/**
 * A route: its answer, or what it throws as problem+json. The server has looked at Host and Sec-Fetch-Site already;
 * writes are looked at again here, so that a route is safe under any server.
 */
export function route<Context>(handle: Handler<Context>): Handler<Context> {
  return async (request, context) => {
    const response = await answered(handle, request, context, requestIdOf(request));
    await noteWrite(request, response);
    return response;
  };
}

async function answered<Context>(
  handle: Handler<Context>,
  request: Request,
  context: Context,
  requestId: string,
): Promise<Response> {
  try {
    refuseForeign(request);
    return await handle(request, context);
  } catch (cause) {
    return problemResponse(problemOf(cause, requestId), requestId);
  }
}

function refuseForeign(request: Request): void {
  const [host, origin, site] = ["host", "origin", "sec-fetch-site"].map(
    (name) => request.headers.get(name) ?? undefined,
  );
  const refusal = refuseForeignWrite(
    request.method,
    { host, origin, "sec-fetch-site": site },
    settings().publicUrl,
  );
  if (refusal) throw new HttpProblem(refusal);
}

export function problemResponse(problem: ProblemDetails, requestId: string): Response {
  const { status, retryAfter } = problem;
  const headers = {
    "Content-Type": problemType,
    "Cache-Control": "no-store",
    ...(retryAfter === undefined ? {} : { "Retry-After": String(retryAfter) }),
  };
  return new Response(JSON.stringify(problemBody(problem, requestId)), { status, headers });
}

function problemOf(cause: unknown, requestId: string): ProblemDetails {
  if (isHttpProblem(cause)) return cause.problem;
  if (isStoreUnavailable(cause)) return unavailable;
  log().error({ requestId, err: cause }, "a request failed");
  if (isDiskFull(cause)) {
    const detail = "The disk of this server is full. Nothing was stored; what was stored before is safe.";
    return { status: 507, title: "Disk full", detail };
  }
  return {
    status: 500,
    title: "Server error",
    detail: "Something broke here. The log has the request's id.",
  };
}

export const unavailable: ProblemDetails = {
  status: 503,
  title: "Database unavailable",
  detail:
    "The database does not answer just now. Send the request again in a moment: what is stored already is not stored twice.",
  retryAfter: 2,
};

/** Of the file system, of SQLite, and of PostgreSQL (disk_full). */
const diskFull = ["ENOSPC", "EDQUOT", "SQLITE_FULL", "53100"];

function isDiskFull(cause: unknown): boolean {
  const code = typeof cause === "object" && cause !== null && "code" in cause ? cause.code : null;
  return diskFull.includes(String(code));
}

/** JSON that may change with every request. */
export function json(
  value: unknown,
  init: { status?: number; headers?: Record<string, string> } = {},
): Response {
  return new Response(JSON.stringify(value), {
    status: init.status ?? 200,
    headers: {
      "Content-Type": "application/json; charset=utf-8",
      "Cache-Control": "no-store",
      ...init.headers,
    },
  });
}
