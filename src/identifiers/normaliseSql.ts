import { literal, sql, type Sql } from "../engine/index.ts";
import { formOf } from "./forms/index.ts";
import { bind, isSheetErrorSql, plainSql, trimmedSql } from "./forms/signsSql.ts";
import { MAX_BYTES } from "./normalise.ts";
import { USUAL_PLACEHOLDERS, type Placeholders } from "./placeholders/placeholders.ts";
import { isPlaceholderSql } from "./placeholders/sql.ts";
import type { Platform } from "./platforms.ts";

/**
 * The external id of normaliseIdentity as SQL over `column` (any type); '' when it identifies nobody. A property test compares the two
 * (normalise.test.ts).
 */
export function normaliseSql(platform: Platform, column: Sql, placeholders: Placeholders = USUAL_PLACEHOLDERS): Sql {
  const unlessPlaceholder = (form: Sql) =>
    bind("w", form, sql`if(w = '' OR ${isPlaceholderSql(platform.code, sql`w`, placeholders)}, '', w)`);
  const usual = formOf(platform.code)?.usual;
  const any = bind(
    "x",
    trimmedSql(usual ? sql`c` : column),
    sql`if(length(x) <= ${literal.integer(MAX_BYTES)} AND NOT ${isSheetErrorSql(sql`x`)}, ${unlessPlaceholder(normalSql(platform, sql`x`))}, '')`,
  );
  if (!usual) return any;
  return bind(
    "c",
    sql`ifNull(toString(${column}), '')`,
    sql`if(match(c, ${literal.text(usual.pattern)}), ${unlessPlaceholder(usual.form(sql`c`))}, ${any})`,
  );
}

/** Why normaliseSql of a column is '': an IdentityFault, as from readIdentity. Valid only for values whose result is ''. */
export function identityFaultSql(platform: Platform, column: Sql, placeholders: Placeholders = USUAL_PLACEHOLDERS): Sql {
  // A platform without a form refuses no text: nobody reads this value.
  const wrong = formOf(platform.code)?.faultSql(plainSql(sql`x`)) ?? literal.text("");
  const form = bind("w", normalSql(platform, sql`x`), sql`if(w = '', x, w)`);
  return bind(
    "x",
    trimmedSql(column),
    sql`multiIf(x = '', 'empty', length(x) > ${literal.integer(MAX_BYTES)}, 'long', ${isSheetErrorSql(sql`x`)} OR ${isPlaceholderSql(platform.code, form, placeholders)}, 'placeholder', ${wrong})`,
  );
}

function normalSql({ code }: Platform, x: Sql): Sql {
  return formOf(code)?.normalSql(plainSql(x)) ?? x;
}
