import { randomUUID } from "node:crypto";
import { mkdir, rm } from "node:fs/promises";
import { join } from "node:path";
import type { z } from "zod";
import type { BodyOf, checkFile as operation, DoubtfulColumn } from "../contract/index.ts";
import { type Ctx, type Verb, sql } from "../engine/index.ts";
import { Problem, requirePermission } from "../kernel/index.ts";
import { makeLets } from "../mapping/index.ts";
import { formatOf, locateFile, readFile, readingOf } from "../files/index.ts";
import { readingOnly, recognisedMapping } from "./preview/recognised.ts";
import { startWork } from "./load/work.ts";
import { namesIn, partsOf } from "./plan/expressions.ts";
import { makePlan } from "./plan/makePlan.ts";
import { readableRows } from "./plan/rows.ts";
import { readMapping } from "./plan/mapping.ts";
import { doubtfulColumns } from "./plan/nearly.ts";

type Checked = z.output<(typeof operation)["response"]>;

/**
 * Reads a whole file as an import would, and returns the columns whose type or number format is in doubt. Writes nothing.
 * @throws what the import would throw for its mapping and file
 */
export async function checkFile({ ctx, input }: Verb<BodyOf<typeof operation>>): Promise<Checked> {
  requirePermission(ctx, "data.import");
  const reading = readingOnly(input.mapping);
  const file = await locateFile(ctx, input);
  const mapping = readMapping(reading ? await recognisedMapping(ctx, file, reading) : input.mapping);
  const parts = partsOf(mapping);
  const format = await formatOf(file, mapping.format, mapping.delimiter);
  const directory = join(ctx.dataDir, "tmp", `check-${randomUUID()}`);
  await mkdir(directory, { recursive: true, mode: 0o700 });
  const { run } = startWork(ctx, 0, ctx.clock(), undefined);
  const lets = makeLets();
  const wanted = namesIn(parts.values());
  let table: string | undefined;
  try {
    const source = await readFile(format, readingOf(mapping, { facts: ctx.facts, file, directory, wanted, lets, run }), wanted);
    table = source.table;
    const doubts = mapping.products ? [] : await doubtsOf(ctx, { mapping, parts, source, lets, run });
    const rows = readableRows(ctx, source, lets, run);
    const [counted] = await ctx.facts.rows<{ rows: string }>(sql`SELECT count() AS rows FROM ${rows.from} WHERE ${rows.where}`, run);
    return { rows: Number(counted!.rows), doubts };
  } finally {
    if (table !== undefined) await ctx.facts.run(sql`DROP TABLE IF EXISTS ${sql.id(table)} SYNC`, { lane: "heavy" });
    await rm(directory, { recursive: true, force: true });
  }
}

async function doubtsOf(ctx: Ctx, planInput: Parameters<typeof makePlan>[1]): Promise<DoubtfulColumn[]> {
  try {
    const { nearly } = await makePlan(ctx, planInput);
    return await doubtfulColumns(readableRows(ctx, planInput.source, planInput.lets, planInput.run), planInput.source, nearly);
  } catch (error) {
    if (!(error instanceof Problem) || error.code !== "NUMBER_AMBIGUOUS") throw error;
    const { column, path, sample } = error.params as { column: string; path: string; sample: string };
    const code = path.slice(path.indexOf(".") + 1);
    return [{ kind: "numberFormat", type: "number", path, code, column, fitting: 0, others: 0, cells: [{ line: 0, value: sample }] }];
  }
}
