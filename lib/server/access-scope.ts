/** What a token may do; each may do what those before it may. */
export const scopes = ["read", "upload", "admin"] as const;
export type Scope = (typeof scopes)[number];

export function isScope(text: string): text is Scope {
  return (scopes as readonly string[]).includes(text);
}

export function includes(has: Scope, needed: Scope): boolean {
  return scopes.indexOf(has) >= scopes.indexOf(needed);
}

/** How long a token is valid unless said otherwise: a year, and half of that for one that uploads, as programs do. */
export const usualDays: Record<Scope, number> = { read: 365, upload: 180, admin: 365 };

/** What everybody may ask of a team's server: how it is, how to sign in, and what its pages are built of. */
const open = [
  /^\/api\/(?:health|ready)\/?$/,
  /^\/sign-in\/?$/,
  /^\/_next\/static\/[\w./~@-]+$/,
  /^\/(?:icon\.svg|favicon\.ico|robots\.txt)$/,
];

/** A link that cannot be guessed is its own key: what is shown outside, where nobody can sign in. */
const byLink = [/^\/embed\/[^/]+\/?$/, /^\/v\/[^/]+\.(?:png|svg)$/, /^\/reviews\/[^/]+\.(?:png|svg)$/];

const adminOnly = [/^\/api\/(?:tokens|writes)(?:\/|$)/, /^\/admin(?![\w-])/, /^\/metrics\/?$/];

/**
 * What a request needs: null where everybody may. `path` is without its query, percent-decoded; methods other than GET and
 * HEAD write. Whatever is not listed needs what its method says, so that a new route is never open by being forgotten.
 */
export function neededScope(method: string, path: string, reads: "public" | "token"): Scope | null {
  const isOpen = !path.includes("..") && open.some((each) => each.test(path));
  if (isOpen && isRead(method)) return null;
  if (/^\/api\/session\/?$/.test(path)) return null;
  if (adminOnly.some((each) => each.test(path))) return "admin";
  if (!isRead(method)) return method === "DELETE" || /\/restore\/?$/.test(path) ? "admin" : "upload";
  if (reads === "public" || byLink.some((each) => each.test(path))) return null;
  return "read";
}

function isRead(method: string): boolean {
  return method === "GET" || method === "HEAD" || method === "OPTIONS";
}
