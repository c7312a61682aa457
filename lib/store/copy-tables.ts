import { sql, type Kysely, type Transaction } from "kysely";
import { tableKeys } from "./table-keys";
import type { Tables } from "./tables";

type Row = Record<string, unknown>;

/** Copies every row of one database into another, page by page. What the other's migrations put there is replaced. */
export async function copyTables(from: Kysely<Tables>, to: Transaction<Tables>): Promise<void> {
  for (const table of ["meta", "secrets"] as const) await to.deleteFrom(table).execute();
  for (const [table, { key, page }] of Object.entries(tableKeys)) {
    for (let rows = await firstRows(from, table, key, page, null); rows.length > 0;) {
      await sql`insert into ${sql.table(table)} (${namesOf(rows)}) values ${valuesOf(rows)}`.execute(to);
      const last = rows.length < page ? undefined : rows.at(-1);
      rows = last ? await firstRows(from, table, key, page, last) : [];
    }
  }
}

/** The first rows after one, by primary key. */
async function firstRows(
  db: Kysely<Tables>,
  table: string,
  key: readonly string[],
  limit: number,
  after: Row | null,
): Promise<Row[]> {
  const columns = sql.join(key.map((name) => sql.ref(name)));
  const rest = after ? sql`where (${columns}) > (${sql.join(key.map((name) => after[name]))})` : sql``;
  const { rows } =
    await sql<Row>`select * from ${sql.table(table)} ${rest} order by ${columns} limit ${sql.lit(limit)}`.execute(
      db,
    );
  return rows;
}

function namesOf([row]: readonly Row[]) {
  return sql.join(Object.keys(row ?? {}).map((name) => sql.ref(name)));
}

function valuesOf(rows: readonly Row[]) {
  return sql.join(rows.map((row) => sql`(${sql.join(Object.values(row))})`));
}
