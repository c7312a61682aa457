// Columns of two sides of a change: `Before (tok/s)` beside `After (tok/s)`, `TTFT baseline` beside `TTFT optimized`. Each
// word alone may be anything (`New tokens`, `Base model`): only a header that is like another but for it has a side.
const firstWords =
  "before|baseline|base|old|previous|prev|main|master|vanilla|stock|original|unoptimized|unpatched|control|vorher|alt|avant|antes|prima|до|优化前|修改前|改善前|変更前|変更 前|修正前";
const secondWords =
  "after|optimi[sz]ed|candidate|new|current|head|this pr|the pr|pr|this branch|branch|patched|patch|proposed|modified|tuned|ours|fused|treatment|nachher|neu|après|después|depois|dopo|после|优化后|修改后|改善後|変更後|修正後";
const sides = [firstWords, secondWords].map(
  (words) => new RegExp(String.raw`(?<![\p{L}\d])(?:${words})(?![\p{L}\d])`, "iu"),
);
/** Headers are short. */
const longest = 80;

/** Which side a column is of, as written, and its header without that. */
export interface Side {
  side: string;
  rest: string;
}

/** By their index, the columns of two sides. */
export type SideColumns = ReadonlyMap<number, Side>;

/** @param header null where the header has one row: of several, each row is of one thing */
export function sideColumns({
  headers,
  header,
}: {
  headers: readonly string[];
  header: unknown;
}): SideColumns {
  if (header !== null) return new Map();
  const found = headers.flatMap((text, column) =>
    [0, 1].flatMap((of) => {
      const side = sideIn(text, of);
      return side === null ? [] : [{ column, of, ...side, like: alike(side.rest) }];
    }),
  );
  const [first, second] = [0, 1].map(
    (of) => new Set(found.flatMap((each) => (each.of === of ? each.like : []))),
  );
  const paired = found.filter(({ of, like }) => (of === 0 ? second! : first!).has(like));
  return new Map(paired.map(({ column, side, rest }) => [column, { side, rest }]));
}

/** The same of headers that differ in case and in what parts their words. */
function alike(rest: string): string {
  return rest.toLowerCase().replace(/[\s_]+/g, " ");
}

/** `Before TTFT (ms)`, `ttft_before_ms`, `TTFT (before)`; null where the header has no word of the side. */
function sideIn(text: string, of: number): Side | null {
  if (text.length > longest) return null;
  const found = sides[of]!.exec(text.replaceAll("_", " "));
  if (found === null) return null;
  const [side] = found;
  const without = `${text.slice(0, found.index)} ${text.slice(found.index + side.length)}`;
  return { side, rest: tidied(without, /\s/.test(text.trim()) ? " " : "_") };
}

/** Without empty brackets and signs that now part nothing: `TTFT (, ms)` is `TTFT (ms)`. */
function tidied(text: string, gap: string): string {
  return text
    .replace(/[([]\s*[)\]]/g, " ")
    .replace(/([([])[\s,:;–-]+/g, "$1")
    .replace(/[\s,:;–-]+([)\]])/g, "$1")
    .replace(/^[\s_:,/–-]+|[\s_:,/–-]+$/g, "")
    .replace(/[\s_]+/g, text.includes("_") ? gap : " ");
}
