import type { Ctx } from "../../engine/index.ts";

/**
 * The number of the customer a message is about, for who may read customers. A key that stands in a web page only sends: answered with
 * numbers, it could be asked whose phone is whose.
 */
export function toldCustomer(ctx: Pick<Ctx, "actor">, customer: number): number | null {
  return ctx.actor.permissions.has("customer.read") ? customer : null;
}
