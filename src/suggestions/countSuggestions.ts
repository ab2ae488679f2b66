import type { countSuggestions as operation, ResponseOf } from "../contract/index.ts";
import type { Verb } from "../engine/index.ts";
import { decidableTags } from "./queue.ts";

/** How many suggestions the actor may decide now, by tag, most first. */
export async function countSuggestions({ ctx }: Pick<Verb<unknown>, "ctx">): Promise<ResponseOf<typeof operation>> {
  const { tags } = await decidableTags(ctx);
  if (tags.size === 0) return { open: 0, tags: [] };
  const rows = await ctx.records
    .selectFrom("suggestions")
    .select(["tag", ({ fn }) => fn.countAll<string>().as("open")])
    .where("state", "=", "open")
    .where("tag", "in", [...tags.keys()])
    .where(({ eb, or }) => or([eb("open_until", "is", null), eb("open_until", ">", new Date(ctx.clock()))]))
    .groupBy("tag")
    .execute();
  const counted = rows.map(({ tag, open }) => ({ code: tags.get(tag)!.code, name: tags.get(tag)!.name, open: Number(open) }));
  return {
    open: counted.reduce((sum, { open }) => sum + open, 0),
    tags: counted.toSorted((a, b) => b.open - a.open || (a.code < b.code ? -1 : 1)),
  };
}
