import { Command, InvalidArgumentError, Option } from "commander";
import type { MarkdownForm } from "@/lib/review/markdown";
import type { Scope } from "@/lib/server/access-scope";
import type { Store } from "@/lib/store/store";
import type { CheckOptions } from "./check";
import type { InspectOptions } from "./inspect";
import type * as Commands from "./token";
import { daysOf, scopeOf } from "./token-arguments";

/**
 * Runs the command line; sets the exit code: 0, or 2 where the input is unusable.
 * @param root where the app's own files stand
 */
export async function runWhisker(argv: readonly string[], root: string): Promise<void> {
  // A reader that has seen enough (`| head`) closes the pipe: nothing is wrong.
  process.stdout.on("error", (error: NodeJS.ErrnoException) => process.exit(error.code === "EPIPE" ? 0 : 1));
  await whiskerCommand(process.exit, root).parseAsync([...argv]);
}

/** Each command loads what it needs, and a server's start nothing else: what reads files is two megabytes of code. */
export function whiskerCommand(exit: (code: number) => never = process.exit, root = process.cwd()): Command {
  const whisker = new Command("whisker").description(
    "AI benchmark results in which every point carries its whisker",
  );
  // Bad arguments are unusable input, as a file is that holds nothing readable.
  whisker.exitOverride((error) => exit(error.exitCode === 0 ? 0 : 2));
  whisker
    .command("inspect")
    .description("show what is read of files: their points, and their problems by line")
    .argument("<file...>", "benchmark results, or zip archives of them; several give one object per file")
    .option("--json", "one JSON object on standard output, for programs")
    .option("--samples", "with the raw samples behind each point")
    .action(async (files: string[], options: InspectOptions) => {
      if (!(await takesOwnCatalogue())) return;
      const { inspect } = await import("./inspect");
      process.exitCode = await inspect(files, options, process.stdout);
    });
  whisker
    .command("check")
    .description("hold a candidate's results against a baseline's: exit 0 pass, 1 fail, 2 unusable input")
    .argument("<baseline>", "results before the change")
    .argument("<candidate>", "results after it")
    .option("--min-speedup <ratio>", "what counts as a speed-up (default 1.2)", ratioOf)
    .option("--max-memory-increase <share>", "by how much memory may grow (default 5%)", shareOf)
    .option("--max-accuracy-difference <value>", "by how much accuracy may differ (default 1e-5)", numberOf)
    .option(
      "--max-iterations <share>",
      "iterations to convergence against the baseline's (default 105%)",
      shareOf,
    )
    .option("--max-perplexity-increase <share>", "by how much perplexity may grow (default 0%)", shareOf)
    .option(
      "--max-explosion <ratio>",
      "a training loss or gradient norm above this multiple of its median fails (default 100)",
      ratioOf,
    )
    .option("--min-runs <count>", "runs a side below which nothing is concluded (default 3)", countOf)
    .option("--alpha <value>", "family-wise error of all verdicts together (default 0.05)", alphaOf)
    .option("--require-speedup", "fail where no case clears the bar")
    .option("--strict", "fail where nothing could be decided")
    .addOption(new Option("--json", "one JSON object on standard output, for programs").conflicts("markdown"))
    .option("--markdown [form]", "Markdown for a pull request: summary, table or full", markdownOf)
    .option("--url <address>", "where the review can be opened, for the Markdown's link", addressOf)
    .action(async (baseline: string, candidate: string, options: CheckFlags) => {
      const { check } = await import("./check");
      process.exitCode = await check(baseline, candidate, checkOptions(options), process.stdout);
    });
  whisker
    .command("serve")
    .description("serve the dashboard on this machine")
    .option("--port <number>", "the port to listen on; 0 takes any free one (PORT)", portOf)
    .option("--host <address>", "the address to listen on (HOST)")
    .option("--dev", "for working on Whisker itself: rebuild on change", false)
    .action((options: ServeFlags) => serveHere(options, root));
  addStoreCommands(whisker);
  addTokenCommands(whisker);
  return whisker;
}

