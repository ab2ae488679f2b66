import { narrowSql, readDurationSql } from "../../catalogue/index.ts";
import { literal, sql } from "../../engine/index.ts";
import { DURATION_PATTERN, PLAIN_DURATION_PATTERN } from "../../kernel/index.ts";
import { cleanSql, unreadSql } from "../../mapping/index.ts";
import type { ImportedType } from "./importedType.ts";

export const durationImported: ImportedType = {
  store(value, { lets }) {
    if (value.type !== "text") return undefined;
    const { sql: written, clean, faults } = value;
    const statement = lets.name(readDurationSql(clean ? written : cleanSql(written)));
    return { sql: statement, faults: [...faults, { reason: "DURATION_UNREADABLE", when: unreadSql(written, statement, clean, lets) }] };
  },
  guess: {
    /** 30m alone may be metres, 5分 a score: one value must be a duration without doubt. */
    rough: ({ value: { sql: statement, loose } }) =>
      loose === "any"
        ? [
            {
              against: sql`NOT match(${narrowSql(statement)}, ${literal.text(DURATION_PATTERN)})`,
              needs: sql`match(${narrowSql(statement)}, ${literal.text(PLAIN_DURATION_PATTERN)})`,
            },
          ]
        : [],
    exact: ({ value: { sql: statement } }) => [
      {
        against: sql`isNull(${readDurationSql(statement)})`,
        needs: sql`match(${narrowSql(statement)}, ${literal.text(PLAIN_DURATION_PATTERN)})`,
      },
    ],
  },
};
