import { Kysely, PostgresDialect, sql as recordsSql } from "kysely";
import { problem } from "../../kernel/index.ts";
import type { RecordTables } from "./tables/index.ts";
import type { Records } from "./types.ts";

const INT8 = 20;
const CONNECTIONS = 10;
const CONNECT_MILLISECONDS = 10_000;
/** A statement of the records takes milliseconds; a migration of a large table is given up rather than held for hours. */
const STATEMENT_MILLISECONDS = 120_000;

/**
 * Records on PostgreSQL. Values come as they do from the embedded form: 64-bit integers as numbers.
 * @throws RECORDS_UNREACHABLE; the message never contains the password.
 */
export async function openServerRecords(databaseUrl: string): Promise<Records> {
  const where = describe(databaseUrl);
  try {
    const { default: pg } = await import("pg");
    const pool = new pg.Pool({
      connectionString: databaseUrl,
      max: CONNECTIONS,
      connectionTimeoutMillis: CONNECT_MILLISECONDS,
      application_name: "tagwise",
      // The server ends what takes too long, and this side no longer waits for one that is frozen.
      statement_timeout: STATEMENT_MILLISECONDS,
      query_timeout: STATEMENT_MILLISECONDS + 5_000,
      keepAlive: true,
      types: { getTypeParser: (type, format) => (type === INT8 ? Number : pg.types.getTypeParser(type, format)) as never },
    });
    // A connection that dies while idle is replaced at its next use; without a listener it would end the process.
    pool.on("error", () => {});
    const records = new Kysely<RecordTables>({ dialect: new PostgresDialect({ pool }) });
    await recordsSql`select 1`.execute(records).catch(async (error: unknown) => {
      await records.destroy();
      throw error;
    });
    return records;
  } catch (error) {
    throw problem("RECORDS_UNREACHABLE", { where, reason: reasonOf(error) }, error);
  }
}

function describe(databaseUrl: string): string {
  try {
    const { host, pathname } = new URL(databaseUrl);
    return `${host}${pathname}`;
  } catch {
    return "DATABASE_URL";
  }
}

function reasonOf(error: unknown): string {
  if (error instanceof AggregateError && error.errors.length > 0) return reasonOf(error.errors[0]);
  return error instanceof Error ? error.message || error.name : String(error);
}
