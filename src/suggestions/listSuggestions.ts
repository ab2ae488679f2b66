import { z } from "zod";
import {
  readCursor,
  writeCursor,
  type listSuggestions as operation,
  type QueryOf,
  type Rejection,
  type Suggestion,
} from "../contract/index.ts";
import { noteCustomers, shownText, summariseCustomers } from "../customers/index.ts";
import type { Ctx, Verb } from "../engine/index.ts";
import { aliasesOf } from "../identity/index.ts";
import { formatInstant, requirePermission } from "../kernel/index.ts";
import { findGroup, findTag, tagPlace, type TagRecord } from "../tags/index.ts";
import { decidableTags, type SuggestionRow } from "./queue.ts";

const Place = z.object({ before: z.number().int().positive() });

/** Suggestions of tags that the actor may assign, newest first. @throws TAG_NOT_FOUND, TAG_GROUP_NOT_FOUND, CURSOR_INVALID */
export async function listSuggestions({
  ctx,
  input,
}: Verb<QueryOf<typeof operation>>): Promise<{ items: Suggestion[]; next: string | null; total: number }> {
  requirePermission(ctx, "customer.read");
  const { visible, tags } = await decidableTags(ctx);
  const before = readCursor("suggestions", Place, input.cursor)?.before ?? Number.MAX_SAFE_INTEGER;
  const named = input.tag === undefined ? null : findTag(visible, input.tag).id;
  const group = input.group === undefined || input.group === "/" ? null : findGroup(visible.groups, input.group).id;
  const among = [...tags.values()].filter(
    (tag) => (named === null || tag.id === named) && (group === null || tagPlace(visible.groups, tag).groups.includes(group)),
  );
  if (among.length === 0) return { items: [], next: null, total: 0 };
  let all = ctx.records
    .selectFrom("suggestions")
    .where("state", "=", input.state)
    .where(
      "tag",
      "in",
      among.map(({ id }) => id),
    );
  if (input.source !== undefined) all = all.where("source", "=", input.source);
  if (input.state === "open")
    all = all.where(({ eb, or }) => or([eb("open_until", "is", null), eb("open_until", ">", new Date(ctx.clock()))]));
  const { total } = await all.select(({ fn }) => fn.countAll<string>().as("total")).executeTakeFirstOrThrow();
  const rows = await all
    .selectAll()
    .where("id", "<", before)
    .orderBy("id", "desc")
    .limit(input.limit + 1)
    .execute();
  const shown = rows.slice(0, input.limit);
  return {
    items: await shownSuggestions(ctx, shown, tags),
    next: rows.length > shown.length ? writeCursor("suggestions", { before: Number(shown.at(-1)!.id) }) : null,
    total: Number(total),
  };
}

async function shownSuggestions(ctx: Ctx, rows: readonly SuggestionRow[], tags: ReadonlyMap<number, TagRecord>): Promise<Suggestion[]> {
  const numbers = rows.map(({ customer }) => Number(customer));
  const aliases = await aliasesOf(ctx, numbers);
  const customerOf = (number: number) => aliases.get(number) ?? number;
  const customers = [...new Set(numbers.map(customerOf))];
  const summaries = await summariseCustomers({ ctx, input: { customers, attributes: [] } });
  const names = new Map(summaries.map(({ customer, name }) => [customer, name]));
  noteCustomers(ctx, customers);
  return rows.map((row) => {
    const { code, name, kind, color } = tags.get(row.tag)!;
    const customer = customerOf(Number(row.customer));
    return {
      id: Number(row.id),
      tag: { code, name, kind, color },
      customer,
      name: names.get(customer) ?? null,
      source: row.source,
      by: row.actor_name,
      confidence: row.confidence,
      reason: shownText(ctx, row.reason),
      at: formatInstant(row.created_at.getTime()),
      openUntil: row.open_until && formatInstant(row.open_until.getTime()),
      state: row.state,
      decided: row.decided_at && {
        at: formatInstant(row.decided_at.getTime()),
        by: row.decided_by ?? "",
        rejection: row.rejection as Rejection | null,
        note: shownText(ctx, row.note),
      },
    };
  });
}
