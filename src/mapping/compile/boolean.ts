import { type Sql, sql } from "../../engine/index.ts";
import { NO, PLAIN_WORDS, YES } from "../../kernel/index.ts";
import type { Lets } from "./lets.ts";
import type { BooleanValue, TextValue, Value } from "./value.ts";
import { list, unreadSql, wordSql } from "./words.ts";

/** A text as yes (1), no (0) or neither (NULL), as kernel's readBoolean reads it. */
export function booleanSql(text: Sql, clean = false): Sql {
  const among = (word: Sql, other: Sql) => sql`multiIf(${word} IN (${list(YES)}), 1, ${word} IN (${list(NO)}), 0, ${other})`;
  return among(sql`lower(${text})`, among(wordSql(text, clean), sql`NULL`));
}

/** Whether a text is a clear word for yes or no. */
export function plainBooleanSql(text: Sql, clean = false): Sql {
  return sql`(lower(${text}) IN (${list(PLAIN_WORDS)}) OR ifNull(${wordSql(text, clean)} IN (${list(PLAIN_WORDS)}), 0))`;
}

/** Text and the numbers 1 and 0 as yes and no. Undefined for a value that can be neither. */
export function booleanOf(value: Value, lets: Lets): BooleanValue | undefined {
  switch (value.type) {
    case "boolean":
      return value;
    case "text":
    case "number":
      return booleanOfText(value.type === "text" ? value : { sql: value.text, faults: value.textFaults }, lets);
    case "date":
    case "time":
    case "list":
    case "members":
      return undefined;
  }
}

function booleanOfText({ sql: text, faults, clean }: Pick<TextValue, "sql" | "faults" | "clean">, lets: Lets): BooleanValue {
  const statement = lets.name(booleanSql(text, clean));
  return {
    type: "boolean",
    sql: statement,
    faults: [...faults, { reason: "BOOLEAN_UNREADABLE", when: unreadSql(text, statement, clean, lets) }],
  };
}
