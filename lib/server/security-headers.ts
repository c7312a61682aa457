/**
 * The headers of every answer. The policy also goes onto the request, where Next reads the nonce that it puts on its
 * own scripts. React writes style attributes, hence `style-src-attr`; style elements need the nonce.
 */
export function securityHeaders(
  nonce: string,
  about: { path: string; dev: boolean; https: boolean },
): Record<string, string> {
  const policy = rawFilePath.test(about.path)
    ? rawFilePolicy
    : contentSecurityPolicy(nonce, about.dev, linkedReviewPath.test(about.path));
  return {
    "Content-Security-Policy": policy,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "strict-origin-when-cross-origin",
    "Permissions-Policy": permissions,
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    ...(about.https ? { "Strict-Transport-Security": "max-age=31536000" } : {}),
  };
}

const permissions = [
  "accelerometer=()",
  "camera=()",
  "display-capture=()",
  "geolocation=()",
  "gyroscope=()",
  "magnetometer=()",
  "microphone=()",
  "midi=()",
  "payment=()",
  "serial=()",
  "usb=()",
].join(", ");

/** The page of a review that is only a link: the reader's browser fetches its files from where they are. */
const linkedReviewPath = /^\/reviews\/new\/?$/;

/**
 * In development Next evaluates code, injects styles and listens on a socket; in production nothing of the kind.
 * @param fetches whether the page may read from other hosts, over https
 */
export function contentSecurityPolicy(nonce: string, dev: boolean, fetches = false): string {
  const directives = {
    "default-src": "'self'",
    "script-src": `'self' 'nonce-${nonce}' 'strict-dynamic'${dev ? " 'unsafe-eval'" : ""}`,
    "style-src": dev ? "'self' 'unsafe-inline'" : `'self' 'nonce-${nonce}'`,
    "style-src-attr": "'unsafe-inline'",
    "img-src": "'self' data: blob:",
    "font-src": "'self'",
    "connect-src": `'self'${fetches ? " https:" : ""}${dev ? " ws:" : ""}`,
    // 'strict-dynamic' reaches workers through script-src only where worker-src is absent.
    "worker-src": dev ? "'self' blob:" : "'self'",
    "object-src": "'none'",
    "base-uri": "'none'",
    "frame-ancestors": "'none'",
    "form-action": "'self'",
  };
  return Object.entries(directives)
    .map(([name, value]) => `${name} ${value}`)
    .join("; ");
}

const rawFilePath = /^\/api\/datasets\/[^/]+\/file\/?$/;

/** The policy of raw bytes: whatever they are, they run nothing and reach nothing. */
const rawFilePolicy = "sandbox; default-src 'none'; frame-ancestors 'none'";
