/** What is private in a text, and how it is called where it is counted. */
export type PrivateKind = "host" | "e-mail" | "secret" | "home" | "text" | "name";

/** Gives the mark that stands for a private text; asked again for the same text, it gives the same mark. */
export type MarkFor = (kind: PrivateKind, text: string) => string;

/**
 * How much of a text may be private: `any` holds for commands, addresses and free text. A `name` (a model, a device, a file)
 * is never taken for a host, a `version` neither for an address, and a `document` may say where on the web it stands.
 */
export type TextKind = "any" | "name" | "version" | "document";

/** What every private text has in it, so that the others are let through at once. */
const suspicious = /[@/\\:=_-]|\.[A-Za-z]|\d\.\d{1,3}\.\d{1,3}\.\d|A[KS]IA|AIza|eyJ|[Bb]earer/;

/** Whether a text is too short or too plain to hold anything private; quick, for it is asked of every cell. */
export function isHarmless(text: string): boolean {
  return text.length < 6 || isNumeric(text) || !suspicious.test(text);
}

/** A number as most cells hold one: digits, a sign, at most one point. */
function isNumeric(text: string): boolean {
  let points = 0;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code === point) points++;
    else if ((code < zero || code > nine) && code !== minus) return false;
  }
  return points < 2;
}
const [point, minus, zero, nine] = [46, 45, 48, 57];

/** What is masked may show more beside it: looked at again at most so often. */
const mostLooks = 10;

/** The text with marks in place of what is private in it; the same text where nothing is. */
export function maskedText(text: string, kind: TextKind, markFor: MarkFor): string {
  if (isHarmless(text)) return text;
  let before = text;
  for (let look = 0; look < mostLooks; look++) {
    const masked = maskedOnce(before, kind, markFor);
    if (masked === before) break;
    before = masked;
  }
  return before;
}

function maskedOnce(text: string, kind: TextKind, markFor: MarkFor): string {
  const known = withoutSecrets(text, markFor).replace(eMail, (found) =>
    isPublicUser(found) ? found : markFor("e-mail", found),
  );
  if (kind === "version") return known;
  const homeless = withoutHomes(known, markFor);
  if (kind === "document") return homeless;
  const local = homeless.replace(address, (all, scheme: string, host: string) =>
    isPublicHost(host) ? all : scheme + markFor("host", host),
  );
  return kind === "name" ? withoutAddresses(local, markFor) : withoutHosts(local, markFor);
}

