import { emptySetup, putField, type Setup } from "./setup-field";

/** `goos: linux`, `cpu: …`: what stands above the results of a package. */
export const goConfigLine = /^([a-z][^\sA-Z:]*):\s+(\S.*?)\s*$/;

/** The setup of a Go benchmark: the number at its name's end is GOMAXPROCS, left out where that is 1. */
export function goSetup(written: string, settings: ReadonlyMap<string, string>, tool: string): Setup {
  const setup = emptySetup();
  const { case: of, context } = setup;
  const [, name = written, processes] = /^(.+)-(\d+)$/.exec(written) ?? [];
  of.scenario = name.replace(/^Benchmark(?=.)/, "");
  if (processes !== undefined) of.extra["gomaxprocs"] = processes;
  for (const [key, value] of settings) {
    if (key === "cpu") of.hardware = value;
    else if (key === "commit") context.git_commit = value;
    else if (["goos", "goarch", "pkg"].includes(key)) of.extra[key] = value;
    else putField(setup, key, value);
  }
  context.tool = tool;
  return setup;
}
