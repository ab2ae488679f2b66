import { literal, sql, type Sql } from "../../../engine/index.ts";

const HIDDEN = "****";

/** +8613812345678 and 13812345678 → 138****5678; other numbers keep the first three and the last two digits. */
export function maskedPhone(phone: string): string {
  const mainland = /^(?:\+?86)?(1\d{2})\d{4}(\d{4})$/.exec(phone.replace(/[ ()-]/g, ""));
  if (mainland) return `${mainland[1]}${HIDDEN}${mainland[2]}`;
  return phone.length < 8 ? HIDDEN : `${phone.slice(0, 3)}${HIDDEN}${phone.slice(-2)}`;
}

/** The same in SQL, over a String. */
export function maskedPhoneSql(text: Sql): Sql {
  const bare = sql`replaceRegexpAll(${text}, '[ ()-]', '')`;
  const other = sql`concat(substringUTF8(${text}, 1, 3), ${HIDDEN_SQL}, substringUTF8(${text}, -2))`;
  return sql`multiIf(match(${bare}, ${MAINLAND}), replaceRegexpOne(${bare}, ${MAINLAND}, ${ENDS}), lengthUTF8(${text}) < 8, ${HIDDEN_SQL}, ${other})`;
}

const HIDDEN_SQL = literal.text(HIDDEN);
const MAINLAND = literal.text(String.raw`^(?:\+?86)?(1\d{2})\d{4}(\d{4})$`);
const ENDS = literal.text(`\\1${HIDDEN}\\2`);