/** Of the store that a server with the same environment uses; the server may go on meanwhile, except where it is restored. */
function addStoreCommands(whisker: Command): void {
  whisker
    .command("backup")
    .description("write all that the store holds into one file, while the server goes on")
    .argument("<file>", "the file to make")
    .action(async (file: string) => {
      const [{ databaseAddress }, { backupTo }] = await storeModules();
      process.exitCode = await backupTo(file, databaseAddress(), process.stdout);
    });
  whisker
    .command("restore")
    .description("bring a backup back as the store, which must be empty; stop the server first")
    .argument("<file>", "a file that whisker backup made")
    .action(async (file: string) => {
      const [{ databaseAddress }, { restoreFrom }] = await storeModules();
      process.exitCode = await restoreFrom(file, databaseAddress(), process.stdout);
    });
  whisker
    .command("verify")
    .description("hold every stored file, point, view and review against each other: exit 0 well, 1 not")
    .option("--json", "one JSON object on standard output, for programs")
    .action(async (options: { json?: boolean }) => {
      const [{ databaseAddress }, { verifyAt }] = await storeModules();
      process.exitCode = await verifyAt(databaseAddress(), options, process.stdout);
    });
}

/** Loaded only where a store is needed. */
function storeModules() {
  return Promise.all([import("@/lib/server/open-store"), import("./backup")]);
}

/** Tokens are made on the server's own machine alone: whoever has a shell there is trusted already. */
function addTokenCommands(whisker: Command): void {
  const token = whisker.command("token").description("who may read and write on a server that others reach");
  token
    .command("create")
    .description("make a token; it is shown once")
    .requiredOption("--name <name>", "whose it is, or what for, as the log of writes shows it")
    .option("--scope <scope>", "read, upload or admin", argument(scopeOf), "upload" as const)
    .option("--expires <days>", "how long it is valid, such as 90d", argument(daysOf))
    .action(async ({ expires, ...options }: { name: string; scope: Scope; expires?: number }) => {
      const days = expires === undefined ? {} : { days: expires };
      await withStore((store, { tokenCreate }) =>
        tokenCreate(store, { ...options, ...days }, process.stdout),
      );
    });
  token
    .command("list")
    .description("every token there ever was, without its secret")
    .action(() => withStore((store, { tokenList }) => tokenList(store, process.stdout)));
  token
    .command("revoke")
    .description("end a token, and the sessions that were opened with it")
    .argument("<id>", "the ten digits after wsk_")
    .action(async (id: string) => {
      process.exitCode = await withStore((store, { tokenRevoke }) => tokenRevoke(store, id, process.stdout));
    });
}

/** A reader of an argument, whose sentence says what was expected. */
function argument<T>(read: (text: string) => T): (text: string) => T {
  return (text) => {
    try {
      return read(text);
    } catch (error) {
      throw new InvalidArgumentError(error instanceof Error ? error.message : String(error));
    }
  };
}

/** Opens the store that a server with the same environment uses. Loaded only here, as the server is. */
async function withStore<T>(work: (store: Store, commands: typeof Commands) => Promise<T>): Promise<T> {
  const [{ openStore, closeStore }, commands] = await Promise.all([
    import("@/lib/server/open-store"),
    import("./token"),
  ]);
  try {
    return await work(await openStore(), commands);
  } finally {
    await closeStore();
  }
}

interface CheckFlags {
  minSpeedup?: number;
  maxMemoryIncrease?: number;
  maxAccuracyDifference?: number;
  maxPerplexityIncrease?: number;
  maxIterations?: number;
  maxExplosion?: number;
  minRuns?: number;
  alpha?: number;
  requireSpeedup?: boolean;
  strict?: boolean;
  json?: boolean;
  markdown?: MarkdownForm | true;
  url?: string;
}

