import type { Ctx } from "../../engine/index.ts";

/**
 * The customer's number for callers who may read customers, else null. The key in a web page may only send: with numbers in the answer,
 * anybody could test whether two phone numbers belong to one customer.
 */
export function shownCustomer(ctx: Pick<Ctx, "actor">, customer: number): number | null {
  return ctx.actor.permissions.has("customer.read") ? customer : null;
}
