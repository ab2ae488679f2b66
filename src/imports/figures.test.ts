import { readFileSync } from "node:fs";
import { afterAll, beforeAll, expect, test } from "vitest";
import { openImporting, type Importing } from "../../test/support/importing.ts";
import { sharedFile } from "../../test/support/shared.ts";
import { literal, sql, type Sql } from "../engine/index.ts";
import { formatDecimal, parseDecimal } from "../kernel/index.ts";
import { importFile } from "./importFile.ts";

let to: Importing;

beforeAll(async () => {
  to = await openImporting();
});
afterAll(() => to.engine.close());

async function one(statement: Sql): Promise<Record<string, unknown>> {
  return (await to.ctx.facts.rows(statement))[0]!;
}

test("Online Retail: amounts, repeats and times are those of an independent count over the file", async (context) => {
  const path = sharedFile(context, "online_retail.parquet");
  const mapping = {
    event: "Order Line",
    time: "InvoiceDate",
    timezone: "Europe/London",
    identities: { crm: "CustomerID" },
    properties: {
      order_id: "InvoiceNo",
      sku: "StockCode",
      title: "Description",
      quantity: "Quantity",
      price: "UnitPrice",
      amount: "Quantity * UnitPrice",
      cancelled: "startsWith(InvoiceNo, 'C')",
    },
    attributes: { country: "Country" },
  };
  expect(await importFile({ ctx: to.ctx, input: { path, mapping } })).toMatchObject({
    read: 541_909,
    accepted: 406_829,
    skipped: 135_080,
    customersCreated: 4372,
    eventsAdded: 406_829,
    rounded: 0,
  });
  // Prices have at most three digits after the point, so thousandths are whole numbers and their sums are exact.
  const { table } = await to.ctx.facts.stage(path, { format: "Parquet" });
  const whole = await one(
    sql`
      SELECT
        toString(sum(Quantity * toInt64(round(UnitPrice * 1000))) * 1000) AS millionths,
        countIf(startsWith(InvoiceNo, 'C')) AS cancelled,
        count() - uniqExact(tuple(*)) AS repeats,
        countIf(CustomerID = 12346) AS lines
      FROM ${sql.id(table)}
      WHERE isNotNull(CustomerID)
    `,
  );
  const all = await one(sql`SELECT count() - uniqExact(tuple(*)) AS repeats FROM ${sql.id(table)}`);
  await to.ctx.facts.run(sql`DROP TABLE ${sql.id(table)}`);
  const events = await one(
    sql`
      SELECT
        toString(sum(p_amount)) AS amount,
        countIf(p_cancelled) AS cancelled,
        count() AS events,
        uniqExact(id) AS ids,
        max(time) AS last,
        count() - uniqExact(tuple(customer, time, p_order_id, p_sku, p_title, p_quantity, p_price)) AS repeats
      FROM events
      WHERE event = 'Order Line'
    `,
  );
  const millionths = BigInt(String(whole["millionths"]));
  expect(events).toMatchObject({
    amount: formatDecimal(millionths),
    cancelled: whole["cancelled"],
    events: "406829",
    ids: "406829",
    last: "2011-12-09 12:50:00.000",
  });
  expect(Number(all["repeats"])).toBeGreaterThan(5_000);
  expect(events["repeats"]).toBe(whole["repeats"]);
  // A customer number stored as 12346.0 is the identity 12346.
  const known = await one(
    sql`
      SELECT count() AS n
      FROM events
      WHERE customer = (
        SELECT customer
        FROM identities
        WHERE platform = 'crm' AND external = '12346'
      )
    `,
  );
  expect(known["n"]).toBe(whole["lines"]);
  const london = await one(sql`
    SELECT time
    FROM events
    WHERE p_order_id = ${literal.text("539993")}
    ORDER BY time
    LIMIT 1
  `);
  expect(london).toEqual({ time: "2011-01-04 10:00:00.000" });
  const summer = await one(sql`
    SELECT min(time) AS first
    FROM events
    WHERE time >= '2011-07-01 00:00:00' AND time < '2011-07-02 00:00:00'
  `);
  expect(String(summer["first"])).toMatch(/^2011-07-01 0[67]:/);
});

test("CDNOW: every purchase, every customer, and the sum to the cent", async (context) => {
  const path = sharedFile(context, "CDNOW_master.txt");
  const mapping = {
    event: "Purchase",
    format: "text",
    delimiter: "whitespace",
    columns: ["customer", "day", "cds", "dollars"],
    skipRows: 1,
    time: "day",
    timeFormat: "yyyyMMdd",
    timezone: "America/New_York",
    identities: { member: "customer" },
    properties: { quantity: "cds", amount: "dollars" },
  };
  expect(await importFile({ ctx: to.ctx, input: { path, mapping } })).toMatchObject({
    read: 69_659,
    accepted: 69_659,
    customersCreated: 23_570,
    eventsAdded: 69_659,
  });
  const lines = readFileSync(path, "utf8")
    .trim()
    .split(/\r?\n/)
    .slice(1)
    .map((line) => line.trim().split(/\s+/));
  const total = lines.reduce((sum, [, , , dollars]) => sum + parseDecimal(dollars!)!, 0n);
  expect(
    await one(sql`
      SELECT toString(sum(p_amount)) AS amount, min(time) AS first
      FROM events
      WHERE event = 'Purchase'
    `),
  ).toEqual({
    amount: formatDecimal(total),
    first: "1997-01-01 05:00:00.000",
  });
  // Numbers of people keep their leading zeros.
  expect(await one(sql`SELECT min(external) AS first FROM identities WHERE platform = 'member'`)).toEqual({ first: "00001" });
});
