import type { HoldingKind } from "../people/holdings.ts";

/** API keys that a person created. They go on working: programs use them. */
export const keyHoldings: HoldingKind = {
  async list(records, { id: owner }) {
    const rows = await records
      .selectFrom("keys")
      .select(["id", "name"])
      .where("created_by", "=", owner)
      .where("revoked_at", "is", null)
      .orderBy("name")
      .execute();
    return rows.map(({ id, name }) => ({ kind: "key", id, name: { zh: name, en: name } }));
  },
  async handOver(tx, _ctx, from, to) {
    await tx.updateTable("keys").set({ created_by: to.id }).where("created_by", "=", from.id).execute();
  },
};
