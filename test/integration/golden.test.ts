import { readFileSync } from "node:fs";
import { parse } from "yaml";
import { afterAll, beforeAll, expect, test } from "vitest";
import { readCatalogue, seedCatalogue } from "../../src/catalogue/index.ts";
import { sql, type Ctx, type Engine, type Sql } from "../../src/engine/index.ts";
import { columnsSql, leavesSql, metricsSql, planTags, sourceKey, type Formula, type SqlScope } from "../../src/rules/index.ts";
import { amongSql, composeSql } from "../../src/evaluation/composeTags.ts";
import { readDocument } from "../../src/tags/index.ts";
import { NOW, openTestEngine, testCtx } from "../support/engine.ts";

let engine: Engine;
let ctx: Ctx;

beforeAll(async () => {
  engine = await openTestEngine();
  ctx = testCtx(engine);
  await seedCatalogue({ ctx });
});
afterAll(() => engine.close());

/** Also one column a line, so that a change of the SQL reads as a change of lines. */
function laidOut({ text }: Sql): string {
  return text.replaceAll(
    /,? (?=AND time)|, (?=groupArrayIf|groupBit|bitmapAnd|bitmapOr|count|sum|min|max|uniq|\(toUInt32)/g,
    (between) => `${between.trim()}\n  `,
  );
}

test("the SQL of the documented rules is what it was, and runs", async () => {
  const catalogue = await readCatalogue({ ctx });
  const raw: unknown = parse(readFileSync(new URL("../golden/rules.yaml", import.meta.url), "utf8"));
  const { definitions } = readDocument(
    raw,
    { tags: new Map(), refs: new Map(), groups: new Map(), segments: new Map() },
    catalogue,
    "Asia/Shanghai",
    false,
  );
  const plan = planTags(new Map(definitions.map((definition) => [definition.code, definition.rule])));
  const idOf = (code: string) => definitions.findIndex((definition) => definition.code === code) + 1;
  const bitmaps = { plan, leaves: "stage_leaves_golden", members: "stage_members_golden", idOf };
  const among = (formula: Formula) => amongSql(formula, bitmaps);
  const scope: SqlScope = { catalogue, asOf: NOW, timezone: "Asia/Shanghai", idOf, among };
  const everybody = { kind: "everybody" } as const;
  await ctx.facts.run(
    sql`CREATE TABLE stage_leaves_golden (leaf UInt32, customers AggregateFunction(groupBitmap, UInt32)) ENGINE = Memory`,
  );
  await ctx.facts.run(
    sql`CREATE TABLE stage_members_golden (tag UInt32, value String, customers AggregateFunction(groupBitmap, UInt32)) ENGINE = Memory`,
  );
  const parts: string[] = [];
  for (const pass of plan.passes) {
    for (const [name, statement] of [
      ["leaves", leavesSql(pass, scope, everybody)],
      ["metrics", metricsSql(pass, scope, everybody, idOf)],
      ["one customer", columnsSql(pass, scope, { kind: "set", sql: sql`(7)` })],
    ] as const) {
      if (statement === null) continue;
      parts.push(`-- ${sourceKey(pass.source)}: ${name}\n${laidOut(statement)}`);
      await expect(
        ctx.facts.rows(name === "leaves" ? sql`SELECT leaf, bitmapCardinality(customers) AS n FROM (${statement})` : statement),
      ).resolves.toBeDefined();
    }
  }
  const composed = composeSql(
    plan.tags.filter((tag) => tag.tiers.length > 0),
    bitmaps,
  );
  await ctx.facts.run(sql`INSERT INTO stage_members_golden ${composed}`);
  parts.push(`-- tags\n${laidOut(composed)}`);
  await expect(`${parts.join(";\n\n")};\n`).toMatchFileSnapshot("../golden/rules.sql");
});
