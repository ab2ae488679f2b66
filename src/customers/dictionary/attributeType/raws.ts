import { presentSql, STORED_TYPES, type FieldType } from "../../../catalogue/index.ts";
import { type Ctx, literal, type RunOptions, stageName, sql, type Sql } from "../../../engine/index.ts";
import { readAs } from "./readAs.ts";

export const HEAVY: RunOptions = { lane: "heavy", settings: { max_query_size: 100_000_000 } };

/** The original text of a row of `attribute_values`, or the text that its value would be written as. Empty when it states nothing. */
export const RAW = sql`coalesce(${sql.join(Object.values(STORED_TYPES).map(({ written, column }) => written(sql.id(column))))})`;

/** The rows of an attribute that state something, in any type. */
export function statedSql(attribute: string): Sql {
  return sql`attribute_values WHERE attribute = ${literal.text(attribute)} AND NOT cleared`;
}

/** What became of a text that was read as a type, as the table has it. */
export type Fate = "readable" | "missing" | "unreadable";

const PART_TEXTS = 50_000;

export interface Reading {
  readonly attribute: string;
  readonly type: FieldType;
  /** Whether to read only rows without a value in the type. */
  readonly lacking: boolean;
}

/**
 * Reads every distinct text of an attribute as a type, with the code that reads arriving values, into a table of (raw, fate, value). The
 * table is dropped when `use` has ended.
 */
export async function withRaws<T>(
  ctx: Pick<Ctx, "facts" | "workspace">,
  { attribute, type, lacking }: Reading,
  use: (table: string, different: number) => Promise<T>,
): Promise<T> {
  const { facts } = ctx;
  const table = stageName("retype");
  const asked = lacking ? sql`${statedSql(attribute)} AND NOT ${presentSql(type)}` : statedSql(attribute);
  const { absent, kind } = STORED_TYPES[type];
  await facts.run(
    sql`
      CREATE TABLE ${sql.id(table)} (raw String, fate LowCardinality(String), value ${literal.type(kind)})
      ENGINE = MergeTree ORDER BY raw
    `,
    HEAVY,
  );
  try {
    let different = 0;
    for (let last: string | undefined; ;) {
      const among = last === undefined ? asked : sql`${asked} AND ${RAW} > ${literal.text(last)}`;
      const raws = await facts.rows<{ raw: string }>(
        sql`
          SELECT DISTINCT ${RAW} AS raw
          FROM ${among}
          ORDER BY raw
          LIMIT ${literal.integer(PART_TEXTS)}
        `,
        HEAVY,
      );
      const read = raws.map(({ raw }) => {
        const { fate, value } = readAs(type, raw, ctx.workspace.timezone);
        return { raw, fate, value: value ?? absent };
      });
      if (read.length > 0) await facts.insert(table, read, HEAVY);
      different += read.length;
      if (raws.length < PART_TEXTS) break;
      last = raws.at(-1)!.raw;
    }
    return await use(table, different);
  } finally {
    await facts.run(sql`DROP TABLE IF EXISTS ${sql.id(table)} SYNC`, HEAVY);
  }
}
