import { readCatalogue, type Catalogue } from "../../catalogue/index.ts";
import type { BacktestGroup, BacktestResult } from "../../contract/index.ts";
import { type Ctx, literal, type Progress, stageName, sql, type Sql } from "../../engine/index.ts";
import {
  averageOf,
  decimalOf,
  formatDecimal,
  formatInstant,
  parseSum,
  problem,
  requirePermission,
  type Instant,
  tagKind,
} from "../../kernel/index.ts";
import { valuesOf } from "../../rules/index.ts";
import { rulesOf, findTag, visibleTags, type TagRecord, type TagSet } from "../../tags/index.ts";
import { runTags } from "../../evaluation/index.ts";
import { monthEnds, type MonthEnd } from "./monthEnds.ts";

export interface BacktestInput {
  readonly tag: string;
  readonly months: number;
  /** Facts after this instant are ignored. Default: now. */
  readonly asOf?: Instant | undefined;
  readonly progress?: Progress | undefined;
  readonly signal?: AbortSignal | undefined;
}

const DAYS = [30, 90] as const;
const DAY_MILLISECONDS = 86_400_000;
const ORDER = "Order Completed";

/**
 * A rule or tiered tag at the end of each past month: its members among the customers of that time, and their orders in the following days,
 * compared with all other customers. Exact: the rule runs at each instant over the facts known then.
 * @throws TAG_NOT_FOUND, RULE_TAG_KIND for static and metric tags, INPUT_INVALID for an invalid definition
 */
export async function backtestRule({ ctx, input }: { ctx: Ctx; input: BacktestInput }): Promise<BacktestResult> {
  requirePermission(ctx, "tag.read");
  const visible = await visibleTags(ctx);
  const tag = findTag(visible, input.tag);
  const set = visible.all;
  if (!tagKind(tag.kind).hasConditions) {
    const wanted = { wanted: "a rule or tiered tag can be tested against the past", wantedZh: "只有规则标签和分层标签可以回测" };
    throw problem("RULE_TAG_KIND", { tag: tag.name.zh, kind: tag.kind, ...wanted });
  }
  if (!tag.rule) throw problem("INPUT_INVALID", { issues: tag.issues });
  const asOf = input.asOf ?? ctx.clock();
  const catalogue = await readCatalogue({ ctx });
  const seen = stageName("seen");
  const options = { lane: "heavy", ...(input.signal && { signal: input.signal }) } as const;
  try {
    await ctx.facts.run(sql`CREATE TABLE ${sql.id(seen)} (customer UInt32, first DateTime64(3, 'UTC')) ENGINE = Memory`);
    await ctx.facts.run(
      sql`
        INSERT INTO ${sql.id(seen)}
        SELECT customer, min(first)
        FROM (
          SELECT customer, min(time) AS first
          FROM events
          GROUP BY customer
          UNION ALL SELECT customer, min(at) AS first
          FROM attribute_values
          GROUP BY customer
        )
        GROUP BY customer
      `,
      options,
    );
    const months: BacktestResult["months"] = [];
    const ends = monthEnds(asOf, input.months, ctx.workspace.timezone);
    for (const [index, end] of ends.entries()) {
      input.progress?.({ zh: `回测 ${end.month}`, en: `Testing ${end.month}` }, index / ends.length);
      months.push(await monthOf(ctx, { set, tag, catalogue, seen, end, asOf, signal: input.signal }));
    }
    return { tag: tag.code, asOf: formatInstant(asOf), months };
  } finally {
    await ctx.facts.run(sql`DROP TABLE IF EXISTS ${sql.id(seen)}`);
  }
}

interface Month {
  readonly set: TagSet;
  readonly tag: TagRecord;
  readonly catalogue: Catalogue;
  /** A table `customer, first`: the instant from which each customer exists. */
  readonly seen: string;
  readonly end: MonthEnd;
  readonly asOf: Instant;
  readonly signal?: AbortSignal | undefined;
}

interface Row {
  readonly inside: boolean;
  readonly value: string;
  readonly customers: string;
  readonly [measure: string]: unknown;
}

