import { rmSync } from "node:fs";
import { join } from "node:path";
import { fileCustomers, readExport } from "../../src/exports/index.ts";
import { OPERATOR } from "../../src/access/index.ts";
import { seedCatalogue } from "../../src/catalogue/index.ts";
import { openEngine, type Ctx, sql, type Sql, literal } from "../../src/engine/index.ts";

/** One measurement of bench/export.ts: making the customers, standing idle, or one export of them all. */
export interface Asked {
  readonly what: "prepare" | "idle" | "csv" | "xlsx" | "parquet";
  readonly dataDir: string;
  readonly rows: number;
}

export interface Measured {
  readonly seconds: number;
  readonly bytes: number;
  /** The most memory this process had while it worked, in MB, looked at every hundredth of a second. */
  readonly megabytes: number;
}

const COLUMNS = "customer,name,identity.phone,identity.crm,attribute.city,attribute.points,attribute.birthday,tags";

async function work({ what, dataDir, rows }: Asked): Promise<Measured> {
  const engine = await openEngine({ dataDir });
  const ctx = {
    ...engine,
    workspace: { id: "bench", name: "bench", timezone: "Asia/Shanghai" },
    actor: OPERATOR,
    clock: Date.now,
    lang: "zh",
    requestId: "bench",
    log: { info: () => undefined, warn: console.warn, error: console.error },
  } satisfies Ctx;
  let most = process.memoryUsage.rss();
  const looking = setInterval(() => (most = Math.max(most, process.memoryUsage.rss())), 10);
  const start = performance.now();
  let bytes = 0;
  if (what === "prepare") await prepare(ctx, rows);
  else if (what !== "idle") {
    const made = await fileCustomers({ ctx, input: { format: what, columns: COLUMNS, headings: "zh" } });
    bytes = made.bytes;
    if (made.rows !== rows) throw new Error(`${made.rows} of ${rows} rows`);
    (await readExport({ ctx, input: made })).stream.destroy();
  }
  const seconds = (performance.now() - start) / 1000;
  clearInterval(looking);
  await engine.close();
  if (what !== "prepare") rmSync(join(dataDir, "exports"), { recursive: true, force: true });
  return { seconds, bytes, megabytes: Math.round(most / 2 ** 20) };
}

/** The same customers every time: two identities, four attributes and one or two of ten static tags each. */
async function prepare(ctx: Ctx, rows: number): Promise<void> {
  await seedCatalogue({ ctx });
  const at = sql`toDateTime64('2025-01-01 00:00:00', 3, 'UTC'), 1`;
  const from = sql`FROM (SELECT toUInt32(number + 1) AS customer, number FROM numbers(${literal.integer(rows)}))`;
  const run = (statement: Sql) => ctx.facts.run(statement, { lane: "heavy" });
  await run(sql`INSERT INTO customers (customer, created, batch) SELECT customer, ${at} ${from}`);
  await run(
    sql`INSERT INTO identities (platform, external, customer, since, batch) SELECT 'phone', concat('+86138', leftPad(toString(number), 8, '0')), customer, ${at} ${from}`,
  );
  await run(
    sql`INSERT INTO identities (platform, external, customer, since, batch) SELECT 'crm', concat('C', toString(number)), customer, ${at} ${from}`,
  );
  const attribute = (code: string, column: string, value: Sql) =>
    run(
      sql`INSERT INTO attribute_values (attribute, customer, at, received, batch, ${sql.id(column)}, cleared)
       SELECT ${literal.text(code)}, customer, toDateTime64('2025-01-01 00:00:00', 3, 'UTC'), ${at}, ${value}, false ${from}`,
    );
  await attribute("name", "text", sql`concat(['王', '李', '张', '刘', '陈'][number % 5 + 1], toString(number))`);
  await attribute("city", "text", sql`['上海', '北京', '广州', '成都', '杭州'][number % 5 + 1]`);
  await attribute("points", "number", sql`toDecimal64(number % 10000 / 100, 6)`);
  await attribute("birthday", "time", sql`addDays(toDateTime64('1970-01-01 16:00:00', 3, 'UTC'), number % 15000)`);
  for (let tag = 1; tag <= 10; tag++) {
    const now = new Date();
    await ctx.records
      .insertInto("tags")
      .values({
        id: tag,
        code: `tag_${tag}`,
        kind: "static",
        name: JSON.stringify({ zh: `标签${tag}`, en: `Tag ${tag}` }),
        color: "teal",
        state: "published",
        owner: null,
        sensitivity: "ordinary",
        unit: null,
        criteria: null,
        purpose: null,
        review: null,
        definition: JSON.stringify({ kind: "static" }),
        version: 1,
        position: tag,
        created_at: now,
        updated_at: now,
      })
      .execute();
    await run(
      sql`INSERT INTO members SELECT ${literal.integer(tag)}, '', 1, groupBitmapState(customer) ${from} WHERE number % 10 = ${literal.integer(tag - 1)} OR number % 7 = ${literal.integer(tag - 1)}`,
    );
  }
}

const measured = await work(JSON.parse(process.argv[2]!) as Asked);
// Gone before this process ends, which the engine's threads would otherwise delay.
process.send!(measured, () => process.exit(0));
