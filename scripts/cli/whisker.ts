import { Command, InvalidArgumentError } from "commander";
import { inspect, type InspectOptions } from "./inspect";

/** Runs the command line; sets the exit code: 0, or 2 where the input is unusable. */
export async function runWhisker(argv: readonly string[]): Promise<void> {
  // A reader that has seen enough (`| head`) closes the pipe: nothing is wrong.
  process.stdout.on("error", (error: NodeJS.ErrnoException) => process.exit(error.code === "EPIPE" ? 0 : 1));
  await whiskerCommand().parseAsync([...argv]);
}

function whiskerCommand(): Command {
  const whisker = new Command("whisker").description(
    "AI benchmark results in which every point carries its whisker",
  );
  // Bad arguments are unusable input, as a file is that holds nothing readable.
  whisker.exitOverride((error) => process.exit(error.exitCode === 0 ? 0 : 2));
  whisker
    .command("inspect")
    .description("show what is read of files: their points, and their problems by line")
    .argument("<file...>", "benchmark results, or zip archives of them; several give one object per file")
    .option("--json", "one JSON object on standard output, for programs")
    .option("--samples", "with the raw samples behind each point")
    .action(async (files: string[], options: InspectOptions) => {
      process.exitCode = await inspect(files, options, process.stdout);
    });
  whisker
    .command("serve")
    .description("serve the dashboard on this machine")
    .option("--port <number>", "the port to listen on; 0 takes any free one (PORT)", portOf)
    .option("--host <address>", "the address to listen on (HOST)")
    .option("--dev", "for working on Whisker itself: rebuild on change", false)
    .action(serveHere);
  return whisker;
}

function portOf(text: string): number {
  const port = Number(text);
  if (/^\d{1,5}$/.test(text) && port <= 65_535) return port;
  throw new InvalidArgumentError("A port is a whole number from 0 to 65535.");
}

async function serveHere(options: { port?: number; host?: string; dev: boolean }): Promise<void> {
  // Loaded only here: `inspect` needs neither the app nor its database.
  const { serve, StartRefused } = await import("@/lib/server/serve");
  const port = options.port ?? portOf(process.env["PORT"] || "3000");
  const host = options.host ?? (process.env["HOST"] || "127.0.0.1");
  try {
    await serve({ port, host, dev: options.dev });
  } catch (error) {
    if (!(error instanceof StartRefused)) throw error;
    process.stderr.write(`${error.message}\n`);
    process.exitCode = 1;
  }
}
