import type { Locator } from "@/lib/points/locator";

export interface ProblemDetails {
  status: number;
  /** A few words, the same for every problem of its kind. */
  title: string;
  /** What happened here and what to do, in a sentence. */
  detail: string;
  where?: Locator | null;
  /** After how many seconds the same request may succeed; the Retry-After header. */
  retryAfter?: number;
  /** Further members, such as all problems of a refused file. */
  more?: Record<string, unknown>;
}

/** A request that cannot be answered as asked. Thrown anywhere below a route, and answered by it as problem+json (RFC 9457). */
export class HttpProblem extends Error {
  override readonly name = "HttpProblem";

  constructor(readonly problem: ProblemDetails) {
    super(problem.detail);
  }
}

/** Known by its name: the pool of workers may come from another bundle of this process, with a class of its own. */
export function isHttpProblem(cause: unknown): cause is HttpProblem {
  return cause instanceof Error && cause.name === "HttpProblem" && "problem" in cause;
}

export function notFound(what: string): HttpProblem {
  return new HttpProblem({ status: 404, title: "Not found", detail: `There is no ${what} here.` });
}

export function badRequest(detail: string): HttpProblem {
  return new HttpProblem({ status: 400, title: "Bad request", detail });
}

/** The body of the answer. No stack, no path: what a stranger may see. */
export function problemBody({ status, title, detail, where, more }: ProblemDetails, requestId: string) {
  return { type: "about:blank", title, status, detail, ...(where ? { where } : {}), ...more, requestId };
}

export const problemType = "application/problem+json; charset=utf-8";
