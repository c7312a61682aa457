import type { CompiledQuery, Transaction } from "kysely";
import type { Tables } from "./tables";

/** Rows of one statement: well below every database's limit of parameters. */
const batch = 100;

/**
 * Inserts rows of one table, a statement for each hundred. That of a full batch is put together once and given other
 * values: Kysely takes longer over it than SQLite does over the rows.
 */
export class BatchInsert<T extends keyof Tables> {
  private rows: Tables[T][] = [];
  private full: { columns: (keyof Tables[T])[]; query: CompiledQuery } | null = null;

  /** @param before inserts the rows that these refer to, each of which is added before */
  constructor(
    private readonly trx: Transaction<Tables>,
    private readonly table: T,
    private readonly before?: { flush(): Promise<void> },
  ) {}

  /** @param row of the same columns as every other */
  async add(row: Tables[T]): Promise<void> {
    this.rows.push(row);
    if (this.rows.length === batch) await this.flush();
  }

  /** To be called once more after the last row. */
  async flush(): Promise<void> {
    await this.before?.flush();
    const { rows } = this;
    this.rows = [];
    if (rows.length < batch) {
      if (rows.length > 0) await this.trx.executeQuery(this.queryOf(rows));
      return;
    }
    const { columns, query } = (this.full ??= {
      columns: Object.keys(rows[0]!) as (keyof Tables[T])[],
      query: this.queryOf(rows),
    });
    const parameters = rows.flatMap((row) => columns.map((column) => row[column]));
    await this.trx.executeQuery({ ...query, parameters });
  }

  private queryOf(rows: Tables[T][]): CompiledQuery {
    // The compiler cannot tell that the rows of any table fit it.
    return this.trx
      .insertInto(this.table)
      .values(rows as never)
      .compile();
  }
}
