import type { HoldingKind } from "../../access/index.ts";

/** Webhooks show customers as their owner may see them. */
export const webhookHoldings: HoldingKind = {
  async list(records, { id: owner }) {
    const rows = await records
      .selectFrom("webhooks")
      .select(["id", "name"])
      .where("owner_kind", "=", "person")
      .where("owner", "=", owner)
      .orderBy("name")
      .execute();
    return rows.map(({ id, name }) => ({ kind: "webhook", id, name: { zh: name, en: name } }));
  },
  async handOver(tx, _ctx, from, to) {
    await tx
      .updateTable("webhooks")
      .set({ owner: to.id, owner_name: to.name })
      .where("owner_kind", "=", "person")
      .where("owner", "=", from.id)
      .execute();
  },
};
