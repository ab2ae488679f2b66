import { narrowSql, readDurationSql } from "../../catalogue/index.ts";
import { textLiteral as literal, unconverted } from "../../engine/index.ts";
import { DURATION_PATTERN, PLAIN_DURATION_PATTERN } from "../../kernel/index.ts";
import { cleanSql, unreadSql } from "../../mapping/index.ts";
import type { ImportedType } from "./importedType.ts";

const narrow = (text: string) => narrowSql(unconverted(text)).text;

export const durationImported: ImportedType = {
  store(value, { lets }) {
    if (value.type !== "text") return undefined;
    const { sql: written, clean, faults } = value;
    const sql = lets.name(readDurationSql(unconverted(clean ? written : cleanSql(written))).text);
    return { sql, faults: [...faults, { reason: "DURATION_UNREADABLE", when: unreadSql(written, sql, clean, lets) }] };
  },
  guess: {
    /** 30m alone may be metres, 5分 a score: one value must be a duration without doubt. */
    rough: ({ value: { sql, loose } }) =>
      loose === "any"
        ? [
            {
              against: `NOT match(${narrow(sql)}, ${literal.text(DURATION_PATTERN)})`,
              needs: `match(${narrow(sql)}, ${literal.text(PLAIN_DURATION_PATTERN)})`,
            },
          ]
        : [],
    exact: ({ value: { sql } }) => [
      { against: `isNull(${readDurationSql(unconverted(sql))})`, needs: `match(${narrow(sql)}, ${literal.text(PLAIN_DURATION_PATTERN)})` },
    ],
  },
};
