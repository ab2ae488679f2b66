import { literal, sql, type Sql } from "../../../engine/index.ts";
import { ADDRESS, EMAIL_HEAD, EMAIL_TAIL, NAMED } from "./email.ts";
import { bind } from "../signsSql.ts";

/** emailOf in SQL, over plain text. */
export function emailSql(plain: Sql): Sql {
  const one = (text: Sql, pattern: string) => sql`replaceRegexpOne(${text}, ${literal.text(pattern)}, '')`;
  const inner = sql`if(match(n, ${literal.text(NAMED)}), extract(n, ${literal.text(NAMED)}), n)`;
  const text = sql`replaceRegexpAll(${one(one(one(inner, EMAIL_HEAD), "[?].*$"), EMAIL_TAIL)}, ' *@ *', '@')`;
  return bind("n", plain, bind("m", text, sql`if(match(m, ${literal.text(ADDRESS)}), m, '')`));
}
