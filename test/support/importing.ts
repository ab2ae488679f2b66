import { mkdirSync, writeFileSync } from "node:fs";
import { text } from "node:stream/consumers";
import { join } from "node:path";
import type { z } from "zod";
import { readCatalogue, seedCatalogue } from "../../src/catalogue/index.ts";
import type { ImportReport, MappingInput } from "../../src/contract/index.ts";
import { type Ctx, type Engine, sql } from "../../src/engine/index.ts";
import { readBadRows, importFile } from "../../src/imports/index.ts";
import { openTestEngine, testCtx } from "./engine.ts";

export type Report = z.output<typeof ImportReport>;

/** Clean stores to import into, and ways to look at what came of it. */
export interface Importing {
  readonly engine: Engine;
  readonly ctx: Ctx;
  /** Writes a file and answers its path. */
  file(name: string, content: string | Buffer): string;
  /** Imports content as a file of that name. */
  load(name: string, content: string | Buffer, mapping: MappingInput | object): Promise<Report>;
  /** Events with what they carry, by time and customer; properties under their codes, missing ones left out. */
  events(): Promise<Record<string, unknown>[]>;
  /** How many rows of each table; they say whether anything changed. */
  counts(): Promise<Record<string, number>>;
  /** The file of bad rows, without its byte-order mark, as lines. */
  bad(report: Report): Promise<string[]>;
}

export async function openImporting(): Promise<Importing> {
  const engine = await openTestEngine();
  const ctx = testCtx(engine);
  await seedCatalogue({ ctx });
  const directory = join(engine.dataDir, "given");
  mkdirSync(directory);
  const file = (name: string, content: string | Buffer) => {
    const path = join(directory, name);
    writeFileSync(path, content);
    return path;
  };
  return {
    engine,
    ctx,
    file,
    load: (name, content, mapping) => importFile({ ctx, input: { path: file(name, content), mapping } }),
    async events() {
      const { events } = await readCatalogue({ ctx });
      const rows = await ctx.facts.rows<Record<string, unknown>>(sql`SELECT * FROM events ORDER BY time, customer, event, id`);
      return rows.map((row) => {
        const properties = [...(events.get(String(row["event"]))?.properties.values() ?? [])];
        const values = properties.map(({ code, field }) => [code, row[field]] as const);
        const present = values.filter(([, value]) => value !== null && !(Array.isArray(value) && value.length === 0));
        return { event: row["event"], customer: row["customer"], time: row["time"], ...Object.fromEntries(present) };
      });
    },
    async counts() {
      const tables = ["events", "customers", "identities", "attribute_values"];
      const counts = await Promise.all(
        tables.map((table) => ctx.facts.rows<{ n: string }>(sql`SELECT count() AS n FROM ${sql.id(table)}`)),
      );
      return Object.fromEntries(tables.map((table, index) => [table, Number(counts[index]![0]!.n)]));
    },
    bad: async (report) =>
      (await text(await readBadRows({ ctx, input: { import: report.id } })))
        .replace(/^\ufeff/, "")
        .trimEnd()
        .split("\n"),
  };
}
