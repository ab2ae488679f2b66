import { type Ctx, readSetting, writeSetting } from "../engine/index.ts";
import { PLATFORM_KINDS, type PlatformKind } from "../kernel/index.ts";
import { DEFAULT_LIMITS } from "./mergeLimits.ts";
import type { MergeLimit, MergeLimits } from "./types.ts";

const NAME = "identity";

/** The merge limits of the workspace: the defaults, overwritten by what people set. */
export async function loadMergeLimits(ctx: Pick<Ctx, "records">): Promise<MergeLimits> {
  const setting = await readSetting(ctx.records, NAME);
  const set = (setting?.["limits"] ?? {}) as Partial<Record<PlatformKind, Partial<MergeLimit>>>;
  return Object.fromEntries(PLATFORM_KINDS.map((kind) => [kind, { ...DEFAULT_LIMITS[kind], ...set[kind] }])) as unknown as MergeLimits;
}

/** Saves the limits. The caller then resolves again the identities that the change concerns. */
export async function saveMergeLimits(ctx: Pick<Ctx, "records" | "clock">, limits: MergeLimits): Promise<void> {
  await writeSetting(ctx.records, NAME, { limits }, new Date(ctx.clock()));
}
