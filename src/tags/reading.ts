import type { Ctx } from "../engine/index.ts";
import { dependenciesOf } from "../rules/index.ts";
import { loadTags } from "./load.ts";

/** Codes of the tags whose rules read an event. */
export async function tagsReading(ctx: Ctx, event: string): Promise<string[]> {
  const { tags } = await loadTags({ ctx });
  return [...tags.values()].flatMap(({ code, rule }) =>
    rule && dependenciesOf(rule).some((dependency) => dependency.kind === "event" && dependency.event === event) ? [code] : [],
  );
}
