export type SearchParams = Record<string, string | string[] | undefined>;

/** The query as a URL holds it, from what Next makes of it. */
export function queryOf(params: SearchParams): URLSearchParams {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(params)) {
    for (const each of [value ?? []].flat()) query.append(name, each);
  }
  return query;
}
