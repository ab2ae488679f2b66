import { type Ctx, type Facts, type RunOptions, sql, type Sql } from "../../engine/index.ts";
import type { Lets } from "../../mapping/index.ts";
import type { StagedFile } from "../../files/index.ts";

/** The rows to inspect: a subquery or table, and a condition. */
export interface Rows {
  readonly facts: Facts;
  readonly from: Sql;
  readonly where: Sql;
  readonly run: RunOptions;
}

/** The rows with readable values: neither blank nor broken. Call it after all names that the query needs are in `lets`. */
export function readableRows({ facts }: Pick<Ctx, "facts">, source: StagedFile, lets: Lets, run: RunOptions): Rows {
  const where = sql.and([source.blank && sql`NOT (${source.blank})`, ...source.faults.map(({ when }) => sql`NOT (${when})`)]);
  return { facts, from: lets.wrap(source.from()), where, run };
}
