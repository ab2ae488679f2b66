import { COMPILED, type Ctx, type Facts, sql, literal } from "../../src/engine/index.ts";
import { commitMembers } from "../../src/membership/commit.ts";
import { runTags } from "../../src/evaluation/runTags.ts";
import { AS_OF, catalogue, plainSql, tagRules } from "./world.ts";

/** As the evaluation runs its passes. */
const heavy = { lane: "heavy", settings: COMPILED } as const;
const BITMAP = sql`AggregateFunction(groupBitmap, UInt32)`;

/** (a): one pass over all events by customer that counts and sums. */
export async function bareGroupBy(facts: Facts): Promise<void> {
  await facts.rows(
    sql`SELECT count() FROM (SELECT customer, count() AS c, sum(p_amount) AS s FROM events GROUP BY customer) WHERE c > 0 AND s >= 0`,
    heavy,
  );
}

async function forget(facts: Facts): Promise<void> {
  await facts.run(sql`TRUNCATE TABLE members`);
  await facts.run(sql`TRUNCATE TABLE membership_changes`);
}

/** The whole evaluation of so many tags, members and membership history written anew as by the first evaluation. */
export function evaluation(ctx: Ctx, count: number): { prepare: () => Promise<void>; run: () => Promise<void> } {
  const rules = tagRules(count);
  const codes = [...rules.keys()];
  const idOf = (code: string) => codes.indexOf(code) + 1;
  const tags = codes.map((code) => ({ id: idOf(code), version: 1, rule: rules.get(code)! }));
  return {
    prepare: () => forget(ctx.facts),
    async run() {
      const run = await runTags({ ctx, input: { rules, idOf, catalogue, asOf: AS_OF } });
      if (run.failed.size > 0) throw [...run.failed.values()][0];
      await commitMembers(ctx, sql.id(run.table), tags, { evaluation: 1, at: AS_OF, cause: "rule", actor: "bench" });
      await run.drop();
    },
  };
}

/**
 * (b): one query a tag over events sorted by customer and time, each written as a person would write that rule, its customers as a bitmap.
 * With `write` each tag also does what the evaluation does: the difference with the members it had goes to the membership history, then the
 * members are written. Without, only the queries.
 */
export function oneByOne(facts: Facts, count: number, write: boolean): { prepare: () => Promise<void>; run: () => Promise<void> } {
  return {
    prepare: () => forget(facts),
    async run() {
      for (let index = 0; index < count; index++) {
        const query = sql`SELECT groupBitmapState(customer) AS found FROM (${plainSql(index)})`;
        if (!write) {
          await facts.rows(sql`SELECT bitmapCardinality(found) AS members FROM (${query})`, heavy);
          continue;
        }
        const tag = index + 1;
        await facts.run(sql`CREATE TABLE stage_plain (found ${BITMAP}) ENGINE = Memory`);
        await facts.run(sql`INSERT INTO stage_plain ${query}`, heavy);
        await facts.run(
          sql`INSERT INTO membership_changes (tag, value, evaluation, at, recorded, cause, version, actor, entered, left)
           SELECT ${literal.integer(tag)}, '', 1, fromUnixTimestamp64Milli(toInt64(${literal.integer(AS_OF)}), 'UTC'), now64(3), 'rule', 1, 'bench', bitmapAndnot(found, was), bitmapAndnot(was, found)
           FROM (SELECT found, (SELECT groupBitmapMergeState(customers) FROM members FINAL WHERE tag = ${literal.integer(tag)}) AS was FROM stage_plain)`,
          heavy,
        );
        await facts.run(
          sql`INSERT INTO members (tag, value, evaluation, customers) SELECT ${literal.integer(tag)}, '', 1, found FROM stage_plain`,
          heavy,
        );
        await facts.run(sql`DROP TABLE stage_plain`);
      }
    },
  };
}
