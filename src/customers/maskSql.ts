import { STORED_TYPES, type AttributeDef } from "../catalogue/index.ts";
import { literal, sql, type Sql } from "../engine/index.ts";
import { formOf, maskedPhoneSql, platformOf } from "../identifiers/index.ts";
import { PERSONAL_SHAPES, type Context } from "../kernel/index.ts";
import { seesPersonal } from "./mask.ts";

// The rules of mask.ts as SQL over columns. A test compares the two.

const HIDDEN = literal.text("****");
const PHONE = literal.text(String.raw`^\+?[\d ()-]{7,20}$`);

/** An identity's `external` (SQL of String) for the actor. */
export function maskIdentitySql(ctx: Pick<Context, "actor">, platform: string, external: Sql): { sql: Sql; masked: boolean } {
  if (seesPersonal(ctx) || platformOf(platform)?.kind === "number") return { sql: external, masked: false };
  const shown = formOf(platform)?.maskSql?.(external) ?? ifSql(isAddress(external), email(external), account(external));
  return { sql: shown, masked: true };
}

/** A personal or sensitive attribute's text (SQL of Nullable(String)), masked; NULL stays NULL. */
export function maskAttributeSql({ code, type, sensitivity }: AttributeDef, text: Sql): Sql {
  const isPhone = code.endsWith("phone") ? sql`true` : sql`match(${text}, ${PHONE})`;
  const shape =
    sensitivity === "sensitive" || STORED_TYPES[type].single !== "String"
      ? HIDDEN
      : ifSql(isAddress(text), email(text), ifSql(isPhone, maskedPhoneSql(text), sql`concat(substringUTF8(${text}, 1, 1), '**')`));
  return sql`if(ifNull(${text}, '') = '', NULL, ${shape})`;
}

/** A text (SQL of String, Nullable or not) with the phones and addresses in it masked. */
export function maskedTextSql(text: Sql): Sql {
  return [...PERSONAL_SHAPES, ...PERSONAL_SHAPES].reduce(
    (masked, { pattern, keeps }) =>
      sql`replaceRegexpAll(${masked}, ${literal.text(pattern)}, ${literal.text(keeps.replaceAll(/\$(\d)/g, "\\$1"))})`,
    text,
  );
}

function ifSql(condition: Sql, yes: Sql, no: Sql): Sql {
  return sql`if(${condition}, ${yes}, ${no})`;
}

function isAddress(text: Sql): Sql {
  return sql`match(${text}, '^(?s:.+)@[^@]+$')`;
}

function email(text: Sql): Sql {
  return sql`concat(substringUTF8(${text}, 1, 1), '***@', arrayElement(splitByChar('@', assumeNotNull(${text})), -1))`;
}

function account(text: Sql): Sql {
  return sql`if(lengthUTF8(${text}) < 3, '***', concat(substringUTF8(${text}, 1, 1), '***', substringUTF8(${text}, -1)))`;
}
