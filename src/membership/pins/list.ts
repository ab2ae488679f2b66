import { z } from "zod";
import { readCursor, writeCursor, type PinShape, type PinnedCustomer } from "../../contract/index.ts";
import { shownText, summariseCustomers } from "../../customers/index.ts";
import type { Ctx } from "../../engine/index.ts";
import { formatInstant, requirePermission } from "../../kernel/index.ts";
import { findTag, loadTags } from "../../tags/index.ts";
import { pinsInForce, type Pin } from "./inForce.ts";

const Place = z.object({ before: z.number().int().positive() });

export interface ListPins {
  readonly tag: string;
  readonly cursor?: string | undefined;
  readonly limit: number;
}

/** The pins that hold on a tag, newest first. @throws TAG_NOT_FOUND, CURSOR_INVALID */
export async function listPins({
  ctx,
  input,
}: {
  ctx: Ctx;
  input: ListPins;
}): Promise<{ items: PinnedCustomer[]; next: string | null; total: number }> {
  requirePermission(ctx, "customer.read");
  const tag = findTag(await loadTags({ ctx }), input.tag);
  const before = readCursor("pins", Place, input.cursor)?.before ?? Number.MAX_SAFE_INTEGER;
  const all = (await pinsInForce(ctx, ctx.clock(), { tags: [tag.id] })).toReversed();
  const rest = all.filter((pin) => pin.id < before);
  const shown = rest.slice(0, input.limit);
  const customers = await summariseCustomers({ ctx, input: { customers: shown.map((pin) => pin.customer), attributes: [] } });
  return {
    items: shown.map((pin, index) => ({ ...shownPin(ctx, pin), customer: pin.customer, name: customers[index]!.name })),
    next: rest.length > shown.length ? writeCursor("pins", { before: shown.at(-1)!.id }) : null,
    total: all.length,
  };
}

/** A pin as the API says it, as the actor may see it. */
export function shownPin(ctx: Pick<Ctx, "actor" | "reads">, { direction, value, reason, actor, at, expires }: Pin): PinShape {
  return {
    direction,
    value,
    reason: shownText(ctx, reason),
    actor,
    at: formatInstant(at),
    expires: expires === null ? null : formatInstant(expires),
  };
}
