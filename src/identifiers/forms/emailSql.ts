import { textLiteral as literal } from "../../engine/index.ts";
import { ADDRESS, EMAIL_HEAD, EMAIL_TAIL, NAMED } from "./email.ts";
import { bind } from "./signsSql.ts";

/** emailOf in SQL, over plain text. */
export function emailSql(plain: string): string {
  const one = (text: string, pattern: string) => `replaceRegexpOne(${text}, ${literal.text(pattern)}, '')`;
  const inner = `if(match(n, ${literal.text(NAMED)}), extract(n, ${literal.text(NAMED)}), n)`;
  const text = `replaceRegexpAll(${one(one(one(inner, EMAIL_HEAD), "[?].*$"), EMAIL_TAIL)}, ' *@ *', '@')`;
  return bind("n", plain, bind("m", text, `if(match(m, ${literal.text(ADDRESS)}), m, '')`));
}
