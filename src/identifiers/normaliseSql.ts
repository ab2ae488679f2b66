import { literal, sql, type Sql } from "../engine/index.ts";
import { emailSql } from "./forms/emailSql.ts";
import { MOBILE } from "./forms/phone.ts";
import { phoneFaultSql, phoneSql } from "./forms/phoneSql.ts";
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
  const written = platform.code === "phone" ? sql`c` : column;
  const any = bind(
    "x",
    trimmedSql(written),
    sql`if(length(x) <= ${literal.integer(MAX_BYTES)} AND NOT ${isSheetErrorSql(sql`x`)}, ${unlessPlaceholder(formOf(platform, sql`x`))}, '')`,
  );
  if (platform.code !== "phone") return any;
  // Most numbers in a file are exactly eleven digits: this short way saves two thirds of the work.
  return bind(
    "c",
    sql`ifNull(toString(${column}), '')`,
    sql`if(match(c, ${literal.text(`^${MOBILE}$`)}), ${unlessPlaceholder(sql`concat('+86', c)`)}, ${any})`,
  );
}

/** Why normaliseSql of a column is '': an IdentityFault, as from readIdentity. Valid only for values whose result is ''. */
export function identityFaultSql(platform: Platform, column: Sql, placeholders: Placeholders = USUAL_PLACEHOLDERS): Sql {
  const wrong =
    platform.code === "phone" ? bind("v", phoneFaultSql(plainSql(sql`x`)), sql`if(v = 'wrong', 'phone', v)`) : literal.text(platform.code);
  const form = bind("w", formOf(platform, sql`x`), sql`if(w = '', x, w)`);
  return bind(
    "x",
    trimmedSql(column),
    sql`multiIf(x = '', 'empty', length(x) > ${literal.integer(MAX_BYTES)}, 'long', ${isSheetErrorSql(sql`x`)} OR ${isPlaceholderSql(platform.code, form, placeholders)}, 'placeholder', ${wrong})`,
  );
}

function formOf(platform: Platform, x: Sql): Sql {
  switch (platform.code) {
    case "phone":
      return phoneSql(plainSql(x));
    case "email":
      return emailSql(plainSql(x));
    default:
      return x;
  }
}
