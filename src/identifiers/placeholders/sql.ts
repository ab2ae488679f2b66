import { literal, sql, type Sql } from "../../engine/index.ts";
import { formOf } from "../forms/index.ts";
import { bind, plainSql } from "../forms/signsSql.ts";
import type { Placeholders } from "./placeholders.ts";

/** Whether a normalised id is a placeholder, as an SQL condition. @param platform the code of its platform */
export function isPlaceholderSql(platform: string, external: Sql, { items }: Placeholders): Sql {
  const values = items.filter((item) => item.platform === "*" || item.platform === platform).map(({ value }) => value);
  const conditions = values.length > 0 ? [sql`f IN (${sql.join(values.map(literal.text))})`] : [];
  const names = formOf(platform)?.hasHosts ? values.filter((value) => value.endsWith("@*")).map((value) => value.slice(0, -2)) : [];
  if (names.length > 0)
    conditions.push(sql`(f LIKE '_%@%' AND replaceRegexpOne(f, '@[^@]*$', '') IN (${sql.join(names.map(literal.text))}))`);
  if (conditions.length === 0) return sql`0`;
  return bind("f", bind("p", plainSql(external), sql`if(match(p, '^[0-]*0[0-]*$'), '0', p)`), sql`(${sql.join(conditions, " OR ")})`);
}
