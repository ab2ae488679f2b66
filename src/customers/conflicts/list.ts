import { z } from "zod";
import { readCursor, writeCursor, type MessageConflict } from "../../contract/index.ts";
import type { Verb } from "../../engine/index.ts";
import { formatInstant, parseJson, requirePermission } from "../../kernel/index.ts";
import { noteCustomers, sees, shownText, type Asking } from "../mask.ts";

const LIST = "message-conflicts";
const After = z.tuple([z.number().int(), z.number().int()]);

/** Conflicting messages, the newest first. Their content is shown only to users who may see personal data. @throws CURSOR_INVALID */
export async function listConflicts({ ctx, input }: Verb<{ readonly cursor?: string | undefined; readonly limit: number }>): Promise<{
  items: MessageConflict[];
  next: string | null;
  total: number | null;
}> {
  requirePermission(ctx, "customer.read");
  const after = readCursor(LIST, After, input.cursor);
  const found = await ctx.records
    .selectFrom("message_conflicts")
    .selectAll()
    .$if(after !== undefined, (query) =>
      query.where((eb) => eb(eb.refTuple("last_at", "id"), "<", eb.tuple(new Date(after![0]), after![1]))),
    )
    .orderBy("last_at", "desc")
    .orderBy("id", "desc")
    .limit(input.limit + 1)
    .execute();
  const rows = found.slice(0, input.limit);
  const last = rows.at(-1);
  noteCustomers(
    ctx,
    rows.map(({ customer }) => Number(customer)),
  );
  return {
    items: rows.map(({ id, sender, event, message, customer, times, first_at, last_at, payload }) => ({
      id: Number(id),
      sender,
      event,
      message: shownText(ctx, message),
      customer: Number(customer),
      times: Number(times),
      firstAt: formatInstant(first_at.getTime()),
      lastAt: formatInstant(last_at.getTime()),
      payload: shownContent(ctx, payload),
    })),
    next: found.length > input.limit && last ? writeCursor(LIST, [last.last_at.getTime(), Number(last.id)]) : null,
    total: after === undefined ? await count(ctx) : null,
  };
}

/** The properties of a conflicting message have no sensitivity yet, so its content is shown only to users who may see every class. */
function shownContent(ctx: Asking, payload: string): MessageConflict["payload"] {
  if (!sees(ctx, "personal") || !sees(ctx, "sensitive")) return null;
  const { time, properties } = parseJson(payload) as { time: string; properties: unknown };
  ctx.reads?.shown.add("conflict.payload");
  return { time, properties: shownText(ctx, JSON.stringify(properties)) };
}

async function count({ records }: Verb<unknown>["ctx"]): Promise<number> {
  const { total } = await records
    .selectFrom("message_conflicts")
    .select((eb) => eb.fn.countAll<string>().as("total"))
    .executeTakeFirstOrThrow();
  return Number(total);
}
