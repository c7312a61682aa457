import { backUp, BackupRefused, hasStore, restore } from "@/lib/store/backup";
import { openDatabase, type DatabaseAddress } from "@/lib/store/open-database";
import { verifyStore, type Verification } from "@/lib/server/verify";
import { countOf } from "@/lib/series/mark-of";
import { countText } from "@/lib/series/number-text";
import type { Store } from "@/lib/store/store";
import type { Output } from "./page";

/** Writes all that the store holds into one file; 2 where that is refused. */
export function backupTo(file: string, store: DatabaseAddress, output: Output): Promise<0 | 2> {
  return unlessRefused(output, async () => {
    await backUp(store, file);
    return `${file} holds all of ${placeOf(store)}, view links and tokens among it: keep it as safe as the store.\n`;
  });
}

/** Brings a backup back as the store; 2 where that is refused. */
export function restoreFrom(file: string, store: DatabaseAddress, output: Output): Promise<0 | 2> {
  return unlessRefused(output, async () => {
    await restore(file, store);
    return `Restored ${placeOf(store)} from ${file}. Look it over: whisker verify\n`;
  });
}

async function unlessRefused(output: Output, work: () => Promise<string>): Promise<0 | 2> {
  try {
    output.write(await work());
    return 0;
  } catch (error) {
    if (!(error instanceof BackupRefused)) throw error;
    output.write(`${error.message}\n`);
    return 2;
  }
}

/** Never the address itself, which may hold a password. */
function placeOf({ dir, url }: DatabaseAddress): string {
  return url === null ? `the store in ${dir}` : "the database of DATABASE_URL";
}

/** Verifies the store at an address, without making one; 2 where there is none. */
export async function verifyAt(
  address: DatabaseAddress,
  options: { json?: boolean },
  output: Output,
): Promise<0 | 1 | 2> {
  if (!hasStore(address)) {
    output.write(`There is no store in ${address.dir}: WHISKER_DIR says where it is.\n`);
    return 2;
  }
  const store = await openDatabase(address);
  try {
    return await verify(store, options, output);
  } finally {
    await store.close();
  }
}

/** Holds all that a store keeps against itself: 0 where all is well, 1 where something is wrong. */
export async function verify(store: Store, { json }: { json?: boolean }, output: Output): Promise<0 | 1> {
  const found = await verifyStore(store);
  output.write(json ? `${JSON.stringify(found, null, 2)}\n` : verificationText(found));
  return found.faults.length === 0 ? 0 : 1;
}

function verificationText({ faults, notes, ...counts }: Verification): string {
  const { datasets, bytes, points, views, reviews } = counts;
  const lines = [
    [
      countOf(datasets, "dataset"),
      `${countText(bytes)} bytes`,
      countOf(points, "point"),
      countOf(views, "view"),
      countOf(reviews, "review"),
    ].join(", "),
    ...notes.map((note) => `note: ${note}`),
    ...faults.map(({ subject, says }) => `wrong: ${subject}: ${says}`),
    faults.length === 0 ? "All of it is as it was stored." : `${countOf(faults.length, "fault")}.`,
  ];
  return `${lines.join("\n")}\n`;
}
