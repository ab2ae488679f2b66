import { STORED_TYPES, type AttributeDef } from "../catalogue/index.ts";
import { textLiteral as literal } from "../engine/index.ts";
import { formOf, maskedPhoneSql, platformOf } from "../identifiers/index.ts";
import { PERSONAL_SHAPES, type Context } from "../kernel/index.ts";
import { seesPersonal } from "./mask.ts";

// The rules of mask.ts as SQL over columns. A test compares the two.

const HIDDEN = "'****'";

/** An identity's `external` (SQL of String) for the actor. */
export function maskIdentitySql(ctx: Pick<Context, "actor">, platform: string, external: string): { sql: string; masked: boolean } {
  if (seesPersonal(ctx) || platformOf(platform)?.kind === "number") return { sql: external, masked: false };
  const sql = formOf(platform)?.maskSql?.(external) ?? `if(${isAddress(external)}, ${email(external)}, ${account(external)})`;
  return { sql, masked: true };
}

/** A personal or sensitive attribute's text (SQL of Nullable(String)), masked; NULL stays NULL. */
export function maskAttributeSql({ code, type, sensitivity }: AttributeDef, text: string): string {
  const shape =
    sensitivity === "sensitive" || STORED_TYPES[type].single !== "String"
      ? HIDDEN
      : `multiIf(${isAddress(text)}, ${email(text)}, ${code.endsWith("phone") ? "true" : `match(${text}, '^\\\\+?[\\\\d ()-]{7,20}$')`}, ${maskedPhoneSql(text)}, concat(substringUTF8(${text}, 1, 1), '**'))`;
  return `if(ifNull(${text}, '') = '', NULL, ${shape})`;
}

/** A text (SQL of String, Nullable or not) with the phones and addresses in it masked. */
export function maskedTextSql(text: string): string {
  return [...PERSONAL_SHAPES, ...PERSONAL_SHAPES].reduce(
    (sql, { pattern, keeps }) => `replaceRegexpAll(${sql}, ${literal.text(pattern)}, ${literal.text(keeps.replaceAll(/\$(\d)/g, "\\$1"))})`,
    text,
  );
}

function isAddress(text: string): string {
  return `match(${text}, '^(?s:.+)@[^@]+$')`;
}

function email(text: string): string {
  return `concat(substringUTF8(${text}, 1, 1), '***@', arrayElement(splitByChar('@', assumeNotNull(${text})), -1))`;
}

function account(text: string): string {
  return `if(lengthUTF8(${text}) < 3, '***', concat(substringUTF8(${text}, 1, 1), '***', substringUTF8(${text}, -1)))`;
}
