import { sql as recordsSql } from "kysely";
import type { HoldingKind, Owner } from "../access/index.ts";

/** Tags name their owner in words: a person's name or login. */
export const tagHoldings: HoldingKind = {
  async list(records, owner) {
    const rows = await records.selectFrom("tags").select(["code", "name"]).where(isOwner(owner)).orderBy("position").execute();
    return rows.map(({ code, name }) => ({ kind: "tag", id: code, name }));
  },
  async handOver(tx, ctx, from, to) {
    await tx
      .updateTable("tags")
      .set({
        owner: to.name,
        // The stored document names the owner too; else the next apply would see a change.
        definition: recordsSql`case when definition ? 'owner' then jsonb_set(definition, '{owner}', to_jsonb(${to.name}::text)) else definition end`,
        updated_at: new Date(ctx.clock()),
      })
      .where(isOwner(from))
      .execute();
  },
};

function isOwner({ name, login }: Owner) {
  const words = [...new Set([name, login].map((text) => text.normalize("NFKC").trim().toLowerCase()))];
  return recordsSql<boolean>`state <> 'retired' and lower(trim(normalize(owner, NFKC))) in (${recordsSql.join(words)})`;
}
