/** Where to go after signing in: a path of this site. Whatever could lead to another is the first page. */
export function pathWithin(asked: string | string[] | undefined): string {
  const path = typeof asked === "string" ? asked : "/";
  const here = "http://here.invalid";
  if (!path.startsWith("/") || !URL.canParse(path, here)) return "/";
  const url = new URL(path, here);
  return url.origin === here ? url.pathname + url.search : "/";
}
