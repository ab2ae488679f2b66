import { z } from "zod";
import { readCursor, writeCursor, type Merge } from "../contract/index.ts";
import type { Verb } from "../engine/index.ts";
import { findCustomer } from "../identity/index.ts";
import { requirePermission } from "../kernel/index.ts";
import { shownMerge } from "./shownMerge.ts";

const Place = z.object({ before: z.number().int().positive() });

export interface ListMerges {
  /** Only the merges of this customer. Default: all. */
  readonly customer?: string | undefined;
  readonly cursor?: string | undefined;
  readonly limit: number;
}

/** Merges and splits, newest first. @throws CUSTOMER_NOT_FOUND, CURSOR_INVALID */
export async function listMerges({ ctx, input }: Verb<ListMerges>): Promise<{ items: Merge[]; next: string | null; total: number }> {
  requirePermission(ctx, "customer.read");
  const before = readCursor("merges", Place, input.cursor)?.before;
  let query = ctx.records.selectFrom("merges");
  if (input.customer !== undefined) {
    const customer = await findCustomer({ ctx, input: input.customer });
    query = query.where(({ eb, or }) => or([eb("kept", "=", customer), eb("lost", "=", customer)]));
  }
  const { count } = await query.select(({ fn }) => fn.countAll<string>().as("count")).executeTakeFirstOrThrow();
  const rows = await (before === undefined ? query : query.where("id", "<", before))
    .selectAll()
    .orderBy("id", "desc")
    .limit(input.limit + 1)
    .execute();
  const shown = rows.slice(0, input.limit);
  return {
    items: shown.map((row) => shownMerge(ctx, row)),
    next: rows.length > shown.length ? writeCursor("merges", { before: Number(shown.at(-1)!.id) }) : null,
    total: Number(count),
  };
}
