/**
 * The headers of every answer. The policy also goes onto the request, where Next reads the nonce that it puts on its
 * own scripts. React writes style attributes, hence `style-src-attr`; style elements need the nonce.
 * @param about `isShared`: whether PUBLIC_URL says an address at which others reach this server
 */
export function securityHeaders(
  nonce: string,
  about: { path: string; dev: boolean; https: boolean; isShared?: boolean },
): Record<string, string> {
  const isLink = linkPath.test(about.path);
  const isForm = formPath.test(about.path);
  const isEmbed = embedPath.test(about.path);
  return {
    "Content-Security-Policy": policyOf(nonce, about),
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": isLink ? "no-referrer" : "strict-origin-when-cross-origin",
    "Permissions-Policy": permissions,
    "Cross-Origin-Opener-Policy": "same-origin",
    // Pictures of links that nobody can guess may be shown anywhere, and the others where our own Markdown names their
    // addresses; what else is here, a stranger's page may not even measure.
    "Cross-Origin-Resource-Policy":
      (isLink && isForm) || isEmbed || (about.isShared === true && picturePath.test(about.path))
        ? "cross-origin"
        : "same-origin",
    ...(isLink ? { "X-Robots-Tag": "noindex" } : {}),
    ...(about.https ? { "Strict-Transport-Security": "max-age=31536000" } : {}),
  };
}

function policyOf(nonce: string, { path, dev }: { path: string; dev: boolean }): string {
  if (rawFilePath.test(path)) return rawFilePolicy;
  if (formPath.test(path)) return formPolicy;
  if (embedPath.test(path)) return embedPolicy;
  return contentSecurityPolicy(nonce, dev, linkedReviewPath.test(path));
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

/** Addresses that say by themselves who may look: their ids cannot be guessed. */
const linkPath = /^\/(?:forms\/)?(?:v|reviews|embed)\/[A-Za-z0-9_-]{22}(?![A-Za-z0-9_-])/;

/** Files that a view, a review or a point is given as. */
const formPath =
  /^\/(?:forms\/|(?:explore|v\/[^/]+|reviews\/[^/]+|points\/[^/]+|datasets\/[^/]+)\.(?:svg|png|csv|json|md|html)$)/;

/** Pictures of what is found without a secret: a query, a point, a dataset. */
const picturePath =
  /^\/(?:explore|points\/[0-9a-f]{16}|datasets\/[0-9a-f]{64})\.(?:svg|png)$|^\/forms\/(?:explore|(?:points|datasets)\/[^/]+)\/(?:svg|png)$/;

/** The policy of those files: an SVG opened by itself has its styles, and nothing that runs or is fetched. */
const formPolicy = "default-src 'none'; style-src 'unsafe-inline'; sandbox; frame-ancestors 'none'";

const embedPath = /^\/embed\/[^/]+$/;

/** The only address that another page may frame: a card that runs nothing, sends nothing and has no cookie. */
const embedPolicy =
  "default-src 'none'; style-src 'unsafe-inline'; font-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors *";
