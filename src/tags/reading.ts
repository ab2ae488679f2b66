import type { Ctx } from "../engine/index.ts";
import { dependenciesOf } from "../rules/index.ts";
import { HIDDEN_CODE } from "./visible/hiddenNames.ts";
import { visibleTags } from "./visible/visibleTags.ts";

/** Codes of the tags whose rules read an event. A tag that the actor may not see has no code here, but is one of them. */
export async function tagsReading(ctx: Ctx, event: string): Promise<string[]> {
  const { all, hidden } = await visibleTags(ctx);
  return [...all.tags.values()].flatMap(({ code, rule }) =>
    rule && dependenciesOf(rule).some((dependency) => dependency.kind === "event" && dependency.event === event)
      ? [hidden.has(code) ? HIDDEN_CODE : code]
      : [],
  );
}
