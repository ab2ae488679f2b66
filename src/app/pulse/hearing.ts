import { tagPolicy } from "../../access/index.ts";
import type { Ctx } from "../../engine/index.ts";
import { rememberedVisibleTags } from "../../tags/index.ts";

/** Which tags a listener may hear of. */
export interface Hearing {
  /** No tag is hidden from the listener. Otherwise steps of others' jobs, which may name tags, are not told. */
  readonly seesAll: boolean;
  /** Codes of hidden tags. */
  readonly hidden: ReadonlySet<string>;
}

/** As it is now. It costs one comparison of versions while nobody's rights change. */
export async function hearingOf(ctx: Ctx): Promise<Hearing> {
  const { seesAll } = await tagPolicy(ctx);
  return { seesAll, hidden: seesAll ? new Set() : (await rememberedVisibleTags(ctx)).hidden };
}
