import { requireSomewhere } from "../access/index.ts";
import type { Ctx, Progress } from "../engine/index.ts";
import { exclusively } from "../membership/index.ts";
import { publishAgain } from "../tags/index.ts";
import { evaluateTagsNow, type Evaluated } from "../updates/index.ts";

export interface RestoreInput {
  /** Its code or name. */
  readonly tag: string;
  /** The state that it leaves. */
  readonly from: "paused" | "retired";
  readonly progress?: Progress;
  readonly signal?: AbortSignal;
  /** An earlier attempt may have published it already. */
  readonly again?: boolean;
}

/** Publishes a paused or retired tag again and evaluates it anew. @throws as publishAgain; then nothing has changed */
export async function restoreTag({ ctx, input }: { ctx: Ctx; input: RestoreInput }): Promise<{ tag: string; evaluation: Evaluated }> {
  await requireSomewhere(ctx, "edit");
  const { progress, signal } = input;
  const { code } = await publishAgain(ctx, input.tag, input.from, input.again ?? false);
  const evaluation = await exclusively(ctx, () => evaluateTagsNow(ctx, { progress, signal }));
  return { tag: code, evaluation };
}