function checkOptions(flags: CheckFlags): CheckOptions {
  const { requireSpeedup, strict, json, markdown, url, ...rules } = flags;
  return {
    rules,
    ...(requireSpeedup ? { requireSpeedup } : {}),
    ...(strict ? { strict } : {}),
    ...(json ? { json } : {}),
    ...(markdown ? { markdown: markdown === true ? "table" : markdown } : {}),
    ...(url ? { url } : {}),
  };
}

function numberOf(text: string): number {
  const value = Number(text);
  if (text.trim() !== "" && Number.isFinite(value) && value >= 0) return value;
  throw new InvalidArgumentError("A number, 0 or above, such as 1e-5.");
}

function ratioOf(text: string): number {
  const value = Number(text.replace(/[x×]$/i, ""));
  if (text.trim() !== "" && Number.isFinite(value) && value > 0) return value;
  throw new InvalidArgumentError("A ratio, such as 1.2 or 1.2x.");
}

/** More than this is a percentage without its sign, more likely than not. */
const mostBareShare = 2;

/** `5%` or `0.05`. */
function shareOf(text: string): number {
  const [, digits, sign] = /^\s*([\d.]+)\s*(%?)\s*$/.exec(text) ?? [];
  const value = Number(digits);
  if (digits !== undefined && sign === "" && value > mostBareShare)
    throw new InvalidArgumentError(`${text} is ${value} times the whole: write ${text}% or ${value / 100}.`);
  if (digits !== undefined && Number.isFinite(value)) return sign === "%" ? value / 100 : value;
  throw new InvalidArgumentError("A share, such as 5% or 0.05.");
}

function countOf(text: string): number {
  const value = Number(text);
  if (Number.isInteger(value) && value >= 2) return value;
  throw new InvalidArgumentError("A whole number of runs, 2 or above: one run cannot be tested.");
}

function alphaOf(text: string): number {
  const value = Number(text);
  if (value > 0 && value < 1) return value;
  throw new InvalidArgumentError("A probability between 0 and 1, such as 0.05.");
}

function addressOf(text: string): string {
  if (/^https?:\/\//i.test(text) && URL.canParse(text)) return text;
  throw new InvalidArgumentError("An address that begins with http:// or https://.");
}

function markdownOf(text: string): MarkdownForm {
  if (text === "summary" || text === "table" || text === "full") return text;
  throw new InvalidArgumentError("One of summary, table and full.");
}

function portOf(text: string): number {
  const port = Number(text);
  if (/^\d{1,5}$/.test(text) && port <= 65_535) return port;
  throw new InvalidArgumentError("A port is a whole number from 0 to 65535.");
}

interface ServeFlags {
  port?: number;
  host?: string;
  dev: boolean;
}

async function serveHere(options: ServeFlags, root: string): Promise<void> {
  // Loaded only here: `inspect` needs neither the app nor its database.
  const { serve, StartRefused } = await import("@/lib/server/serve");
  const port = options.port ?? portOf(process.env["PORT"] || "3000");
  const host = options.host ?? (process.env["HOST"] || "127.0.0.1");
  try {
    await serve({ port, host, dev: options.dev, root });
  } catch (error) {
    if (!(error instanceof StartRefused)) throw error;
    process.stderr.write(`${error.message}\n`);
    process.exitCode = 1;
  }
}

/** Whether the person's own catalogue can be used; says why where it cannot, and sets the exit code. */
async function takesOwnCatalogue(): Promise<boolean> {
  const { BadCatalogue, loadOwnCatalogue } = await import("@/lib/server/own-catalogue");
  try {
    await loadOwnCatalogue();
    return true;
  } catch (cause) {
    if (!(cause instanceof BadCatalogue)) throw cause;
    process.stderr.write(`${cause.message}\n`);
    process.exitCode = 2;
    return false;
  }
}
