import { z } from "zod";
import { readCursor, writeCursor, type MovedCustomer } from "../../contract/index.ts";
import { summariseCustomers } from "../../customers/index.ts";
import { literal, type Ctx, sql } from "../../engine/index.ts";
import { requirePermission, tagKind } from "../../kernel/index.ts";
import { findTag, visibleTags } from "../../tags/index.ts";

export interface TagMoved {
  readonly tag: string;
  readonly evaluation: number;
  readonly moved: "entered" | "left";
  readonly cursor?: string | undefined;
  readonly limit: number;
}

const Place = z.object({ after: z.number().int().nonnegative() });

/** The customers who entered or left a tag (a tier of it) in one evaluation, by number. @throws TAG_NOT_FOUND, CURSOR_INVALID */
export async function tagMoves({
  ctx,
  input,
}: {
  ctx: Ctx;
  input: TagMoved;
}): Promise<{ items: MovedCustomer[]; next: string | null; total: number }> {
  requirePermission(ctx, "customer.read");
  const tag = findTag(await visibleTags(ctx), input.tag);
  const after = readCursor("moved", Place, input.cursor)?.after ?? 0;
  const bitmap = input.moved === "entered" ? sql`entered` : sql`left`;
  const where = sql`tag = ${literal.integer(tag.id)} AND evaluation = ${literal.integer(input.evaluation)}`;
  const limit = literal.integer(input.limit + 1);
  const page = sql`bitmapSubsetLimit(${bitmap}, toUInt32(${literal.integer(after + 1)}), toUInt32(${limit}))`;
  const rows = await ctx.facts.rows<{ customer: number; value: string }>(
    sql`
      SELECT arrayJoin(bitmapToArray(${page})) AS customer, value
      FROM membership_changes
      WHERE ${where}
      ORDER BY customer
      LIMIT ${limit}
    `,
  );
  const [all] = await ctx.facts.rows<{ total: string }>(
    sql`
      SELECT sum(bitmapCardinality(${bitmap})) AS total
      FROM membership_changes
      WHERE ${where}
    `,
  );
  const shown = rows.slice(0, input.limit);
  const customers = await summariseCustomers({ ctx, input: { customers: shown.map((row) => row.customer), attributes: [] } });
  return {
    items: shown.map(({ customer, value }, index) => ({
      customer,
      name: customers[index]!.name,
      value: tagKind(tag.kind).hasTiers ? value : null,
    })),
    next: rows.length > shown.length ? writeCursor("moved", { after: shown.at(-1)!.customer }) : null,
    total: Number(all!.total),
  };
}
