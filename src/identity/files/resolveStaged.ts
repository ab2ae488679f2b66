import { changingIdentities } from "../inMemory/identitiesInMemory.ts";
import { type Ctx, literal, stageName, takeNumbers, type Verb, sql, type Sql } from "../../engine/index.ts";
import { problem, requirePermission, type Instant } from "../../kernel/index.ts";
import { normaliseSql, platformOf } from "../../identifiers/index.ts";
import { newClaimSql, ownersSql } from "../read/claims.ts";
import { originSql } from "../read/origin.ts";
import { counterparts, impliedByRows } from "../read/aliasCounterparts.ts";
import { resolveNormalised } from "../messages/resolveNormalised.ts";
import { resolveColumns } from "./resolveColumns.ts";
import type { KeyColumn } from "./nodes.ts";
import { serially } from "../serial.ts";

export interface ResolveStagedInput {
  /** A staging table of the fact store. */
  readonly table: string;
  /** The columns that hold identities, of any type. At least one. */
  readonly columns: readonly { readonly platform: string; readonly column: string }[];
  /** Whether the columns hold normalised identities already. */
  readonly normal?: boolean;
  /** An SQL condition over the staging table: other rows are not read. */
  readonly where?: Sql;
  readonly at: Instant;
  readonly batch: number;
}

/**
 * The customers of the rows of a staging table: `FROM stage AS s INNER JOIN <map> AS m ON <m.column = expression, …>`. A row without a
 * usable identity has no row in the map. The caller drops the map.
 */
export interface StagedIdentities {
  readonly map: string;
  /** Each key column of the map, and the expression over the staging table that equals it; '' means no identity. */
  readonly keys: readonly { readonly column: string; readonly expression: Sql }[];
  readonly firstNew: number;
  readonly created: number;
  readonly attached: number;
  /** Customers that were merged into others. */
  readonly merged: number;
  /** Distinct rows whose identities belong to different customers. */
  readonly conflicts: number;
}

const HEAVY = { lane: "heavy" } as const;

/**
 * Finds or creates the customer of every row of a staging table. With one identity column all work stays in the fact store. New customers
 * are numbered in the order of their identities, so the order of rows does not matter. @throws PLATFORM_INVALID
 */
export async function resolveStaged({ ctx, input }: Verb<ResolveStagedInput>): Promise<StagedIdentities> {
  requirePermission(ctx, "data.import");
  const columns = input.columns.map(({ platform, column }, index) => {
    const found = platformOf(platform);
    if (!found) throw problem("PLATFORM_INVALID", { platform });
    return {
      platform: found,
      key: `__k${index}`,
      expression: input.normal ? literal.name(column) : normaliseSql(found, literal.name(column)),
    };
  });
  const map = stageName("map");
  const sorting = sql.join(columns.map(({ key }) => sql.id(key)));
  await ctx.facts.run(
    sql`CREATE TABLE ${sql.id(map)} (${sql.join(columns.map(({ key }) => sql`${sql.id(key)} String`))}, customer UInt32, origin UInt32) ENGINE = MergeTree ORDER BY (${sorting})`,
    HEAVY,
  );
  try {
    const single = columns.length === 1 ? columns[0] : undefined;
    const counts = single
      ? await resolveColumn(ctx, input, single, map)
      : await resolveColumns(ctx, { ...input, columns, map, keys: selectKeys(input, columns) });
    await tieCounterparts(ctx, input, columns, map);
    return { map, keys: columns.map(({ key, expression }) => ({ column: key, expression })), ...counts };
  } catch (error) {
    await ctx.facts.run(sql`DROP TABLE IF EXISTS ${sql.id(map)}`, HEAVY);
    throw error;
  }
}

/** Links ids of the file with previous ids of `alias` calls; there are seldom any. Rows then move as after every merge. */
async function tieCounterparts(ctx: Ctx, { at, batch }: ResolveStagedInput, columns: readonly KeyColumn[], map: string): Promise<void> {
  const own = columns.filter(({ platform, key }) => counterparts({ platform: platform.code, external: key }).length > 0);
  if (own.length === 0) return;
  const keys = await impliedByRows(
    ctx,
    sql.join(
      own.map(({ key }) => sql`SELECT ${sql.id(key)} AS external FROM ${sql.id(map)}`),
      " UNION ALL ",
    ),
  );
  if (keys.length > 0) await resolveNormalised(ctx, { keys, at, batch });
}

type Counts = Omit<StagedIdentities, "map" | "keys">;

async function resolveColumn(ctx: Ctx, input: ResolveStagedInput, column: KeyColumn, map: string): Promise<Counts> {
  const { facts, records } = ctx;
  const ids = sql.id(`${map}_known`);
  const platform = literal.text(column.platform.code);
  return serially(ctx, "identities", async () => {
    try {
      await facts.run(sql`CREATE TABLE ${ids} (k0 String) ENGINE = MergeTree ORDER BY k0`, HEAVY);
      await facts.run(
        sql`
          INSERT INTO ${ids}
          SELECT DISTINCT __k0
          FROM (${selectKeys(input, [column])})
        `,
        HEAVY,
      );
      // Ids that already have a customer.
      await facts.run(
        sql`INSERT INTO ${sql.id(map)} SELECT external, customer, ${originSql(platform, sql`external`)} FROM (${ownersSql(
          sql`platform = ${platform} AND external IN (SELECT k0 FROM ${ids})`,
        )})`,
        HEAVY,
      );
      const unknown = sql`FROM ${ids} WHERE k0 NOT IN (SELECT __k0 FROM ${sql.id(map)})`;
      const [row] = await facts.rows<{ count: string }>(sql`SELECT count() AS count ${unknown}`, HEAVY);
      const created = Number(row!.count);
      if (created === 0) return { firstNew: NOBODY, created, attached: 0, merged: 0, conflicts: 0 };
      const firstNew = await takeNumbers(records, "customer", created);
      await facts.run(
        sql`
          INSERT INTO ${sql.id(map)}
          SELECT
            k0,
            ${literal.integer(firstNew - 1)} + row_number() OVER (ORDER BY k0),
            ${originSql(platform, sql`k0`)} ${unknown}
        `,
        HEAVY,
      );
      const made = sql`FROM ${sql.id(map)} WHERE customer >= ${literal.integer(firstNew)}`;
      const stamp = sql`${literal.instant(input.at)}, ${literal.integer(input.batch)}`;
      await facts.run(sql`INSERT INTO customers SELECT customer, ${stamp} ${made}`, HEAVY);
      await changingIdentities(ctx, () =>
        facts.run(
          sql`
            INSERT INTO identities
            SELECT ${platform}, __k0, customer, ${stamp}, ${newClaimSql(sql`customer`)} ${made}
          `,
          HEAVY,
        ),
      );
      return { firstNew, created, attached: created, merged: 0, conflicts: 0 };
    } finally {
      await facts.run(sql`DROP TABLE IF EXISTS ${ids}`, HEAVY);
    }
  });
}

const NOBODY = 0xffff_ffff;

/** The normalised keys of every row; rows without any are left out. */
function selectKeys({ table, where }: ResolveStagedInput, columns: readonly KeyColumn[]): Sql {
  const keys = sql.join(columns.map(({ key, expression }) => sql`${expression} AS ${sql.id(key)}`));
  const some = sql.join(
    columns.map(({ key }) => sql`${sql.id(key)} != ''`),
    " OR ",
  );
  return sql`
    SELECT *
    FROM (
      SELECT ${keys}
      FROM ${literal.name(table)}${where === undefined ? sql.empty : sql` WHERE ${where}`}
    )
    WHERE ${some}
  `;
}