/** Tokens that are known by how they begin. */
const tokens = new RegExp(
  [
    String.raw`sk-(?:[A-Za-z]+-)*[A-Za-z0-9_]{16,}`,
    String.raw`hf_[A-Za-z0-9]{16,}`,
    String.raw`gh[opsur]_[A-Za-z0-9]{20,}`,
    String.raw`github_pat_\w{20,}`,
    String.raw`glpat-[\w-]{16,}`,
    String.raw`nvapi-[\w-]{16,}`,
    String.raw`xox[abeoprs]-[\w-]{10,}`,
    String.raw`(?:AKIA|ASIA)[0-9A-Z]{16}`,
    String.raw`AIza[\w-]{30,}`,
    String.raw`eyJ[\w-]{8,}\.[\w-]{4,}(?:\.[\w-]+)?`,
  ]
    .map((each) => `(?<![A-Za-z0-9])${each}`)
    .join("|"),
  "g",
);
const privateKey = /-----BEGIN [A-Z ]*PRIVATE KEY-----[\s\S]*?(?:-----END [A-Z ]*PRIVATE KEY-----|$)/g;
const bearer = /\b(bearer\s+)([\w.~+/-]{8,}=*)/gi;
const login = /\b([a-z][a-z0-9+.-]{1,20}:\/\/)([^\s/@‹›"']{1,200})@/gi;
const value = String.raw`(?:"[^"‹]{1,500}"|'[^'‹]{1,500}'|[^\s"'‹&,;)\]}]{1,500})`;
const given = String.raw`(?:["']?\s{0,3}[=:]\s{0,3}|\s{1,3}(?=[^\s-]))`;
/** `--api-key X`, `API_KEY=X`, `"password": "X"`; the name may have words before it. */
const named = new RegExp(
  String.raw`(?<![\w-])((?:--?)?(?:[A-Za-z0-9]{1,20}[-_]){0,4}(?:api[-_]?key|access[-_]?key(?:[-_]id)?|secret(?:[-_](?:access[-_])?key)?|password|passwd|authorization)${given})(${value})`,
  "gi",
);
/** A token may be a word of text: only where it is clearly given one. */
const namedToken = new RegExp(
  String.raw`(?<![\w-])((?:--(?:[a-z]{1,20}[-_]){0,3}token(?:=|\s{1,3})|(?:[A-Za-z]{1,20}[-_]){0,3}token(?:=|["']\s{0,3}[:=]\s{0,3}(?=["']))))(${value})`,
  "gi",
);

function withoutSecrets(text: string, markFor: MarkFor): string {
  const secret = (found: string) => markFor("secret", unquoted(found));
  return text
    .replace(privateKey, secret)
    .replace(login, (_, scheme: string, found: string) => `${scheme}${secret(found)}@`)
    .replace(bearer, (_, before: string, found: string) => before + secret(found))
    .replace(tokens, secret)
    .replace(named, (all, before: string, found: string) => {
      // A word after a blank is a secret only of an option: `the password was wrong`, `Authorization: Bearer …`.
      const isOption = before.startsWith("-") || /[=:]\s*$/.test(before);
      return !isOption || isNoSecret(found) || /^bearer$/i.test(found)
        ? all
        : before + quotedAs(found, secret(found));
    })
    .replace(namedToken, (all, before: string, found: string) =>
      isNoToken(found) ? all : before + quotedAs(found, secret(found)),
    );
}

function isNoSecret(found: string): boolean {
  return /^(?:none|null|true|false|empty|\$\{?\w*\}?|\*+)$/i.test(unquoted(found));
}

/** Numbers count tokens; `</s>`, `[PAD]` and short words are tokens of a text. */
function isNoToken(found: string): boolean {
  const text = unquoted(found);
  return isNoSecret(found) || text.length < 6 || /^[<[({|]/.test(text) || /^[\d.,]+[a-z/%]*$/i.test(text);
}

function unquoted(text: string): string {
  return text.replace(/^(["'])(.*)\1$/, "$2");
}

function quotedAs(found: string, mark: string): string {
  const quote = /^["']/.exec(found)?.[0] ?? "";
  return quote + mark + quote;
}

const eMail = /(?<![\w.+-])[\w.+-]{1,64}@(?:[a-z\d-]{1,63}\.){1,8}[a-z]{2,24}(?![\w-])/gi;

/** `git@github.com` is everyone's. */
function isPublicUser(found: string): boolean {
  const [user = "", host = ""] = found.split("@");
  return user.toLowerCase() === "git" && isPublicHost(host);
}

const home = /([/\\])(home|Users)\1([^/\\\s"'‹›:;,)]{1,64})/g;

/** Homes that tell nobody's name. */
const commonHomes = new Set(
  (
    "models model data datasets dataset share shared public cache hf huggingface llm llms checkpoints weights work " +
    "workspace app ubuntu ec2-user azureuser runner user users jovyan vscode admin root opc"
  ).split(" "),
);

function withoutHomes(text: string, markFor: MarkFor): string {
  const drive = /\b[A-Z]:(?=\\Users\\)/gi;
  return text
    .replace(drive, "")
    .replace(home, (all, slash: string, folder: string, name: string, at: number, whole: string) => {
      const before = whole.slice(Math.max(0, at - 200), at);
      if (commonHomes.has(name.toLowerCase()) || /https?:\/\/[^\s"']+$/i.test(before)) return all;
      const mark = markFor("home", name);
      return /[\w›~.-]$/.test(before) ? `${slash}${folder}${slash}${mark}` : "~";
    });
}

/** The host of a URL, without port and path. */
const address =
  /\b([a-z][a-z0-9+.-]{1,20}:\/\/(?:‹[^›]*›@)?)(\[[0-9a-f:.%]{2,60}\]|[^\s/:?#"'`<>,;()[\]{}‹›@\\]{1,253})/gi;

/** Of this machine, or of everyone's: they tell nothing of where a file was made. */
const publicHosts = new Set(
  (
    "localhost 127.0.0.1 0.0.0.0 [::1] [::] github.com raw.githubusercontent.com gitlab.com huggingface.co hf.co arxiv.org " +
    "doi.org pypi.org docker.io ghcr.io nvcr.io quay.io public.ecr.aws mlcommons.org pytorch.org download.pytorch.org " +
    "api.openai.com api.anthropic.com api.together.xyz api.groq.com api.mistral.ai api.deepseek.com openrouter.ai " +
    "host.docker.internal example.com"
  ).split(" "),
);

function isPublicHost(host: string): boolean {
  return publicHosts.has(host.toLowerCase()) || /^[$<%{]/.test(host) || !/[a-z\d]/i.test(host);
}

/** `--host X`, `MASTER_ADDR=X`, `"hostname": "X"`. */
const namedHost = new RegExp(
  String.raw`(?<![\w-])((?:--(?:[a-z]{1,20}[-_]){0,3}(?:host|hostname|host-name|addr|address|ip)(?:=|\s{1,3})|(?:[A-Za-z]{1,20}[-_]){0,3}(?:host|hostname|host_name|addr|ip)(?:=|["']\s{0,3}[:=]\s{0,3}(?=["']))))(["']?)([^\s"'‹›,;:/)\]}=]{1,253})`,
  "gi",
);
/** Names of three and more labels under a top-level domain, of two with a port, and any under a private domain. */
const fullHost =
  /(?<![\w.@/~-])(?:(?=[\d-]*[a-z])[a-z\d](?:[a-z\d-]{0,61}[a-z\d])?\.)(?:[a-z\d](?:[a-z\d-]{0,61}[a-z\d])?\.){0,8}(?:com|net|org|edu|gov|io|ai|cloud|eu|de|fr|uk|cn|jp|kr|in|ch|ca|it|se|nl|internal|local|lan|corp|intranet|localdomain)(?![\w-]|\.[\w])(?=(:\d{2,5})?)/gi;
const privateDomain = /\.(?:internal|local|lan|corp|intranet|localdomain)$/i;
const ipv4 = /(?<![\w.])(?:(?:25[0-5]|2[0-4]\d|1?\d?\d)\.){3}(?:25[0-5]|2[0-4]\d|1?\d?\d)(?![\w-]|\.\d)/g;
const ipv6 = /(?<![\w:.])(?:fe80|f[cd][0-9a-f]{2}|2[0-9a-f]{3})(?::[0-9a-f]{0,4}){2,7}(?![\w:])/gi;
/** What stands before four numbers that are a version: `TensorRT 10.0.1.6`, `cudnn==9.1.0.70`. */
const versionBefore =
  /(?:\bversion|\bver|\bv|release|build|driver|tensorrt|trt|cudnn|cublas|nccl|cuda|rocm|python|torch|vllm|sglang|[=~<>]=|[a-z][-_:])\s*[:=]?\s*$/i;
const addressBefore = /(?:host|addr|address|ip|server|url)\s*[:=]?\s*$/i;

/** With a port no four numbers are a version: `RPC[192.0.2.1:50052]` is how llama.cpp names a GPU elsewhere. */
function withoutAddresses(text: string, markFor: MarkFor): string {
  return text.replace(ipv4, (found, at: number, whole: string) => {
    const end = at + found.length;
    const hasPort = /^:\d{2,5}(?!\d)/.test(whole.slice(end, end + 8));
    return hasPort && !isPublicHost(found) ? markFor("host", found) : found;
  });
}

function withoutHosts(text: string, markFor: MarkFor): string {
  const host = (found: string) => markFor("host", found);
  return text
    .replace(namedHost, (all, before: string, quote: string, found: string) =>
      isPublicHost(found) || /^(?:none|null|true|false|[\d.]{1,6})$/i.test(found)
        ? all
        : before + quote + host(found),
    )
    .replace(fullHost, (found, port: string | undefined) => {
      const labels = found.split(".").length;
      const isHost = labels > 2 || port !== undefined || privateDomain.test(found);
      return isHost && !isPublicHost(found) ? host(found) : found;
    })
    .replace(ipv6, (found) => (found.includes("::") || found.split(":").length === 8 ? host(found) : found))
    .replace(ipv4, (found, at: number, whole: string) => {
      const before = whole.slice(Math.max(0, at - 24), at);
      const isVersion = versionBefore.test(before) && !addressBefore.test(before);
      return isVersion || isPublicHost(found) ? found : host(found);
    });
}
