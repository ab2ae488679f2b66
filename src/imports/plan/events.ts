import { codeFault, findEvent, MAX_CODE_CHARACTERS, type Catalogue } from "../../catalogue/index.ts";
import { textLiteral as literal } from "../../engine/index.ts";
import { problem } from "../../kernel/index.ts";
import { cleanSql, type RowFault, type TextValue } from "../../mapping/index.ts";
import type { Rows } from "./rows.ts";

/** A column with more event names contains something else. */
const MAX_EVENTS = 500;

export interface NamedEvents {
  /** Nullable(String): the event's code. Chinese and English names from the catalogue become codes. */
  readonly sql: string;
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
  const name = text.clean ? text.sql : `nullIf(${cleanSql(text.sql)}, '')`;
  const found = await facts.rows<{ name: string }>(
    `SELECT DISTINCT assumeNotNull(${name}) AS name FROM ${from} WHERE (${where}) AND isNotNull(${name}) AND lengthUTF8(${name}) <= ${MAX_CODE_CHARACTERS}
    ORDER BY name LIMIT ${MAX_EVENTS + 1}`,
    run,
  );
  if (found.length > MAX_EVENTS) throw problem("EVENTS_MANY", { column, count: found.length, limit: MAX_EVENTS });
  const names = found.map((row) => row.name);
  const usable = names.filter((each) => codeFault(each, "") === undefined);
  const unusable = names.filter((each) => !usable.includes(each));
  const codes = usable.map((each) => findEvent(catalogue, each)?.code ?? each);
  const renamed = usable.flatMap((each, index) => (each === codes[index] ? [] : [[each, codes[index]!] as const]));
  const sql =
    renamed.length === 0
      ? name
      : `transform(${name}, ${literal.texts(renamed.map(([from]) => from))}, ${literal.texts(renamed.map(([, to]) => to))}, ${name})`;
  return {
    sql,
    faults: [
      ...text.faults,
      ...(text.broken === undefined ? [] : [{ reason: "SHEET_ERROR", when: text.broken } as const]),
      { reason: "EVENT_MISSING", when: `isNull(${name})` },
      { reason: "EVENT_LONG", when: `ifNull(lengthUTF8(${name}) > ${MAX_CODE_CHARACTERS}, 0)` },
      ...(unusable.length > 0 ? [{ reason: "EVENT_UNUSABLE", when: `ifNull(${name} IN ${literal.texts(unusable)}, 0)` } as const] : []),
    ],
    codes: [...new Set(codes)],
  };
}
