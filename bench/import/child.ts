import { cpSync, mkdtempSync, rmSync } from "node:fs";
import { join } from "node:path";
import { WorkbookReader } from "@cj-tech-master/excelts";
import { OPERATOR } from "../../src/access/index.ts";
import { seedCatalogue } from "../../src/catalogue/index.ts";
import { literal, openEngine, type Ctx, sql } from "../../src/engine/index.ts";
import { importFile } from "../../src/imports/index.ts";

/**
 * One measurement of bench/import.ts. prepare: makes the stores that the others start from, because making them takes more memory
 * than anything that follows; parquet: writes `file` anew as Parquet.
 */
export interface Asked {
  readonly what: "prepare" | "nothing" | "engine" | "library" | "import" | "parquet";
  readonly directory: string;
  readonly file: string;
  readonly to?: string;
}

export interface Measured {
  readonly seconds: number;
  readonly cpuSeconds: number;
  /** The most memory this process had while it worked, in MB, looked at every hundredth of a second. */
  readonly megabytes: number;
  /** The most it ever had, opening the stores included. */
  readonly highest: number;
  /** Of a second import of the same file: its time, and how many events it added. */
  readonly againSeconds?: number;
  readonly added?: number;
}

const MAPPING = {
  event: "Order Line",
  time: "ordered at",
  timezone: "Asia/Shanghai",
  identities: { member: "customer_id" },
  properties: { order_id: "order_no", sku: "sku", title: "title", quantity: "quantity", price: "price", amount: "quantity * price" },
  attributes: { city: "city" },
};

async function work({ what, directory, file, to }: Asked): Promise<Measured> {
  const prepared = join(directory, "prepared");
  const dataDir = what === "prepare" ? prepared : mkdtempSync(join(directory, "data-"));
  if (what !== "prepare") cpSync(prepared, dataDir, { recursive: true });
  const engine = await openEngine({ dataDir });
  const ctx = {
    ...engine,
    workspace: { id: "bench", name: "bench", timezone: "Asia/Shanghai" },
    actor: OPERATOR,
    clock: Date.now,
    lang: "en",
    requestId: "bench",
    log: { info: () => undefined, warn: console.warn, error: console.error },
  } satisfies Ctx;
  await seedCatalogue({ ctx });
  const mapping = file.includes("identities")
    ? { ...MAPPING, identities: { ...MAPPING.identities, phone: "phone", wecom: "wecom" } }
    : MAPPING;
  const bring = () => importFile({ ctx, input: { path: file, mapping } });
  let most = process.memoryUsage.rss();
  const looking = setInterval(() => (most = Math.max(most, process.memoryUsage.rss())), 10);
  const cpu = process.cpuUsage();
  const start = performance.now();
  switch (what) {
    case "prepare":
    case "nothing":
      break;
    case "engine":
      await engine.facts.stage(file, { format: file.endsWith(".parquet") ? "Parquet" : "CSVWithNames" });
      break;
    case "library":
      await readWithLibrary(file);
      break;
    case "parquet":
      await toParquet(ctx, file, to!);
      break;
    case "import":
      await bring();
      break;
  }
  const seconds = (performance.now() - start) / 1000;
  const { user, system } = process.cpuUsage(cpu);
  clearInterval(looking);
  const highest = Math.round(process.resourceUsage().maxRSS / 1024);
  const measured = { seconds, cpuSeconds: (user + system) / 1e6, megabytes: Math.round(most / 2 ** 20), highest };
  const again = what === "import" ? await bring() : undefined;
  await engine.close();
  if (what !== "prepare") rmSync(dataDir, { recursive: true, force: true });
  return { ...measured, ...(again && { againSeconds: again.seconds, added: again.eventsAdded }) };
}

/** Every row and cell, as the library gives them, and nothing done with them. */
async function readWithLibrary(file: string): Promise<void> {
  const reader = new WorkbookReader(file, { worksheets: "emit", sharedStrings: "cache", styles: "cache", hyperlinks: "ignore" });
  for await (const sheet of reader) for await (const row of sheet) void row.values;
}

async function toParquet({ facts }: Ctx, file: string, to: string): Promise<void> {
  const stage = await facts.stage(file, { format: "CSVWithNames", numbered: true });
  await facts.run(
    sql`INSERT INTO FUNCTION file(${literal.text(to)}, Parquet) SELECT * EXCEPT _row FROM ${sql.id(stage.table)} ORDER BY _row`,
    {
      lane: "heavy",
    },
  );
}

const measured = await work(JSON.parse(process.argv[2]!) as Asked);
// Gone before this process ends, which the engine's threads would otherwise delay.
process.send!(measured, () => process.exit(0));
