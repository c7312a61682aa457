import { execFile } from "node:child_process";
import { basename, dirname } from "node:path";

/** The last commit that touched a file, and its author date (ISO 8601); null where git does not vouch for the bytes. */
export interface GitProvenance {
  gitCommit: string | null;
  gitDate: string | null;
}

const nothing: GitProvenance = { gitCommit: null, gitDate: null };

/** Asks git about a file. No git, no repository, no commit yet, or changes since: nothing is known. */
export async function gitProvenance(path: string): Promise<GitProvenance> {
  const cwd = dirname(path);
  const name = basename(path);
  const changed = await git(cwd, ["status", "--porcelain", "--", name]);
  if (changed !== "") return nothing;
  const [commit, date] =
    (await git(cwd, ["log", "-1", "--format=%H%x00%aI", "--", name]))?.trim().split("\0") ?? [];
  return commit && date ? { gitCommit: commit, gitDate: date } : nothing;
}

/** What git writes, or null where it cannot say. */
function git(cwd: string, args: string[]): Promise<string | null> {
  return new Promise((done) => {
    const env = { ...process.env, GIT_OPTIONAL_LOCKS: "0", GIT_LITERAL_PATHSPECS: "1" };
    execFile("git", args, { cwd, env, timeout: 3000, maxBuffer: 1_000_000 }, (error, output) =>
      done(error ? null : output),
    );
  });
}
