import { type Ctx, literal, sql, type Sql, stageName } from "../../engine/index.ts";
import { tagKind, type Instant } from "../../kernel/index.ts";
import { valuesOf, type TagRule } from "../../rules/index.ts";
import { partSql } from "../partSql.ts";
import { overridesInForce } from "./overridesInForce.ts";
import { holdingsOf } from "./overriddenAnswer.ts";

/** The fields of a tag that overrides depend on. */
export interface Overridable {
  readonly id: number;
  readonly rule?: TagRule | null;
}

/** Overrides in the fact store, ready to be applied to members that rules gave. */
export interface StagedOverrides {
  /**
   * SQL for `tag, value, inside, customers`: customers decided to be inside, and those decided to be outside. Null when none of the tags
   * has an override.
   */
  rows(tags: readonly number[]): Sql | null;
  drop(): Promise<void>;
}

const NONE: StagedOverrides = { rows: () => null, drop: async () => undefined };

/**
 * Stages the overrides of rule and tiered tags that hold at an instant, of everybody or of an SQL set. Without overrides this costs one
 * query of the records.
 */
export async function stageOverrides(ctx: Ctx, tags: readonly Overridable[], at: Instant, population?: Sql): Promise<StagedOverrides> {
  const values = new Map(tags.flatMap(({ id, rule }) => (rule && tagKind(rule.kind).isOverridable ? [[id, valuesOf(rule)] as const] : [])));
  const holdings = values.size === 0 ? [] : holdingsOf(await overridesInForce(ctx, at), values);
  if (holdings.length === 0) return NONE;
  const table = stageName("overrides");
  await ctx.facts.run(sql`CREATE TABLE ${sql.id(table)} (tag UInt32, value String, customer UInt32, inside Bool) ENGINE = Memory`);
  await ctx.facts.insert(table, holdings);
  const overridden = new Set(holdings.map(({ tag }) => tag));
  return {
    rows(among) {
      const concerned = among.filter((tag) => overridden.has(tag));
      if (concerned.length === 0) return null;
      const theirs = sql`tag IN (${sql.join(concerned.map(literal.integer))})`;
      return sql`
        SELECT tag, value, inside, groupBitmapState(customer) AS customers
        FROM ${sql.id(table)}
        WHERE ${sql.and([theirs, population && sql`customer IN ${population}`])}
        GROUP BY tag, value, inside
      `;
    },
    drop: () => ctx.facts.run(sql`DROP TABLE IF EXISTS ${sql.id(table)}`),
  };
}

/** Bitmaps `tag, value, customers` with overrides applied. @param overrides from `rows` of staged overrides */
export function overriddenSql(found: Sql, overrides: Sql | null): Sql {
  if (overrides === null) return found;
  return sql`
    SELECT tag, value, bitmapOr(bitmapAndnot(${partSql("computed")}, ${partSql("put_outside")}), ${partSql("put_inside")}) AS customers
    FROM (
      SELECT tag, value, 'computed' AS part, customers AS bitmap
      FROM (${found})
      UNION ALL
      SELECT tag, value, if(inside, 'put_inside', 'put_outside') AS part, customers AS bitmap
      FROM (${overrides})
    )
    GROUP BY tag, value
  `;
}
