import { textLiteral as literal } from "../../engine/index.ts";
import { bind, plainSql } from "../forms/signsSql.ts";
import type { Placeholders } from "./placeholders.ts";

/** Whether a normalised id is a placeholder, as an SQL condition. @param platform the code of its platform */
export function isPlaceholderSql(platform: string, external: string, { items }: Placeholders): string {
  const values = items.filter((item) => item.platform === "*" || item.platform === platform).map(({ value }) => value);
  const conditions = values.length > 0 ? [`f IN (${values.map(literal.text).join(", ")})`] : [];
  const names = platform === "email" ? values.filter((value) => value.endsWith("@*")).map((value) => value.slice(0, -2)) : [];
  if (names.length > 0)
    conditions.push(`(f LIKE '_%@%' AND replaceRegexpOne(f, '@[^@]*$', '') IN (${names.map(literal.text).join(", ")}))`);
  if (conditions.length === 0) return "0";
  return bind("f", bind("p", plainSql(external), "if(match(p, '^[0-]*0[0-]*$'), '0', p)"), `(${conditions.join(" OR ")})`);
}
