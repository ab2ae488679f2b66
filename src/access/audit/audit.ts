import type { Ctx, RecordsTx } from "../../engine/index.ts";

/**
 * Records who did what, in the transaction of the change, so that neither exists without the other. `action` is `entity.verb`; `details`
 * are plain JSON and never contain secrets.
 */
export async function audit(tx: RecordsTx, ctx: Ctx, action: string, details: Readonly<Record<string, unknown>>): Promise<void> {
  await tx
    .insertInto("audit")
    .values({
      at: new Date(ctx.clock()),
      actor_kind: ctx.actor.kind,
      actor: ctx.actor.id,
      actor_name: ctx.actor.name,
      action,
      details: JSON.stringify(details),
      request: ctx.requestId,
      address: ctx.address ?? "",
    })
    .execute();
}
