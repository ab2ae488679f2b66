import { codeFault, findEvent, MAX_CODE_CHARACTERS, type Catalogue } from "../../catalogue/index.ts";
import { literal, sql, type Sql } from "../../engine/index.ts";
import { problem } from "../../kernel/index.ts";
import { cleanSql, type RowFault, type TextValue } from "../../mapping/index.ts";
import type { Rows } from "./rows.ts";

/** A column with more event names contains something else. */
const MAX_EVENTS = 500;

export interface NamedEvents {
  /** Nullable(String): the event's code. Chinese and English names from the catalogue become codes. */
  readonly sql: Sql;
  readonly faults: readonly RowFault[];
  readonly codes: readonly string[];
}

/** The events in an event column. @throws EVENTS_MANY */
export async function eventNames(
  { facts, from, where, run }: Rows,
  text: TextValue,
  column: string,
  catalogue: Catalogue,
): Promise<NamedEvents> {
  const name = text.clean ? text.sql : sql`nullIf(${cleanSql(text.sql)}, '')`;
  const found = await facts.rows<{ name: string }>(
    sql`
      SELECT DISTINCT assumeNotNull(${name}) AS name
      FROM ${from}
      WHERE (${where})
        AND isNotNull(${name})
        AND lengthUTF8(${name}) <= ${literal.integer(MAX_CODE_CHARACTERS)}
      ORDER BY name
      LIMIT ${literal.integer(MAX_EVENTS + 1)}
    `,
    run,
  );
  if (found.length > MAX_EVENTS) throw problem("EVENTS_MANY", { column, count: found.length, limit: MAX_EVENTS });
  const names = found.map((row) => row.name);
  const usable = names.filter((each) => codeFault(each, "") === undefined);
  const unusable = names.filter((each) => !usable.includes(each));
  const codes = usable.map((each) => findEvent(catalogue, each)?.code ?? each);
  const renamed = usable.flatMap((each, index) => (each === codes[index] ? [] : [[each, codes[index]!] as const]));
  const statement =
    renamed.length === 0
      ? name
      : sql`transform(${name}, ${literal.texts(renamed.map(([from]) => from))}, ${literal.texts(renamed.map(([, to]) => to))}, ${name})`;
  return {
    sql: statement,
    faults: [
      ...text.faults,
      ...(text.broken === undefined ? [] : [{ reason: "SHEET_ERROR", when: text.broken } as const]),
      { reason: "EVENT_MISSING", when: sql`isNull(${name})` },
      { reason: "EVENT_LONG", when: sql`ifNull(lengthUTF8(${name}) > ${literal.integer(MAX_CODE_CHARACTERS)}, 0)` },
      ...(unusable.length > 0 ? [{ reason: "EVENT_UNUSABLE", when: sql`ifNull(${name} IN ${literal.texts(unusable)}, 0)` } as const] : []),
    ],
    codes: [...new Set(codes)],
  };
}
