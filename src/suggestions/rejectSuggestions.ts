import { audit } from "../access/index.ts";
import type { BodyOf, rejectSuggestions as operation, SuggestionsDecided } from "../contract/index.ts";
import type { Verb } from "../engine/index.ts";
import { problem } from "../kernel/index.ts";
import { reasonOf } from "../membership/index.ts";
import { decidableTags, decidingAlone, suggestionsAmong } from "./queue.ts";

/** Rejects suggestions; no membership changes. @throws FORBIDDEN, REJECTION_NOTE_MISSING */
export async function rejectSuggestions({ ctx, input }: Verb<BodyOf<typeof operation>>): Promise<SuggestionsDecided> {
  const { tags } = await decidableTags(ctx);
  const note = reasonOf(input.note);
  if (input.rejection === "other" && note === null) throw problem("REJECTION_NOTE_MISSING", {});
  return decidingAlone(ctx, async () => {
    const rows = await suggestionsAmong(ctx, input.suggestions, tags, ["open"]);
    const done = rows.map(({ id }) => id);
    if (done.length > 0)
      await ctx.records.transaction().execute(async (tx) => {
        await tx
          .updateTable("suggestions")
          .set({ state: "rejected", decided_at: new Date(ctx.clock()), decided_by: ctx.actor.name, rejection: input.rejection, note })
          .where("id", "in", done)
          .execute();
        await audit(tx, ctx, "suggestion.reject", {
          tags: [...new Set(rows.map(({ tag }) => tags.get(tag)!.code))].toSorted(),
          suggestions: done.length,
          rejection: input.rejection,
        });
      });
    return { done, kept: [], gone: input.suggestions.filter((one) => !done.includes(one)) };
  });
}
