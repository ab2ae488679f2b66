import { textLiteral as literal } from "../engine/index.ts";
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
export function normaliseSql(platform: Platform, column: string, placeholders: Placeholders = USUAL_PLACEHOLDERS): string {
  const unlessPlaceholder = (form: string) => bind("w", form, `if(w = '' OR ${isPlaceholderSql(platform.code, "w", placeholders)}, '', w)`);
  const written = platform.code === "phone" ? "c" : column;
  const any = bind(
    "x",
    trimmedSql(written),
    `if(length(x) <= ${MAX_BYTES} AND NOT ${isSheetErrorSql("x")}, ${unlessPlaceholder(formOf(platform, "x"))}, '')`,
  );
  if (platform.code !== "phone") return any;
  // Most numbers in a file are exactly eleven digits: this short way saves two thirds of the work.
  return bind("c", `ifNull(toString(${column}), '')`, `if(match(c, '^${MOBILE}$'), ${unlessPlaceholder("concat('+86', c)")}, ${any})`);
}

/** Why normaliseSql of a column is '': an IdentityFault, as from readIdentity. Valid only for values whose result is ''. */
export function identityFaultSql(platform: Platform, column: string, placeholders: Placeholders = USUAL_PLACEHOLDERS): string {
  const wrong =
    platform.code === "phone" ? bind("v", phoneFaultSql(plainSql("x")), "if(v = 'wrong', 'phone', v)") : literal.text(platform.code);
  const form = bind("w", formOf(platform, "x"), `if(w = '', x, w)`);
  return bind(
    "x",
    trimmedSql(column),
    `multiIf(x = '', 'empty', length(x) > ${MAX_BYTES}, 'long', ${isSheetErrorSql("x")} OR ${isPlaceholderSql(platform.code, form, placeholders)}, 'placeholder', ${wrong})`,
  );
}

function formOf(platform: Platform, x: string): string {
  switch (platform.code) {
    case "phone":
      return phoneSql(plainSql(x));
    case "email":
      return emailSql(plainSql(x));
    default:
      return x;
  }
}
