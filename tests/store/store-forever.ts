// Stores datasets until it is killed, writing the hash of each that was acknowledged. Run by sqlite.test.ts.
import { openSqlite } from "../../lib/store/sqlite";
import { newDataset, newPoint, utf8 } from "./sample-dataset";

const [, , dir = "", round = "0"] = process.argv;
const store = await openSqlite(dir);
process.stdout.write("ready\n");
for (let i = 0; ; i += 1) {
  const bytes = utf8(`${round} ${i} `.repeat(200_000));
  const dataset = newDataset(bytes);
  const points = Array.from({ length: 300 }, (_, at) => newPoint({ id: `${round}-${i}-${at}` }));
  await store.addDataset(dataset, { chunks: [bytes], points, problems: [] });
  process.stdout.write(`${dataset.sha256}\n`);
}
