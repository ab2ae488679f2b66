import type { Ctx } from "../engine/index.ts";
import type { Instant } from "../kernel/index.ts";
import { LOOK_AHEAD_MILLISECONDS } from "./changeSource.ts";
import { currentTags } from "./currentTags.ts";
import { SOURCES } from "./changeSources.ts";

/**
 * The next instant after `from` at which time alone may change an answer, at most a minute later. Without new rows there is nothing to do
 * until then, however many tags there are.
 */
export async function nextUpdateAt(ctx: Ctx, from: Instant): Promise<Instant> {
  const watched = { ctx, from, tags: await currentTags(ctx) };
  let next = from + LOOK_AHEAD_MILLISECONDS;
  for (const source of SOURCES) next = Math.min(next, (await source.nextInstant?.(watched)) ?? next);
  return Math.max(from + 1, next);
}
