import { z } from "zod";
import { readCursor, writeCursor, type OverrideShape, type OverriddenCustomer } from "../../contract/index.ts";
import { shownText, summariseCustomers } from "../../customers/index.ts";
import type { Ctx } from "../../engine/index.ts";
import { formatInstant, requirePermission } from "../../kernel/index.ts";
import { findTag, visibleTags } from "../../tags/index.ts";
import { overridesInForce, type Override } from "./overridesInForce.ts";

const Place = z.object({ before: z.number().int().positive() });

export interface ListOverrides {
  readonly tag: string;
  readonly cursor?: string | undefined;
  readonly limit: number;
}

/** The overrides of a tag that hold now, newest first. @throws TAG_NOT_FOUND, CURSOR_INVALID */
export async function listOverrides({
  ctx,
  input,
}: {
  ctx: Ctx;
  input: ListOverrides;
}): Promise<{ items: OverriddenCustomer[]; next: string | null; total: number }> {
  requirePermission(ctx, "customer.read");
  const tag = findTag(await visibleTags(ctx), input.tag);
  const before = readCursor("overrides", Place, input.cursor)?.before ?? Number.MAX_SAFE_INTEGER;
  const all = (await overridesInForce(ctx, ctx.clock(), { tags: [tag.id] })).toReversed();
  const rest = all.filter((override) => override.id < before);
  const shown = rest.slice(0, input.limit);
  const customers = await summariseCustomers({ ctx, input: { customers: shown.map((override) => override.customer), attributes: [] } });
  return {
    items: shown.map((override, index) => ({ ...shownOverride(ctx, override), customer: override.customer, name: customers[index]!.name })),
    next: rest.length > shown.length ? writeCursor("overrides", { before: shown.at(-1)!.id }) : null,
    total: all.length,
  };
}

/** An override in the form of the API, as the actor may see it. */
export function shownOverride(
  ctx: Pick<Ctx, "actor" | "reads">,
  { direction, value, reason, actor, at, expires }: Override,
): OverrideShape {
  return {
    direction,
    value,
    reason: shownText(ctx, reason),
    actor,
    at: formatInstant(at),
    expires: expires === null ? null : formatInstant(expires),
  };
}
