import { audit } from "../../../access/index.ts";
import { readCatalogue, relabel, type FieldType } from "../../../catalogue/index.ts";
import { type Ctx, type Progress, sql } from "../../../engine/index.ts";
import { serially } from "../../../identity/index.ts";
import { problem, requirePermission } from "../../../kernel/index.ts";
import { fill, tidy } from "./fill.ts";
import { HEAVY, RAW, statedSql, withRaws } from "./raws.ts";

/** Tagwise itself uses these attributes, so their types are fixed. */
const FIXED = /^(consent\.|name$|nickname$)/;

export interface ChangeAttributeType {
  readonly attribute: string;
  readonly type: FieldType;
  /** Codes of tags whose rules would become invalid with the type. While there are any, the type cannot change. */
  readonly breaks: readonly string[];
}

/**
 * Changes the type of an attribute. Its values are read again from the original text. Values that cannot be read are counted and kept, and
 * read again at the next change. One write in the records makes the change: before it all values have the old type, after it the new one.
 * @throws NOT_FOUND, ATTRIBUTE_TYPE_FIXED, ATTRIBUTE_TYPE_BREAKS
 */
export async function changeAttributeType({
  ctx,
  input,
  progress,
  signal,
}: {
  ctx: Ctx;
  input: ChangeAttributeType;
  progress?: Progress | undefined;
  signal?: AbortSignal | undefined;
}): Promise<void> {
  requirePermission(ctx, "catalogue.edit");
  const { type } = input;
  const attribute = (await readCatalogue({ ctx })).attributes.get(input.attribute);
  if (!attribute) throw problem("NOT_FOUND", { what: input.attribute });
  const { code } = attribute;
  if (attribute.type === type) return;
  if (FIXED.test(code)) throw problem("ATTRIBUTE_TYPE_FIXED", { attribute: code, type: attribute.type });
  if (input.breaks.length > 0) throw problem("ATTRIBUTE_TYPE_BREAKS", { attribute: code, type, tags: input.breaks });
  progress?.({ zh: "按新类型读取已有的值", en: "Reading the values as the new type" }, 0.1);
  await fill(ctx, code, type);
  progress?.({ zh: "统计读不了的值", en: "Counting the values that cannot be read" }, 0.5);
  const aside = await asideOf(ctx, code, type);
  // Writers read the type in the same queue, so nobody writes values of the old type after the change.
  await serially(ctx, "attributes", async () => {
    await fill(ctx, code, type);
    signal?.throwIfAborted();
    await ctx.records.transaction().execute(async (tx) => {
      await relabel(tx, { kind: "attribute", code, name: attribute.name, sensitivity: attribute.sensitivity, type });
      await tx
        .insertInto("retypes")
        .values({ attribute: code })
        .onConflict((conflict) => conflict.doNothing())
        .execute();
      await tx.deleteFrom("violations").where("event", "=", "").where("code", "=", code).execute();
      if (aside)
        await tx
          .insertInto("violations")
          .values({ event: "", code, type, ...aside, last_at: new Date(ctx.clock()) })
          .execute();
      await audit(tx, ctx, "attribute.type", { attribute: code, before: attribute.type, after: type, aside: aside?.values ?? 0 });
    });
  });
  progress?.({ zh: "清理旧类型的值", en: "Deleting the values of the old type" }, 0.7);
  await finishRetype(ctx, code);
}

/** Reads again the values that were written in the old type meanwhile, and deletes rows that exist in the new type. May run many times. */
export async function finishRetype(ctx: Pick<Ctx, "facts" | "records" | "caches" | "workspace">, code: string): Promise<void> {
  const attribute = (await readCatalogue({ ctx })).attributes.get(code);
  if (attribute) {
    await serially(ctx, "attributes", () => fill(ctx, code, attribute.type));
    await tidy(ctx, code, attribute.type);
  }
  await ctx.records.deleteFrom("retypes").where("attribute", "=", code).execute();
}

/**
 * At start: finishes changes of types that a crash interrupted after their write in the records. A change interrupted before that write has
 * not happened.
 */
export async function finishRetypes(ctx: Pick<Ctx, "facts" | "records" | "caches" | "workspace">): Promise<void> {
  for (const { attribute } of await ctx.records.selectFrom("retypes").select("attribute").orderBy("attribute").execute())
    await finishRetype(ctx, attribute);
}

/** How many values cannot be read as the type, and one example. */
async function asideOf(ctx: Ctx, code: string, type: FieldType): Promise<{ values: number; example: string } | undefined> {
  return withRaws(ctx, { attribute: code, type, lacking: true }, async (table) => {
    const [row] = await ctx.facts.rows<{ values: string; example: string }>(
      sql`
        SELECT count() AS values, any(a.raw) AS example
        FROM (
          SELECT ${RAW} AS raw
          FROM ${statedSql(code)}
        ) AS a
        INNER JOIN (
          SELECT raw
          FROM ${sql.id(table)}
          WHERE fate = 'unreadable'
        ) AS m ON a.raw = m.raw
      `,
      HEAVY,
    );
    return row!.values === "0"
      ? undefined
      : { values: Number(row!.values), example: row!.example.slice(0, 100).replaceAll("\u0000", "\ufffd").toWellFormed() };
  });
}
