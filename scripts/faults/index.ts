// `npm run test:faults [-- --long] [name…]`: what reliability promises, each fault as one line with its figure.
import { join } from "node:path";
import { ensureBuilt } from "@/lib/server/built-app";
import { oneOfTwoKilled, postgresRestarts, restoreDrills } from "./databases";
import { fullDisk, syncBeforeAnswer } from "./disk";
import type { Drill } from "./drill";
import { killedMigrations } from "./migrations";
import { killLoop, namedKillPoints } from "./process-death";
import { manyClients, sameFile, sizeLadder, slowloris, tornUploads } from "./uploads";

const drills: readonly Drill[] = [
  killLoop,
  namedKillPoints,
  killedMigrations,
  syncBeforeAnswer,
  fullDisk,
  tornUploads,
  sizeLadder,
  sameFile,
  manyClients,
  slowloris,
  postgresRestarts,
  oneOfTwoKilled,
  restoreDrills,
];

const names = process.argv.slice(2).filter((argument) => argument !== "--long");
const scale = process.argv.includes("--long") ? "long" : "short";
const asked = drills.filter(({ name }) => names.length === 0 || names.some((part) => name.includes(part)));
if (asked.length === 0) {
  console.error(`No fault has such a name. There are: ${drills.map(({ name }) => name).join("; ")}`);
  process.exit(2);
}

await ensureBuilt(join(import.meta.dirname, "../.."), (text) => console.log(text));
let broken = 0;
for (const { name, run } of asked) {
  const start = Date.now();
  const { says, isKept } = await run(scale);
  if (isKept === false) broken += 1;
  const verdict = isKept === null ? "  -   " : isKept ? "kept  " : "BROKEN";
  console.log(`${verdict} ${name}: ${says} (${Math.round((Date.now() - start) / 1000)} s)`);
}
process.exit(broken === 0 ? 0 : 1);
