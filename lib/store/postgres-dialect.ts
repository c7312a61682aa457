import {
  CompiledQuery,
  PostgresDialect,
  type DatabaseConnection,
  type Driver,
  type QueryResult,
} from "kysely";
import { Pool, types, type CustomTypesConfig, type PoolClient, type PoolConfig } from "pg";
import { textForPostgres, textFromPostgres } from "./postgres-text";
import { troubleOf } from "./postgres-trouble";

/**
 * All in which PostgreSQL differs from SQLite below Kysely's queries: counts and sequences come as text and become
 * numbers, text with NUL is escaped, a lost connection leaves the pool.
 */
export class WhiskerPostgresDialect extends PostgresDialect {
  readonly #pool: Pool;

  constructor(config: PoolConfig) {
    const pool = new Pool({ ...config, types: typeParsers });
    // Without listeners an idle connection that the server ends, or one that breaks between two queries, ends the process.
    pool.on("error", () => {});
    pool.on("connect", (client) => void client.on("error", () => {}));
    super({ pool });
    this.#pool = pool;
  }

  override createDriver(): Driver {
    return new PoolDriver(this.#pool);
  }
}

const bigint = 20;
const text = 25;

const typeParsers: CustomTypesConfig = {
  getTypeParser(oid: number, format?: "text" | "binary"): (value: string) => unknown {
    // Counts, sizes and sequences: far below 2^53.
    if (oid === bigint) return Number;
    if (oid === text) return textFromPostgres;
    return types.getTypeParser(oid, format ?? "text") as (value: string) => unknown;
  },
};

class PoolDriver implements Driver {
  constructor(private readonly pool: Pool) {}

  async init(): Promise<void> {}

  async acquireConnection(): Promise<PoolConnection> {
    return new PoolConnection(await this.pool.connect());
  }

  async beginTransaction(connection: PoolConnection): Promise<void> {
    await connection.executeQuery(CompiledQuery.raw("begin"));
  }

  commitTransaction(connection: PoolConnection): Promise<void> {
    return connection.commit();
  }

  async rollbackTransaction(connection: PoolConnection): Promise<void> {
    // What is lost was rolled back, and its error is the one to tell.
    if (!connection.lost) await connection.executeQuery(CompiledQuery.raw("rollback")).catch(() => {});
  }

  async releaseConnection(connection: PoolConnection): Promise<void> {
    connection.release();
  }

  destroy(): Promise<void> {
    return this.pool.end();
  }
}

class PoolConnection implements DatabaseConnection {
  lost = false;

  constructor(private readonly client: PoolClient) {}

  async executeQuery<R>({ sql, parameters }: CompiledQuery): Promise<QueryResult<R>> {
    const { rows, rowCount } = await this.ask(sql, parameters.map(parameterFor));
    return { rows: rows as R[], numAffectedRows: BigInt(rowCount ?? 0) };
  }

  /** A commit of a transaction that failed before answers ROLLBACK, and no error. */
  async commit(): Promise<void> {
    const { command } = await this.ask("commit", []);
    if (command !== "COMMIT") throw new Error(`PostgreSQL answered ${command} to a commit.`);
  }

  release(): void {
    this.client.release(this.lost);
  }

  async *streamQuery(): AsyncIterableIterator<never> {
    throw new Error("Rows are read page by page, never as a stream.");
  }

  private async ask(sql: string, parameters: unknown[]) {
    try {
      return await this.client.query<Record<string, unknown>>(sql, parameters);
    } catch (cause) {
      this.lost ||= troubleOf(cause) === "lost";
      throw cause;
    }
  }
}

function parameterFor(value: unknown): unknown {
  return typeof value === "string" ? textForPostgres(value) : value;
}
