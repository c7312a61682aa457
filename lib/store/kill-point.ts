import type { MigrationName } from "./migrations/migrations";

/** The moments of a write at which `npm run test:faults` ends the process, in their order. */
export const killPoints = [
  "received",
  "read",
  "dataset row",
  "file",
  "points",
  "before commit",
  "after commit",
  "before answer",
] as const;

export type KillPoint = (typeof killPoints)[number];

/**
 * Ends the process at once, as a power cut would, where `WHISKER_KILL_AT` names this moment; else does nothing. A migration
 * is the moment at which it has run and is not yet committed.
 */
export function killPoint(here: KillPoint | MigrationName): void {
  if (process.env["WHISKER_KILL_AT"] === here) process.kill(process.pid, "SIGKILL");
}
