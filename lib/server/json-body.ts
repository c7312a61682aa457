import { HttpProblem } from "./http-problem";

/** No body of JSON that the interface takes is larger: a recipe for ten thousand columns is. */
const bodyLimit = 4 * 1024 * 1024;

/** The JSON of a request's body; null where it is none. @throws HttpProblem 415 or 413 */
export async function readJsonBody(request: Request, what: string, limit = bodyLimit): Promise<unknown> {
  if (!request.headers.get("content-type")?.toLowerCase().startsWith("application/json")) {
    const detail = `Send it with Content-Type: application/json. ${what}`;
    throw new HttpProblem({ status: 415, title: "Unsupported body", detail });
  }
  const text: string[] = [];
  const decoder = new TextDecoder();
  let length = 0;
  for await (const chunk of request.body ?? []) {
    length += chunk.length;
    if (length > limit) {
      const detail = `The body is larger than ${limit} bytes. ${what}`;
      throw new HttpProblem({ status: 413, title: "Too large", detail });
    }
    text.push(decoder.decode(chunk, { stream: true }));
  }
  try {
    return JSON.parse(text.join(""));
  } catch {
    return null;
  }
}
