import type { Ctx, Facts, RunOptions } from "../../engine/index.ts";
import type { Lets } from "../../mapping/index.ts";
import type { StagedFile } from "../../files/index.ts";

/** The rows to inspect: a subquery or table, and a condition. */
export interface Rows {
  readonly facts: Facts;
  readonly from: string;
  readonly where: string;
  readonly run: RunOptions;
}

/** The rows with readable values: neither blank nor broken. Call it after all names that the query needs are in `lets`. */
export function readableRows({ facts }: Pick<Ctx, "facts">, source: StagedFile, lets: Lets, run: RunOptions): Rows {
  const faults = source.faults.map(({ when }) => `(${when})`).join(" OR ");
  const where = [source.blank && `NOT (${source.blank})`, faults && `NOT (${faults})`].filter(Boolean).join(" AND ") || "1";
  return { facts, from: lets.wrap(source.from()), where, run };
}
