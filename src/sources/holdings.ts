import type { HoldingKind } from "../access/index.ts";

/** Data sources with their schedules. */
export const sourceHoldings: HoldingKind = {
  async list(records, { id: owner }) {
    const rows = await records
      .selectFrom("sources")
      .select(["id", "name"])
      .where("owner_kind", "=", "person")
      .where("owner", "=", owner)
      .orderBy("name")
      .execute();
    return rows.map(({ id, name }) => ({ kind: "source", id, name: { zh: name, en: name } }));
  },
  async handOver(tx, _ctx, from, to) {
    await tx
      .updateTable("sources")
      .set({ owner: to.id, owner_name: to.name })
      .where("owner_kind", "=", "person")
      .where("owner", "=", from.id)
      .execute();
  },
};