async function monthOf(ctx: Ctx, { set, tag, catalogue, seen, end, asOf, signal }: Month): Promise<BacktestResult["months"][number]> {
  const idOf = (code: string) => set.tags.get(code)!.id;
  const run = await runTags({
    ctx,
    input: { rules: rulesOf(set, [tag.code]), idOf, catalogue, asOf: end.at, historic: true, signal },
  });
  try {
    for (const failure of run.failed.values()) throw failure;
    const rows = await ctx.facts.rows<Row>(groupsSql(run.table, tag.id, seen, end.at, catalogue), {
      lane: "heavy",
      ...(signal && { signal }),
    });
    const groupOf = (row: Row | undefined, value: string | null) => shown(row, value, end.at, asOf, catalogue);
    const members = rows.filter((row) => row.inside);
    const values = tagKind(tag.kind).hasTiers ? tiersOf(tag) : [""];
    const groups = values.map((value) =>
      groupOf(
        members.find((row) => row.value === value),
        tagKind(tag.kind).hasTiers ? value : null,
      ),
    );
    const others = groupOf(
      rows.find((row) => !row.inside),
      null,
    );
    const counted = groups.reduce((sum, group) => sum + group.customers, 0);
    return { month: end.month, at: formatInstant(end.at), customers: counted + others.customers, members: counted, groups, others };
  } finally {
    await run.drop();
  }
}

function tiersOf({ rule }: TagRecord): readonly string[] {
  return rule ? valuesOf(rule) : [];
}

/** A row for each tier and one for customers in none: their number, and the total of their orders in (at, at + days]. */
function groupsSql(table: string, tag: number, seen: string, at: Instant, catalogue: Catalogue): Sql {
  const amount = amountOf(catalogue);
  const until = (days: number) => literal.instant(at + days * DAY_MILLISECONDS);
  const own = DAYS.flatMap((days) => [
    sql`countIf(time <= ${until(days)}) AS orders${literal.integer(days)}`,
    sql`${amount === null ? sql`toDecimal256(0, 6)` : sql`sumIf(toDecimal256(ifNull(${amount}, 0), 6), time <= ${until(days)})`} AS spend${literal.integer(days)}`,
  ]);
  const orders = sql`
    SELECT customer, ${sql.join(own)}
    FROM events
    WHERE event = ${literal.text(ORDER)}
      AND time > ${literal.instant(at)}
      AND time <= ${until(Math.max(...DAYS))}
    GROUP BY customer
  `;
  const members = sql`
    SELECT arrayJoin(bitmapToArray(customers)) AS customer, value, true AS inside
    FROM ${sql.id(table)}
    WHERE tag = ${literal.integer(tag)}
  `;
  const all = DAYS.flatMap((days) => [
    sql`sum(o.orders${literal.integer(days)}) AS orders${literal.integer(days)}`,
    sql`toString(sum(o.spend${literal.integer(days)})) AS spend${literal.integer(days)}`,
  ]);
  return sql`
    SELECT m.inside AS inside, m.value AS value, count() AS customers, ${sql.join(all)}
    FROM (
      SELECT customer
      FROM ${sql.id(seen)}
      WHERE first <= ${literal.instant(at)}
    ) AS k
    LEFT JOIN (${members}) AS m ON k.customer = m.customer
    LEFT JOIN (${orders}) AS o ON k.customer = o.customer
    GROUP BY inside, value
    ORDER BY inside, value
  `;
}

/** The column of an order's total; null if the catalogue has none. */
function amountOf(catalogue: Catalogue): Sql | null {
  const amount = catalogue.events.get(ORDER)?.properties.get("amount");
  return amount?.type === "number" && !amount.array ? literal.name(amount.field) : null;
}

function shown(row: Row | undefined, value: string | null, at: Instant, asOf: Instant, catalogue: Catalogue): BacktestGroup {
  const customers = Number(row?.customers ?? 0);
  const each = (sum: bigint) => (customers === 0 ? null : formatDecimal(averageOf(sum, customers)));
  return {
    value,
    customers,
    after: DAYS.map((days) => {
      if (!row || at + days * DAY_MILLISECONDS > asOf) return { days, orders: null, spend: null };
      const spend = amountOf(catalogue) === null ? null : each(parseSum(String(row[`spend${days}`])));
      return { days, orders: each(decimalOf(BigInt(String(row[`orders${days}`])))), spend };
    }),
  };
}
